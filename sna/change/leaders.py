"""Whether the most central organisation is another one than before."""

from __future__ import annotations

import numpy as np

from sna.metrics import compute
from sna.model import Network

OF_ORGANISATIONS = {
    "in_degree_centralisation": "in_degree",
    "out_degree_centralisation": "out_degree",
    "degree_centralisation": "degree",
    "betweenness_centralisation": "betweenness",
}
"""Centralisation → the measure of organisations that it is made of."""

NAMES = 3


def leaders_changed(metric: str, before: Network, after: Network) -> str:
    """Say that none of the most central organisations is one of those before; empty where one is, or for other metrics.

    Where organisations have exchanged their roles a network can be as centralised as it was although its ties are not
    exchangeable, and swaps then reject somewhat too often.
    """
    measure = OF_ORGANISATIONS.get(metric)
    if measure is None:
        return ""
    first, second = (_leaders(measure, network) for network in (before, after))
    if not first or not second or set(first) & set(second):
        return ""
    who = " and ".join(", ".join(each[:NAMES]) for each in (first, second))
    return f"the most central organisation is another one ({who}): p may be somewhat too small"


def _leaders(measure: str, network: Network) -> list[str]:
    """Return the organisations with the largest value; none where all have the same."""
    values = np.asarray(compute(measure, network), dtype=np.float64)
    if not len(values) or np.isnan(values).any() or np.ptp(values) == 0:
        return []
    at = np.flatnonzero(np.isclose(values, values.max(), rtol=1e-9, atol=0))
    return [network.roster.ids[place] for place in at]
