"""Metrics with parts, of groups and of several layers: R sna, networkx, and numpy written elsewhere."""

from __future__ import annotations

from typing import Any

import networkx as nx
from metric_references import graph, groups_from
from oracle_checks import Check, part_of, stored

from sna.engines import as_networkx
from sna.model import Multiplex

KNOKE, ADVICE, FRIENDS, KARATE = "knoke_information", "krackhardt_advice", "krackhardt_friendship", "karate"
CODES = {"coordinator": "w_I", "consultant": "w_O", "representative": "b_IO", "gatekeeper": "b_OI", "liaison": "b_O"}
GROUPS = {
    KNOKE: groups_from("knoke_nodes", "sector"),
    ADVICE: groups_from("krackhardt_nodes", "dept"),
    KARATE: groups_from("karate_nodes", "club"),
}


def florentine() -> Multiplex:
    """Return the marriages and the business of the Florentine families as two layers."""
    return Multiplex({name: graph(f"florentine_{name}") for name in ("marriage", "business")})


def by_networkx(name: str) -> Any:
    """Return networkx's group degree centrality of every group, direction ignored."""
    network = graph(name)
    drawn = as_networkx(network).to_undirected()
    groups = GROUPS[name](network)
    ids = network.roster.ids
    return {
        group: nx.group_degree_centrality(drawn, [ids[i] for i in groups.members(place)])
        for place, group in enumerate(groups.names)
    }


CHECKS = [
    *(
        stored(f"dyad_census.{part}", name, f"{name}.sna", "dyad_census", part)
        for name in (KNOKE, ADVICE, FRIENDS)
        for part in ("mutual", "asymmetric", "null")
    ),
    *(
        stored(
            f"brokerage_roles.{role}",
            name,
            f"{name}.sna",
            "gould_fernandez_brokerage",
            take=part_of(code),
            groups=GROUPS[name],
        )
        for name in (KNOKE, ADVICE)
        for role, code in CODES.items()
    ),
    *(
        Check(
            "group_degree",
            name,
            lambda name=name: graph(name),
            lambda name=name: by_networkx(name),
            f"networkx {nx.__version__}",
            groups=GROUPS[name],
        )
        for name in GROUPS
    ),
    stored(
        "multiplex_participation",
        "florentine multiplex",
        "comparison_inference",
        "participation_coefficient",
        "P",
        thing=florentine,
    ),
]
