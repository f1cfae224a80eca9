"""Freeman's closeness: how few steps lie between an organisation and all others."""

from __future__ import annotations

import numpy as np

from sna.metrics.nearness import Nearness, from_others, to_others
from sna.metrics.registry import Values, metric
from sna.model import Network


def _closeness(nearness: Nearness) -> Values:
    """Return (n-1)/steps; undefined where somebody is out of reach or there is nobody else."""
    others = len(nearness.reached) - 1
    near = np.full(others + 1, np.nan)
    defined = (nearness.reached == others) & (nearness.total > 0)
    near[defined] = others / nearness.total[defined]
    return near


@metric(
    label="Freeman closeness from others",
    level="organisation",
    direction="in",
    weights="ignored",
    low=0,
    high=1,
    undefined="some other organisation cannot reach it, or there is none",
    means="Others reach this organisation in few steps.",
    formula="(n-1) / sum over the others j of steps(j → i)",
    source="freeman1978",
    layers="directed",
    default=False,
)
def closeness_in(network: Network) -> Values:
    """Divide the number of others by the steps they all need to each organisation.

    For networks that are not connected, harmonic, Wasserman and Faust's or Valente and Foreman's closeness has a value.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.

    Returns
    -------
    array
        Above 0 to 1 (everybody in one step), in roster order. Undefined for an organisation that some other cannot
        reach (R's ``sna::closeness`` says 0), and where there is no other.

    References
    ----------
    Freeman (1978), doi:10.1016/0378-8733(78)90021-7

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> closeness_in(sketch("A>B B>C")).round(3).tolist()
    [nan, nan, 0.667]
    """
    return _closeness(from_others(network))


@metric(
    label="Freeman closeness to others",
    level="organisation",
    direction="out",
    weights="ignored",
    low=0,
    high=1,
    undefined="it cannot reach every other organisation, or there is none",
    means="This organisation reaches others in few steps.",
    formula="(n-1) / sum over the others j of steps(i → j)",
    source="freeman1978",
    layers="directed",
    default=False,
)
def closeness_out(network: Network) -> Values:
    """Divide the number of others by the steps each organisation needs to them all.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.

    Returns
    -------
    array
        Above 0 to 1 (everybody in one step), in roster order. Undefined for an organisation that cannot reach every
        other (R's ``sna::closeness`` says 0), and where there is no other.

    References
    ----------
    Freeman (1978), doi:10.1016/0378-8733(78)90021-7

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> closeness_out(sketch("A>B B>C")).round(3).tolist()
    [0.667, nan, nan]
    """
    return _closeness(to_others(network))


@metric(
    label="Freeman closeness to others",
    level="organisation",
    direction="none",
    weights="ignored",
    low=0,
    high=1,
    undefined="it cannot reach every other organisation, or there is none",
    means="This organisation and the others reach each other in few steps.",
    formula="(n-1) / sum over the others j of steps(i, j)",
    source="freeman1978",
    layers="undirected",
    default=False,
)
def closeness(network: Network) -> Values:
    """Divide the number of others by the steps between each organisation and them all.

    Parameters
    ----------
    network
        An undirected layer; strengths are ignored.

    Returns
    -------
    array
        Above 0 to 1 (tied to everybody), in roster order. Undefined for all unless the network is connected, and
        where there is no other.

    References
    ----------
    Freeman (1978), doi:10.1016/0378-8733(78)90021-7

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> closeness(sketch("A-B B-C")).round(3).tolist()
    [0.667, 1.0, 0.667]
    """
    return _closeness(to_others(network))
