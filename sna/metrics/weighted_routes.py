"""Routes whose strong ties are short: betweenness and harmonic closeness with strengths."""

from __future__ import annotations

import numpy as np

from sna.engines import lean_igraph
from sna.metrics.lengths import strongest, tie_lengths
from sna.metrics.registry import NEVER, Values, metric
from sna.model import Network

TOO_FEW = "fewer than two organisations"


@metric(
    label="strongest routes passing through",
    level="organisation",
    direction="both",
    weights="length",
    low=0,
    high=np.inf,
    undefined=NEVER,
    means="The strongest routes between others pass this organisation: it can connect, delay or speak for them.",
    formula="sum over pairs s, t of (shortest routes from s to t through v) / (shortest routes from s to t), v not an"
    " end; the length of a tie is 1/strength; raw",
    source="brandes2001",
    default=False,
)
def weighted_betweenness(network: Network) -> Values:
    """Count the shortest routes between others that pass each organisation, strong ties being short.

    The length of a tie is 1/strength. Routes count as equally long when their lengths differ by less than one part in
    10¹⁰, because sums such as 1/3 + 1/6 and 1/2 differ in their last digits; each of them then counts in part.

    Parameters
    ----------
    network
        Any layer; along direction in a directed layer, each pair once in an undirected layer.

    Returns
    -------
    array
        Raw counts in roster order, 0 to (n-1)(n-2), half that where undirected; equal to `betweenness` where every
        strength is the same. Never undefined.

    References
    ----------
    Brandes (2001), doi:10.1080/0022250X.2001.9990249

    Examples
    --------
    Two routes from S to T: a strong one by A, a weak one by L.

    >>> from sna.metrics.sketch import sketch
    >>> weighted_betweenness(sketch("S>A:10 A>T:10 S>L:1 L>T:1")).tolist()
    [1.0, 0.0, 0.0, 0.0]
    """
    lengths = tie_lengths(network).tolist()
    counts = lean_igraph(network).betweenness(directed=network.directed, weights=lengths)
    return np.array(counts, dtype=np.float64)


def _harmonic(network: Network, mode: str) -> Values:
    """Return the mean of 1/length over the other organisations; those out of reach count 0."""
    if network.n < 2:  # noqa: PLR2004
        return np.full(network.n, np.nan)
    lengths = tie_lengths(network).tolist()
    means = lean_igraph(network).harmonic_centrality(mode=mode, weights=lengths, normalized=True)
    return np.array(means, dtype=np.float64) * strongest(network)


@metric(
    label="closeness from others, by strength",
    level="organisation",
    direction="in",
    weights="length",
    low=0,
    high=np.inf,
    undefined=TOO_FEW,
    means="Others reach this organisation over strong ties, in few steps.",
    formula="1/(n-1) × sum over the others j of 1/length of the shortest route j → i, 0 where j cannot reach i; the"
    " length of a tie is 1/strength",
    source="opsahl2010",
    layers="directed",
    default=False,
)
def weighted_harmonic_closeness_in(network: Network) -> Values:
    """Average 1/length of the shortest route from every other organisation to each organisation.

    Parameters
    ----------
    network
        A directed layer; the length of a tie is 1/strength.

    Returns
    -------
    array
        In the layer's unit of strength and roster order, 0 where nobody reaches it; undefined with fewer than two
        organisations.

    References
    ----------
    Opsahl, Agneessens and Skvoretz (2010), doi:10.1016/j.socnet.2010.03.006: lengths; Marchiori and Latora (2000),
    doi:10.1016/S0378-4371(00)00311-3: harmonic mean.

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> weighted_harmonic_closeness_in(sketch("A>B:6 B>C:3")).tolist()
    [0.0, 3.0, 2.5]
    """
    return _harmonic(network, "in")


@metric(
    label="closeness to others, by strength",
    level="organisation",
    direction="out",
    weights="length",
    low=0,
    high=np.inf,
    undefined=TOO_FEW,
    means="This organisation reaches others over strong ties, in few steps.",
    formula="1/(n-1) × sum over the others j of 1/length of the shortest route i → j, 0 where i cannot reach j; the"
    " length of a tie is 1/strength",
    source="opsahl2010",
    layers="directed",
    default=False,
)
def weighted_harmonic_closeness_out(network: Network) -> Values:
    """Average 1/length of the shortest route from each organisation to every other.

    Parameters
    ----------
    network
        A directed layer; the length of a tie is 1/strength.

    Returns
    -------
    array
        As `weighted_harmonic_closeness_in`, of routes that start here.

    References
    ----------
    Opsahl, Agneessens and Skvoretz (2010), doi:10.1016/j.socnet.2010.03.006; Marchiori and Latora (2000),
    doi:10.1016/S0378-4371(00)00311-3

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> weighted_harmonic_closeness_out(sketch("A>B:6 B>C:3")).tolist()
    [4.0, 1.5, 0.0]
    """
    return _harmonic(network, "out")


@metric(
    label="closeness to others, by strength",
    level="organisation",
    direction="none",
    weights="length",
    low=0,
    high=np.inf,
    undefined=TOO_FEW,
    means="This organisation and the others reach each other over strong ties, in few steps.",
    formula="1/(n-1) × sum over the others j of 1/length of the shortest route i - j, 0 where there is none; the"
    " length of a tie is 1/strength",
    source="opsahl2010",
    layers="undirected",
    default=False,
)
def weighted_harmonic_closeness(network: Network) -> Values:
    """Average 1/length of the shortest route between each organisation and every other.

    Parameters
    ----------
    network
        An undirected layer; the length of a tie is 1/strength.

    Returns
    -------
    array
        In the layer's unit of strength and roster order, 0 for an isolate; undefined with fewer than two organisations.

    References
    ----------
    Opsahl, Agneessens and Skvoretz (2010), doi:10.1016/j.socnet.2010.03.006; Marchiori and Latora (2000),
    doi:10.1016/S0378-4371(00)00311-3

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> weighted_harmonic_closeness(sketch("A-B:6 B-C:3")).tolist()
    [4.0, 4.5, 2.5]
    """
    return _harmonic(network, "all")
