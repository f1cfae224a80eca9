"""Structural holes: how far an organisation's partners are strangers to each other, seen in the whole network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sna.engines import as_presence, as_sparse_presence, is_large
from sna.metrics.registry import Values, metric
from sna.model import Network

if TYPE_CHECKING:
    from scipy.sparse import csr_array


def shared_by(tops: Values, bottoms: Values) -> Values:
    """Divide row by row; a row without ties stays at 0."""
    return np.divide(tops, bottoms[:, None], out=np.zeros_like(tops), where=bottoms[:, None] > 0)


def pairwise_constraint(both: Values) -> Values:
    """Return c_ij, how far partner j constrains i, from the strengths of both directions together."""
    shares = shared_by(both, both.sum(axis=1))
    return np.where(both > 0, (shares + shares @ shares) ** 2, 0.0)


def defined(values: Values, both: Values) -> Values:
    """Return values with those without ties left undefined."""
    return np.where((both > 0).any(axis=1), values, np.nan)


def effective_partners(both: Values) -> Values:
    """Return effective size from the strengths of both directions together."""
    shares = shared_by(both, both.sum(axis=1))
    relative = shared_by(both, both.max(axis=1, initial=0.0))
    partners = both > 0
    return defined(partners.sum(axis=1) - (partners * (shares @ relative.T)).sum(axis=1), both)


def effective_by_ties(ties: csr_array) -> Values:
    """Return `effective_partners` of ties sent and received, added, without a full matrix."""
    both = (ties + ties.T).tocsr()
    partners = both.copy()
    partners.data = np.ones(len(both.data))
    number, total, most = partners.sum(axis=1), both.sum(axis=1), both.max(axis=1).toarray().ravel()
    with np.errstate(divide="ignore", invalid="ignore"):
        relative = both.multiply((1 / most)[:, None]).tocsr()
        repeated = both.multiply(partners @ relative).sum(axis=1) / total
    return np.where(number > 0, number - repeated, np.nan)


def coleman_theil(pairwise: Values, both: Values) -> Values:
    """Return how unequally partners constrain each organisation: 0 all alike, 1 all of it from one, or one partner."""
    partners = both > 0
    number = partners.sum(axis=1)
    relative = np.where(partners, shared_by(pairwise, pairwise.sum(axis=1)) * number[:, None], 1.0)
    unequal = (relative * np.log(relative)).sum(axis=1)
    most = number * np.log(np.maximum(number, 1))
    return defined(np.divide(unequal, most, out=np.ones(len(both)), where=number > 1), both)


def both_ways(ties: Values) -> Values:
    """Return ties sent and received, added."""
    summed: Values = ties + ties.T
    return summed


@metric(
    label="partners that are not redundant",
    level="organisation",
    direction="both",
    weights="ignored",
    low=1,
    high=np.inf,
    undefined="no ties",
    means="Many of the partners of this organisation do not deal with each other, so it hears of different things"
    " from each.",
    formula="Σ over partners j of (1 − Σ over q of p_iq m_jq), p_iq = (a_iq + a_qi) / Σ over k of (a_ik + a_ki),"
    " m_jq = (a_jq + a_qj) / the largest of j's with anybody; a = 1 where there is a tie",
    source="burt2004",
    default=False,
    up_to=10_000,
)
def effective_size(network: Network) -> Values:
    """Count each organisation's partners, less what they repeat of each other.

    Ties count as present or absent, so in a directed layer a returned tie counts twice. What is the largest tie of a
    partner is seen in the whole network. In an undirected layer this is n − 2t/n, with n partners and t ties among
    them.

    Parameters
    ----------
    network
        Any layer; ties sent and received count alike.

    Returns
    -------
    array
        From 1 (one partner says all that the others do) to the number of partners (none of them tied to another), in
        roster order. Undefined for organisations without ties.

    References
    ----------
    Burt (2004), doi:10.1086/421787

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> effective_size(sketch("A-B A-C A-D B-C E")).round(3).tolist()
    [2.333, 1.0, 1.0, 1.0, nan]
    """
    if is_large(network):
        return effective_by_ties(as_sparse_presence(network))
    return effective_partners(both_ways(as_presence(network)))


@metric(
    label="share of partners not redundant",
    level="organisation",
    direction="both",
    weights="ignored",
    low=0,
    high=1,
    undefined="no ties",
    means="Hardly any of this organisation's partners deal with each other: no tie of it repeats another.",
    formula="effective size / number of partners",
    source="burt2004",
    default=False,
    up_to=1_000,
)
def burt_efficiency(network: Network) -> Values:
    """Divide the effective size of each organisation by the number of its partners.

    Parameters
    ----------
    network
        Any layer; ties sent and received count alike.

    Returns
    -------
    array
        Above 0 to 1 (no two partners are tied) in roster order. Undefined for organisations without ties.

    References
    ----------
    Burt (2004), doi:10.1086/421787

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> burt_efficiency(sketch("A-B A-C A-D B-C E")).round(3).tolist()
    [0.778, 0.5, 0.5, 1.0, nan]
    """
    return per_partner(both_ways(as_presence(network)), effective_size(network))


def per_partner(both: Values, values: Values) -> Values:
    """Divide by the number of partners."""
    partners = (both > 0).sum(axis=1)
    return values / np.where(partners > 0, partners, np.nan)


@metric(
    label="concentration of constraint in one partner",
    level="organisation",
    direction="both",
    weights="ignored",
    low=0,
    high=1,
    undefined="no ties",
    means="What constrains this organisation comes from one partner, who deals with all its other partners.",
    formula="Σ over partners j of r_j ln r_j / (N ln N), r_j = c_ij / (C_i / N), C_i = Σ c_ij: constraint, N ="
    " number of partners; 1 with a single partner",
    source="burt2004",
    default=False,
    up_to=1_000,
)
def burt_hierarchy(network: Network) -> Values:
    """Measure how far the constraint on each organisation comes from one of its partners.

    Parameters
    ----------
    network
        Any layer; ties sent and received count alike, shares are taken of all ties of a partner.

    Returns
    -------
    array
        0 (all partners constrain alike) to 1 (one of them does; a single partner) in roster order. Undefined for
        organisations without ties.

    References
    ----------
    Burt (2004), doi:10.1086/421787

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> burt_hierarchy(sketch("A-B A-C A-D B-C E")).round(3).tolist()
    [0.052, 0.01, 0.01, 1.0, nan]
    """
    both = both_ways(as_presence(network))
    return coleman_theil(pairwise_constraint(both), both)
