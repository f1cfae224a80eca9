"""Networks as graphs of other libraries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sna.engines.memo import memoised
from sna.model import Network

if TYPE_CHECKING:
    import igraph
    import networkx as nx
    import numpy as np
    import numpy.typing as npt

    Places = npt.NDArray[np.int64]


@memoised
def lean_igraph(network: Network) -> igraph.Graph:
    """Return the bare ties as an igraph graph to compute with, never to be written to: places, no names, no strengths.

    Examples
    --------
    >>> from sna.model import Layer, Network, Roster, Ties
    >>> roster = Roster.of(["A", "B", "C"])
    >>> network = Network(roster, Layer("trust", directed=True), Ties.of([(0, 1, 2.0)], directed=True))
    >>> lean_igraph(network).get_edgelist()
    [(0, 1)]
    """
    import igraph

    # An iterator: igraph takes 10^5 ties from it twice as fast as from a list made for it, six times as from an array.
    edges = zip(network.ties.sender.tolist(), network.ties.receiver.tolist(), strict=True)
    return igraph.Graph(n=network.n, edges=edges, directed=network.directed)


def topological_order(n: int, tails: Places, heads: Places) -> list[int]:
    """Return 0 … n−1 so that every arc leads to a later one; there must be no cycle.

    Examples
    --------
    >>> import numpy as np
    >>> topological_order(3, np.array([2, 1]), np.array([1, 0]))
    [2, 1, 0]
    """
    import igraph

    arcs = zip(tails.tolist(), heads.tolist(), strict=True)
    order: list[int] = igraph.Graph(n=n, edges=arcs, directed=True).topological_sorting()
    return order


@memoised
def as_igraph(network: Network) -> igraph.Graph:
    """Return the network as an igraph graph.

    Vertices stand in roster order with ``name`` (id) and ``label`` (name); edges carry ``strength``, never ``weight``,
    because igraph reads an attribute of that name silently, as a length in some functions and a strength in others.

    Examples
    --------
    >>> from sna.model import Layer, Network, Roster, Ties
    >>> roster = Roster.of(["A", "B", "C"])
    >>> network = Network(roster, Layer("trust", directed=True), Ties.of([(0, 1, 2.0)], directed=True))
    >>> as_igraph(network).vs["name"], as_igraph(network).es["strength"]
    (['A', 'B', 'C'], [2.0])
    """
    graph = lean_igraph(network).copy()
    graph.vs["name"] = list(network.roster.ids)
    graph.vs["label"] = list(network.roster.names)
    for column, values in sorted(network.roster.attributes.items()):
        graph.vs[column] = list(values)
    graph.es["strength"] = network.ties.weight.tolist()
    return graph


def as_networkx(network: Network) -> nx.Graph[str] | nx.DiGraph[str]:
    """Return the network as a networkx graph, nodes by id in roster order.

    Edges carry ``strength`` and ``length`` (1/strength); pass ``weight="strength"`` or ``weight="length"`` as the
    function at hand means it. Node attributes are the roster's, unknown values left out.

    Examples
    --------
    >>> from sna.model import Layer, Network, Roster, Ties
    >>> roster = Roster.of(["A", "B", "C"])
    >>> network = Network(roster, Layer("trust", directed=True), Ties.of([(0, 1, 2.0)], directed=True))
    >>> as_networkx(network).edges["A", "B"]["length"]
    0.5
    """
    import networkx as nx

    graph: Any = nx.DiGraph() if network.directed else nx.Graph()
    graph.graph.update(layer=network.layer.name, snapshot=network.snapshot, counts=network.layer.counts)
    for place, identifier in enumerate(network.roster.ids):
        known = {c: values[place] for c, values in network.roster.attributes.items() if values[place] is not None}
        graph.add_node(identifier, name=network.roster.names[place], **known)
    ids = network.roster.ids
    ties = network.ties
    for s, r, w in zip(ties.sender.tolist(), ties.receiver.tolist(), ties.weight.tolist(), strict=True):
        graph.add_edge(ids[s], ids[r], strength=w, length=1.0 / w)
    return graph
