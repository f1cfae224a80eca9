"""Delimited text → rows of trimmed cells with their lines; a delimiter is declared, or only one is possible."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from sna.errors import DataError, Problem, UsageError
from sna.io.cells import as_text
from sna.io.formats.decoded import decoded
from sna.io.formats.network_file import refused
from sna.io.quotes import opening_line
from sna.io.text_table import shown

PUNCTUATION = (",", ";", "\t", "|")
BLANKS = " "
_WORDS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", " ": "blanks"}


class Line(NamedTuple):
    """One row: where it starts, and its cells."""

    line: int
    cells: list[str]


def read_lines(
    data: bytes,
    file: str,
    fits: Callable[[Sequence[Line]], bool],
    *,
    what: str = "such a table",
    delimiter: str = "",
    encoding: str = "utf-8",
) -> list[Line]:
    r"""Return the rows of a text; wholly empty lines are none.

    Parameters
    ----------
    data, file
        The bytes of the file, and its name for messages.
    fits
        Whether rows, as one delimiter divides them, are what the file should hold.
    what
        What it should hold, in words.
    delimiter
        ``,`` ``;`` ``\t`` ``|`` or a blank for any number of blanks, or its name; empty to take the only one that
        fits. Blanks are tried where none of the others fits.
    encoding
        How letters beyond ASCII are written.

    Raises
    ------
    DataError
        E120 where no delimiter fits, or several; E122 and E123 where the text cannot be divided; those of `decoded`.

    Examples
    --------
    >>> read_lines(b"a;b\n\nc; d\n", "ties.csv", lambda rows: all(len(row.cells) == 2 for row in rows))
    [Line(line=1, cells=['a', 'b']), Line(line=3, cells=['c', 'd'])]
    """
    delimiter = next((one for one, word in _WORDS.items() if word == delimiter), delimiter)
    if delimiter and delimiter not in _WORDS:
        expected = ", ".join(_WORDS.values())
        raise UsageError(Problem("E120", "This delimiter is not known.", value=shown(delimiter), expected=expected))
    text = decoded(data, file, encoding)
    if delimiter:
        rows = list(_divided(text, delimiter, file))
        if not rows:
            raise refused("E104", "This file is empty.", file, hint="Export the network again.")
        return rows
    divided = _all_that_fit(text, file, PUNCTUATION, fits) or _all_that_fit(text, file, (BLANKS,), fits)
    if len(divided) != 1:
        words = " and ".join(_WORDS[one] for one in divided)
        message = f"Its cells could be divided by {words}." if divided else f"No delimiter makes this {what}."
        first = shown(text.lstrip("\n").partition("\n")[0])
        raise refused(
            "E120", message, file, 1, value=first, hint=f"Say --delimiter to sna convert: {', '.join(_WORDS.values())}."
        )
    return next(iter(divided.values()))


def _all_that_fit(
    text: str, file: str, delimiters: Sequence[str], fits: Callable[[Sequence[Line]], bool]
) -> dict[str, list[Line]]:
    """Return the rows under each delimiter that fits; one under which quotation marks are broken does not."""
    found = {}
    for delimiter in delimiters:
        if delimiter in text:
            try:
                rows = list(_divided(text, delimiter, file))
            except DataError:
                continue
            if rows and fits(rows):
                found[delimiter] = rows
    return found


def _divided(text: str, delimiter: str, file: str) -> Iterator[Line]:
    if delimiter == BLANKS:
        text = "\n".join(re.sub(r"^[ \t]+|[ \t]+$", "", line) for line in text.split("\n"))
    stream = csv.reader(_lines(text), delimiter=delimiter, strict=True, skipinitialspace=True)
    line = 1
    try:
        for row in stream:
            # As in the tables of a study: the ' that guards text from spreadsheets is taken off.
            cells = [as_text(cell.strip()) or "" for cell in row]
            if len(cells) > 1 or "".join(cells):
                yield Line(line, cells)
            line = stream.line_num + 1
    except csv.Error as error:
        opened = opening_line("\n".join(text.split("\n")[line - 1 :]), delimiter)
        if opened is None:
            hint = "A cell may hold 131,072 characters."
            raise refused("E123", f"A row cannot be read: {shown(str(error))}.", file, line, hint=hint) from None
        hint = 'Close it, or write "" for a quotation mark inside a cell.'
        message = "A quotation mark opens a cell here and is not closed."
        raise refused("E122", message, file, line + opened, hint=hint) from None


def _lines(text: str) -> Iterator[str]:
    r"""Return the lines of a text: only ``\n`` ends one, never a separator within a cell."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end + 1
        yield text[start:end]
        start = end
