"""How often partners of partners are partners."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sna.engines import as_presence, as_sparse_presence, is_large
from sna.metrics.registry import metric
from sna.model import Network

BITS_PER_ROUTE = 4
"""A route that is gone through costs as much as this many words of 64 pairs."""
TIES_AT_ONCE = 4_096


@metric(
    label="share of two-step routes closed by a tie",
    level="network",
    direction="both",
    weights="ignored",
    low=0,
    high=1,
    undefined="no route of two steps between an observed pair",
    means="Partners of partners are partners: closed circles rather than bridges.",
    formula="routes i → j → k with a tie i → k / routes i → j → k, i ≠ k; undirected: 3 × triangles / triples that are"
    " connected",
    source="holland1971",
    missing="excluded",
)
def transitivity(network: Network) -> float:
    """Divide the two-step routes that a direct tie closes by all two-step routes.

    Parameters
    ----------
    network
        Any layer; strengths are ignored. In a directed layer routes follow direction (the weak form of R's
        ``sna::gtrans``).

    Returns
    -------
    float
        0 to 1; routes between an unobserved pair are left out; undefined where there is no route of two steps.

    References
    ----------
    Holland and Leinhardt (1971), doi:10.1177/104649647100200201

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> transitivity(sketch("A>B B>C A>C C>D"))
    0.3333333333333333
    """
    closed, routes = (by_ties if is_large(network) else in_full)(network)
    return closed / routes if routes else np.nan


def in_full(network: Network) -> tuple[float, float]:
    """Return routes of two steps that a tie closes, and all between observed pairs, from the full matrix."""
    ties = as_presence(network)
    routes = (ties @ ties) * network.observed
    return float((routes * ties).sum()), float(routes.sum())


def by_ties(network: Network) -> tuple[float, float]:
    """Return the same as `in_full` from the ties alone: no pair without a route is ever looked at."""
    ties = as_sparse_presence(network)
    routes = (ties.sum(axis=0) * ties.sum(axis=1)).sum() - ties.multiply(ties.T).sum()
    pairs = np.array(sorted(network.unobserved), dtype=np.int64).reshape(-1, 2)
    unasked = ties[pairs[:, 0]].multiply(ties.T.tocsr()[pairs[:, 1]]).sum() * (1 if network.directed else 2)
    return float(_closed(network, float(routes))), float(routes - unasked)


def _closed(network: Network, routes: float) -> float:
    """Return how many routes of two steps a tie closes, one by one where they are few, else a bit an organisation."""
    words = -(-network.n // 64)
    if BITS_PER_ROUTE * routes < network.m * words:
        ties = as_sparse_presence(network)
        return float((ties @ ties).multiply(ties).sum())
    sender, receiver = network.ties.sender, network.ties.receiver
    if not network.directed:
        sender, receiver = np.concatenate([sender, receiver]), np.concatenate([receiver, sender])
    sent, received = (_bits(network.n, rows, columns) for rows, columns in ((sender, receiver), (receiver, sender)))
    closed = 0
    for first in range(0, len(sender), TIES_AT_ONCE):
        part = slice(first, first + TIES_AT_ONCE)
        both = sent.take(sender[part], axis=0, mode="clip") & received.take(receiver[part], axis=0, mode="clip")
        closed += int(np.bitwise_count(both).sum(dtype=np.int64))
    return float(closed)


def _bits(n: int, rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64]) -> npt.NDArray[np.uint64]:
    """Return who is tied to whom, a bit each: a row an organisation, whole words."""
    flags = np.zeros((n, -(-n // 64) * 64), dtype=bool)
    flags[rows, columns] = True
    return np.packbits(flags, axis=1, bitorder="little").view(np.uint64)
