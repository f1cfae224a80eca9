"""How a network falls apart: who is alone, what holds it together, and how far it is in pieces already."""

from __future__ import annotations

import numpy as np

from sna.engines import lean_igraph
from sna.metrics.cohesion import krackhardt_connectedness
from sna.metrics.nearness import to_others
from sna.metrics.registry import NEVER, metric
from sna.metrics.underlying import underlying
from sna.model import Network

TOO_FEW = "fewer than two organisations"


@metric(
    label="organisations without a tie",
    level="network",
    direction="none",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined=NEVER,
    means="Many organisations deal with nobody here.",
    formula="number of organisations without a tie",
    source="wasserman1994",
    default=False,
)
def isolates(network: Network) -> float:
    """Count the organisations without a tie.

    Parameters
    ----------
    network
        Any layer; direction and strengths are ignored.

    Returns
    -------
    float
        A count, never undefined.

    References
    ----------
    Wasserman and Faust (1994), doi:10.1017/CBO9780511815478

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> isolates(sketch("A>B C D"))
    2.0
    """
    return float(network.n - len(np.unique(np.concatenate([network.ties.sender, network.ties.receiver]))))


@metric(
    label="organisations the network would fall apart without",
    level="network",
    direction="none",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined=NEVER,
    means="The network hangs on single organisations: were one of them gone, some could no longer reach others.",
    formula="number of organisations whose removal leaves more components, direction ignored (cutpoints)",
    source="wasserman1994",
    default=False,
)
def cut_organisations(network: Network) -> float:
    """Count the organisations that alone hold parts of the network together.

    Parameters
    ----------
    network
        Any layer; direction and strengths are ignored.

    Returns
    -------
    float
        A count, never undefined.

    References
    ----------
    Wasserman and Faust (1994), doi:10.1017/CBO9780511815478

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> cut_organisations(sketch("A>B B>C C>D"))
    2.0
    """
    return float(len(lean_igraph(underlying(network)).articulation_points()))


@metric(
    label="pairs the network would fall apart without",
    level="network",
    direction="none",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined=NEVER,
    means="The network hangs on single ties: were one of these pairs to part, some could no longer reach others.",
    formula="number of tied pairs whose parting leaves more components, direction ignored (bridges)",
    source="wasserman1994",
    default=False,
)
def cut_ties(network: Network) -> float:
    """Count the tied pairs that alone hold parts of the network together.

    Parameters
    ----------
    network
        Any layer; direction and strengths are ignored, and a pair tied both ways is one tie.

    Returns
    -------
    float
        A count, never undefined.

    References
    ----------
    Wasserman and Faust (1994), doi:10.1017/CBO9780511815478

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> cut_ties(sketch("A>B B>C C>A C>D D>C"))
    1.0
    """
    return float(len(lean_igraph(underlying(network)).bridges()))


@metric(
    label="share of pairs that cannot reach each other, direction ignored",
    level="network",
    direction="none",
    weights="ignored",
    low=0,
    high=1,
    undefined=TOO_FEW,
    means="The network is in pieces: many organisations cannot reach each other, not even through others.",
    formula="F = 1 − Σ over components of s(s−1) / n(n−1), s = organisations in it",
    source="borgatti2006",
    default=False,
)
def fragmentation(network: Network) -> float:
    """Divide the pairs that are in different components by all pairs: 1 − `krackhardt_connectedness`.

    Parameters
    ----------
    network
        Any layer; direction and strengths are ignored.

    Returns
    -------
    float
        0 (one component) to 1 (isolates only); undefined with fewer than two organisations.

    References
    ----------
    Borgatti (2006), doi:10.1007/s10588-006-7084-x

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> fragmentation(sketch("A>B C>B D"))
    0.5
    """
    return 1 - krackhardt_connectedness(network)


@metric(
    label="how far apart organisations are, direction ignored",
    level="network",
    direction="none",
    weights="ignored",
    low=0,
    high=1,
    undefined=TOO_FEW,
    means="Organisations are many steps from each other, or cannot reach each other at all.",
    formula="DF = 1 − Σ over pairs of 1/steps / (n(n−1)/2), 1/steps = 0 without a route",
    source="borgatti2006",
    default=False,
)
def distance_fragmentation(network: Network) -> float:
    """Measure how far apart organisations are: fragmentation that counts a long route as partly cut.

    Parameters
    ----------
    network
        Any layer; direction and strengths are ignored.

    Returns
    -------
    float
        0 (all tied directly) to 1 (isolates only); undefined with fewer than two organisations.

    References
    ----------
    Borgatti (2006), doi:10.1007/s10588-006-7084-x

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> round(distance_fragmentation(sketch("A>B C>B")), 3)
    0.167
    """
    if network.n < 2:  # noqa: PLR2004
        return np.nan
    return float(1 - to_others(underlying(network)).inverse.sum() / (network.n * (network.n - 1)))
