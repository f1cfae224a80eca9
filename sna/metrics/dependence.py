"""Dependence: how much of what an organisation exchanges hangs on whom."""

from __future__ import annotations

import numpy as np

from sna.engines import as_matrix
from sna.metrics.levels import turned
from sna.metrics.registry import NEVER, Values, metric
from sna.metrics.strength import in_strength, out_strength
from sna.model import Network

DIRECTION = "ties sent; ties received where the layer says that the receiver depends; all ties of an undirected layer"


def _dependence(network: Network) -> Values:
    """Return D_ij, the share of i's strength that goes to j; a row of 0 where i depends on nobody."""
    strengths = turned(network, as_matrix(network), "receiver")
    total = strengths.sum(axis=1, keepdims=True)
    shares: Values = np.divide(strengths, total, out=np.zeros_like(strengths), where=total > 0)
    return shares


@metric(
    label="dependence on the strongest partner",
    level="organisation",
    direction="out",
    weights="strength",
    low=0,
    high=1,
    undefined="no ties by which it depends on another",
    means="Most of what this organisation exchanges goes to one partner: without it, little is left.",
    formula=f"max over j of D_ij, D_ij = w_ij / Σ over k of w_ik, of {DIRECTION}",
    source="emerson1962",
    default=False,
    up_to=1_000,
)
def dependence_on_strongest(network: Network) -> Values:
    """Measure which share of each organisation's strength its strongest partner has.

    Emerson holds that an organisation depends on another the more it needs from it and the less it can find elsewhere;
    that this is a share of strength is the definition used here, not his.

    Parameters
    ----------
    network
        Any layer. In a directed one, ties sent count; ties received where the layer says that the receiver depends.

    Returns
    -------
    array
        Above 0 to 1 (all with one partner) in roster order. Undefined for organisations without such ties.

    References
    ----------
    Emerson (1962), doi:10.2307/2089716

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> dependence_on_strongest(sketch("A>C:3 A>B:1 B>C:2")).tolist()
    [0.75, 1.0, nan]
    """
    strongest = _dependence(network).max(axis=1, initial=0.0)
    return np.where(strongest > 0, strongest, np.nan)


@metric(
    label="dependence of others on it",
    level="organisation",
    direction="in",
    weights="strength",
    low=0,
    high=np.inf,
    undefined=NEVER,
    means="Others have this organisation as their only or main partner: they would lose most without it.",
    formula=f"Σ over j of D_ji, D_ji = w_ji / Σ over k of w_jk, of {DIRECTION}",
    source="emerson1962",
    default=False,
    up_to=1_000,
)
def dependence_of_others(network: Network) -> Values:
    """Sum the shares of their strength that other organisations have with each organisation.

    Emerson holds that power over another is the other's dependence; that dependence is a share of strength, and that
    shares are added up, is the definition used here, not his.

    Parameters
    ----------
    network
        Any layer. In a directed one, ties received count; ties sent where the layer says that the receiver depends.

    Returns
    -------
    array
        0 (nobody depends on it) to n−1 (the only partner of all others) in roster order; never undefined. The sum over
        all organisations is the number of those that depend on anybody.

    References
    ----------
    Emerson (1962), doi:10.2307/2089716

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> dependence_of_others(sketch("A>C:3 A>B:1 B>C:2")).tolist()
    [0.0, 0.25, 1.75]
    """
    depended: Values = _dependence(network).sum(axis=0)
    return depended


@metric(
    label="balance of strength received and sent",
    level="organisation",
    direction="in",
    weights="strength",
    low=-1,
    high=1,
    undefined="no ties",
    means="This organisation receives more than it sends.",
    formula="(s_in − s_out) / (s_in + s_out), s = sum of strengths",
    source="barrat2004",
    layers="directed",
    default=False,
    up_to=1_000,
)
def receiving_sending_balance(network: Network) -> Values:
    """Weigh the strength each organisation receives against the strength it sends.

    The strengths are those of Barrat et al.; the ratio is the definition used here.

    Parameters
    ----------
    network
        A directed layer, as recorded: which end depends makes no difference.

    Returns
    -------
    array
        −1 (only sends) through 0 (as much of either) to 1 (only receives) in roster order. Undefined for organisations
        without ties.

    References
    ----------
    Barrat et al. (2004), doi:10.1073/pnas.0400087101

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> receiving_sending_balance(sketch("A>C:3 C>A:1 D")).tolist()
    [-0.5, 0.5, nan]
    """
    received, sent = in_strength(network), out_strength(network)
    total = received + sent
    balance: Values = np.divide(received - sent, total, out=np.full(network.n, np.nan), where=total > 0)
    return balance
