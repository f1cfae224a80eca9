"""A line → its words: separated by blanks or commas, held together by quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from sna.io.formats.network_file import refused
from sna.io.formats.text_file import shown

LONGEST_WORD = 131_072


class Word(NamedTuple):
    """One word: its text without quotation marks, its line, and whether it had quotation marks."""

    text: str
    line: int
    quoted: bool = False

    @property
    def low(self) -> str:
        """The text in lower case; ``""`` for a word in quotation marks, which is never a keyword."""
        return "" if self.quoted else self.text.lower()


@lru_cache(maxsize=32)
def _pattern(separators: str, brackets: bool) -> re.Pattern[str]:
    gap, letter = f"[{re.escape(separators)}]*", f"[^{re.escape(separators)}]"
    held = r"(?P<held>\[[^\]]*\])|" if brackets else ""
    return re.compile(rf'{gap}(?:"(?P<quoted>[^"]*+(?:""[^"]*+)*+)"(?!{letter})|{held}(?P<plain>{letter}+)|\Z)')


def words_of(line: str, number: int, file: str, separators: str = " \t", *, brackets: bool = False) -> Iterator[Word]:
    """Yield the words of a line.

    Quotation marks hold a word together if they open and close it; a quotation mark inside is written twice. With
    ``brackets``, square brackets hold a word together as well and stay part of it.

    Examples
    --------
    >>> [word.text for word in words_of('1 "Hospital, North" [1-3, 5]', 1, "net.net", brackets=True)]
    ['1', 'Hospital, North', '[1-3, 5]']
    """
    pattern = _pattern(separators, brackets)
    at = 0
    while at < len(line):
        found = pattern.match(line, at)
        assert found is not None  # noqa: S101
        quoted, plain = found["quoted"], found["plain"] or (found["held"] if brackets else None)
        if quoted is None and plain is None:
            return
        if plain is not None and plain.startswith('"'):
            hint = 'Close it before the next blank, or write "" for a quotation mark inside a name.'
            value = shown(line[at:].strip())
            raise refused("E122", "A quotation mark is not closed.", file, number, value=value, hint=hint)
        text = str(plain) if quoted is None else quoted.replace('""', '"')
        if len(text) > LONGEST_WORD:
            raise refused("E123", "A word is longer than 131,072 characters.", file, number, value=shown(text))
        yield Word(text, number, quoted is not None)
        at = found.end()


def words_by_line(lines: list[str], first: int, file: str, separators: str = " \t,") -> list[tuple[int, list[str]]]:
    """Return the words of every line that has some, with its number; ``first`` is the number of the first line.

    Examples
    --------
    >>> words_by_line(["0 1", "", "1,0"], 5, "net.dl")
    [(5, ['0', '1']), (7, ['1', '0'])]
    """
    blank = str.maketrans(dict.fromkeys(separators, " "))
    found: list[tuple[int, list[str]]] = []
    for number, line in enumerate(lines, start=first):
        if '"' in line:
            words = [word.text for word in words_of(line, number, file, separators)]
        else:
            words = [word for word in line.translate(blank).split(" ") if word]
        if words:
            found.append((number, words))
    return found
