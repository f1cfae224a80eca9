"""The networks every metric must cope with, drawn as text; directed ones and their undirected versions."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import numpy as np

from sna.metrics import sketch
from sna.model import Affiliation, Layer, Network, Roster, Ties

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


def undirected(network: Network) -> Network:
    """Return the network with direction left away; strengths of the two directions added."""
    merged: dict[tuple[int, int], float] = {}
    ties = network.ties
    for s, r, w in zip(ties.sender.tolist(), ties.receiver.tolist(), ties.weight.tolist(), strict=True):
        pair = (min(s, r), max(s, r))
        merged[pair] = merged.get(pair, 0.0) + w
    rows = [(s, r, w) for (s, r), w in merged.items()]
    return Network(network.roster, Layer("sketch", directed=False), Ties.of(rows, directed=False))


def partly_observed() -> Network:
    """Return a network in which D was never asked, and B not about C."""
    drawn = sketch("A>B B>A A>C A>D B>D C>A C>D")
    return dataclasses.replace(drawn, unobserved=frozenset({(1, 2), (3, 0), (3, 1), (3, 2)}))


def affiliation(columns: int) -> Affiliation:
    """Return four organisations of which two attended some meetings."""
    rows, meetings = Roster.of("ABCD"), Roster.of([f"m{i}" for i in range(columns)], kind="meetings")
    cells = [(0, 0), (1, 0), (1, 1)] if columns else []
    row, column = (np.array([cell[end] for cell in cells], dtype=np.int64) for end in (0, 1))
    return Affiliation(rows, meetings, row, column, np.ones(len(cells)), "board")


def canonical() -> Iterator[tuple[str, Network | Affiliation]]:
    """Yield every thing with its name."""
    for name, drawing in DRAWINGS.items():
        network = sketch(drawing)
        yield name, network
        yield f"{name}, undirected", undirected(network)
    yield "partly observed", partly_observed()
    yield "meetings", affiliation(3)
    yield "no meetings", affiliation(0)
