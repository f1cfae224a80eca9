"""Who is in the network, and who is set against whom."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from sna.contrast.groups import groups_at
from sna.model import Contrast, Network
from sna.robustness.cases import Case
from sna.robustness.choices import Choice
from sna.robustness.successors import successors

COORDINATING = "coordinating"


def members(case: Case) -> Iterator[Choice]:
    """Yield other boundaries: with a record only, without those who coordinate, the two groups alone, and others."""
    roster = case.network.roster
    if case.study.tables:
        policy = "present" if case.study.policy == "all" else "all"
        name = {"present": "only organisations with a record in the snapshot", "all": "every organisation that is open"}
        words = {"present": "if only organisations with a record count", "all": "if every open organisation counts"}
        yield Choice("organisations", name[policy], words[policy], lambda here: here.with_study(policy=policy))
    apart: list[frozenset[str]] = []
    boundaries = (
        ("without the coordinating body", "without the coordinating body", _with_value(case, "centre", COORDINATING)),
        ("without those outside the boundary", "without those outside", _with_value(case, "in_boundary", "no")),
        ("only the two groups themselves", "among the two groups alone", _in_neither(case)),
        ("only the largest connected part", "in the largest connected part", _unconnected(case.network)),
    )
    for name_, words_, left_out in boundaries:
        if left_out and left_out not in apart and len(left_out) < len(roster):
            apart.append(left_out)
            yield _without(f"{name_} ({_said(case, left_out)} left out)", words_, left_out)
    yield from _against_all(case)
    yield from successors(case)


def _said(case: Case, who: frozenset[str]) -> str:
    if len(who) == 1:
        [only] = who
        return case.study.roster.name_of.get(only, only)
    return f"{len(who)} organisations"


def _with_value(case: Case, column: str, value: str) -> frozenset[str]:
    roster = case.network.roster
    return frozenset(who for who, said in roster.group_of(column).items() if said == value)


def _in_neither(case: Case) -> frozenset[str]:
    """Return the organisations in neither of the two groups."""
    roster = case.network.roster
    wanted = [case.contrast.groups.index(group) for group in case.pair]
    groups = groups_at(case.contrast, roster)
    return frozenset(who for who, group in zip(roster.ids, groups.tolist(), strict=True) if group not in wanted)


def _unconnected(network: Network) -> frozenset[str]:
    """Return the organisations outside the largest weakly connected part; of equal ones the first in the roster."""
    cells = np.ones(network.m), (network.ties.sender, network.ties.receiver)
    _, part = connected_components(sparse.csr_array(cells, shape=(network.n, network.n)), directed=False)
    largest = int(np.bincount(part).argmax()) if network.n else 0
    return frozenset(who for who, of in zip(network.roster.ids, part.tolist(), strict=True) if of != largest)


def _without(name: str, words: str, left_out: frozenset[str]) -> Choice:
    return Choice(
        "organisations",
        name,
        words,
        lambda here: here.with_organisations([who for who in here.study.roster.ids if who not in left_out]),
    )


def _against_all(case: Case) -> Iterator[Choice]:
    """Yield the first group against everybody else, where the second is not that already."""
    group, other = case.pair
    if other == "*" or not _in_neither(case) or group == "*":
        return
    contrast = Contrast(case.contrast.column, (group, "*"))
    yield Choice(
        "organisations",
        f"{group} against all others together",
        "if all others are set against them",
        lambda here: here.having(contrast=contrast, pair=(group, "*")),
    )
