"""Which file of a study is read as which table."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from sna.errors import Problem, label_of, parts_of
from sna.io.bundled import StudyPlace, is_aliases
from sna.io.container import OLD_KINDS, old_kind
from sna.io.declaration import Declaration
from sna.io.headings import fold
from sna.io.settings_sheet import SETTINGS
from sna.io.shelf import READ, TEXT, Shelf, holds_several, is_network, is_read
from sna.model.schema import TABLES

_NOT_READ = OLD_KINDS


@dataclass(frozen=True)
class Sources:
    """Table → where it is within the study, and the declared layers' tables.

    Attributes
    ----------
    files
        Table → file, or ``[file]name`` for one of several tables in a file; sorted by table.
    declared
        Tables that study.toml names, by ``[tables]`` or as what a layer is made from.
    layer_tables
        Declared layer → table.
    """

    files: Mapping[str, str]
    declared: frozenset[str]
    layer_tables: Mapping[str, str]

    @property
    def present(self) -> frozenset[str]:
        """Tables that the study has, whether they can be read or not."""
        return self.declared.union(self.files)


def find_sources(shelf: Shelf, declaration: Declaration, found: list[Problem], *, place: StudyPlace) -> Sources:
    """Return which file is read as which table: declared ones first, then by name.

    Parameters
    ----------
    shelf
        The files of the study.
    declaration
        What study.toml says.
    found
        Takes the problems.
    place
        Where the study is; its ``file`` is all of it, but for approved names that lie beside a workbook in its folder.
    """
    only = place.file
    declared = {table: _normal(file) for table, file in declaration.files.items()}
    if only:
        declared = {t: f if is_read(parts_of(f)[0]) else label_of(only, f) for t, f in declared.items()}
    layer_tables = {}
    for layer, keys in declaration.layers.items():
        given = str(keys.get("from", layer))
        if is_read(parts_of(given)[0]) or _is_named_network(shelf, given):
            table = next((t for t, f in declared.items() if f == _normal(given)), _table_of(given))
            declared.setdefault(table, _normal(given))
            layer_tables[layer] = table
        else:
            layer_tables[layer] = given
    usable = {
        table
        for table, file in declared.items()
        if (only and parts_of(file)[0] == only) or _usable(shelf, file, declaration)
    }
    declared |= {table: _within(shelf, declared[table], table) for table in usable}
    files = {table: file for table, file in declared.items() if table in usable}
    for file in [only] if only else _listed(shelf.folder, found):
        found.extend(_open_elsewhere(shelf.folder, file))
        for name in _names(shelf, file, declared):
            if not only or fold(name) != SETTINGS:
                alone = not only and shelf.names(file) == (name,) and fold(name) not in TABLES
                _place(
                    files, declared, (_table_of(file if alone else label_of(file, name)), label_of(file, name)), found
                )
    if only:
        _aliases_beside(place, files, declared, found)
    return Sources(dict(sorted(files.items())), frozenset(declared), layer_tables)


def _aliases_beside(
    place: StudyPlace, files: dict[str, str], declared: Mapping[str, str], found: list[Problem]
) -> None:
    """Read approved names that lie beside a workbook in the study's own folder; say of others that they are not."""
    for file in sorted(path.name for path in place.folder.iterdir() if path.is_file() and is_aliases(path.name)):
        if place.owns_folder and place.is_workbook:
            _place(files, declared, ("aliases", file), found)
            continue
        message = f"This file lies beside {place.file} and is not read with it: no other spelling is applied."
        part = "sheet" if place.is_workbook else "table"
        hint = f"Paste its rows, with the headings, into a {part} named aliases of {place.file}"
        if place.is_workbook:
            hint += ", or give the folder that holds both and nothing else"
        found.append(Problem("W204", message, file, hint=f"{hint}."))


def _listed(folder: Path, found: list[Problem]) -> list[str]:
    """Return the files of a folder that are read; those that look like tables and are not, are said."""
    files = []
    for path in sorted(folder.iterdir()):
        name = path.name
        if name.startswith((".", "~$")) or name.lower() == "thumbs.db" or not path.is_file():
            continue
        if is_read(name) and not _inside(folder, name) and path.is_symlink():
            hint = "Copy the file itself into the study's folder."
            found.append(Problem("E604", "This is a link to a file that is not inside the study.", name, hint=hint))
        elif is_read(name):
            files.append(name)
        elif path.suffix.lower() in OLD_KINDS and fold(path.stem) in TABLES:
            found.append(old_kind(name))
        elif path.suffix.lower() in _NOT_READ:
            message = f"This file is not used: {READ} are read."
            hint = "Save its sheets as CSV UTF-8, one file a table."
            found.append(Problem("W204", message, name, hint=hint))
        found.extend(_text_by_name(name))
    return files


