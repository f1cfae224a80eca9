"""Nothing is dropped without a count and a reason: what became of every row, over all snapshots."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar
from weakref import WeakKeyDictionary

import numpy as np

from sna.derive import fates
from sna.derive.attendance import shared_column
from sna.derive.large_events import large_event_problems
from sna.derive.networks import usable_rows
from sna.derive.response_problems import response_problems, unlisted_problems
from sna.derive.selecting import rows_in
from sna.derive.undivided import DATED, dated, day_of_row, undivided
from sna.errors import Problem
from sna.model import LayerRule, Study
from sna.model.answers import ANSWER_ENDS
from sna.model.roster import ORGANISATIONS
from sna.terms import worded

SHOWN = 6


Answer = TypeVar("Answer")


def once(function: Callable[[Study, LayerRule], Answer]) -> Callable[[Study, LayerRule], Answer]:
    """Make a question about a study and a layer be answered once, for as long as the study lives."""
    known: WeakKeyDictionary[Study, dict[LayerRule, Answer]] = WeakKeyDictionary()

    @functools.wraps(function)
    def remembered(study: Study, rule: LayerRule) -> Answer:
        answers = known.setdefault(study, {})
        if rule not in answers:
            answers[rule] = function(study, rule)
        return answers[rule]

    return remembered


@once
def _fate_of_each(study: Study, rule: LayerRule) -> fates.Fates:
    """Return what became of each row behind a layer: used in at least one snapshot, or why in none."""
    used, outside = fates.CODE[fates.USED], fates.CODE[fates.OUTSIDE]
    best = np.full(len(study.tables[rule.table]), outside, dtype=np.int8)
    for snapshot in study.snapshots:
        found = usable_rows(study, rule, snapshot, study.filters).fates
        better = (found == used) | (best == outside)
        best[better] = found[better]
    return best


def row_fates(study: Study, rule: LayerRule) -> dict[str, int]:
    """Return what became of the rows behind a layer: used in at least one snapshot, or why in none.

    Returns
    -------
    dict
        Reason → number of rows; the numbers add up to the rows of the table.
    """
    return fates.tally(_fate_of_each(study, rule))


def derivation_problems(study: Study) -> tuple[Problem, ...]:
    """Return what is worth saying once ties are made: rows set aside, isolates, empty snapshots, shared periods."""
    found = tuple(
        problem
        for rule in study.layers.values()
        for problem in (
            *_rows_aside(study, rule),
            *_time(study, rule),
            *(() if rule.answers else _unnamed(study, rule)),
            *unlisted_problems(study, rule),
            *_thin(study, rule),
            *_lone_meetings(study, rule),
            *large_event_problems(study, rule),
        )
    )
    return tuple(_of(problem, study.roster.kind) for problem in (*found, *response_problems(study)))


def _of(problem: Problem, kind: str) -> Problem:
    """Return a problem with the word for what the units are."""
    if kind == ORGANISATIONS:
        return problem
    message, value, hint = (worded(part, kind) for part in (problem.message, problem.value, problem.hint))
    return replace(problem, message=message, value=value, hint=hint)


CODES = {
    fates.OUTSIDE: "W509",
    fates.UNDATED: "W509",
    fates.NOT_OPEN: "W416",
    fates.ABSENT: "W421",
    fates.UNKNOWN: "W421",
    fates.CANCELLED: "W421",
    fates.NO_MINUTES: "W421",
    fates.LEFT_OUT: "W417",
    fates.INCOMPLETE: "W315",
    fates.NOBODY: "W420",
    fates.SEVERAL: "W420",
    fates.NO_CHAIR: "W420",
    fates.NO_HOST: "W420",
    fates.NOBODY_RESPONSIBLE: "W420",
    fates.NOTHING_SHARED: "W420",
    fates.SELF_TIE: "W403",
    fates.NOT_STATED: "W315",
    fates.ZERO: "W318",
}


def _rows_aside(study: Study, rule: LayerRule) -> list[Problem]:
    file = study.tables[rule.table].file
    # Self-ties, blank and zero weights were said when the table was read, with their line; filters were asked for.
    said = [fates.USED, fates.OTHER_LAYER, fates.FILTERED, fates.NOT_ANSWERED]
    if rule.answers is not None or "to_organisation" in study.tables[rule.table].frame.columns:
        said += [fates.SELF_TIE, fates.NOT_STATED, fates.ZERO]
    aside = {reason: number for reason, number in row_fates(study, rule).items() if reason not in said}
    each = _fate_of_each(study, rule)
    first = {reason: int(np.flatnonzero(each == fates.CODE[reason])[0]) for reason in aside}
    lines = study.tables[rule.table].frame.index
    return [
        Problem(
            CODES[reason],
            f"{number} {'row is' if number == 1 else 'rows are'} not used in layer '{rule.name}': {reason}.".replace(
                "outside the snapshot", "outside every snapshot"
            ),
            file=file,
            line=int(lines[first[reason]]) if reason == fates.OUTSIDE else None,
            value=day_of_row(study, rule, first[reason]) if reason == fates.OUTSIDE else "",
            hint=_waves(study, rule) if reason == fates.OUTSIDE else "",
        )
        for reason, number in aside.items()
    ]


def _waves(study: Study, rule: LayerRule) -> str:
    """Return which waves a table names beside the snapshots there are; empty where it names none."""
    frame = study.tables[rule.table].frame
    if "snapshot" not in frame.columns:
        return ""
    waves = [str(wave) for wave in sorted(frame["snapshot"].dropna().unique()) if wave not in study.snapshots.names]
    names = _listed([f"'{wave}'" for wave in waves])
    return f"Its column names {names}; snapshots are {_listed(list(study.snapshots.names))}. Name them alike." * bool(
        waves
    )


def _time(study: Study, rule: LayerRule) -> list[Problem]:
    """Say which counts are shared between snapshots, and which tables count in all of them for want of dates."""
    table = study.tables[rule.table]
    problems = []
    if len(study.snapshots) == 1:
        return undivided(study, rule)
    if rule.table == "mdt_links":
        shares = [rows_in(study, rule, snapshot, study.filters).frame["share"] for snapshot in study.snapshots]
        crossing = sorted({int(line) for share in shares for line in share.index[share < 1]})
        if crossing:
            what = (
                f"{len(crossing)} {'period crosses' if len(crossing) == 1 else 'periods cross'} the end of a snapshot"
            )
            message = f"{what}: cases are shared by days between the snapshots, and counted once in all."
            problems.append(Problem("W508", message, file=table.file, line=crossing[0]))
    elif not set(DATED) & set(dated(study, rule).frame.columns):
        message = f"Layer '{rule.name}' has no dates: its ties count in every snapshot."
        hint = f"Add a column: {', '.join(DATED)}."
        problems.append(Problem("W521", message, file=table.file, hint=hint))
    return problems


@once
def never_named(study: Study, rule: LayerRule) -> tuple[str, ...]:
    """Return the organisations that no row of a layer's table names: they have no ties for want of any record."""
    frame = study.tables[rule.table].frame
    if rule.table == "contacts":
        return ()  # who is not asked is not observed, rather than alone
    named: set[str] = set()
    for column in ("organisation", "from_organisation", "to_organisation", "responsible", *ANSWER_ENDS):
        if column in frame.columns:
            named.update(frame[column].dropna().unique())
    if rule.table == "attendance" and not named.issuperset(study.roster.ids):
        for snapshot in study.snapshots:
            rows = rows_in(study, rule, snapshot, study.filters).frame
            named.update(*(rows[column].unique() for column in ("organisation", "to_organisation") if column in rows))
    return tuple(identifier for identifier in study.roster.ids if identifier not in named)


