"""The only place that may import a graph library: networks as graphs and matrices, computed once per network."""

from sna.engines.drawing import same_draws
from sna.engines.graphs import as_igraph, as_networkx, lean_igraph, topological_order
from sna.engines.matrices import as_matrix, as_presence, as_sparse, as_sparse_presence, is_large
from sna.engines.memo import memoised

__all__ = [
    "as_igraph",
    "as_matrix",
    "as_networkx",
    "as_presence",
    "as_sparse",
    "as_sparse_presence",
    "is_large",
    "lean_igraph",
    "memoised",
    "same_draws",
    "topological_order",
]
