"""Nothing is dropped without a count and a reason: what became of every row, over all snapshots."""

from __future__ import annotations

from collections import Counter

import numpy as np

from sna.derive import fates
from sna.derive.networks import usable_rows
from sna.derive.rosters import roster_at
from sna.errors import Problem
from sna.model import LayerRule, Study


def row_fates(study: Study, rule: LayerRule) -> dict[str, int]:
    """Return what became of the rows behind a layer: used in at least one snapshot, or why in none.

    Returns
    -------
    dict
        Reason → number of rows; the numbers add up to the rows of the table.
    """
    best = np.full(len(study.tables[rule.table]), fates.OUTSIDE, dtype=object)
    for snapshot in study.snapshots:
        roster = roster_at(study, snapshot, {})
        found = usable_rows(study, rule, snapshot, {}, roster=roster).fates
        best = np.where(found == fates.USED, found, np.where(best == fates.OUTSIDE, found, best))
    return dict(sorted(Counter(best.tolist()).items()))


def derivation_problems(study: Study) -> tuple[Problem, ...]:
    """Return what is worth saying once ties are made: rows set aside, isolates, empty snapshots, shared periods."""
    return tuple(
        problem
        for rule in study.layers.values()
        for problem in (*_rows_aside(study, rule), *_thin(study, rule), *_lone_meetings(study, rule))
    )


CODES = {fates.SELF_TIE: "W403", fates.ABSENT: "W421", fates.NOBODY: "W420", fates.SEVERAL: "W420"}


def _rows_aside(study: Study, rule: LayerRule) -> list[Problem]:
    file = study.tables[rule.table].file
    aside = {r: n for r, n in row_fates(study, rule).items() if r not in (fates.USED, fates.OTHER_LAYER)}
    said = {fates.NOT_STATED, fates.ZERO}
    return [
        Problem(
            CODES.get(reason, "W509"),
            f"{number} {'row is' if number == 1 else 'rows are'} not used in layer '{rule.name}': {reason}.".replace(
                "outside the snapshot", "outside every snapshot"
            ),
            file=file,
        )
        for reason, number in aside.items()
        if reason not in said
    ]


def _thin(study: Study, rule: LayerRule) -> list[Problem]:
    problems = []
    for snapshot in study.snapshots:
        network = study.network(rule.name, snapshot.name)
        where = f"Layer '{rule.name}', snapshot '{snapshot.name}'"
        tied = set(network.ties.sender.tolist()) | set(network.ties.receiver.tolist())
        alone = [network.roster.names[i] for i in range(network.n) if i not in tied]
        if network.m == 0:
            problems.append(Problem("W414", f"{where} has no ties."))
        elif alone:
            some = ", ".join(alone[:6]) + (f" and {len(alone) - 6} more" if len(alone) > 6 else "")  # noqa: PLR2004
            problems.append(Problem("W402", f"{where}: {len(alone)} without a tie: {some}. They are kept."))
    return problems


def _lone_meetings(study: Study, rule: LayerRule) -> list[Problem]:
    if not study.is_two_mode(rule.name):
        return []
    lone = 0
    for snapshot in study.snapshots:
        there = study.affiliation(rule.name, snapshot.name)
        lone += int((np.bincount(there.column, minlength=len(there.columns)) == 1).sum())
    if not lone:
        return []
    what = "meeting with one organisation makes" if lone == 1 else "meetings with one organisation make"
    return [Problem("W411", f"{lone} {what} no tie in layer '{rule.name}'.", file=study.tables[rule.table].file)]
