"""Ids that are likely another id: equal but for capitals, drawn alike in another script, changed by a spreadsheet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from sna.errors import Problem
from sna.io.other_script import drawn_as, foreign_letters
from sna.io.tables import ReadTable
from sna.io.text_table import capped, shown

_AS_NUMBER = re.compile(r"[0-9]\.[0-9]+E\+[0-9]{2,3}")
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_AS_DAY = re.compile(
    rf"[0-9]{{1,2}}-({_MONTHS})|({_MONTHS})-[0-9]{{2}}|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}} 00:00:00", re.IGNORECASE
)
_AS_TEXT = "Take it from where it came, into a column formatted as text."
_FEW = 0.05


def check_ids(tables: Mapping[str, ReadTable]) -> list[Problem]:
    """Return what is wrong, or worth saying, of ids that may be another's.

    Ids that another table must list are left to that check: here are the lists themselves, and ids that no table lists.
    """
    problems: list[Problem] = []
    for name, table in tables.items():
        for column in table.schema.columns:
            own = column.name in table.schema.key
            if column.kind != "id" or column.name not in table.facts.frame.columns or name == "aliases":
                continue
            if not own and (column.refers in tables or not column.refers):
                continue
            ids = [str(identifier) for identifier in table.facts.frame[column.name].dropna().unique()]
            problems += _equal_but_capitals(table, column.name, ids)
            problems += _drawn_alike(table, column.name, ids)
            if name != "meetings":
                problems += _changed(table, column.name, ids)
    return problems


def _equal_but_capitals(table: ReadTable, column: str, ids: Sequence[str]) -> list[Problem]:
    twins = list(_sharing(ids, str.casefold))
    if table.facts.name == "organisations":
        hint = "If they are one, delete this row, and 'sna check STUDY --names FILE.csv' writes its alias;"
        hint += " if not, give one of them another id."
        return capped(
            [
                table.problem(
                    "E306",
                    f"This id differs from '{shown(pair[0])}' in capitals only.",
                    _line(table, column, pair[1]),
                    column,
                    value=shown(pair[1]),
                    hint=hint,
                )
                for pair in twins
            ]
        )
    # Where many differ so, capitals are part of the id: a pseudonym of random letters.
    if not twins or len(twins) > max(1, _FEW * len(ids)):
        return []
    several = "An id differs" if len(twins) == 1 else f"{len(twins)} ids differ"
    message = f"{several} from another in capitals only, and count{'s' if len(twins) == 1 else ''} as different."
    value = f"'{shown(twins[0][0])}' and '{shown(twins[0][1])}'"
    hint = "If they are one, write it in one way everywhere."
    return [table.problem("W306", message, _line(table, column, twins[0][1]), column, value=value, hint=hint)]


def _drawn_alike(table: ReadTable, column: str, ids: Sequence[str]) -> list[Problem]:
    if all(map(str.isascii, ids)):
        return []
    problems = []
    hint = "Type it again from the keyboard, everywhere."
    for one, other in _sharing(ids, drawn_as):
        odd = other if foreign_letters(other) else one
        message = f"This id looks like '{shown(one if odd == other else other)}' and is another."
        message += f" It has letters of another script: {foreign_letters(odd)}."
        problems.append(table.problem("W307", message, _line(table, column, odd), column, value=shown(odd), hint=hint))
    return capped(problems)


def _changed(table: ReadTable, column: str, ids: Sequence[str]) -> list[Problem]:
    said = (
        ("E309", _AS_NUMBER, "A spreadsheet has turned this id into a number."),
        ("W310", _AS_DAY, "A spreadsheet may have turned this id into a date."),
    )
    return [
        problem
        for code, pattern, message in said
        for problem in capped(
            [
                table.problem(code, message, _line(table, column, i), column, value=shown(i), hint=_AS_TEXT)
                for i in ids
                if pattern.fullmatch(i)
            ]
        )
    ]


def _sharing(ids: Sequence[str], key: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Yield every id that shares a key with an earlier one, after that one."""
    keys = [key(identifier) for identifier in ids]
    if len(set(keys)) == len(keys):
        return
    blocks: defaultdict[str, list[str]] = defaultdict(list)
    for shared, identifier in zip(keys, ids, strict=True):
        blocks[shared].append(identifier)
    for block in blocks.values():
        yield from ((block[0], other) for other in block[1:])


def _line(table: ReadTable, column: str, identifier: str) -> int:
    frame = table.facts.frame
    return int(str(frame.index[(frame[column] == identifier).to_numpy()][0]))
