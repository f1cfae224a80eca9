"""The rich-club curve of networkx, read at every organisation's degree."""

from __future__ import annotations

import networkx as nx
from metric_references import graph
from oracle_checks import Check

from sna.engines import as_networkx


def by_networkx(name: str) -> dict[str, float | None]:
    drawn = as_networkx(graph(name)).to_undirected()
    curve = nx.rich_club_coefficient(drawn, normalized=False)
    # networkx counts degrees above k and stops before a club of one.
    return {node: curve.get(k - 1, nx.density(drawn) if k == 0 else None) for node, k in drawn.degree()}


CHECKS = [
    Check(
        "rich_club",
        name,
        lambda name=name: graph(name),
        lambda name=name: by_networkx(name),
        f"networkx {nx.__version__}",
    )
    for name in ("karate", "florentine_marriage", "knoke_information", "lesmis")
]
EXCUSED: dict[str, str] = {}
