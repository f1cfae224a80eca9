"""The ties of a Pajek network: arcs and edges, as lists of pairs, lists of neighbours and matrices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sna.io.formats.network_file import refused
from sna.io.formats.pajek_sections import TIES, Section
from sna.io.formats.pajek_vertices import INTERVAL, Vertices, vertex_number
from sna.io.formats.text_file import shown
from sna.io.formats.tie_values import NUMBER, checked_number, is_zero
from sna.io.formats.ties import MOST_TIES, NOTHING_MORE
from sna.io.formats.words import Word, words_of

_DRAWING = {
    *("w", "c", "p", "s", "a", "ap", "lp", "lr", "lphi", "lc", "la", "fos", "font"),
    *("h1", "h2", "a1", "a2", "k1", "k2"),
}
_NOT_A_WEIGHT = {*_DRAWING, "l"}
_OF_RELATION = re.compile(r":\s*(\d{1,9})\s*(.*)", re.ASCII)
_ON_LINE = re.compile(r"(\d{1,9}):(.*)", re.ASCII)


class Link(NamedTuple):
    """One tie: numbers of its vertices, its weight (``None``: not written), its line and what else is said of it."""

    sender: int
    receiver: int
    weight: str | None
    line: int
    more: Mapping[str, str]


@dataclass
class PajekRelation:
    """The ties of one relation number; arcs and edges apart."""

    number: int | None
    name: str = ""
    arcs: list[Link] = field(default_factory=list)
    edges: list[Link] = field(default_factory=list)
    headed: list[str] = field(default_factory=list)


class PajekTies:
    """Reads the sections with ties of one network."""

    def __init__(self, vertices: Vertices, file: str) -> None:
        self.vertices = vertices
        self.file = file
        self.relations: dict[int | None, PajekRelation] = {}
        self.drawn = 0
        self._numbers: dict[str, int] = {}

    def read(self, section: Section) -> None:
        """Take the ties of a section.

        Raises
        ------
        DataError
            A line is not that of a tie, or names a vertex the network does not have.
        """
        kind = TIES[section.keyword]
        number, name = self._heading(section)
        relation = self._relation(number)
        relation.headed.append("edges" if kind.startswith("edges") else "arcs")
        if name and relation.name not in {"", name}:
            message = (
                f"Relation {number} has two names." if number else "Ties of two names and no numbers of relations."
            )
            raise refused("E113", message, self.file, section.line, value=shown(name), expected=shown(relation.name))
        relation.name = relation.name or name
        if kind == "matrix":
            relation.arcs.extend(self._matrix(section))
            return
        for line, text in section.body:
            words, on_line = self._without_number(self._words(text, line))
            into = relation if on_line is None else self._relation(on_line)
            links = into.edges if kind.startswith("edges") else into.arcs
            links.extend(self._neighbours(words) if kind.endswith("list") else [self._link(words)])

    def _words(self, text: str, line: int) -> list[Word]:
        if '"' in text or "[" in text:
            return list(words_of(text, line, self.file, brackets=True))
        return [Word(word, line) for word in text.replace("\t", " ").split(" ") if word]

    def _vertex(self, word: Word) -> int:
        number = self._numbers.get(word.text)
        if number is None:
            number = self._numbers[word.text] = vertex_number(word, self.vertices.count, self.file)
        return number

    def _relation(self, number: int | None) -> PajekRelation:
        return self.relations.setdefault(number, PajekRelation(number))

    @staticmethod
    def _heading(section: Section) -> tuple[int | None, str]:
        found = _OF_RELATION.fullmatch(section.rest)
        number, name = (int(found[1]), found[2].strip()) if found else (None, section.rest)
        return number, name[1:-1].strip() if len(name) > 1 and name[0] == name[-1] == '"' else name

    @staticmethod
    def _without_number(words: list[Word]) -> tuple[list[Word], int | None]:
        found = _ON_LINE.fullmatch(words[0].low) if ":" in words[0].text else None
        if not found:
            return words, None
        left = [Word(found[2], words[0].line), *words[1:]] if found[2] else words[1:]
        return left or words, int(found[1])

    def _link(self, words: list[Word]) -> Link:
        line = words[0].line
        if len(words) < 2:  # noqa: PLR2004
            raise refused("E113", "A tie needs two vertices.", self.file, line, value=shown(words[0].text))
        sender, receiver = self._vertex(words[0]), self._vertex(words[1])
        rest = words[2:]
        weight = None
        if rest and not rest[0].low.startswith("[") and rest[0].low not in _NOT_A_WEIGHT:
            weight = checked_number(rest.pop(0).text, self.file, line)
        if not rest:
            return Link(sender, receiver, weight, line, NOTHING_MORE)
        more: dict[str, str] = {}
        drawn = False
        left = iter(rest)
        for word in left:
            if word.low.startswith("[") and word.low.endswith("]"):
                more[INTERVAL] = word.text
                continue
            value = next(left, None)
            if value is None or not word.low or NUMBER.fullmatch(word.low):
                raise refused(
                    "E113", "This is not a parameter with its value.", self.file, line, value=shown(word.text)
                )
            if word.low in _DRAWING:
                drawn = True
            elif word.low == "l" or weight is not None:
                more["label" if word.low == "l" else word.text] = value.text
            else:
                raise refused("E113", "A parameter that Pajek does not have.", self.file, line, value=shown(word.text))
        self.drawn += drawn
        return Link(sender, receiver, weight, line, more)

    def _neighbours(self, words: list[Word]) -> Iterator[Link]:
        line = words[0].line
        sender = self._vertex(words[0])
        for word in words[1:]:
            yield Link(sender, self._vertex(word), None, line, NOTHING_MORE)

    def _matrix(self, section: Section) -> list[Link]:
        first = self.vertices.organisations
        two_mode = self.vertices.first_mode is not None
        rows, columns = first, self.vertices.count - first if two_mode else first
        found = sum(len(text.split()) for _, text in section.body)
        if found != rows * columns:
            self._wrong_count(section, found, rows, columns)
        values = ((word, line) for line, text in section.body for word in text.split())
        offset = first if two_mode else 0
        links: list[Link] = []
        for at, (word, line) in enumerate(values):
            value = checked_number(word, self.file, line)
            if not is_zero(value):
                if len(links) == MOST_TIES:
                    raise refused("E114", f"This matrix has more than {MOST_TIES:,} ties.", self.file, line)
                links.append(Link(at // columns + 1, at % columns + 1 + offset, value, line, NOTHING_MORE))
        if all(float(link.weight or "1") == 1 for link in links):
            return [Link(link.sender, link.receiver, None, link.line, NOTHING_MORE) for link in links]
        return links

    def _wrong_count(self, section: Section, found: int, rows: int, columns: int) -> None:
        for line, text in section.body:
            if len(section.body) == rows and len(text.split()) != columns:
                value = str(len(text.split()))
                raise refused(
                    "E218",
                    "This row has a wrong number of values.",
                    self.file,
                    line,
                    value=value,
                    expected=str(columns),
                )
        message = "This matrix has a wrong number of values."
        raise refused("E218", message, self.file, section.line, value=f"{found:,}", expected=f"{rows} × {columns}")
