"""Key players: the organisations, one or a few together, that hold a network together or reach all of it soonest."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from math import comb
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from sna.engines import lean_igraph, memoised
from sna.errors import NoResultError, Problem
from sna.model import Network

if TYPE_CHECKING:
    import igraph

Values = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Aim = Literal["fragment", "reach"]

MOST_SETS = 1_000_000
"""All sets are tried while there are fewer."""
MOST_STEPS = 1_000_000_000
"""All sets are removed in turn while that takes fewer steps along ties: a few seconds."""
SETS_AT_ONCE = 4096
ALIKE = 1e-12
FEWEST_LEFT = 2


@dataclass(frozen=True)
class KeyPlayers:
    """A set of organisations and what it is worth.

    Attributes
    ----------
    organisations
        Ids in roster order; of several sets that are worth as much, the first in that order.
    value
        Fragmentation without them, or reach from them.
    exhaustive
        Whether all sets were tried; otherwise a better one may exist.
    as_good
        How many other sets are worth as much; ``None`` where not all were tried.
    """

    organisations: tuple[str, ...]
    value: float
    exhaustive: bool
    as_good: int | None


@memoised
def _either_way(network: Network) -> igraph.Graph:
    """Return the network as an undirected graph of the graph library."""
    graph = lean_igraph(network)
    return graph.as_undirected(mode="collapse") if network.directed else graph


@memoised
def proximity(network: Network) -> Values:
    """Return 1 / steps between organisations along ties of either direction: 1 to itself, 0 where there is no way."""
    steps = np.array(_either_way(network).distances(weights=None), dtype=np.float64).reshape(network.n, network.n)
    np.fill_diagonal(steps, 1.0)
    near: Values = 1.0 / steps
    near.setflags(write=False)
    return near


def fragmentation_without(network: Network, places: tuple[int, ...]) -> float:
    """Return the distance-weighted fragmentation of what is left without some organisations; NaN of fewer than two."""
    left = network.n - len(places)
    if left < FEWEST_LEFT:
        return np.nan
    graph = _either_way(network).copy()
    graph.delete_vertices(list(places))
    near = graph.harmonic_centrality(mode="all", cutoff=-1, weights=None, normalized=False)
    return float(1 - sum(near) / (left * (left - 1)))


def _fragmentation_of(network: Network) -> Callable[[Places], Values]:
    return lambda sets: np.array([fragmentation_without(network, tuple(places)) for places in sets.tolist()])


def _reach_of(network: Network) -> Callable[[Places], Values]:
    near = proximity(network)

    def reach(sets: Places) -> Values:
        parts = np.array_split(sets, max(1, len(sets) // SETS_AT_ONCE))
        return np.concatenate([near[part].max(axis=1).sum(axis=1) / network.n for part in parts])

    return reach


def all_can_be_tried(network: Network, *, aim: Aim, size: int) -> bool:
    """Whether sets of a size are few enough to try them all."""
    sets = comb(network.n, size)
    steps = sets * network.n * (network.n + 2 * network.m) if aim == "fragment" else 0
    return sets < MOST_SETS and steps < MOST_STEPS


def _greedy(worth: Callable[[Places], Values], n: int, size: int) -> tuple[int, ...]:
    """Add the best organisation one at a time, then exchange one for another while that improves the set."""
    chosen: list[int] = []
    for _ in range(size):
        chosen = _best([[*chosen, new] for new in range(n) if new not in chosen], worth)
    while True:
        swaps = [sorted({*chosen} - {old} | {new}) for old in sorted(chosen) for new in range(n) if new not in chosen]
        better = _best([sorted(chosen), *swaps], worth)
        if better == sorted(chosen):
            return tuple(better)
        chosen = better


def _best(sets: list[list[int]], worth: Callable[[Places], Values]) -> list[int]:
    """Return the first of the sets that are worth most."""
    values = worth(np.array(sets, dtype=np.int64))
    return sets[int(np.argmax(values >= values.max() - ALIKE))]


def key_players(network: Network, *, aim: Aim, size: int) -> KeyPlayers:
    """Find the set of organisations that fragments a network most when gone, or reaches it soonest.

    Ties count as present or absent and are used in either direction. All sets are tried while there are fewer than a
    million (and, for fragmentation, while that takes a few seconds); otherwise the set is built up greedily and
    improved by exchanges, and ``exhaustive`` says so.

    Parameters
    ----------
    network
        Any layer.
    aim
        ``fragment`` (KPP-NEG): the most distance-weighted fragmentation among the n−k organisations left,
        1 − Σ over pairs i ≠ j of 1/d_ij / ((n−k)(n−k−1)). ``reach`` (KPP-POS): the most distance-weighted reach,
        Σ over all n organisations of 1/d from the nearest of the set, members counting 1, divided by n.
    size
        Number of organisations k in the set.

    Returns
    -------
    KeyPlayers
        The set, its value (0 to 1), whether all sets were tried, and how many others are as good.

    Raises
    ------
    NoResultError
        If the network has fewer than k organisations, or, for ``fragment``, fewer than k + 2.

    References
    ----------
    Borgatti (2006), doi:10.1007/s10588-006-7084-x

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> found = key_players(sketch("A-B B-C B-D D-E E-F E-G"), aim="fragment", size=2)
    >>> found.organisations, found.value, found.exhaustive, found.as_good
    (('B', 'E'), 1.0, True, 0)
    """
    fewest = size + (FEWEST_LEFT if aim == "fragment" else 0)
    if size < 1 or network.n < fewest:
        message = f"Key players: no set of {size} to {aim} in a network of {network.n} organisations."
        raise NoResultError(Problem("E702", message, expected=f"at least 1 key player and {fewest} organisations"))
    worth = _fragmentation_of(network) if aim == "fragment" else _reach_of(network)
    exhaustive = all_can_be_tried(network, aim=aim, size=size)
    if exhaustive:
        sets = np.array(list(itertools.combinations(range(network.n), size)), dtype=np.int64)
    else:
        sets = np.array([_greedy(worth, network.n, size)], dtype=np.int64)
    values = worth(sets)
    equal = np.flatnonzero(values >= values.max() - ALIKE)
    ids = tuple(network.roster.ids[place] for place in sets[equal[0]])
    return KeyPlayers(ids, float(values[equal[0]]), exhaustive, len(equal) - 1 if exhaustive else None)
