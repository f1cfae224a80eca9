"""Counts of what pairs of organisations look like."""

from __future__ import annotations

import numpy as np

from sna.engines import as_presence
from sna.metrics.registry import NEVER, metric
from sna.model import Network


@metric(
    label="pairs of organisations by kind of tie",
    level="network",
    direction="both",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined=NEVER,
    means="Many pairs are of this kind: returned ties are partnerships, one-way ties dependence, no tie distance.",
    formula="number of pairs with i → j and j → i (mutual), with one of the two (asymmetric), with neither (null)",
    source="holland1970",
    layers="directed",
    missing="excluded",
    default=False,
    parts={
        "mutual": "pairs tied both ways",
        "asymmetric": "pairs tied one way",
        "null": "pairs without a tie",
    },
)
def dyad_census(network: Network) -> dict[str, float]:
    """Count the pairs of organisations that are tied both ways, one way, or not at all.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.

    Returns
    -------
    dict of float
        Counts ``mutual``, ``asymmetric`` and ``null``, which add up to the pairs that were observed in both directions;
        other pairs are left out, with their ties. Never undefined.

    References
    ----------
    Holland and Leinhardt (1970), doi:10.1086/224954

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> dyad_census(sketch("A>B B>A B>C D"))
    {'mutual': 1.0, 'asymmetric': 1.0, 'null': 4.0}
    """
    ties = as_presence(network)
    seen = np.triu(network.observed & network.observed.T)
    ends = (ties + ties.T)[seen]
    return {part: float((ends == number).sum()) for part, number in (("mutual", 2), ("asymmetric", 1), ("null", 0))}
