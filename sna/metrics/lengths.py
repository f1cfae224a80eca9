"""The length of a tie: the one place where measures turn a strength into a length."""

from __future__ import annotations

from sna.metrics.registry import Values
from sna.model import Network


def strongest(network: Network) -> float:
    """Return the strength of the strongest tie, 1 where there is none.

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> strongest(sketch("A>B:4 B>C:0.5"))
    4.0
    """
    return float(network.ties.weight.max(initial=0.0)) or 1.0


def tie_lengths(network: Network) -> Values:
    """Return 1/strength of every tie in the order of the network's ties, in units of the shortest.

    In that unit no length is below 1: igraph adds 1 to the lengths it compares, which would swallow the differences
    between ties of strength 10⁹. Divide a length by `strongest` to have 1/strength.

    Parameters
    ----------
    network
        Any layer.

    Returns
    -------
    array
        1 (the strongest tie) or more: twice as strong is half as long.

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> tie_lengths(sketch("A>B:4 B>C:0.5")).tolist()
    [1.0, 8.0]
    """
    return strongest(network) / network.ties.weight
