"""Betweenness: lying on the shortest routes of others, and how far that rests on one organisation."""

from __future__ import annotations

import numpy as np

from sna.metrics.registry import NEVER, Values, metric
from sna.metrics.routes import shortest_route_counts
from sna.model import Network


@metric(
    label="shortest routes passing through",
    level="organisation",
    direction="both",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined=NEVER,
    means="Others reach each other through this organisation: it can connect them, delay them or speak for them.",
    formula="sum over pairs s, t of (shortest routes from s to t through v) / (shortest routes from s to t), v not an"
    " end; raw; divide by (n-1)(n-2), or half that where undirected, for a share",
    source="freeman1977",
)
def betweenness(network: Network) -> Values:
    """Count the shortest routes between others that pass each organisation.

    Routes are counted in steps, strengths ignored; where several routes are equally short each counts in part; the ends
    of a route do not count as passed. Along direction in a directed layer; each pair once in an undirected layer.

    Parameters
    ----------
    network
        Any layer.

    Returns
    -------
    array
        Raw counts in roster order, 0 to (n-1)(n-2) (half that where undirected); divide by that number for the
        normalised form. Never undefined: with fewer than three organisations there are no others to stand between.

    References
    ----------
    Freeman (1977), doi:10.2307/3033543

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> betweenness(sketch("A>B B>C A>D D>C")).tolist()
    [0.0, 0.5, 0.0, 0.5]
    """
    return shortest_route_counts(network)
