"""Where a quotation mark that spoils a file was opened."""

from __future__ import annotations

import re


def opening_line(text: str, delimiter: str) -> int | None:
    r"""Return how many lines down the quoted cell opens that is never properly closed; ``None`` if all are.

    Examples
    --------
    >>> opening_line('A,"Alpha"\nB,"Beta\nC,Gamma\n', ",")
    1
    """
    cell = re.compile(
        rf'"(?:[^"]|"")*"(?=[{re.escape(delimiter)}\r\n]|\Z)|[^"{re.escape(delimiter)}\r\n][^{re.escape(delimiter)}\r\n]*'
    )
    at = 0
    while at < len(text):
        if text[at] in f"{delimiter}\r\n":
            at += 1
            continue
        found = cell.match(text, at)
        if found is None:
            return len(re.findall(r"\r\n|\r|\n", text[:at]))
        at = found.end()
    return None
