"""Centralisation by closeness: how far everybody's shortest way is through one organisation."""

from __future__ import annotations

import numpy as np

from sna.metrics.centralisation import TOO_FEW, share_of_star
from sna.metrics.closeness import harmonic_closeness
from sna.metrics.nearness import to_others
from sna.metrics.registry import metric
from sna.model import Network


@metric(
    label="how far one organisation is closer to all than the others",
    level="network",
    direction="none",
    weights="ignored",
    low=0,
    high=1,
    undefined="fewer than three organisations, or not all can reach each other",
    means="One organisation is next to all others, who are far from each other.",
    formula="Σ (largest closeness − closeness) / ((n−1)(n−2)/(2n−3)), closeness = (n−1) / Σ steps to the others",
    source="freeman1978",
    layers="undirected",
    default=False,
)
def closeness_centralisation(network: Network) -> float:
    """Compare the spread of Freeman's closeness with that of a star.

    Parameters
    ----------
    network
        An undirected layer; strengths are ignored.

    Returns
    -------
    float
        0 (all alike) to 1 (a star); undefined with fewer than three organisations, and where some cannot reach others:
        `harmonic_closeness_centralisation` is defined there.

    References
    ----------
    Freeman (1978), doi:10.1016/0378-8733(78)90021-7

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> round(closeness_centralisation(sketch("A-B A-C A-D")), 12)
    1.0
    """
    # No network exceeds the star. Let the closest organisation have s steps in all, and v be d steps from it; then v
    # has at most s + (n-2)d, so it lags by at most (n-1)(1/s - 1/(s + (n-2)d)). That is concave in d, the n-1 values
    # of d add up to s, and what follows is largest at s = n-1: the star.
    near = to_others(network)
    if network.n < 3 or (near.reached < network.n - 1).any():  # noqa: PLR2004
        return np.nan
    most = (network.n - 1) * (network.n - 2) / (2 * network.n - 3)
    return share_of_star((network.n - 1) / near.total, most)


@metric(
    label="how far one organisation is closer to all, reachable or not",
    level="network",
    direction="none",
    weights="ignored",
    low=0,
    high=1,
    undefined=TOO_FEW,
    means="One organisation is next to all others, who are far from each other or cut off.",
    formula="Σ (largest harmonic closeness − harmonic closeness) / ((n−2)/2)",
    source="freeman1978",
    layers="undirected",
    default=False,
)
def harmonic_closeness_centralisation(network: Network) -> float:
    """Compare the spread of harmonic closeness with that of a star, also where some cannot reach others.

    Freeman's ratio, applied to `harmonic_closeness`.

    Parameters
    ----------
    network
        An undirected layer; strengths are ignored.

    Returns
    -------
    float
        0 (all alike) to 1 (a star, or a star beside one isolate); undefined with fewer than three organisations.

    References
    ----------
    Freeman (1978), doi:10.1016/0378-8733(78)90021-7

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> harmonic_closeness_centralisation(sketch("A-B A-C A-D"))
    1.0
    """
    # No network exceeds the star. With u and v at d and e steps from the closest organisation, 1/steps(u, v) is at
    # least 1/(d+e); so the lags, times n-1, are at most the sum over pairs u, v of 1/d + 1/e - 2/(d+e). With a = 1/d
    # and b = 1/e that is (a² + b²)/(a + b), never above 1, and there are (n-1)(n-2)/2 pairs.
    return share_of_star(harmonic_closeness(network), (network.n - 2) / 2)
