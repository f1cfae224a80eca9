"""Linearity: whether one-way ties put organisations in one row, each above all that follow."""

from __future__ import annotations

import numpy as np

from sna.engines import as_presence
from sna.metrics.registry import metric
from sna.model import Network

TOO_FEW = "fewer than two organisations"


def _landau(network: Network) -> float:
    """Return Landau's h, pairs tied both ways or not at all counted half for either."""
    if network.n < 2:  # noqa: PLR2004
        return np.nan
    ties = as_presence(network)
    above = ((ties - ties.T).sum(axis=1) + network.n - 1) / 2
    return float(12 / (network.n**3 - network.n) * ((above - (network.n - 1) / 2) ** 2).sum())


@metric(
    label="how far one-way ties form one line of rank",
    level="network",
    direction="both",
    weights="ignored",
    low=0,
    high=1,
    undefined=TOO_FEW,
    means="Every organisation is above all that come after it in one order.",
    formula="h = 12/(n³−n) Σ (V_i − (n−1)/2)², V_i = others below i; 1/2 for a pair tied both ways or not at all",
    source="devries1995",
    layers="directed",
    default=False,
    up_to=1_000,
)
def landau_h(network: Network) -> float:
    """Measure how far one-way ties put organisations in a line of rank.

    Pairs tied both ways or not at all count half for either, which lowers the value: where most pairs are without a
    tie it is small whatever the order. `landau_h_improved` takes that into account.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored. Which end is the top makes no difference.

    Returns
    -------
    float
        0 (nobody is above more than another) to 1 (one line); undefined with fewer than two organisations.

    References
    ----------
    Landau (1951), doi:10.1007/BF02478336; de Vries (1995), doi:10.1016/0003-3472(95)80053-0

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> landau_h(sketch("A>B B>C A>C")), landau_h(sketch("A>B B>C C>A"))
    (1.0, 0.0)
    """
    return _landau(network)


@metric(
    label="how far one-way ties form one line of rank, pairs without a tie left open",
    level="network",
    direction="both",
    weights="ignored",
    low=0,
    high=1,
    undefined=TOO_FEW,
    means="Every organisation is above all that come after it in one order, as far as ties show who is above whom.",
    formula="h' = h + 6u/(n³−n), h of Landau, u = pairs without a tie",
    source="devries1995",
    layers="directed",
    default=False,
    up_to=1_000,
)
def landau_h_improved(network: Network) -> float:
    """Average Landau's h over all ways in which pairs without a tie may stand.

    Each of them is taken to stand one way or the other with equal chance; pairs tied both ways count half for either.
    It is the mean over all ways, exactly, so no random draws are needed.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored. Which end is the top makes no difference.

    Returns
    -------
    float
        0 to 1 (one line). Compare it with 3/(n+1), which it is without any tie; undefined with fewer than two
        organisations.

    References
    ----------
    de Vries (1995), doi:10.1016/0003-3472(95)80053-0

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> landau_h_improved(sketch("A>B B>C")), landau_h_improved(sketch("A B C"))
    (0.5, 0.75)
    """
    ties = as_presence(network)
    unknown = float(np.triu(ties + ties.T == 0, 1).sum())
    return _landau(network) + 6 * unknown / max(network.n**3 - network.n, 1)
