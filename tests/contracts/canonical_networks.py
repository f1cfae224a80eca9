"""The things every metric must cope with: networks drawn as text, with groups, as layers together, and attendance."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from functools import cache

import numpy as np

from sna.metrics import sketch
from sna.metrics.results import Thing, roster_of
from sna.model import Affiliation, Grouping, Layer, Multiplex, Network, Roster, Ties
from sna.model.answers import RATING

DRAWINGS = {
    "none": "",
    "one": "A",
    "two isolates": "A B",
    "one-way dyad": "A>B",
    "dyad": "A>B B>A",
    "star in": "B>A C>A D>A E>A",
    "star out": "A>B A>C A>D A>E",
    "ring": "A>B B>C C>D D>A",
    "complete": "A>B A>C B>A B>C C>A C>B",
    "out-tree": "A>B A>C B>D B>E C>F C>G",
    "in-tree": "B>A C>A D>B E>B F>C G>C",
    "two components": "A>B B>C C>A D>E E>D F",
    "two alike components": "A>B B>A C>D D>C",
    "weighted": "A>B:2.5 B>C:1 C>A:4 A>C:0.5 C>D:3 E",
    "chain": "A>B B>C C>D",
}
GROUP_NAMES = ("specialist", "local", "empty")
"""Nobody is in the last."""
PATTERN = (0, 0, 1, -1, 1, 0, 1)
"""Group of the first organisation, the second, …; -1 is none."""


def grouped(thing: Thing) -> Grouping:
    """Return the groups that a metric is tried with: two with members, one without, somebody in none."""
    size = len(roster_of(thing))
    return Grouping(GROUP_NAMES, np.array([PATTERN[place % len(PATTERN)] for place in range(size)], dtype=np.int64))


def undirected(network: Network) -> Network:
    """Return the network with direction left away; strengths of the two directions added."""
    merged: dict[tuple[int, int], float] = {}
    ties = network.ties
    for s, r, w in zip(ties.sender.tolist(), ties.receiver.tolist(), ties.weight.tolist(), strict=True):
        pair = (min(s, r), max(s, r))
        merged[pair] = merged.get(pair, 0.0) + w
    rows = [(s, r, w) for (s, r), w in merged.items()]
    layer = Layer("sketch", directed=False, counts=network.layer.counts)
    zeros = frozenset((min(pair), max(pair)) for pair in network.zeros) - set(merged)
    return Network(network.roster, layer, Ties.of(rows, directed=False), zeros=zeros)


def rated() -> Network:
    """Return ratings: A is rated by B and, 0, by C; D only 0; E and F by nobody; of G nobody knows."""
    network = sketch("B>A:2 A>B:3 C>B:1 A>C:4.5 E>C:2 F>A:1 D G")
    silent = {(3, place) for place in (0, 1, 2, 4, 5)}
    unobserved = frozenset(silent | {(6, place) for place in range(6)} | {(place, 6) for place in range(6)})
    layer = Layer("sketch", directed=True, counts=RATING)
    return dataclasses.replace(network, layer=layer, unobserved=unobserved, zeros=frozenset({(2, 0), (0, 3)}))


def partly_observed(*, directed: bool = True) -> Network:
    """Return a network in which D was never asked, and B not about C."""
    drawn = sketch("A>B B>A A>C A>D B>D C>A C>D")
    if directed:
        return dataclasses.replace(drawn, unobserved=frozenset({(1, 2), (3, 0), (3, 1), (3, 2)}))
    return dataclasses.replace(undirected(sketch("A>B A>C A>D C>D")), unobserved=frozenset({(1, 2), (1, 3)}))


def affiliation(columns: int) -> Affiliation:
    """Return four organisations of which two attended some meetings."""
    rows, meetings = Roster.of("ABCD"), Roster.of([f"m{i}" for i in range(columns)], kind="meetings")
    cells = [(0, 0), (1, 0), (1, 1)] if columns else []
    row, column = (np.array([cell[end] for cell in cells], dtype=np.int64) for end in (0, 1))
    return Affiliation(rows, meetings, row, column, np.ones(len(cells)), "board")


def layers(*networks: Network) -> Multiplex:
    """Return networks over one roster as layers."""
    return Multiplex({f"layer {place}": network for place, network in enumerate(networks)})


def chained(network: Network) -> Network:
    """Return other ties over the same roster, of the same kind: a chain through the first four."""
    ends = [(place, place + 1, 1.0 + place) for place in range(min(network.n, 4) - 1)]
    return dataclasses.replace(network, ties=Ties.of(ends, directed=network.directed), unobserved=frozenset())


def canonical() -> Iterator[tuple[str, Thing]]:
    """Yield every thing with its name."""
    for name, drawing in DRAWINGS.items():
        network = sketch(drawing)
        yield name, network
        yield f"{name}, undirected", undirected(network)
        yield f"{name} and a chain", layers(network, chained(network))
        yield f"{name} and a chain, undirected", layers(undirected(network), chained(undirected(network)))
    weighted = sketch(DRAWINGS["weighted"])
    yield "directed and undirected", layers(weighted, undirected(weighted), chained(weighted))
    for directed in (True, False):
        network = partly_observed(directed=directed)
        yield f"partly observed, {'directed' if directed else 'undirected'}", network
        yield f"partly observed layers, {'directed' if directed else 'undirected'}", layers(network, network)
    yield "ratings", rated()
    yield "ratings, undirected", undirected(rated())
    of_one = frozenset((place, 6) for place in range(6))
    yield "ratings, partly observed, undirected", dataclasses.replace(undirected(rated()), unobserved=of_one)
    yield "meetings", affiliation(3)
    yield "no meetings", affiliation(0)


def partly(thing: Thing) -> bool:
    """Whether some pair of a thing was not observed."""
    networks = thing.layers.values() if isinstance(thing, Multiplex) else [thing] if isinstance(thing, Network) else []
    return any(network.unobserved for network in networks)


@cache
def things() -> dict[str, Thing]:
    """Return every thing by name."""
    return dict(canonical())


def each(change: Callable[[Network], Network], thing: Thing) -> Thing:
    """Return a thing with every network of it changed; attendance stays as it is."""
    if isinstance(thing, Network):
        return change(thing)
    if isinstance(thing, Multiplex):
        return Multiplex({name: change(network) for name, network in thing.layers.items()})
    return thing


def asked_everybody(network: Network) -> Network:
    """Return the network as if every pair had been observed."""
    return dataclasses.replace(network, unobserved=frozenset())


def uneven(network: Network) -> Network:
    """Return the network with every strength multiplied by another number."""
    ties = network.ties
    weights = ties.weight * np.arange(2, 2 + len(ties))
    return dataclasses.replace(network, ties=Ties(ties.sender, ties.receiver, weights, ties.directed))


def order_for(size: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return new places for the organisations, the same for every thing of a size."""
    return np.random.Generator(np.random.PCG64(7)).permutation(size)


def relabelled(network: Network) -> Network:
    """Return the network with the organisation at place i moved to place ``order_for(n)[i]``."""
    order = order_for(network.n)
    ties = Ties.from_arrays(
        order[network.ties.sender], order[network.ties.receiver], network.ties.weight, directed=network.directed
    )
    roster = Roster.of([f"{place:02d}" for place in range(network.n)])
    moved = ([(int(order[i]), int(order[j])) for i, j in pairs] for pairs in (network.unobserved, network.zeros))
    unobserved, zeros = (
        frozenset(pairs if network.directed else [(min(pair), max(pair)) for pair in pairs]) for pairs in moved
    )
    return dataclasses.replace(network, roster=roster, ties=ties, unobserved=unobserved, zeros=zeros)


CHANGES: dict[str, Callable[[Network], Network]] = {
    "asked": asked_everybody,
    "uneven": uneven,
    "relabelled": relabelled,
    "reversed": Network.reversed,
    "undirected": lambda network: undirected(network) if network.directed else network,
}


@cache
def changed(name: str, how: str) -> Thing:
    """Return a thing with one change; made once for all metrics."""
    return each(CHANGES[how], things()[name])
