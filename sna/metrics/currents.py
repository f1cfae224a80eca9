"""Measures that read ties as wires: all routes between two organisations count, short ones more."""

from __future__ import annotations

import numpy as np

from sna.engines import as_presence
from sna.metrics.registry import NEVER, Values, metric
from sna.metrics.routes import Places, weak_components
from sna.model import Network

SMALLEST = 2


def _components(network: Network) -> list[Places]:
    """Return the places of the members of every component of two or more."""
    labels = weak_components(network)
    return [np.flatnonzero(labels == label) for label in np.flatnonzero(np.bincount(labels) >= SMALLEST)]


def _potentials(ties: Values) -> Values:
    """Return the pseudo-inverse of a connected component's Laplacian: potential at row for a current in at column."""
    size = len(ties)
    mean = np.full((size, size), 1 / size)
    inverse: Values = np.linalg.inv(np.diag(ties.sum(axis=1)) - ties + mean) - mean
    return inverse


@metric(
    label="current passing through",
    level="organisation",
    direction="none",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined=NEVER,
    means="Much of what wanders between others, by short routes and detours, passes this organisation.",
    formula="sum over pairs s, t of the others of ½ Σ over ties of v of the current in them, when one unit enters at s"
    " and leaves at t and every tie has resistance 1; pairs in different components carry none; raw",
    source="newman2005",
    layers="undirected",
    default=False,
    up_to=1_000,
)
def current_flow_betweenness(network: Network) -> Values:
    """Sum over all pairs the current that passes each organisation on its way between them.

    Newman's random-walk betweenness without the ends of a route, as Brandes and Fleischer define it. Ties count as
    present or absent. Each component is a circuit of its own.

    Parameters
    ----------
    network
        An undirected layer.

    Returns
    -------
    array
        Raw sums in roster order, 0 to (n-1)(n-2)/2; `betweenness` in a tree. Never undefined; 0 for isolates.

    References
    ----------
    Newman (2005), doi:10.1016/j.socnet.2004.11.009; Brandes and Fleischer (2005), doi:10.1007/978-3-540-31856-9_44

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> current_flow_betweenness(sketch("A-B B-C C-A C-D")).round(3).tolist()
    [0.667, 0.667, 2.333, 0.0]
    """
    passing = np.zeros(network.n)
    for members in _components(network):
        ties = as_presence(network)[np.ix_(members, members)]
        potentials = _potentials(ties)
        for place, member in enumerate(members.tolist()):
            drops = potentials[place] - potentials[np.flatnonzero(ties[place])]
            passing[member] = _sum_of_differences(np.delete(drops, place, axis=1)) / 2
    return passing


def _sum_of_differences(rows: Values) -> float:
    """Return the sum over rows, and over pairs of values in a row, of their absolute difference."""
    ordered = np.sort(rows, axis=1)
    count = ordered.shape[1]
    # The k-th smallest of m values is subtracted m-1-k times and added k times.
    return max(float((ordered @ (2 * np.arange(count) - count + 1)).sum()), 0.0)


@metric(
    label="information on routes to others",
    level="organisation",
    direction="none",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined="outside the largest component, or there is no single largest component of two or more",
    means="Many short routes that do not share ties lead from this organisation to all others.",
    formula="n / Σ over the others j of 1/I_ij on the largest component of n, 1/I_ij = c_ii + c_jj − 2c_ij,"
    " C = (D − A + J)⁻¹, D degrees, J all ones",
    source="stephenson1989",
    layers="undirected",
    default=False,
    up_to=1_000,
)
def information(network: Network) -> Values:
    """Take the harmonic mean of the information on all routes from each organisation to the others.

    Between two organisations 1/I is the resistance of all routes together when every tie has resistance 1. Values of
    components of different size cannot be compared, so only the largest has any. networkx's
    ``information_centrality`` is this divided by n; R's ``sna::infocent`` counts isolates into n.

    Parameters
    ----------
    network
        An undirected layer; strengths are ignored.

    Returns
    -------
    array
        Above 0 in roster order. Undefined outside the largest component, and everywhere if two are equally large or
        none has two organisations.

    References
    ----------
    Stephenson and Zelen (1989), doi:10.1016/0378-8733(89)90016-6

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> information(sketch("A-B B-C D")).round(3).tolist()
    [1.0, 1.5, 1.0, nan]
    """
    scores = np.full(network.n, np.nan)
    components = _components(network)
    largest = max(map(len, components), default=0)
    biggest = [members for members in components if len(members) == largest]
    if len(biggest) == 1:
        inside = biggest[0]
        potentials = _potentials(as_presence(network)[np.ix_(inside, inside)])
        resistance = largest * np.diag(potentials) + np.trace(potentials)
        scores[inside] = largest / resistance
    return scores
