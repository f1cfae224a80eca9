"""The file of names to approve, written as the study's own files are, so that it can be read as one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sna.errors import OutputError, Problem
from sna.io.output import table_as_text
from sna.io.text_table import Reading

if TYPE_CHECKING:
    import pandas as pd


def names_as_csv(names: pd.DataFrame, reading: Reading) -> bytes:
    r"""Return suggested names as a file in the delimiter, decimal sign and encoding of a study.

    Parameters
    ----------
    names
        As of `sna.io.CheckReport.names`.
    reading
        How the files of the study are written; UTF-8 gets the mark by which spreadsheets know it.

    Raises
    ------
    OutputError
        If the encoding cannot hold a name.

    Examples
    --------
    >>> import pandas as pd
    >>> names = pd.DataFrame({"written": ["Köln"], "score": [0.8], "approve": [""]})
    >>> names_as_csv(names, Reading(encoding="cp1252", delimiter=";", decimal=","))
    b'written;score;approve\nK\xf6ln;0,8;\n'
    >>> names_as_csv(names, Reading())[:10]
    b'\xef\xbb\xbfwritten'
    """
    scores = [f"{score:.12g}".replace(".", reading.decimal) for score in names["score"]]
    text = table_as_text(names.assign(score=scores), "csv", delimiter=reading.delimiter)
    plain = reading.encoding.lower().replace("_", "-") in {"utf-8", "utf8"}
    encoding = "utf-8-sig" if plain else reading.encoding
    try:
        return ("\n" * (reading.header_row - 1) + text).encode(encoding)
    except UnicodeEncodeError as error:
        message = f"The encoding of the study, {reading.encoding}, has no '{error.object[error.start]}'."
        hint = 'Save the tables as "CSV UTF-8", and write encoding = "utf-8" under [read] in study.toml.'
        raise OutputError(Problem("E855", message, hint=hint)) from None
