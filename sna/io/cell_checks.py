"""What to say of the cells of one column, whatever table it is in: garbled, personal, too long, of several lines."""

from __future__ import annotations

import numpy as np

from sna.errors import Problem
from sna.io.garbled import garbled_text
from sna.io.headings import fold
from sna.io.id_text import changed_ids
from sna.io.personal import personal_data
from sna.io.text_table import Reading, TextColumn, shown
from sna.model.schema import Column

_LONGEST = 500
_NAMES = ("name", "short_name")
_GROUPS = ("centre", "tier", "network_type")
"""Columns that divide organisations or people by a list of words."""

_SHOWN = 3


def check_cells(source: TextColumn, column: Column, reading: Reading) -> list[Problem]:
    """Return the problems of a column that its distinct cells alone tell.

    Parameters
    ----------
    source
        The cells.
    column
        What they are read as.
    reading
        What study.toml says of files, and which columns it permits.
    """
    problems = [*personal_data(source, reading.permitted), *garbled_text(source)]
    if column.kind == "id":
        problems += changed_ids(source)
    if column.kind == "id" or column.name in _NAMES:
        problems += _too_long(source)
    if column.name in _NAMES:
        problems += _of_several_lines(source)
    if column.name in _GROUPS and column.choices:
        problems += _spelled_otherwise(source, column.choices)
    return problems


def _spelled_otherwise(source: TextColumn, choices: tuple[str, ...]) -> list[Problem]:
    """Return what to say of words of the list with other capitals: they are read as the list has them."""
    other = [at for at, value in enumerate(source.values) if fold(value) in choices and value.strip() not in choices]
    rows = np.flatnonzero(np.isin(source.codes, other))
    if not len(rows):
        return []
    words = sorted({(source.values[at].strip(), fold(source.values[at])) for at in other})
    read = ", ".join(f"'{shown(written)}' as '{word}'" for written, word in words[:_SHOWN])
    many = "1 row" if len(rows) == 1 else f"{len(rows)} rows"
    more = ", …" if len(words) > _SHOWN else ""
    message = f"Read in small letters, as the groups are named: {read}{more} ({many})."
    hint = "Nothing need be done; groups are named so in results and with --by."
    return [Problem("W331", message, source.file, int(source.lines[rows[0]]), source.heading, hint=hint)]


def _too_long(source: TextColumn) -> list[Problem]:
    long = [at for at, value in enumerate(source.values) if len(value) > _LONGEST]
    if not long:
        return []
    characters = f"{len(source.values[long[0]]):,} characters"
    several = f", the first of {len(long)}" if len(long) > 1 else ""
    hint = "Is it a list or a remark? A quotation mark may be missing above."
    return [source.problem("W311", long[0], f"A name of {characters}{several}", hint=hint)]


def _of_several_lines(source: TextColumn) -> list[Problem]:
    broken = [at for at, value in enumerate(source.values) if "\n" in value.strip() or "\r" in value.strip()]
    if not broken:
        return []
    several = f", the first of {len(broken)}" if len(broken) > 1 else ""
    hint = "It is kept, and drawn on one line."
    return [source.problem("W220", broken[0], f"A name of several lines{several}", hint=hint)]
