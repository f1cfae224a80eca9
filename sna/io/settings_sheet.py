"""A sheet of settings → the lines of a study.toml: one row a line, the key in column A, its value in column B."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING

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
_MISSING = ("organisations.csv", "meetings.csv")
"""Files that a study lacks: in a workbook, sheets."""
_SAID = {
    "in study.toml": f"in sheet {SETTINGS}",
    "study.toml": f"sheet {SETTINGS}",
    "Add meetings.csv": "Add a sheet meetings",
    "name the file after it": "name the sheet after it",
}
_SECTION = re.compile(r"\[\[?\s*([^\]]+?)\s*\]\]?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WORDS = {"yes": "true", "no": "false", "true": "true", "false": "false"}
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
        return TomlFile(as_toml(dict(sheet.cells_by_line(2))), sheet.label)
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
    section = ""
    for line, (given, value) in sorted(rows.items()):
        name, text = given.strip(), value.strip()
        if name.startswith("["):
            opened = _SECTION.fullmatch(name)
            section, lines[line] = opened[1] if opened else "", name
        elif name and not name.startswith("#") and text and (section or fold(name) not in {"setting", "key"}):
            lines[line] = f"{_key(name)} = {_value(text, _known(section, name), section)}"
    _without_blank_snapshots(lines)
    return "\n".join(lines.get(line, "") for line in range(1, max(lines, default=0) + 1))


def as_of_a_workbook(problem: Problem, file: str) -> Problem:
    """Return a problem of a study that is one workbook, its advice about files turned to sheets."""
    return replace(
        problem,
        message=_of_sheets(problem.message),
        hint=_of_sheets(problem.hint),
        file=file if problem.file in _MISSING else problem.file,
    )


def _of_sheets(text: str) -> str:
    for said, of_sheets in _SAID.items():
        text = text.replace(said, of_sheets)
    return text


def _without_blank_snapshots(lines: dict[int, str]) -> None:
    """Take out the heading of a snapshot none of whose rows has a value."""
    order = sorted(lines)
    for place, line in enumerate(order):
        after = lines[order[place + 1]] if place + 1 < len(order) else "["
        if lines[line].replace(" ", "") == "[[snapshot]]" and after.startswith("["):
            lines[line] = ""


def _known(section: str, name: str) -> Key | None:
    if section == "snapshot":
        return SNAPSHOT.get(name)
    if section.startswith("layer."):
        return LAYER.get(name)
    return SECTIONS.get(section, {}).get(name)


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_.-]+|.*\".*", name) else key_of(name)


def _value(text: str, key: Key | None, section: str) -> str:
    """Return a cell as a value of TOML: as the key wants it, else as it is written, else as text."""
    kind = key.kind if key else ""
    if _TABLE.fullmatch(text) and _is_toml(text):
        return text
    if kind == "yes_no" and text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if (kind == "date" and _DAY.fullmatch(text)) or (kind == "number" and text.isascii() and text.isdigit()):
        return text
    if section == "groups" and "," in text:
        return f"[{', '.join(_text(group.strip()) for group in text.split(',') if group.strip())}]"
    return text.lower() if kind == "" and text.lower() in {"true", "false"} else _text(text)


def _text(text: str) -> str:
    return text_of("".join(c if c.isprintable() else " " for c in text))


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(f"value = {text}")
    except tomllib.TOMLDecodeError:
        return False
    return "\n" not in text
