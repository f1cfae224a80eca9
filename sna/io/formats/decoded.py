"""The bytes of a text file → its text, in the declared encoding or not at all."""

from __future__ import annotations

import codecs

from sna.errors import DataError, Problem, UsageError
from sna.io.disguised import other_kind
from sna.io.formats.network_file import refused
from sna.io.formats.text_file import not_text


def decoded(data: bytes, file: str, encoding: str = "utf-8") -> str:
    r"""Return the text of a file, its line ends as ``\n``.

    Raises
    ------
    DataError
        E104 empty, E106 or E124 another kind of file, E116 not text in the encoding, E118 a NUL character.
    UsageError
        E603 where there is no such encoding.

    Examples
    --------
    >>> decoded(b"graph [\r\n]", "net.gml")
    'graph [\n]'
    """
    if not data.strip():
        raise refused("E104", "This file is empty.", file, hint="Export the network again.")
    disguised = other_kind(data, file)
    if disguised is not None:
        raise DataError(disguised)
    try:
        plain = codecs.lookup(encoding).name
        text = data.decode("utf-8-sig" if plain == "utf-8" else plain)
    except LookupError:
        message = "There is no such encoding."
        raise UsageError(
            Problem("E603", message, value=encoding, expected="such as utf-8, cp1252 or latin-1")
        ) from None
    except UnicodeError as error:
        at = error.start if isinstance(error, UnicodeDecodeError) else 0
        raise not_text(data, file, encoding, at=at) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    nul = text.find("\0")
    if nul >= 0:
        line = text.count("\n", 0, nul) + 1
        raise refused("E118", "A NUL character: this is not a text file.", file, line)
    return text