def _open_elsewhere(folder: Path, file: str) -> list[Problem]:
    """Return what to say of a workbook that a spreadsheet program has marked as its own."""
    if not holds_several(file) or not any((folder / mark).exists() for mark in (f"~${file}", f".~lock.{file}#")):
        return []
    message = "This workbook is open in a spreadsheet program: what is not saved there is not read."
    return [Problem("W127", message, file, hint="Save it, then run again.")]


def _within(shelf: Shelf, label: str, table: str) -> str:
    """Return the label of a declared table: in a file of several, the one of its name where none is named."""
    file, name = parts_of(label)
    if name or not holds_several(file):
        return label
    names = shelf.names(file)
    same = next((other for other in names if _table_of(label_of(file, other)) == table), "")
    return label_of(file, same or (names[0] if len(names) == 1 else ""))


def _names(shelf: Shelf, file: str, declared: Mapping[str, str]) -> tuple[str, ...]:
    """Return the tables in a file that study.toml does not already name."""
    if file in declared.values() and not is_network(file):
        return ()
    return tuple(name for name in shelf.names(file) if label_of(file, name) not in declared.values())


def _place(files: dict[str, str], declared: Mapping[str, str], named: tuple[str, str], found: list[Problem]) -> None:
    """Read what has a table's name and is at a label as that table, unless another already is."""
    table, label = named
    if table in declared and table in files:
        message = f"This file is not used: study.toml names {declared[table]} for table '{table}'."
        found.append(Problem("W204", message, label))
    elif table in files:
        message = f"Two files for table '{table}': {files[table]} and {label}."
        found.append(Problem("E126", message, label, hint="Delete one, or put all rows in one file."))
    else:
        files[table] = label


def _text_by_name(name: str) -> list[Problem]:
    """Return the problem of a file that a text editor, or hidden endings of file names, made a ``.txt``."""
    if not name.lower().endswith(".txt"):
        return []
    meant = name[: -len(".txt")]
    if fold(meant) in TABLES:
        meant += ".csv"
    elif not meant.lower().endswith((".toml", *TEXT)):
        return []
    message = f"This file is not read: its name ends in .txt, and should be {meant}."
    hint = "Rename it; for the ending to be seen, let the file manager show file name extensions."
    return [Problem("W125", message, name, hint=hint)]


def _table_of(label: str) -> str:
    file, name = parts_of(label)
    stem = name or Path(file).stem
    return fold(stem) if fold(stem) in TABLES else stem


def _normal(file: str) -> str:
    return file.removeprefix("./")


def _is_named_network(shelf: Shelf, given: str) -> bool:
    """Whether study.toml names a network file whose ending does not say that it is one."""
    file = _normal(parts_of(given)[0])
    return _inside(shelf.folder, file) and shelf.reads(file)


def _usable(shelf: Shelf, file: str, declaration: Declaration) -> bool:
    """Whether a file that study.toml names is inside the study and there."""
    folder = shelf.folder
    toml = declaration.toml
    label, file = file, parts_of(file)[0]
    key = next((table for table, name in declaration.files.items() if _normal(name) == label), "")
    section = "people" if key == "opt_out" else "tables"
    at = (section, key) if key else _layer_key(declaration, label)
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
    if shelf.reads(file):
        return True
    code, hint = "E603", "Save it as CSV UTF-8."
    if Path(file).suffix.lower() in OLD_KINDS:
        code, hint = "E107", "Save it as .xlsx, or as CSV."
    toml.wrong(code, f"Only these files are read: {READ}.", at, value=file, hint=hint)
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
    names: Iterable[str] = (path.name for path in folder.iterdir() if is_read(path.name))
    close = difflib.get_close_matches(file, sorted(names), n=1)
    return f"Did you mean '{close[0]}'?" if close else "Put the file into the study's folder."
