"""People who opted out: their rows are taken out of every table before anything is computed, and never named."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from sna.errors import Problem
from sna.io.tables import ReadTable

OPT_OUT = "opt_out"
REASON = "of people who opted out"


def without_opted_out(
    tables: dict[str, ReadTable], found: list[Problem]
) -> tuple[dict[str, ReadTable], frozenset[str]]:
    """Return the tables without the people on the list, and who they are; how many rows went is noted.

    A row that is about a person goes whole; where a person is only named beside something else, as the chair of a
    meeting is, the name goes. The list itself is not handed on.

    Parameters
    ----------
    tables
        Every table read.
    found
        Where what is worth saying is noted: numbers only.
    """
    listed = tables.get(OPT_OUT)
    if listed is None or not listed.is_whole:
        return tables, frozenset()
    people = frozenset(listed.facts.frame["person"].dropna())
    rest = {name: _without(table, people) for name, table in tables.items() if name != OPT_OUT}
    gone = {name: table.facts.rows_aside.get(REASON, 0) for name, table in rest.items()}
    named = {name: _naming(table, people) for name, table in tables.items() if name != OPT_OUT}
    counted = [f"{tables[name].facts.file} {number}" for name, number in sorted(gone.items()) if number]
    blanked = [f"{tables[n].facts.file} {named[n]}" for n in sorted(named) if named[n] and not gone[n]]
    text = f"Rows of people who opted out, taken out before anything else: {', '.join(counted) or 'none'}."
    text += f" Names left blank: {', '.join(blanked)}." if blanked else ""
    file = listed.facts.file
    found.append(Problem("W432", f"{text} On the list: {len(people)}.", file))
    return rest, people


def _person_columns(table: ReadTable) -> list[str]:
    own = ["person"] if table.facts.name == "people" else []
    return own + [c.name for c in table.schema.columns if c.refers == "people" and table.facts.has((c.name,))]


def _is_about_people(table: ReadTable) -> bool:
    return table.facts.name in ("people", "roles", "attendance", "contacts")


def _naming(table: ReadTable, people: frozenset[str]) -> int:
    frame = table.facts.frame
    return sum(int(frame[column].isin(people).sum()) for column in _person_columns(table))


def _without(table: ReadTable, people: frozenset[str]) -> ReadTable:
    facts, columns = table.facts, _person_columns(table)
    frame = facts.frame
    if not _naming(table, people):
        return replace(table, lost=table.lost - people)
    if not _is_about_people(table):
        blank = {column: frame[column].where(~frame[column].isin(people), None) for column in columns}
        return replace(table, facts=replace(facts, frame=frame.assign(**blank)), lost=table.lost - people)
    theirs = frame[columns].isin(people).any(axis=1)
    aside = {**facts.rows_aside, REASON: int(theirs.sum())}
    return replace(table, facts=replace(facts, frame=frame[~theirs], rows_aside=aside), lost=table.lost - people)


def unnamed(problems: Iterable[Problem], people: frozenset[str]) -> list[Problem]:
    """Return problems in which nobody who opted out is named.

    Examples
    --------
    >>> told = [Problem("W304", "Blanks around an id.", "roles.csv", 2, "person", "' p1 '")]
    >>> [problem.value for problem in unnamed(told, frozenset(["p1"]))]
    ['…']
    """
    if not people:
        return list(problems)
    one = "|".join(re.escape(person) for person in sorted(people, key=len, reverse=True))
    quoted = re.compile(rf"'\s*(?:{one})\s*'")
    inside = re.compile(rf"(?<!\w)(?:{one})(?!\w)")
    return [
        replace(
            problem,
            message=quoted.sub("'…'", problem.message),
            value="…" if inside.search(problem.value) else problem.value,
            hint=quoted.sub("'…'", problem.hint),
        )
        for problem in problems
    ]
