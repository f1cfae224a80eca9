"""Files that are nearly a list of ties: one end only, or the header further down."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sna.errors import Problem
from sna.io.headings import (
    fold,
    header_elsewhere,
    is_edge_list,
    likely_header,
    name_columns,
)
from sna.io.known_tables import as_known, likely_table
from sna.io.raw_table import RawTable
from sna.io.text_table import shown
from sna.io.toml_sections import key_of, text_of
from sna.model.schema import EDGE_LIST

_MEANT = {
    "from_organisation": ("from", "source", "sender", "referrer", "referred_by", "origin", "giver", "ego"),
    "to_organisation": ("to", "target", "receiver", "recipient", "referred_to", "destination", "partner", "alter"),
}
_LOOKED_AT = 200
_CLOSE = 0.7


@dataclass(frozen=True)
class Unread:
    """Rows that no table was read from, the table they would be, and its columns' other names."""

    table: str
    raw: RawTable
    renamed: Mapping[str, str]

    @property
    def headings(self) -> list[str]:
        """The headings, trimmed."""
        return self.raw.headings()


def nearly_ties(unread: Unread, known: frozenset[str]) -> Problem | None:
    """Return what keeps a file from being a list of ties; ``None`` where nothing says that it is meant as one.

    An error where another line has both ends, or where another column holds ids of organisations; a warning where one
    end is there and the other can only be supposed.

    Parameters
    ----------
    unread
        The file.
    known
        Ids of organisations.
    """
    line = unread.raw.header_row
    likely = likely_header(unread.raw, EDGE_LIST, unread.renamed)
    if likely is not None:
        return header_elsewhere(unread.raw.label, line, likely)
    names = name_columns(unread.headings, EDGE_LIST, unread.renamed)
    missing = [end for end in EDGE_LIST.required if end not in names]
    if len(missing) != 1:
        return None
    [end] = missing
    there = unread.headings[names.index(next(e for e in EDGE_LIST.required if e != end))]
    free = [at for at, name in enumerate(names) if name and name not in {c.name for c in EDGE_LIST.columns}]
    by_ids = next((at for at in free if _holds_ids(unread, at, known)), None)
    meant = by_ids if by_ids is not None else _by_name(unread.headings, free, end)
    word = end.removesuffix("_organisation")
    message = f"This list has '{shown(there)}' but no '{word}', so no ties are read from it."
    listed = ", ".join(shown(heading) for heading in unread.headings)
    hint = _hint(unread, end, meant)
    return Problem("E201" if by_ids is not None else "W204", message, unread.raw.label, line, value=listed, hint=hint)


def _hint(unread: Unread, end: str, meant: int | None) -> str:
    word = end.removesuffix("_organisation")
    if meant is None:
        return f"Name the column of the other end '{word}'."
    heading = shown(unread.headings[meant])
    toml = f"columns.{key_of(unread.table)} = {{ {end} = {text_of(heading)} }} under [tables] in study.toml"
    return f"Is '{heading}' meant? Name it '{word}', or write {toml}."


def _holds_ids(unread: Unread, at: int, known: frozenset[str]) -> bool:
    """Whether every cell of a column, as far as it is looked at, is an organisation's id."""
    header = unread.raw.header_row
    rows = [row for line, row in unread.raw.top(header + _LOOKED_AT) if line > header and len(row) > at]
    cells = {row[at].strip() for row in rows} - {""}
    return bool(cells) and cells <= known


def _by_name(headings: Sequence[str], free: Sequence[int], end: str) -> int | None:
    folded = {at: fold(headings[at]) for at in free}
    words = _MEANT[end]
    inside = next((at for at, name in folded.items() if set(name.split("_")) & set(words)), None)
    if inside is not None:
        return inside
    near = (at for at, name in folded.items() if difflib.get_close_matches(name, words, n=1, cutoff=_CLOSE))
    return next(near, None)


def not_used(unread: Unread, known: frozenset[str], taken: Collection[str] = ()) -> Problem:
    """Return why a file that is none of the known tables is not a list of ties either.

    Parameters
    ----------
    unread
        The file.
    known
        Ids of organisations.
    taken
        Tables that the study has: what looks like another may be meant as it.
    """
    headings = unread.headings
    other = unread.raw.split_otherwise()
    if other is not None and is_edge_list(other[1], {}):
        return other[0]
    likely = likely_table(headings, taken)
    nearly = nearly_ties(unread, known) if not likely else None
    if nearly is not None:
        return nearly
    message = "This table is not used: it is none of the known tables, and has no columns for both ends of a tie."
    hint = "For a list of ties name two columns from and to; for a known table name the file after it."
    if likely:
        message, hint = (
            "This table is not used: it has not the name of a known table.",
            as_known(likely, unread.raw.label),
        )
    return Problem(
        "W204", message, unread.raw.label, value=", ".join(shown(heading) for heading in headings), hint=hint
    )
