"""Reads the reference graphs and values of tests/reference; holds no number of its own."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from sna.model import Affiliation, Contrast, Grouping, Layer, Network, Roster, Ties

REFERENCE = Path(__file__).parent.parent / "reference"
DIRECTED = ("knoke_information", "krackhardt_advice", "krackhardt_friendship", "krackhardt_reportsto")
TWO_MODE = ("davis_southern_women", "ucinet_g9_small2")
ATTRIBUTES = {
    "florentine_marriage": "florentine_nodes",
    "florentine_business": "florentine_nodes",
}


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / "graphs" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def graph(name: str, *, depends: str | None = None) -> Network:
    """Return a reference graph; families without a tie come from the table of nodes."""
    edges = rows(name)
    ids = {row["source"] for row in edges} | {row["target"] for row in edges}
    if name in ATTRIBUTES:
        ids |= {row["node"] for row in rows(ATTRIBUTES[name])}
    roster = Roster.of(ids)
    places = roster.position
    ties = [(places[row["source"]], places[row["target"]], float(row.get("weight", 1))) for row in edges]
    directed = name in DIRECTED
    layer = Layer(name, directed=directed, depends=depends)  # type: ignore[arg-type]
    return Network(roster, layer, Ties.of(ties, directed=directed))


def toy(name: str) -> tuple[Network, dict[str, Any]]:
    """Return a directed graph with closed-form answers, and those answers."""
    record = next(r for r in load("toy") if r["graph"] == f"toy:{name}")
    edges = [(str(a), str(b)) for a, b in record["parameters"]["edges"]]
    roster = Roster.of({end for edge in edges for end in edge})
    ties = Ties.of([(roster.position[a], roster.position[b], 1.0) for a, b in edges], directed=True)
    return Network(roster, Layer(name, directed=True), ties), record["values"]


@cache
def attendance(name: str) -> Affiliation:
    """Return a reference two-mode graph."""
    cells = rows(name)
    people, events = Roster.of({c["person"] for c in cells}), Roster.of({c["event"] for c in cells}, kind="events")
    return Affiliation(
        people,
        events,
        people.places(c["person"] for c in cells),
        events.places(c["event"] for c in cells),
        np.ones(len(cells)),
        name,
    )


def subject(name: str) -> Network | Affiliation:
    """Return a reference graph by name, one-mode or two-mode."""
    return attendance(name) if name in TWO_MODE else graph(name)


def groups_from(nodes: str, column: str) -> Callable[[Any], Grouping]:
    """Return a function that divides a reference graph by a column of its table of nodes, groups sorted by name."""
    values = {row["node"]: row[column] for row in rows(nodes)}
    contrast = Contrast(column, tuple(sorted(set(values.values()))))
    return lambda thing: Grouping.at(contrast, thing.roster.with_attribute(column, values))


def from_networkx(drawn: Any) -> Network:
    """Return a networkx graph with nodes 0, 1, … as a network; ``strength`` of an edge is kept."""
    directed = drawn.is_directed()
    ends = [(int(a), int(b), float(known.get("strength", 1))) for a, b, known in drawn.edges(data=True)]
    roster = Roster.of([f"{node:03d}" for node in sorted(drawn)])
    return Network(roster, Layer("drawn", directed=directed), Ties.of(ends, directed=directed))


@cache
def load(file: str) -> list[dict[str, Any]]:
    return json.loads((REFERENCE / f"{file}.json").read_text(encoding="utf-8"))


def stored(file: str, name: str, metric: str, part: str = "", **parameters: object) -> tuple[Any, str]:
    """Return the one stored value of a metric on a graph, and the program it came from."""
    found = [
        record
        for record in load(file)
        if record["graph"] == name
        and record["metric"] == metric
        and all(record["parameters"].get(key) == value for key, value in parameters.items())
    ]
    assert len(found) == 1, f"{file} {name} {metric} {parameters}: {len(found)} records"
    values = found[0]["values"]
    return (values[part] if part else values), found[0]["source"]
