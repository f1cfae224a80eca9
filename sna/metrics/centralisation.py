"""Freeman's centralisation: how far a network is arranged around one organisation."""

from __future__ import annotations

import numpy as np

from sna.metrics.degree import degree, in_degree, out_degree
from sna.metrics.registry import Values, metric
from sna.metrics.routes import shortest_route_counts
from sna.model import Network

FEWEST = 3
TOO_FEW = "fewer than three organisations"


def share_of_star(scores: Values, most: float) -> float:
    """Return the distance of all from the first, as a share of ``most``, which is what a star has."""
    return float((scores.max() - scores).sum() / most) if len(scores) >= FEWEST else np.nan


@metric(
    label="how far ties received go to one organisation",
    level="network",
    direction="in",
    weights="ignored",
    low=0,
    high=1,
    undefined=TOO_FEW,
    means="Everybody turns to the same organisation.",
    formula="Σ (largest in-degree − in-degree) / (n−1)²",
    source="freeman1978",
    layers="directed",
)
def in_degree_centralisation(network: Network) -> float:
    """Compare the spread of in-degree with that of a star that points inwards.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.

    Returns
    -------
    float
        0 (all alike) to 1 (a star); undefined with fewer than three organisations.

    References
    ----------
    Freeman (1978), doi:10.1016/0378-8733(78)90021-7

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> in_degree_centralisation(sketch("A>C B>C"))
    1.0
    """
    return share_of_star(in_degree(network), (network.n - 1) ** 2)


@metric(
    label="how far ties sent come from one organisation",
    level="network",
    direction="out",
    weights="ignored",
    low=0,
    high=1,
    undefined=TOO_FEW,
    means="One organisation turns to all others, and they to hardly anybody.",
    formula="Σ (largest out-degree − out-degree) / (n−1)²",
    source="freeman1978",
    layers="directed",
)
def out_degree_centralisation(network: Network) -> float:
    """Compare the spread of out-degree with that of a star that points outwards.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.

    Returns
    -------
    float
        0 (all alike) to 1 (a star); undefined with fewer than three organisations.

    References
    ----------
    Freeman (1978), doi:10.1016/0378-8733(78)90021-7

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> out_degree_centralisation(sketch("A>B A>C"))
    1.0
    """
    return share_of_star(out_degree(network), (network.n - 1) ** 2)


@metric(
    label="how far ties gather at one organisation",
    level="network",
    direction="none",
    weights="ignored",
    low=0,
    high=1,
    undefined=TOO_FEW,
    means="One organisation works with all others, and they only with it.",
    formula="Σ (largest degree − degree) / ((n−1)(n−2))",
    source="freeman1978",
    layers="undirected",
)
def degree_centralisation(network: Network) -> float:
    """Compare the spread of degree with that of a star.

    Parameters
    ----------
    network
        An undirected layer; strengths are ignored.

    Returns
    -------
    float
        0 (all alike) to 1 (a star); undefined with fewer than three organisations.

    References
    ----------
    Freeman (1978), doi:10.1016/0378-8733(78)90021-7

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> degree_centralisation(sketch("A-B A-C A-D"))
    1.0
    """
    return share_of_star(degree(network), (network.n - 1) * (network.n - 2))


@metric(
    label="how far shortest routes pass one organisation",
    level="network",
    direction="both",
    weights="ignored",
    low=0,
    high=1,
    undefined=TOO_FEW,
    means="The others reach each other through one organisation: it holds the network together, and can hold it up.",
    formula="Σ (largest betweenness − betweenness) / ((n−1)²(n−2)), or half that divisor where undirected",
    source="freeman1978",
)
def betweenness_centralisation(network: Network) -> float:
    """Compare the spread of betweenness with that of a star.

    Parameters
    ----------
    network
        Any layer; strengths are ignored. The directed star has ties both ways.

    Returns
    -------
    float
        0 (all alike) to 1 (a star); undefined with fewer than three organisations.

    References
    ----------
    Freeman (1978), doi:10.1016/0378-8733(78)90021-7

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> betweenness_centralisation(sketch("A-B A-C A-D"))
    1.0
    """
    most = (network.n - 1) ** 2 * (network.n - 2) / (1 if network.directed else 2)
    return share_of_star(shortest_route_counts(network), most)
