"""Which file of a study is read as which table."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from sna.errors import Problem
from sna.io.declaration import Declaration
from sna.io.headings import fold
from sna.model.schema import TABLES

_READ = (".csv", ".tsv")
_NOT_READ = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".parquet")


@dataclass(frozen=True)
class Sources:
    """Table → file within the study, and the declared layers' tables.

    Attributes
    ----------
    files
        Table → file, sorted by table.
    declared
        Tables that study.toml names, by ``[tables]`` or as what a layer is made from.
    layer_tables
        Declared layer → table.
    """

    files: Mapping[str, str]
    declared: frozenset[str]
    layer_tables: Mapping[str, str]


def find_sources(folder: Path, declaration: Declaration, found: list[Problem]) -> Sources:
    """Return which file is read as which table: declared ones first, then by name."""
    declared = {table: _normal(file) for table, file in declaration.files.items()}
    layer_tables = {}
    for layer, keys in declaration.layers.items():
        given = str(keys.get("from", layer))
        if Path(given).suffix.lower() in _READ:
            table = next((t for t, f in declared.items() if f == _normal(given)), _table_of(given))
            declared.setdefault(table, _normal(given))
            layer_tables[layer] = table
        else:
            layer_tables[layer] = given
    files = {table: file for table, file in declared.items() if _usable(folder, file, declaration)}
    files |= _named_after_tables(folder, declared, found)
    return Sources(dict(sorted(files.items())), frozenset(declared), layer_tables)


def _named_after_tables(folder: Path, declared: Mapping[str, str], found: list[Problem]) -> dict[str, str]:
    files: dict[str, str] = {}
    for path in sorted(folder.iterdir()):
        name = path.name
        if name.startswith((".", "~$")) or name in declared.values() or not path.is_file():
            continue
        if path.suffix.lower() in _NOT_READ:
            hint = "Save its sheets as CSV UTF-8, one file a table."
            found.append(Problem("W204", "This file is not used: only .csv and .tsv are read.", name, hint=hint))
        found.extend(_text_by_name(name))
        if path.suffix.lower() not in _READ:
            continue
        table = _table_of(name)
        if table in declared:
            message = f"This file is not used: study.toml names {declared[table]} for table '{table}'."
            found.append(Problem("W204", message, name))
        elif table in files:
            message = f"Two files for table '{table}': {files[table]} and {name}."
            found.append(Problem("E126", message, name, hint="Delete one, or put all rows in one file."))
        else:
            files[table] = name
    return files


def _text_by_name(name: str) -> list[Problem]:
    """Return the problem of a file that a text editor, or hidden endings of file names, made a ``.txt``."""
    if not name.lower().endswith(".txt"):
        return []
    meant = name[: -len(".txt")]
    if fold(meant) in TABLES:
        meant += ".csv"
    elif not meant.lower().endswith((".toml", *_READ)):
        return []
    message = f"This file is not read: its name ends in .txt, and should be {meant}."
    hint = "Rename it; for the ending to be seen, let the file manager show file name extensions."
    return [Problem("W125", message, name, hint=hint)]


def _table_of(file: str) -> str:
    stem = Path(file).stem
    return fold(stem) if fold(stem) in TABLES else stem


def _normal(file: str) -> str:
    return file.removeprefix("./")


def _usable(folder: Path, file: str, declaration: Declaration) -> bool:
    """Whether a file that study.toml names is inside the study and there."""
    toml = declaration.toml
    key = next((table for table, name in declaration.files.items() if _normal(name) == file), "")
    section = "people" if key == "opt_out" else "tables"
    at = (section, key) if key else _layer_key(declaration, file)
    if not _inside(folder, file):
        hint = "Copy the file into the study's folder, and write its name only."
        toml.wrong("E604", "This file is not inside the study.", at, value=file, hint=hint)
        return False
    path = folder / file
    if path.is_dir():
        toml.wrong("E102", f"'{file}' is a folder, not a file.", at, value=file)
        return False
    if not path.is_file():
        toml.wrong("E101", f"There is no file '{file}'.", at, value=file, hint=_near(file, folder))
        return False
    if path.suffix.lower() in _READ:
        return True
    toml.wrong("E603", "Only .csv and .tsv files are read.", at, value=file, hint="Save it as CSV UTF-8.")
    return False


def _layer_key(declaration: Declaration, file: str) -> tuple[str, str]:
    layer = next(name for name, keys in declaration.layers.items() if _normal(str(keys.get("from", name))) == file)
    return (f"layer.{layer}", "from")


def _inside(folder: Path, file: str) -> bool:
    parts = file.split("/")
    if not file or re.search(r'[\\:\x00-\x1f<>"|?*]', file) or file.startswith(("/", "~")) or ".." in parts:
        return False
    if any(PureWindowsPath(part).is_reserved() for part in parts):
        return False
    return (folder / file).resolve().is_relative_to(folder.resolve())


def _near(file: str, folder: Path) -> str:
    names: Iterable[str] = (path.name for path in folder.iterdir() if path.suffix.lower() in _READ)
    close = difflib.get_close_matches(file, sorted(names), n=1)
    return f"Did you mean '{close[0]}'?" if close else "Put the file into the study's folder."