def _unnamed(study: Study, rule: LayerRule) -> list[Problem]:
    who = never_named(study, rule)
    if not who:
        return []
    names = _listed([study.roster.name_of[identifier] for identifier in who])
    message = f"No row names {names}: without ties in layer '{rule.name}', as if none had been recorded."
    hint = "If its records are missing, rather than empty, leave it out of the organisations for now."
    return [Problem("W422", message, file=study.tables[rule.table].file, hint=hint)]


def _listed(names: list[str]) -> str:
    return ", ".join(names[:SHOWN]) + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")


def _thin(study: Study, rule: LayerRule) -> list[Problem]:
    """Say which snapshots of a layer have no ties, and which organisations have none, snapshot by snapshot."""
    empty, alone = [], []
    for snapshot in study.snapshots:
        network = study.network(rule.name, snapshot.name)
        tied = set(network.ties.sender.tolist()) | set(network.ties.receiver.tolist())
        names = [network.roster.names[place] for place in range(network.n) if place not in tied]
        when = "" if len(study.snapshots) == 1 else f" ({snapshot.name})"
        if network.m == 0:
            empty.append(f"'{snapshot.name}'")
        elif names:
            alone.append(f"{len(names)}{when}: {_listed(names)}")
    problems = [Problem("W414", f"Layer '{rule.name}' has no ties in {', '.join(empty)}.")] if empty else []
    if alone:
        shown = "; ".join(alone[:SHOWN]) + (f"; and {len(alone) - SHOWN} more snapshots" if len(alone) > SHOWN else "")
        problems.append(Problem("W402", f"Layer '{rule.name}', without a tie, and kept: {shown}."))
    return problems


def _lone_meetings(study: Study, rule: LayerRule) -> list[Problem]:
    if not rule.is_two_mode or rule.directed:
        return []
    lone, thing = 0, shared_column(rule)
    for snapshot in study.snapshots:
        there = study.affiliation(rule.name, snapshot.name)
        lone += int((np.bincount(there.column, minlength=len(there.columns)) == 1).sum())
    if not lone:
        return []
    what = f"{thing} with one organisation makes" if lone == 1 else f"{thing}s with one organisation make"
    return [Problem("W411", f"{lone} {what} no tie in layer '{rule.name}'.", file=study.tables[rule.table].file)]
