"""Rows of an edge list that say of one tie twice, or differently in its two directions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sna.errors import Problem
from sna.io.known_tables import as_known, likely_table
from sna.io.tables import ENDS, ReadTable
from sna.io.text_table import shown
from sna.io.toml_sections import key_of
from sna.io.unused import date_columns, unused_columns
from sna.model.declaration import LayerRule
from sna.model.schema import TABLES

if TYPE_CHECKING:
    import pandas as pd

WHEN = ("layer", "snapshot", "date", "start", "end", "pathway")
_NAMED = 3


def repeated_ties(table: ReadTable, rules: list[LayerRule]) -> list[Problem]:
    """Return one problem for all rows that repeat a tie of the same day, snapshot, layer and pathway.

    Nothing is said where one of these columns could not be read: its rows may well differ.
    """
    if table.spoiled & {*ENDS, *WHEN}:
        return []
    pairs: dict[int, int] = {}
    for rule in rules:
        keys = _keys(_rows_of(table, rule))
        pairs |= dict(_pairs(keys, keys.duplicated()))
    if not pairs:
        return []
    frame = table.facts.frame
    rows = sorted(pairs)
    lines = [int(frame.index[row]) for row in rows]
    where = ", ".join(str(line) for line in lines[:_NAMED]) + (", …" if len(lines) > _NAMED else "")
    repeats = f"{len(lines)} rows repeat a tie" if len(lines) > 1 else "A row repeats a tie"
    before = int(frame.index[pairs[rows[0]]])
    message = f"{repeats} (line{'s' if len(lines) > 1 else ''} {where}); the first is that of line {before}."
    end = ENDS[1] if ENDS[1] in table.under else ENDS[0]
    return [table.problem_at("E404", message, rows[0], end, value=_tie(frame, rows[0]), hint=_hint(table, rules))]


def _hint(table: ReadTable, rules: list[LayerRule]) -> str:
    likely = "" if table.facts.name in TABLES else likely_table(list(table.headings.values()))
    if likely:
        other = f'Else, to add the rows up, write duplicates = "sum" {_under(rules[0])}.'
        return f"{as_known(likely, table.facts.file)} {other}"
    days = date_columns(table, unused_columns(table, rules))
    column = f"column '{shown(table.headings[days[0]])}' to" if days else "their column of dates"
    events = (
        "" if "date" in table.headings else f"If each row is an event, {'rename' if days else 'name'} {column} 'date'. "
    )
    return (
        f'{events}To add the rows up, write duplicates = "sum" {_under(rules[0])}.'
        " Delete a row only if it is a copying mistake."
    )


def disagreeing_directions(table: ReadTable, rule: LayerRule) -> list[Problem]:
    """Return the problem of every tie whose two directions have different weights, in a layer without direction."""
    frame = _rows_of(table, rule)
    if rule.weight not in frame.columns or table.spoiled & {*ENDS, *WHEN, rule.weight}:
        return []
    keys = _keys(frame)
    frame, keys = frame[~keys.duplicated()], keys[~keys.duplicated()]
    low, high = frame[ENDS[0]].to_numpy(dtype=object), frame[ENDS[1]].to_numpy(dtype=object)
    turned = low > high
    keys = keys.assign(**{ENDS[0]: np.where(turned, high, low), ENDS[1]: np.where(turned, low, high)})
    whole = table.facts.frame
    weights = whole[rule.weight].to_numpy(dtype=np.float64)
    return [
        table.problem_at(
            "E405",
            f"This tie has another weight than in line {whole.index[first]}, and layer '{rule.name}' has no direction.",
            row,
            rule.weight,
            value=f"{_tie(whole, row)}: {weights[row]:g} and {weights[first]:g}",
            hint=f"Give both the same weight, or write directed = true {_under(rule)}.",
        )
        for row, first in _pairs(keys, keys.duplicated())
        if weights[row] != weights[first] and not np.isnan(weights[[row, first]]).any()
    ]


def _rows_of(table: ReadTable, rule: LayerRule) -> pd.DataFrame:
    """Return the rows of a layer that name both ends, each under its place in the table, counted from 0."""
    frame = table.facts.frame.reset_index(drop=True)
    frame = frame[frame[list(ENDS)].notna().all(axis=1)]
    return frame[frame["layer"] == rule.only] if rule.only else frame


def _keys(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[[*ENDS, *(column for column in WHEN if column in frame.columns)]].copy()


def _under(rule: LayerRule) -> str:
    others = "" if rule.declared else " (where every other layer must then be declared too)"
    return f"under [layer.{key_of(rule.name)}] in study.toml{others}"


def _tie(frame: pd.DataFrame, row: int) -> str:
    sender, receiver = (str(frame[end].iloc[row]) for end in ENDS)
    return shown(f"{sender} to {receiver}")


def _pairs(keys: pd.DataFrame, again: pd.Series[bool]) -> list[tuple[int, int]]:
    """Return the place of every repeated row with the place it first stood in."""
    if not again.any():
        return []
    first: dict[tuple[str, ...], int] = {}
    pairs = []
    clashing = keys[keys.duplicated(keep=False)]
    for row, *cells in clashing.itertuples(name=None):
        identity = tuple(str(cell) for cell in cells)
        if identity in first:
            pairs.append((int(row), first[identity]))
        else:
            first[identity] = int(row)
    return pairs
