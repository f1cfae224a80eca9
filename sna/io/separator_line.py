"""The line ``sep=;`` that spreadsheets put above a table: it says which delimiter the file has, and is no heading."""

from __future__ import annotations

import re
from dataclasses import replace

from sna.errors import Problem
from sna.io.text_table import Reading

_LINE = re.compile(r'"?sep=(?P<delimiter>[^\r\n"])"?[,;\t]*\r?(\n|\r|$)', re.IGNORECASE)


def with_separator_line(text: str, file: str, reading: Reading, found: list[Problem]) -> Reading:
    r"""Return how a file is read whose first line may name its delimiter.

    Parameters
    ----------
    text
        The file.
    file
        Its name within the study.
    reading
        How files of the study are read.
    found
        Where it is noted that the line was used.

    Examples
    --------
    >>> found = []
    >>> with_separator_line("sep=;\nfrom;to\n", "trust.csv", Reading(), found).delimiter
    ';'
    >>> [problem.code for problem in found]
    ['W121']
    """
    line = _LINE.match(text)
    if line is None:
        return reading
    message = "The first line names the delimiter, and is used for this file."
    found.append(Problem("W121", message, file, 1, value=f"sep={line['delimiter']}"))
    return replace(reading, delimiter=line["delimiter"], header_row=reading.header_row + 1)
