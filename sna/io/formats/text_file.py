"""Bytes of a text format → its lines, or the reason why they are not text."""

from __future__ import annotations

import codecs
import re

from sna.errors import DataError
from sna.io.disguised import other_kind
from sna.io.formats.network_file import refused

LARGEST_FILE = 1 << 26
MOST_LINES = 6_500_000
MOST_NODES = 1_000_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_NOT_IN_A_MESSAGE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_LINE_END = re.compile(r"\r\n|\r|\n")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_END_OF_DOS_FILE = re.compile(r"\x1a\s*\Z")


def lines_of(data: bytes, file: str, encoding: str = "utf-8", begins: str = "") -> list[str]:
    r"""Return the lines of a text file; line 1 is the first of the list.

    Lines end with CR LF, LF or CR alone. A byte order mark at the start is taken off, and so is the Ctrl-Z with which
    DOS programs ended a file. The encoding is the declared one: another is never tried. ``begins`` is the word that
    every file of the format begins with.

    Raises
    ------
    DataError
        The file is empty, too large, not text in the encoding, or holds control characters.

    Examples
    --------
    >>> lines_of(b"*Vertices 2\r\n1 a\r2 b", "net.net")
    ['*Vertices 2', '1 a', '2 b']
    """
    if len(data) > LARGEST_FILE:
        hint = "Write it as tables of rows, which have no such limit."
        raise refused("E114", "This file is larger than 64 MB.", file, value=f"{len(data):,} bytes", hint=hint)
    if not data.strip():
        raise refused("E104", "This file is empty.", file)
    disguised = other_kind(data, file)
    if disguised is not None:
        raise DataError(disguised)
    text = _END_OF_DOS_FILE.sub("", _decoded(data, file, encoding))
    lines = _LINE_END.split(text)
    if len(lines) > MOST_LINES:
        raise refused("E114", f"This file has more than {MOST_LINES:,} lines.", file, value=f"{len(lines):,}")
    start = text[:200].lstrip()
    if begins and not start.lower().startswith(begins.lower()):
        found = next((line for line in lines if line.strip()), "")
        raise refused("E113", f"This file does not begin with {begins}.", file, 1, value=shown(found))
    if _CONTROL.search(text):
        at = next(number for number, line in enumerate(lines) if _CONTROL.search(line))
        value = ascii(lines[at][:60])
        hint = "Is this a text file? If so, delete the character; it often comes from copying out of another program."
        raise refused("E118", "A control character in this line.", file, at + 1, value=value, hint=hint)
    return lines


def _decoded(data: bytes, file: str, encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        hint = 'For example "utf-8", "cp1252" or "utf-16".'
        raise refused("E116", "This encoding is not known.", file, value=encoding, hint=hint) from None
    try:
        return data.decode("utf-8-sig" if name == "utf-8" else name).removeprefix("\ufeff")
    except (UnicodeError, TypeError, ValueError, LookupError) as error:
        raise not_text(data, file, encoding, at=getattr(error, "start", 0)) from None


def not_text(data: bytes, file: str, encoding: str, *, at: int) -> DataError:
    """Return the error of a file that is not text in an encoding, from the byte at which that shows."""
    likely = "utf-16" if data.startswith(_UTF16) else "cp1252"
    line, value = data[:at].count(b"\n") + 1, f"byte 0x{data[at]:02x} at position {at}"
    return refused("E116", f"This file is not text in {encoding}.", file, line, value=value, hint=how_to_say(likely))


def how_to_say(encoding: str) -> str:
    """Return how the encoding of a text is declared."""
    declared = f'encoding = "{encoding}" under [read] in study.toml'
    return f"Is it {encoding}? Say --encoding {encoding} to sna convert, or {declared}; or save it as UTF-8."


def shown(text: str) -> str:
    """Return what was found, short enough for a message.

    Examples
    --------
    >>> shown("a" * 100)
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…'
    """
    text = _NOT_IN_A_MESSAGE.sub("\N{REPLACEMENT CHARACTER}", text)
    return text if len(text) <= 60 else f"{text[:59]}…"  # noqa: PLR2004
