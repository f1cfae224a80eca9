"""What to say of projections that one large event makes, or that tie everybody to everybody."""

from __future__ import annotations

import numpy as np

from sna.derive.attendance import shared_column
from sna.errors import Problem
from sna.model import Affiliation, LayerRule, Network, Study

_LARGE = 5
"""Organisations at one event from which its ties are looked at: four make six pairs."""
_EVENTS = 3
"""Events that tie somebody, below which one of them naturally makes most ties."""


def large_event_problems(study: Study, rule: LayerRule) -> list[Problem]:
    """Return the snapshots in which one event alone makes half of the ties, or in which everybody is tied."""
    if not rule.is_two_mode or rule.directed:
        return []
    alone, everybody = [], []
    for snapshot in study.snapshots:
        network = study.network(rule.name, snapshot.name)
        when = "" if len(study.snapshots) == 1 else f" in '{snapshot.name}'"
        if network.n >= _LARGE and network.m == network.n * (network.n - 1) // 2:
            everybody.append(f"'{snapshot.name}'")
        elif found := made_by_one(study.affiliation(rule.name, snapshot.name), network):
            event, there, ties = found
            alone.append(f"'{event}' ({there} organisations), {ties} of {network.m} ties{when}")
    file, thing = study.tables[rule.table].file, shared_column(rule)
    problems = []
    if alone:
        message = f"A single {thing} makes at least half of the ties of layer '{rule.name}'."
        hint = 'Ties of a large event say little of any two: rule = "newman" gives them little weight.'
        problems.append(Problem("W412", message, file=file, value="; ".join(alone[:3]), hint=hint))
    if everybody:
        message = f"Every organisation is tied to every other in layer '{rule.name}': only weights can tell them apart."
        problems.append(Problem("W413", message, file=file, value=", ".join(everybody[:6])))
    return problems


def made_by_one(there: Affiliation, network: Network) -> tuple[str, int, int] | None:
    """Return the largest event, how many were there, and the ties only it makes, if they are half of all or more."""
    size = np.bincount(there.column, minlength=len(there.columns))
    if network.m == 0 or (size > 1).sum() < _EVENTS or size.max() < _LARGE:
        return None
    event = int(np.argmax(size))
    many = int(size[event])
    pairs = many * (many - 1) // 2
    if 2 * pairs < network.m:
        return None
    members = there.row[there.column == event]
    place = np.full(len(there.rows), -1)
    place[members] = np.arange(many)
    others = (place[there.row] >= 0) & (there.column != event)
    order = np.argsort(there.column[others], kind="stable")
    who, what = place[there.row[others]][order], there.column[others][order]
    elsewhere = np.zeros((many, many), dtype=bool)
    for group in np.split(who, np.flatnonzero(np.diff(what)) + 1):
        elsewhere[np.ix_(group, group)] = True
    ties = pairs - int(np.triu(elsewhere, 1).sum())
    return (there.columns.ids[event], many, ties) if 2 * ties >= network.m else None
