"""Reference graphs as matrices and studies, and the reference results of tests on them."""

import json
from pathlib import Path

import numpy as np

from sna.model import (
    Contrast,
    Deriving,
    Layer,
    LayerRule,
    Network,
    Roster,
    Snapshot,
    Snapshots,
    Study,
    Ties,
)

REFERENCE = Path(__file__).parents[1] / "reference"
NODES = {"krackhardt": "krackhardt_nodes", "florentine": "florentine_nodes", "knoke": "knoke_nodes"}


def rows_of(name):
    return [line.split(",") for line in (REFERENCE / "graphs" / f"{name}.csv").read_text().splitlines()[1:]]


def matrix(graph, *, directed=True):
    """Return presence of ties of a reference graph, organisations sorted by id."""
    ids = sorted(row[0] for row in rows_of(NODES[graph.split("_")[0]]))
    place = {identifier: k for k, identifier in enumerate(ids)}
    cells = np.zeros((len(ids), len(ids)))
    for row in rows_of(graph):
        cells[place[row[0]], place[row[1]]] = 1
        if not directed:
            cells[place[row[1]], place[row[0]]] = 1
    return cells


def expected(file, graph, metric, fun=""):
    """Return the values and parameters of one record of a reference file."""
    records = json.loads((REFERENCE / file).read_text())
    found = [
        record
        for record in records
        if (record["graph"], record["metric"]) == (graph, metric) and fun in str(record["parameters"].get("FUN", ""))
    ]
    assert len(found) == 1
    return found[0]["values"], found[0]["parameters"]


def monte_carlo_error(p, *sizes):
    """Return four standard errors of a share, from as many samples as there are sizes."""
    spread = np.sqrt(max(p * (1 - p), 1e-4) * sum(1 / size for size in sizes))
    return float(4 * spread)


def study_of(layers, *, attributes=None, directed=True, unobserved=frozenset()):
    """Build a study from layer → snapshot → matrix of presence or strength, organisations ``o00``, ``o01``, ….

    Pairs in ``unobserved`` are so in every layer.
    """
    first = next(iter(next(iter(layers.values())).values()))
    ids = [f"o{place:02d}" for place in range(len(first))]
    roster = Roster.of(ids, attributes=attributes or {})

    def derive(_study, rule, when, _filters):
        cells = np.array(layers[rule.name][when.name], dtype=float)
        np.fill_diagonal(cells, 0)
        for i, j in unobserved:
            cells[i, j] = 0
        sender, receiver = np.nonzero(cells if directed else np.triu(cells))
        ties = Ties.from_arrays(sender, receiver, cells[sender, receiver], directed=directed)
        return Network(roster, Layer(rule.name, directed=directed), ties, when.name, frozenset(unobserved))

    def attend(*_):
        raise AssertionError("nobody asked who attended")

    names = list(next(iter(layers.values())))
    return Study(
        name="study",
        title="",
        roster=roster,
        tables={},
        snapshots=Snapshots(tuple(Snapshot(name) for name in names)),
        layers={name: LayerRule(name, name) for name in layers},
        contrasts=tuple(Contrast(c, tuple(sorted({v for v in vs if v}))) for c, vs in (attributes or {}).items())[:1],
        deriving=Deriving(derive, attend),
    )
