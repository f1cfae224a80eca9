"""Burt's measures in the whole network and in each organisation's own circle: numpy written elsewhere, and networkx."""

from __future__ import annotations

from typing import Any

from oracle_checks import Check, stored

KNOKE, ADVICE, FRIENDS, REPORTS = (
    "knoke_information",
    "krackhardt_advice",
    "krackhardt_friendship",
    "krackhardt_reportsto",
)
MARRIAGE, BUSINESS, KARATE, LESMIS = "florentine_marriage", "florentine_business", "karate", "lesmis"
ALL = (KNOKE, ADVICE, FRIENDS, REPORTS, MARRIAGE, BUSINESS, KARATE, LESMIS)
KEYS = {
    "constraint": "constraint",
    "effective_size": "effective_size",
    "burt_efficiency": "efficiency",
    "burt_hierarchy": "hierarchy",
}


def unless_isolated(key: str) -> Any:
    """Return a ``take`` of one key; the record gives organisations without ties an effective size of 0."""
    return lambda values: {name: None if row["constraint"] is None else row[key] for name, row in values.items()}


def burt(metric: str, key: str, scope: str, graphs: tuple[str, ...] = ALL) -> list[Check]:
    """Return checks of one measure against one record."""
    return [stored(metric, name, f"{name}.py", scope, take=unless_isolated(key)) for name in graphs]


CHECKS = [
    *(check for metric, key in KEYS.items() for check in burt(metric, key, "burt_whole")),
    *(check for metric, key in KEYS.items() for check in burt(f"{metric}_ego", key, "burt_ego")),
    *(stored("effective_size", n, f"{n}.py", "effective_size") for n in (KNOKE, ADVICE, MARRIAGE, BUSINESS, KARATE)),
    *burt("weighted_effective_size", "effective_size", "burt_whole_weighted", (KARATE, LESMIS)),
    *burt("weighted_constraint", "constraint", "burt_whole_weighted", (KARATE, LESMIS)),
    *(stored("weighted_constraint", name, f"{name}.py", "constraint_weighted") for name in (KARATE, LESMIS)),
    stored("weighted_constraint", KARATE, "r_igraph", "constraint_weighted"),
]
