"""Two-mode metrics: printed output of UCINET, networkx, numpy written elsewhere, a counterexample to a formula."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
from metric_references import attendance
from metric_references import stored as reference
from oracle_checks import Check, stored

from sna.model import Affiliation, Roster

DAVIS, SMALL = "davis_southern_women", "ucinet_g9_small2"
PRINTED = {DAVIS: 6e-4, SMALL: 6e-7}
"""UCINET prints three decimals of the one and seven of the other."""
NETWORKX = f"networkx {nx.__version__}"
COUNTEREXAMPLE = "borgatti_everett_1997_counterexample"


def rows_of(values: dict[str, Any]) -> dict[str, float]:
    return values.get("rows", values)


def drawn(name: str) -> Any:
    """Return attendance as a networkx graph."""
    attended = attendance(name)
    graph = nx.Graph()
    graph.add_nodes_from(attended.rows.ids, bipartite=0)
    graph.add_nodes_from(attended.columns.ids, bipartite=1)
    cells = zip(attended.row, attended.column, strict=True)
    graph.add_edges_from((attended.rows.ids[r], attended.columns.ids[c]) for r, c in cells)
    return graph


def spared(name: str) -> dict[str, float | None]:
    """Return networkx's redundancy; none for those who attended a single meeting."""
    graph, ids = drawn(name), attendance(name).rows.ids
    several = [node for node in ids if graph.degree(node) > 1]
    return dict.fromkeys(ids) | nx.bipartite.node_redundancy(graph, several)


def counterexample() -> Affiliation:
    """Return seven organisations at two meetings; the first connects the two, so nobody could stand between more."""
    pairs = reference("published_ucinet", COUNTEREXAMPLE, "two_mode_betweenness_max")
    assert pairs[0]["a1_raw"] == pairs[0]["ucinet"]
    cells = ["a1-b1", "a1-b2", "a2-b1", "a3-b1", "a4-b1", "a5-b2", "a6-b2", "a7-b2"]
    rows, columns = Roster.of([f"a{i}" for i in range(1, 8)]), Roster.of(["b1", "b2"], kind="meetings")
    row = rows.places(cell.split("-")[0] for cell in cells)
    return Affiliation(rows, columns, row, columns.places(cell.split("-")[1] for cell in cells), np.ones(8), "b&e")


NX_NAMES = {
    "two_mode_closeness": "two_mode_closeness_centrality",
    "two_mode_betweenness": "two_mode_betweenness_centrality",
}
NESTED = {"total": "NODF", "rows": "NODF_rows", "columns": "NODF_cols"}

CHECKS = [
    *(stored(metric, name, "two_mode", key, take=rows_of) for metric, key in NX_NAMES.items() for name in PRINTED),
    *(
        stored(metric, name, "published_ucinet", key, take=rows_of, tolerance=PRINTED[name])
        for metric, key in {
            "two_mode_closeness": "two_mode_closeness",
            "two_mode_betweenness": "two_mode_betweenness",
            "two_mode_eigenvector": "two_mode_eigenvector_abs",
        }.items()
        for name in PRINTED
    ),
    *(stored("two_mode_eigenvector", name, "two_mode", "two_mode_eigenvector", "rows") for name in PRINTED),
    Check(
        "two_mode_betweenness",
        "seven organisations, two meetings",
        counterexample,
        lambda: [1.0, 0, 0, 0, 0, 0, 0],
        "UCINET: most possible found by going through all graphs",
    ),
    *(
        Check(
            "two_mode_density",
            name,
            lambda name=name: attendance(name),
            lambda name=name: nx.bipartite.density(drawn(name), attendance(name).rows.ids),
            NETWORKX,
        )
        for name in PRINTED
    ),
    *(
        stored(f"nestedness_nodf.{part}", name, "two_mode", "nodf", key)
        for part, key in NESTED.items()
        for name in PRINTED
    ),
    *(
        Check("redundancy", name, lambda name=name: attendance(name), lambda name=name: spared(name), NETWORKX)
        for name in PRINTED
    ),
]
