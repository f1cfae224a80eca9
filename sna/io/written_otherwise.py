"""Tables whose cells are separated, or whose headings stand, otherwise than declared, read as they evidently are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sna.errors import Problem
from sna.io.headings import header_elsewhere, likely_header, missing_columns, name_columns
from sna.io.raw_table import RawTable
from sna.io.text_file import TextFile
from sna.model.schema import Table


@dataclass(frozen=True, eq=False)
class Otherwise:
    """What is to be said of a table that is not written as declared.

    Attributes
    ----------
    problem
        In what it differs: to be mended, whatever else is wrong.
    raw
        Its rows as they evidently are, so that the rest can be checked at once; ``None`` where only a file of text
        could be read so.
    """

    problem: Problem
    raw: RawTable | None


def written_otherwise(raw: RawTable, schema: Table, renamed: Mapping[str, str]) -> Otherwise | None:
    """Return how a table that lacks columns is evidently written; ``None`` where it lacks none, or nothing tells.

    Parameters
    ----------
    raw
        The table.
    schema, renamed
        As what it is to be read, and the other names of its columns.
    """
    if not missing_columns(raw.headings(), schema, renamed, file=raw.label, line=raw.header_row):
        return None
    other = raw.split_otherwise()
    if other is not None:
        return Otherwise(other[0], raw.split_anew() if isinstance(raw, TextFile) else None)
    there = set(schema.required) <= set(name_columns(raw.headings(), schema, renamed))
    likely = None if there else likely_header(raw, schema, renamed)
    if likely is None:
        return None
    below = raw.headed_by(likely) if isinstance(raw, TextFile) else None
    return Otherwise(header_elsewhere(raw.label, raw.header_row, likely), below)
