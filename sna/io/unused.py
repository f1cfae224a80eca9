"""Columns that are kept and not used: named, with what they may have been meant as."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from sna.errors import Problem
from sna.io.dates import are_dates
from sna.io.tables import ReadTable
from sna.io.text_table import shown
from sna.io.toml_sections import key_of, text_of
from sna.model.declaration import LayerRule
from sna.model.schema import TABLES

_ATTRIBUTES = ("organisations", "people", "partnerships")
"""Tables whose further columns describe what they list."""
_REMARKS = {"evidence", "note", "notes", "comment", "comments"}
_MOST = 3
_MOST_QUESTIONS = 6
_NUMBER = re.compile(r"\s*\d+([.,]\d+)?\s*")
_NOT_STRENGTHS = {"id", "no", "nr", "number", "ref", "reference", "code", "line", "row", "index", "year", "postcode"}
_CLOSE = 0.75


def check_unused(table: ReadTable, rules: list[LayerRule]) -> list[Problem]:
    """Return what to say of the columns of a table of facts that nothing uses.

    Parameters
    ----------
    table
        Any table but those whose further columns are attributes.
    rules
        The layers made from it.
    """
    unused = unused_columns(table, rules)
    if not unused or table.facts.name in _ATTRIBUTES or table.untold:
        return []
    headings = [f"'{shown(table.headings[column])}'" for column in unused]
    several = len(unused) > 1
    message = f"{'Columns' if several else 'A column'} that {'are' if several else 'is'} kept, and not used."
    rest = f" and {len(unused) - 2 * _MOST} more" if len(unused) > 2 * _MOST else ""
    hints = _hints(table, rules, unused)
    column = "" if several else unused[0]
    value = ", ".join(headings[: 2 * _MOST]) + rest
    return [table.problem("W205", message, None, column, value=value, hint=" ".join(hints))]


def unused_columns(table: ReadTable, rules: list[LayerRule]) -> list[str]:
    """Return the columns of a table that neither the schema nor a layer knows, remarks left out."""
    used = {column.name for column in table.schema.columns} | {rule.weight for rule in rules} | _REMARKS
    return [column for column in table.headings if column not in used and column in table.facts.frame.columns]


def date_columns(table: ReadTable, columns: Iterable[str]) -> list[str]:
    """Return which of these columns hold dates only."""
    return [column for column in columns if are_dates(_cells(table, column))]


def _hints(table: ReadTable, rules: list[LayerRule], unused: list[str]) -> list[str]:
    days = date_columns(table, unused) if not _dated(table) else []
    weight = _weight_name(table, rules)
    numbers = [c for c in unused if _may_weigh(table, c)] if weight else []
    hints = []
    if numbers:
        rule = rules[0]
        declared = f"write weight = {text_of(shown(numbers[0]))} under [layer.{key_of(rule.name)}] in study.toml"
        other = f", or {declared}" if rule.table not in TABLES else ""
        heading = f"'{shown(table.headings[numbers[0]])}'"
        hints.append(f"Every row counts 1: if {heading} says how strong a tie is, rename it to '{weight}'{other}.")
    if days:
        hints.append(_date_hint(table, days))
    hints += _questions(table, rules, unused)
    known = [c.name for c in table.schema.columns if c.name not in table.headings]
    for column in [c for c in unused if c not in {*days, *numbers}][:_MOST]:
        close = difflib.get_close_matches(column, known, n=1, cutoff=_CLOSE)
        if close:
            hints.append(f"Is '{shown(table.headings[column])}' meant as '{close[0]}'?")
    return hints


def _questions(table: ReadTable, rules: list[LayerRule], unused: list[str]) -> list[str]:
    """Return what to write where columns of a survey seem to hold the answers to one question each."""
    items = [c for c in unused if _may_weigh(table, c)] if table.facts.is_survey else []
    if not items:
        return []
    # "Value" may be the heading of a question as well as that of all answers: as a question it has to be declared.
    alone = any(rule.weight == "value" and rule.name == table.facts.name for rule in rules)
    if alone and not table.matrix and "value" in table.headings:
        items = [c for c in table.headings if c in {*items, "value"}]
    named = ", ".join(text_of(shown(table.headings[c])) for c in items[:_MOST_QUESTIONS])
    more = ", …" if len(items) > _MOST_QUESTIONS else ""
    asked = "Several columns hold numbers: are they questions?" if len(items) > 1 else "Is it a question?"
    return [f"{asked} Write questions = [{named}{more}] under [survey] in study.toml."]


def _date_hint(table: ReadTable, days: list[str]) -> str:
    names = [column.name for column in table.schema.columns if column.kind == "date"]
    heading = f"'{shown(table.headings[days[0]])}'"
    if len(days) > 1 and len(names) > 1:
        first, last = names[-2:]
        return f"{heading} and '{shown(table.headings[days[1]])}' hold dates: rename them to '{first}' and '{last}'."
    return f"{heading} holds dates: rename it to '{names[0]}'."


def _dated(table: ReadTable) -> bool:
    names = [column.name for column in table.schema.columns if column.kind == "date"]
    return not names or bool(set(names) & set(table.headings))


def _weight_name(table: ReadTable, rules: list[LayerRule]) -> str:
    """Return the heading that would give a table's ties their strength, where they have none yet."""
    if not rules or any(rule.weight for rule in rules):
        return ""
    return {"mdt_links": "cases"}.get(table.facts.name, "" if table.facts.name in TABLES else "weight")


def _may_weigh(table: ReadTable, column: str) -> bool:
    cells = _cells(table, column)
    named = column.rsplit("_", 1)[-1] in _NOT_STRENGTHS
    return bool(cells) and not named and all(_NUMBER.fullmatch(cell) for cell in cells)


def _cells(table: ReadTable, column: str) -> list[str]:
    return [str(cell) for cell in table.facts.frame[column].dropna().unique()]
