"""Text that a format cannot hold, each with its place and the reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sna.errors import Problem
from sna.io.formats.holds import Holds, kept_columns
from sna.io.formats.network_file import FROM, TO, WEIGHT, NetworkFile, Rows
from sna.io.text_table import capped, shown

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters, halves of characters and non-characters: no format keeps them all, and nobody means them."""


def unwritable_texts(network: NetworkFile, holds: Holds) -> Iterator[Problem]:
    """Return a problem for every text that would be written and cannot be, and for every id that is blank."""
    for rows in (network.organisations, network.events):
        yield from _table_texts(
            network.file, rows, kept_columns(rows, names=holds.names, attributes=holds.attributes), holds
        )
        yield from (
            Problem("E855", "An id is blank.", network.file, line, rows.headings[0], hint="Give it one.")
            for line, row in zip(rows.lines, rows.cells, strict=True)
            if not row[0]
        )
    for relation in network.relations:
        rest = [at for at, h in enumerate(relation.ties.headings) if h not in (FROM, TO, WEIGHT)]
        if holds.tie_attributes:
            yield from _table_texts(network.file, relation.ties, rest, holds)
        if reason := _reason(relation.name, holds, holds.title_forbidden) if holds.titled else "":
            yield _unwritable(relation.name, reason, holds, (network.file, None, ""))


def _table_texts(file: str, rows: Rows, columns: Iterable[int], holds: Holds) -> Iterator[Problem]:
    for at in columns:
        heading = rows.headings[at]
        found = []
        if reason := _reason(heading, holds) or ("doubled blanks" if heading != " ".join(heading.split()) else ""):
            found.append(_unwritable(heading, reason, holds, (file, None, shown(heading))))
        for line, row in zip(rows.lines, rows.cells, strict=True):
            if reason := _reason(row[at], holds):
                found.append(_unwritable(row[at], reason, holds, (file, line, shown(heading))))
        yield from capped(found)


def _reason(text: str, holds: Holds, further: str = "") -> str:
    """Return what keeps a text from being written; empty where nothing does."""
    if UNWRITABLE.search(text):
        return "a control character or half a character"
    if len(text) > holds.longest:
        return f"more than {holds.longest:,} characters"
    if text != text.strip():
        return "blanks at its ends"
    wrong = next((mark for mark in text if mark in holds.forbidden + further), "")
    words = {
        "\n": "a line break",
        "\r": "a line break",
        '"': "a quotation mark",
        "\u2028": "a line break",
        "\u2029": "a line break",
    }
    return words.get(wrong, f"the character {wrong}") if wrong else ""


def _unwritable(text: str, reason: str, holds: Holds, place: tuple[str, int | None, str]) -> Problem:
    """Return the problem of a text at a file, line and column."""
    message = f"{holds.name} cannot hold this text: it has {reason}."
    hint = "Change the text, or write another format: GraphML holds most."
    return Problem("E855", message, *place, shown(text), hint=hint)
