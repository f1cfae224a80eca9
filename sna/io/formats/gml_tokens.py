"""The text of a GML file → its lists of keys and values, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import name2codepoint

from sna.io.formats.network_file import refused
from sna.io.text_table import shown

DEEPEST = 100
"""Lists within lists: a network file needs about four."""
LONGEST = 1_000_000
"""Characters of one text."""

_TOKEN = re.compile(
    r"""[^\S\n]*(?:
      (?P<newline>\n)
    | (?P<open>\[) | (?P<close>\])
    | "(?P<text>[^"]*)"
    | (?P<word>[^\W0-9][^\s\[\]"]*)
    | (?P<bare>[^\s\[\]"]+)
    )""",
    re.VERBOSE,
)
_REMARK = re.compile(r"[^\S\n]*#[^\n]*")
_ENTITY = re.compile(r"&(?:\#([0-9]{1,7})|\#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]*));")
_LAST = 0x10FFFF


@dataclass(slots=True)
class Entry:
    """A key with its value: ``text``, or ``entries`` where it is a list."""

    key: str
    line: int
    text: str = ""
    entries: list[Entry] | None = None

    def lists(self, key: str) -> list[Entry]:
        """Return the lists of a key within this list."""
        return [entry for entry in self.entries or () if entry.entries is not None and entry.key.lower() == key]


def read_entries(text: str, file: str) -> list[Entry]:
    """Return the keys and values of a file.

    Examples
    --------
    >>> [graph] = read_entries('graph [ node [ id 1 label "R&amp;D" ] ]', "net.gml")
    >>> [(entry.key, entry.text) for entry in graph.entries[0].entries]
    [('id', '1'), ('label', 'R&D')]
    """
    top: list[Entry] = []
    open_: list[list[Entry]] = [top]
    opened: list[int] = []
    key: tuple[str, int] | None = None
    for kind, value, line in _tokens(text, file):
        if key is None:
            if kind == "close" and opened:
                open_.pop()
                opened.pop()
            elif kind == "word":
                key = (value, line)
            else:
                raise _misplaced(kind, value, file, line)
        elif kind == "open":
            if len(open_) > DEEPEST:
                message = f"Lists lie more than {DEEPEST} deep within each other: this is not a network."
                raise refused("E114", message, file, line)
            entries: list[Entry] = []
            open_[-1].append(Entry(*key, entries=entries))
            open_.append(entries)
            opened.append(key[1])
            key = None
        elif kind == "close":
            raise refused("E113", "A key without a value.", file, key[1], value=shown(key[0]))
        else:
            open_[-1].append(Entry(*key, text=_plain(value) if kind == "text" else value))
            key = None
    if key is not None:
        raise refused("E113", "A key without a value at the end of the file.", file, key[1], value=shown(key[0]))
    if opened:
        hint = "Export the network again: the file is cut off."
        raise refused("E113", "A list that opens here is never closed.", file, opened[-1], value="[", hint=hint)
    return top


def _misplaced(kind: str, value: str, file: str, line: int) -> Exception:
    if kind == "close":
        return refused("E113", "This closes a list that was never opened.", file, line, value="]")
    found = "[" if kind == "open" else shown(value)
    hint = 'A text with blanks needs quotation marks, and a quotation mark within it is written "&quot;".'
    return refused("E113", "A value where a key belongs.", file, line, value=found, hint=hint)


def _tokens(text: str, file: str) -> Iterator[tuple[str, str, int]]:
    """Return kind, text and line of each word, value and bracket; a line that starts with ``#`` is a remark."""
    at, line = 0, 1
    remark = _REMARK.match(text)
    while at < len(text):
        at = remark.end() if remark else at
        found = _TOKEN.match(text, at)
        if found is None:
            if text[at:].isspace() or at == len(text):
                return
            message = "A quotation mark opens a text here and is not closed."
            raise refused("E122", message, file, line)
        at = found.end()
        kind, value = str(found.lastgroup), found[str(found.lastgroup)]
        remark = _REMARK.match(text, at) if kind == "newline" else None
        if len(value) > LONGEST:
            raise refused("E114", f"A text is longer than {LONGEST:,} characters.", file, line)
        if kind != "newline":
            yield kind, value, line
        line += value.count("\n")


def _plain(text: str) -> str:
    """Return a text with its entities as characters; an ``&`` that starts none stays."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(entity: re.Match[str]) -> str:
    decimal, hexadecimal, name = entity.groups()
    if name:
        return "'" if name == "apos" else chr(name2codepoint[name]) if name in name2codepoint else entity[0]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if code <= _LAST else entity[0]
