"""What to say of the cells of one column, whatever table it is in: garbled, personal, too long, of several lines."""

from __future__ import annotations

from sna.errors import Problem
from sna.io.garbled import garbled_text
from sna.io.id_text import changed_ids
from sna.io.personal import personal_data
from sna.io.text_table import Reading, TextColumn
from sna.model.schema import Column

_LONGEST = 500
_NAMES = ("name", "short_name")


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
    return problems


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
