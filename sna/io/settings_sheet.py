"""A sheet of settings → the lines of a study.toml: one row a line, the key in column A, its value in column B."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sna.io.dates import day_of
from sna.io.headings import fold
from sna.io.raw_table import Opening
from sna.io.text_table import Reading
from sna.io.toml_keys import LAYER, SECTIONS, SNAPSHOT
from sna.io.toml_sections import Key, TomlFile, key_of, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from sna.errors import Problem

SETTINGS = "study"
"""The sheet that holds what study.toml holds beside CSV files."""
_SECTION = re.compile(r"\[\[?\s*([^\]]+?)\s*\]\]?")
_WORDS = {"yes": "true", "no": "false", "true": "true", "false": "false"}
_NUMBER = re.compile(r"\d+(\.\d+)?")
_OF_PARTS = {
    "survey.scales": Key("list"),
    "survey.composites": Key("list"),
    "survey.words": Key("number"),
}
"""What the keys of these sections hold, whatever they are called."""
_TABLE = re.compile(r"\[.*\]|\{.*\}|\"[^\"]*\"|'[^']*'", re.DOTALL)


def settings_in(path: Path, file: str, found: list[Problem]) -> TomlFile | None:
    """Return the settings of a workbook as study.toml would hold them.

    Parameters
    ----------
    path, file
        Where the workbook is, and how it is called.
    found
        Takes the problems of a file that cannot be read.

    Returns
    -------
    TomlFile or None
        Settings whose lines are the rows of the sheet; ``None`` where the workbook has no such sheet.
    """
    from sna.io.workbook_file import sheets_of

    sheets = sheets_of(Opening(path, file, Reading()), found, lambda name: fold(name) == SETTINGS)
    for sheet in sheets.values():
        rows = dict(sheet.cells_by_line(2))
        held = {line: value.strip() for line, (_, value) in rows.items() if value.strip()}
        return TomlFile(as_toml(rows), sheet.label, cells=held)
    return None


def as_toml(rows: dict[int, list[str]]) -> str:
    r"""Return rows as the lines of a study.toml; a row without a value leaves its line empty.

    Examples
    --------
    >>> print(as_toml({1: ["[study]", ""], 2: ["title", "Our network"], 3: ["cut_off", "2019-04-30"]}))
    [study]
    title = "Our network"
    cut_off = 2019-04-30
    """
    lines: dict[int, str] = {}
    section, order = "", _date_order(rows)
    for line, (given, value) in sorted(rows.items()):
        name, text = given.strip(), value.strip()
        if name.startswith("["):
            opened = _SECTION.fullmatch(name)
            section = opened[1] if opened else ""
            lines[line] = name.replace(section, _heading(section)) if section else name
        elif name and not name.startswith("#") and text and (section or fold(name) not in {"setting", "key"}):
            lines[line] = f"{_key(section, name)} = {_value(text, section, name, order)}"
    _without_blank_snapshots(lines)
    return "\n".join(lines.get(line, "") for line in range(1, max(lines, default=0) + 1))


def _without_blank_snapshots(lines: dict[int, str]) -> None:
    """Take out the heading of a snapshot none of whose rows has a value."""
    order = sorted(lines)
    for place, line in enumerate(order):
        after = lines[order[place + 1]] if place + 1 < len(order) else "["
        if lines[line].replace(" ", "") == "[[snapshot]]" and after.startswith("["):
            lines[line] = ""


def _date_order(rows: Mapping[int, Sequence[str]]) -> str:
    """Return the order of dates that the rows themselves declare, year first where they declare none."""
    section = ""
    for _, (given, value) in sorted(rows.items()):
        section = given.strip() if given.strip().startswith("[") else section
        if (section, given.strip()) == ("[read]", "date_order"):
            return value.strip().lower()
    return "ymd"


def _known(section: str, name: str) -> Key:
    if section == "snapshot":
        return SNAPSHOT.get(name, Key(""))
    if section.startswith("layer."):
        return LAYER.get(name, Key(""))
    whole, part = _parts(section, name)
    return _OF_PARTS[whole] if part and whole in _OF_PARTS else SECTIONS.get(section, {}).get(name, Key(""))


def _parts(section: str, name: str) -> tuple[str, str]:
    """Return the section that a key is in, and what it is called there: ``scales.Trust`` is ``Trust`` in its own."""
    head, point, rest = name.partition(".")
    inside = point and SECTIONS.get(section, {}).get(head, Key()).kind == "section"
    return (f"{section}.{head}", rest) if inside else (section, name)


def _heading(section: str) -> str:
    """Return the heading of a section with the marks that its name needs, such as that of a layer."""
    head, point, rest = section.partition(".")
    return f"{head}.{key_of(rest)}" if point and not re.search(r"[\"'.]", rest) else section


def _key(section: str, name: str) -> str:
    whole, part = _parts(section, name)
    if '"' in name or (whole not in _OF_PARTS and re.fullmatch(r"[A-Za-z0-9_.-]+", name)):
        return name
    return f"{whole.rpartition('.')[2]}.{key_of(part)}" if whole != section else key_of(name)


def _value(text: str, section: str, name: str, order: str) -> str:
    """Return a cell as a value of TOML: as the key wants it, else as it is written, else as text."""
    kind = _known(section, name).kind
    if kind == "list" and not (text.startswith("[") and _is_toml(text)):
        return _list(text, numbers=_parts(section, name)[0] == "survey.scales")
    is_number = kind == "number" and text.isascii() and _NUMBER.fullmatch(text)
    if is_number or (_TABLE.fullmatch(text) and _is_toml(text)):
        return text
    if kind == "yes_no" and text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if kind == "date" and (day := day_of(text, order)):
        return day.isoformat()
    if section == "groups" and "," in text:
        return _list(text)
    return text.lower() if not kind and text.lower() in {"true", "false"} else _text(text)


def _list(text: str, *, numbers: bool = False) -> str:
    """Return what stands between commas, or semicolons, as a list; numbers may also stand as ``1 to 5``."""
    listed = re.sub(r"\s+to\s+", ",", text) if numbers else text
    mark = ";" if ";" in listed and "," not in listed else ","
    parts = [part.strip() for row in csv.reader([listed], delimiter=mark, skipinitialspace=True) for part in row]
    plain = [part if numbers and part.isascii() and _NUMBER.fullmatch(part) else _text(part) for part in parts if part]
    return f"[{', '.join(plain)}]"


def _text(text: str) -> str:
    return text_of("".join(c if c.isprintable() else " " for c in text))


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(f"value = {text}")
    except tomllib.TOMLDecodeError:
        return False
    return "\n" not in text
