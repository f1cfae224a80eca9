"""How many steps organisations are from each other, over the whole network."""

from __future__ import annotations

import numpy as np

from sna.metrics.nearness import to_others
from sna.metrics.registry import metric
from sna.model import Network

NOBODY = "nobody can reach anybody"


@metric(
    label="average steps between those who can reach each other",
    level="network",
    direction="both",
    weights="ignored",
    low=1,
    high=np.inf,
    undefined=NOBODY,
    means="What is passed on goes through many hands before it arrives.",
    formula="Σ steps(i → j) / pairs i → j that have a route; pairs without one are left out",
    source="wasserman1994",
    default=False,
)
def mean_distance(network: Network) -> float:
    """Average the steps of the shortest routes between organisations.

    Pairs without a route are left out, so a network in pieces can have a small value: read it with `components` or
    `fragmentation`.

    Parameters
    ----------
    network
        Any layer; strengths are ignored. In a directed layer routes follow direction.

    Returns
    -------
    float
        1 (all who reach each other do so directly) or more; undefined without ties.

    References
    ----------
    Wasserman and Faust (1994), doi:10.1017/CBO9780511815478

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> mean_distance(sketch("A>B B>C"))
    1.3333333333333333
    """
    near = to_others(network)
    return float(near.total.sum() / near.reached.sum()) if network.m else np.nan


@metric(
    label="most steps between those who can reach each other",
    level="network",
    direction="both",
    weights="ignored",
    low=1,
    high=np.inf,
    undefined=NOBODY,
    means="Some reach each other only by a long chain of others.",
    formula="largest steps(i → j) among pairs that have a route",
    source="wasserman1994",
    default=False,
)
def diameter(network: Network) -> float:
    """Find the longest of the shortest routes between organisations.

    Pairs without a route are left out: of a network in pieces this is the largest diameter of a piece.

    Parameters
    ----------
    network
        Any layer; strengths are ignored. In a directed layer routes follow direction.

    Returns
    -------
    float
        Steps, 1 or more; undefined without ties.

    References
    ----------
    Wasserman and Faust (1994), doi:10.1017/CBO9780511815478

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> diameter(sketch("A>B B>C D>E"))
    2.0
    """
    return float(to_others(network).longest) if network.m else np.nan
