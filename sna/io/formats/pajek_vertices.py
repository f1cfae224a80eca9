"""The vertices of a Pajek network: numbers, labels, intervals of time and attributes; drawing is counted, not kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from sna.io.formats.network_file import refused
from sna.io.formats.pajek_sections import Section
from sna.io.formats.text_file import shown
from sna.io.formats.tie_values import NUMBER, whole_number
from sna.io.formats.words import Word, words_of

SHAPES = {
    "ellipse",
    "box",
    "diamond",
    "triangle",
    "cross",
    "empty",
    "circle",
    "house",
    "man",
    "woman",
    "star",
    "square",
}
_DRAWING = {"x_fact", "y_fact", "phi", "r", "q", "ic", "bc", "bw", "lc", "la", "lr", "lphi", "fos", "font", "s_size"}
_HOOKS = {"cart", "polar", "circ"}
_ENTITY = re.compile(r"&#(\d{1,7});", re.ASCII)
INTERVAL, VALUE = "interval", "value"


@dataclass
class Vertices:
    """The vertices of a network, in the order of their numbers.

    Attributes
    ----------
    count, first_mode
        How many there are, and how many of them belong to the first mode; ``None`` in a network of one mode.
    labels
        ``""`` where none is given.
    more
        Attributes: heading → cell a vertex.
    """

    file: str
    line: int
    count: int
    first_mode: int | None
    labels: list[str]
    lines: list[int]
    more: dict[str, dict[int, str]] = field(default_factory=dict)
    set_aside: dict[str, int] = field(default_factory=dict)

    @property
    def organisations(self) -> int:
        """How many vertices belong to the first mode."""
        return self.count if self.first_mode is None else self.first_mode


def read_vertices(section: Section, file: str) -> Vertices:
    """Return the vertices of a ``*Vertices`` section.

    Raises
    ------
    DataError
        A number is out of range or repeated, or a line is not that of a vertex.
    """
    words = section.rest.split()
    if not 1 <= len(words) <= 2:  # noqa: PLR2004
        expected = "the number of vertices, and of those of the first mode if there are two"
        raise refused(
            "E113",
            "*Vertices is not followed by numbers.",
            file,
            section.line,
            value=shown(section.rest),
            expected=expected,
        )
    count, *first = (whole_number(word, file, section.line, "The number of vertices") for word in words)
    if first and first[0] > count:
        message = "The first mode has more vertices than there are."
        raise refused("E113", message, file, section.line, value=str(first[0]), expected=f"at most {count}")
    found = Vertices(file, section.line, count, first[0] if first else None, [""] * count, [section.line] * count)
    seen: set[int] = set()
    for line, text in section.body:
        vertex, *rest = words_of(text, line, file, brackets=True)
        number = vertex_number(vertex, found.count, file)
        if number in seen:
            raise refused("E303", "The same vertex twice.", file, line, value=str(number))
        seen.add(number)
        found.lines[number - 1] = line
        if rest:
            found.labels[number - 1] = _plain(rest[0].text)
            _more(found, number - 1, rest[1:], file)
    return found


def vertex_number(word: Word, count: int, file: str) -> int:
    """Return the number of a vertex; refuse one that does not exist."""
    number = whole_number(word.text, file, word.line, "The number of a vertex", 10**18)
    if not 1 <= number <= count:
        message = "A vertex that the network does not have."
        raise refused("E401", message, file, word.line, value=word.text, expected=f"1 to {count}")
    return number


def _plain(label: str) -> str:
    """Return a label with Pajek's ``&#1234;`` as the letters they stand for."""
    return _ENTITY.sub(_letter, label).strip()


def _letter(entity: re.Match[str]) -> str:
    code = int(entity[1])
    letter = code >= 0xA0 or 0x20 <= code < 0x7F  # noqa: PLR2004
    return chr(code) if letter and code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else entity[0]  # noqa: PLR2004


def _more(found: Vertices, at: int, words: list[Word], file: str) -> None:
    """Sort what follows a label: positions and drawing are counted, an interval, a value and other pairs kept."""
    numbers, drawn, shape, before = 0, False, False, ""
    rest = iter(words)
    for word in rest:
        number = bool(NUMBER.fullmatch(word.low))
        if word.low.startswith("[") and word.low.endswith("]"):
            _keep(found, INTERVAL, at, word)
        elif number and (before == "number" or not numbers):
            numbers += 1
        elif number:
            _keep(found, VALUE, at, word)
        elif word.low in _DRAWING:
            drawn = True
            _value(rest, word, file)
        elif word.low in _HOOKS:
            _value(rest, _value(rest, word, file), file)
        elif word.low == "hooks" or word.low in SHAPES or (word.low and numbers and not shape):
            drawn = shape = True
        elif word.low and (numbers or shape):
            _keep(found, word.text, at, _value(rest, word, file))
        else:
            raise _not_a_vertex(word, file)
        before = "number" if number else ""
    if numbers == 1:
        raise _not_a_vertex(words[0], file)
    _count(found.set_aside, "positions of vertices", numbers > 0)
    _count(found.set_aside, "shapes, colours and sizes of vertices", drawn)


def _keep(found: Vertices, heading: str, at: int, word: Word) -> None:
    cells = found.more.setdefault(heading, {})
    if at in cells:
        raise refused("E113", f"A vertex has two of {shown(heading)}.", found.file, word.line, value=shown(word.text))
    cells[at] = word.text


def _not_a_vertex(word: Word, file: str) -> Exception:
    message = "This is neither a position nor a parameter of Pajek."
    hint = 'A label with a blank in it needs quotation marks: 1 "St Mary".'
    return refused("E113", message, file, word.line, value=shown(word.text), hint=hint)


def _value(rest: Iterator[Word], word: Word, file: str) -> Word:
    value = next(rest, None)
    if value is None:
        raise refused("E113", "A parameter without its value.", file, word.line, value=shown(word.text))
    return value


def _count(counts: dict[str, int], kind: str, there: bool) -> None:
    if there:
        counts[kind] = counts.get(kind, 0) + 1
