"""The only place that may import a graph library: networks as graphs and matrices, computed once per network."""

from sna.engines.graphs import as_igraph, as_networkx
from sna.engines.matrices import as_matrix, as_presence
from sna.engines.memo import memoised

__all__ = ["as_igraph", "as_matrix", "as_networkx", "as_presence", "memoised"]
