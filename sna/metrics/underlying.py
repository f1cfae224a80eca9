"""The network with direction left away, for measures that ask only who deals with whom."""

from __future__ import annotations

import numpy as np

from sna.engines import memoised
from sna.model import Layer, Network, Ties


@memoised
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
    sender, receiver = network.ties.sender, network.ties.receiver
    pairs = np.sort(np.minimum(sender, receiver) * network.n + np.maximum(sender, receiver))
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    first, second = np.divmod(pairs, max(network.n, 1))
    layer = Layer(network.layer.name, directed=False)
    merged = Ties(first, second, np.ones(len(first)), directed=False)
    return Network(network.roster, layer, merged, network.snapshot)
