"""A matrix of answers, one row a respondent and one column a partner → a table of answers, one row a pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sna.errors import Problem
from sna.io.declaration import Declaration
from sna.io.headings import fold
from sna.io.raw_table import RawTable
from sna.io.sources import Sources
from sna.io.tables import ReadTable
from sna.io.text_table import TextColumn, TextTable
from sna.model.answers import ANSWER_ENDS
from sna.model.facts import FactTable
from sna.model.schema import TABLES, Table

_WAVES = ("snapshot", "wave", "period", "year")
_FEWEST = 2
_LOOKED_AT = 1000

MATRIX = Table(
    "matrix",
    "answers as a matrix: one row a respondent, one column a partner",
    tuple(TABLES["survey"].column(name) for name in (*ANSWER_ENDS, "snapshot", "value")),
)
"""What a matrix is read as."""


@dataclass(frozen=True)
class _Matrix:
    """The columns of a matrix: who answered, when, and one for each partner."""

    rows: TextTable
    respondents: TextColumn
    wave: TextColumn | None
    partners: tuple[TextColumn, ...]


def is_matrix(headings: Sequence[str], first: Sequence[str]) -> bool:
    """Whether a table is a matrix: at least half of the ids in its first column, and two, head a column of it.

    Examples
    --------
    >>> is_matrix(["respondent", "A", "B", "C"], ["A", "C"])
    True
    >>> is_matrix(["from", "to"], ["A", "B"])
    False
    """
    heads = {heading.strip() for heading in headings[1:]}
    ids = {cell.strip() for cell in first if cell.strip()}
    shared = ids & heads
    return len(shared) >= _FEWEST and 2 * len(shared) >= len(ids)


def answers_matrix(raw: RawTable, table: str, declaration: Declaration, sources: Sources) -> bool:
    """Whether a table is a matrix of answers to a survey, in which not everybody need have a row.

    It is one of ties unless study.toml says something of the survey, or of a question or report of its layer.
    """
    headings, first = raw.headings(), _first_cells(raw)
    if len(headings) <= _FEWEST or not is_matrix(headings, first):
        return False
    layers = [declaration.layers[name] for name, made_from in sources.layer_tables.items() if made_from == table]
    return bool(declaration.survey) or any({"question", "reports"} & keys.keys() for keys in layers)


def read_matrix(raw: RawTable, table: str, found: list[Problem]) -> ReadTable | None:
    """Return the answers in a matrix, one row a pair; ``None`` where its rows cannot be told apart.

    The cell of a respondent about itself is left out, unless it is more than zero.

    Parameters
    ----------
    raw, table
        The table, and under which name it is known.
    found
        Takes what is wrong with it, where it is a matrix.
    """
    rows = raw.rows(found)
    if rows is None:
        return None
    wave = next((column for column in rows.columns[1:] if fold(column.heading) in _WAVES), None)
    partners = {c.heading.strip(): c for c in reversed(rows.columns[1:]) if c is not wave and _says_something(c)}
    matrix = _Matrix(rows, rows.columns[0], wave, tuple(reversed(partners.values())))
    found.extend(_wrong_names(matrix, raw.header_row))
    return _long(matrix, table)


def _says_something(column: TextColumn) -> bool:
    return bool(column.heading.strip() or any(map(str.strip, column.values)))


def _wrong_names(matrix: _Matrix, line: int) -> list[Problem]:
    """Return the problem of every respondent and every partner that is not named, or named twice over a column."""
    file, respondents = matrix.rows.file, matrix.respondents
    blank = [at for at, value in enumerate(respondents.values) if not value.strip()]
    problems = [respondents.problem("E301", at, "This id is blank", hint="Every row needs one.") for at in blank]
    names = [c.heading.strip() for c in matrix.rows.columns[1:] if c is not matrix.wave and _says_something(c)]
    if "" in names:
        hint = "Head every column with the id of the partner it is about."
        problems.append(Problem("E203", "A column without a name holds cells.", file, line, hint=hint))
    for name in sorted({name for name in names if name and names.count(name) > 1}):
        hint = "Rename or delete one of them."
        problems.append(Problem("E202", "Two columns have the same name.", file, line, name, hint=hint))
    return problems


def _first_cells(raw: RawTable) -> list[str]:
    return [row[0] for line, row in raw.top(raw.header_row + _LOOKED_AT) if row and line > raw.header_row]


def _long(matrix: _Matrix, table: str) -> ReadTable:
    import pandas as pd

    respondents = _cells(matrix.respondents)
    waves = _cells(matrix.wave) if matrix.wave else None
    parts = []
    for column in matrix.partners:
        partner, answers = column.heading.strip(), _cells(column)
        own = (respondents == partner) & np.array([not _is_more_than_zero(cell) for cell in answers], dtype=bool)
        part = {ANSWER_ENDS[0]: respondents, ANSWER_ENDS[1]: partner, "value": answers}
        part |= {} if waves is None else {"snapshot": waves}
        parts.append(pd.DataFrame(part, index=pd.Index(matrix.rows.lines, name="line"), dtype=object)[~own])
    frame = pd.concat(parts).sort_index(kind="stable")
    frame = frame.astype(object).where(frame != "", None)
    names = {ANSWER_ENDS[0]: matrix.respondents.heading or "the first", ANSWER_ENDS[1]: "(headings)", "value": ""}
    names |= {} if matrix.wave is None else {"snapshot": matrix.wave.heading}
    facts = FactTable(table, matrix.rows.file, frame, rows_read=len(frame))
    return ReadTable(facts, MATRIX, names, matrix.rows.lost)


def _cells(column: TextColumn) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    cells = np.empty(len(column.values), dtype=object)
    cells[:] = [value.strip() for value in column.values]
    return np.asarray(cells[column.codes], dtype=object)


def _is_more_than_zero(cell: str) -> bool:
    try:
        return float(cell) > 0
    except ValueError:
        return False
