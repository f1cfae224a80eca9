"""Puts one fault into a copy of a bundled study, by edits that a person could make in a spreadsheet or an editor."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

STUDIES = Path(__file__).parents[2] / "datasets"
USUAL = "centralised-surgery"
IDS = {
    "centralised-surgery": {"A": "ZA2", "B": "ZB1", "C": "ZA5", "D": "ZB2"},
    "city-collaborative": {"A": "CC01", "B": "CC02", "C": "CC03", "D": "CC04"},
    "end-of-life-partnership": {"A": "EL01", "B": "EL02", "C": "EL04", "D": "EL05"},
}
"""What the organisations of the small cases are called in a bundled study."""

Edit = Mapping[str, Any]


def injected(case: Path, wanted: Mapping[str, Any], folder: Path) -> Path:
    """Return a copy of the bundled study with the edits made in it."""
    name = wanted.get("study", USUAL)
    shutil.copytree(STUDIES / name, folder)
    for edit in wanted["edits"]:
        [kind] = set(edit) & set(KINDS)
        KINDS[kind](folder / edit["file"], edit, case, IDS[name])
    return folder


def _lines(path: Path) -> list[str]:
    return path.read_bytes().decode("utf-8").split("\n")


def _save(path: Path, lines: list[str]) -> None:
    path.write_bytes("\n".join(lines).encode("utf-8"))


def _row(cells: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()


def _cell(path: Path, edit: Edit, *_: object) -> None:
    lines = _lines(path)
    [heading], [cells] = csv.reader(lines[:1]), csv.reader([lines[edit["line"] - 1]])
    cells[heading.index(edit["column"])] = edit["cell"]
    lines[edit["line"] - 1] = _row(cells)
    _save(path, lines)


def _heading(path: Path, edit: Edit, *_: object) -> None:
    lines = _lines(path)
    [heading] = csv.reader(lines[:1])
    heading[heading.index(edit["column"])] = edit["heading"]
    _save(path, [_row(heading), *lines[1:]])


def _column(path: Path, edit: Edit, *_: object) -> None:
    lines = _lines(path)
    blank = "," * edit["add"].count(",")
    added = {"1": edit["add"], **edit["cells"]}
    for at, line in enumerate(lines, 1):
        if line:
            lines[at - 1] = f"{line},{added.get(str(at), blank)}"
    _save(path, lines)


def _replace(path: Path, edit: Edit, *_: object) -> None:
    lines = _lines(path)
    lines[edit["line"] - 1] = edit["replace"]
    _save(path, lines)


def _insert(path: Path, edit: Edit, *_: object) -> None:
    lines = _lines(path)
    lines.insert(edit["line"] - 1, edit["insert"])
    _save(path, lines)


def _append(path: Path, edit: Edit, *_: object) -> None:
    path.write_bytes(path.read_bytes() + edit["append"].encode("utf-8"))


def _swap(path: Path, edit: Edit, *_: object) -> None:
    old, new = edit["swap"]
    text = path.read_bytes().decode("utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new).encode("utf-8"))


def _write(path: Path, edit: Edit, *_: object) -> None:
    path.write_bytes(edit["write"].encode("utf-8"))


def _encode(path: Path, edit: Edit, *_: object) -> None:
    path.write_bytes(path.read_bytes().decode("utf-8").encode(edit["encode"]))


def _rename(path: Path, edit: Edit, *_: object) -> None:
    path.rename(path.with_name(edit["rename"]))


def _double(path: Path, edit: Edit, *_: object) -> None:
    shutil.copy(path, path.with_name(edit["double"]))


def _remove(path: Path, edit: Edit, *_: object) -> None:
    path.unlink()
    if edit["remove"] == "and make a folder":
        path.mkdir()


def _copy(path: Path, edit: Edit, case: Path, ids: Mapping[str, str]) -> None:
    data = (case / edit["copy"]).read_bytes()
    if path.suffix == ".csv" and b"\0" not in data:
        data = re.sub(rb"(?<![^,\n])[A-D](?![^,\r\n])", lambda found: ids[found[0].decode()].encode(), data)
    path.write_bytes(data)


KINDS: Mapping[str, Callable[[Path, Edit, Path, Mapping[str, str]], None]] = {
    "cell": _cell,
    "heading": _heading,
    "add": _column,
    "replace": _replace,
    "insert": _insert,
    "append": _append,
    "swap": _swap,
    "write": _write,
    "encode": _encode,
    "rename": _rename,
    "double": _double,
    "remove": _remove,
    "copy": _copy,
}
"""The word of an edit → what it does; every edit names its file beside it."""
