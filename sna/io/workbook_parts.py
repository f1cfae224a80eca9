"""What a workbook says outside its sheets: their names and places, shared texts, and which formats are dates."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from sna.errors import DataError
from sna.io.container import Container
from sna.io.guarded_xml import Attributes, damaged, read_xml

Shape = Literal["number", "date", "duration", "padded"]
_ESCAPED = re.compile(r"_x(?![dD][89a-fA-F])([0-9A-Fa-f]{4})_")
# Dates of East Asian locales, whose formats no workbook writes out.
_DATES_BY_NUMBER = frozenset((*range(27, 32), 36, *range(50, 55), 57, 58))
_TIMES_BY_NUMBER = frozenset((32, 33, 34, 35, 55, 56))


@dataclass(frozen=True)
class Format:
    """How a cell shows its number: as one, as a date or time, as hours beyond a day, or with zeros in front."""

    shape: Shape = "number"
    digits: int = 0
    dated: bool = True
    """Whether a date's format shows the day, and not the time alone."""


@dataclass(frozen=True)
class SheetPlace:
    """A sheet: its name, the part it is in, and whether it is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, eq=False)
class Parts:
    """What all sheets of a workbook share."""

    sheets: tuple[SheetPlace, ...]
    texts: tuple[str, ...]
    formats: tuple[Format, ...]
    from_1904: bool


def read_parts(container: Container) -> Parts:
    """Return what the sheets of a workbook share.

    Raises
    ------
    DataError
        If a part is damaged or not there.
    """
    top = _targets(container, "_rels/.rels", "")
    book = next((part for kind, part in top.values() if kind == "officeDocument"), "")
    if book not in container.names:
        raise DataError(damaged(container.file))
    folder = posixpath.dirname(book)
    targets = _targets(container, f"{folder}/_rels/{posixpath.basename(book)}.rels".lstrip("/"), folder)
    by_kind = dict(targets.values())
    sheets: list[SheetPlace] = []
    epochs: list[bool] = []

    def start(name: str, given: Attributes) -> None:
        if name == "sheet":
            key = next((value for attribute, value in given.items() if attribute.endswith("}id")), "")
            kind, part = targets.get(key, ("", ""))
            if kind == "worksheet" and part in container.names:
                sheets.append(SheetPlace(given.get("name", ""), part, given.get("state", "visible") != "visible"))
        elif name == "workbookPr":
            epochs.append(given.get("date1904", "0") in {"1", "true"})

    _read(container, book, start)
    texts = _texts(container, by_kind.get("sharedStrings", ""))
    formats = _formats(container, by_kind.get("styles", ""))
    return Parts(tuple(sheets), tuple(texts), tuple(formats), any(epochs))


def unescaped(text: str) -> str:
    """Return text as it was typed: ``_x000D_`` stands for a character that XML cannot hold.

    Examples
    --------
    >>> unescaped("a_x005F_b")
    'a_b'
    """
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _read(container: Container, name: str, start: Callable[[str, Attributes], None]) -> None:
    with container.part(name) as stream:
        read_xml(stream, container.file, start)


def _targets(container: Container, name: str, folder: str) -> dict[str, tuple[str, str]]:
    """Return what a part refers to: key → kind and part."""
    found: dict[str, tuple[str, str]] = {}

    def start(element: str, given: Attributes) -> None:
        if element == "Relationship" and given.get("TargetMode") != "External":
            target = given.get("Target", "")
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[given.get("Id", "")] = (given.get("Type", "").rpartition("/")[2], part)

    if name in container.names:
        _read(container, name, start)
    return found


class _Texts:
    """Gathers shared texts: the pieces of each, without how they are pronounced."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self.pieces: list[str] = []
        self.inside = self.phonetic = False

    def start(self, element: str, given: Attributes) -> None:
        del given
        if element == "t":
            self.inside = not self.phonetic
        elif element == "rPh":
            self.phonetic = True

    def end(self, element: str) -> None:
        if element == "t":
            self.inside = False
        elif element == "rPh":
            self.phonetic = False
        elif element == "si":
            self.all.append(unescaped("".join(self.pieces)))
            self.pieces.clear()

    def data(self, text: str) -> None:
        if self.inside:
            self.pieces.append(text)


def _texts(container: Container, name: str) -> list[str]:
    gathered = _Texts()
    if name in container.names:
        with container.part(name) as stream:
            read_xml(stream, container.file, gathered.start, gathered.end, gathered.data)
    return gathered.all


def _formats(container: Container, name: str) -> list[Format]:
    """Return the format of every style that a cell can name."""
    codes: dict[int, str] = {}
    numbers: list[int] = []
    state = {"cells": False}

    def start(element: str, given: Attributes) -> None:
        if element == "numFmt":
            codes[_whole(given.get("numFmtId"))] = given.get("formatCode", "")
        elif element == "cellXfs":
            state["cells"] = True
        elif element == "xf" and state["cells"]:
            numbers.append(_whole(given.get("numFmtId")))

    def end(element: str) -> None:
        if element == "cellXfs":
            state["cells"] = False

    if name in container.names:
        with container.part(name) as stream:
            read_xml(stream, container.file, start, end)
    return [_format(number, codes.get(number)) for number in numbers]


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0


def _format(number: int, code: str | None) -> Format:
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

    if code is None and number in _DATES_BY_NUMBER | _TIMES_BY_NUMBER:
        return Format("date", dated=number in _DATES_BY_NUMBER)
    code = BUILTIN_FORMATS.get(number, "General") if code is None else code
    if re.fullmatch("0{2,}", code):
        return Format("padded", digits=len(code))
    if code == "General" or not is_date_format(code):
        return Format()
    if is_timedelta_format(code):
        return Format("duration")
    bare = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.|AM/PM|A/P', "", code.split(";")[0], flags=re.IGNORECASE).lower()
    return Format("date", dated="y" in bare or "d" in bare or not re.search("[hs]", bare))
