"""The network with direction left away, for measures that ask only who deals with whom."""

from __future__ import annotations

import numpy as np

from sna.engines import as_presence
from sna.model import Layer, Network, Ties


def underlying(network: Network) -> Network:
    """Return who is tied to whom in either direction, each pair once and every tie alike.

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> print(underlying(sketch("A>B B>A B>C")))
    sketch: 3 organisations, 2 ties (undirected)
    """
    if not network.directed:
        return network
    ties = as_presence(network)
    first, second = np.nonzero(np.triu(ties + ties.T))
    layer = Layer(network.layer.name, directed=False)
    merged = Ties.from_arrays(first, second, np.ones(len(first)), directed=False)
    return Network(network.roster, layer, merged, network.snapshot)
