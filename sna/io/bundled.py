"""The studies that come with the tool, and where a named study is."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path

from sna.errors import Problem, SnaError, UsageError
from sna.io.container import OLD_KINDS, old_kind
from sna.io.headings import fold
from sna.io.shelf import TEXT, WORKBOOKS, holds_several, is_network, is_read
from sna.model.schema import TABLES

_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class StudyPlace:
    """Where a study is: its name, its folder, its study.toml if there is one, and its file if it is one file."""

    name: str
    folder: Path
    toml: Path | None
    file: str = ""
    owns_folder: bool = True
    """Whether the folder is the study's; beside a study that was given as a file may lie anything."""
    is_network: bool = False
    """Whether the study is one network file of another program."""

    @property
    def is_workbook(self) -> bool:
        """Whether the study is one workbook, which holds its settings too."""
        return not self.is_network and Path(self.file).suffix.lower() in WORKBOOKS


def bundled_studies() -> dict[str, Path]:
    """Return the studies that come with the tool.

    Returns
    -------
    dict
        Name → folder, sorted by name: from the installed package, or from ``datasets`` beside it in a checkout.

    Examples
    --------
    >>> all(folder.is_dir() for folder in bundled_studies().values())
    True
    """
    installed = _PACKAGE / "studies"
    root = installed if installed.is_dir() else _PACKAGE.parent / "datasets"
    if not root.is_dir():
        return {}
    folders = (folder for folder in root.iterdir() if folder.is_dir())
    return {folder.name: folder for folder in sorted(folders) if any(folder.glob("organisations.*"))}


def find_study(path: str | Path) -> StudyPlace:
    """Return where a study is, given its folder, its study.toml, the one file it is in, or the name of a bundled one.

    Raises
    ------
    UsageError
        If there is no such study.
    """
    given = Path(path)
    if not given.exists():
        known = bundled_studies()
        if str(path) not in known:
            raise UsageError(Problem("E101", f"There is no study '{path}'.", hint=_near(given, known)))
        given = known[str(path)]
    if given.is_dir():
        toml = given / "study.toml"
        if toml.is_file():
            return StudyPlace(given.resolve().name, given, toml)
        only = _only_file(given)
        return StudyPlace(
            given.resolve().name, given, None, only, is_network=bool(only) and holds_network(given / only)
        )
    if given.suffix.lower() == ".toml":
        return StudyPlace(given.resolve().parent.name, given.parent, given)
    network = holds_network(given)
    if network or holds_several(given.name):
        return StudyPlace(given.stem, given.parent, None, given.name, owns_folder=False, is_network=network)
    if given.suffix.lower() in OLD_KINDS:
        raise UsageError(old_kind(given.name))
    hint = f"Give the folder it is in: {given.parent}"
    if not is_read(given.name):
        hint += "; or, if it is a network file, 'sna convert --from FORMAT' makes a study of it"
    raise UsageError(
        Problem(
            "E101",
            f"A study is a folder of tables, a workbook or a network file; '{given.name}' is a file of another kind.",
            hint=hint,
        )
    )


def holds_network(path: Path) -> bool:
    """Whether a file that could be a study is a network file of another program, and no table of a study.

    A workbook is one as `workbook_is_network` says; a text where it is no table of the study it lies in, and its first
    words or its shape say so.
    """
    if is_network(path.name):
        return True
    if path.suffix.lower() in WORKBOOKS:
        from sna.io.formats.xlsx import workbook_is_network

        return workbook_is_network(path)
    if path.suffix.lower() in OLD_KINDS or holds_several(path.name) or path.suffix.lower() == ".parquet":
        return False
    if is_read(path.name) and (fold(path.stem) in TABLES or any(path.parent.glob("organisations.*"))):
        return False
    from sna.io.formats.opening import format_of_file

    try:
        return bool(format_of_file(path))
    except SnaError:
        return False


def is_aliases(file: str) -> bool:
    """Whether a file is the table of aliases, by its name.

    Examples
    --------
    >>> is_aliases("Aliases.csv"), is_aliases("aliases.xlsx")
    (True, False)
    """
    return fold(Path(file).stem) == "aliases" and Path(file).suffix.lower() in TEXT


def only_network(folder: Path) -> str:
    """Return the one file of a folder that is read, where that file is a network; else nothing."""
    only = _only_file(folder)
    return only if is_network(only) else ""


def _only_file(folder: Path) -> str:
    """Return the one file of a folder that is read, where that file holds several tables; else nothing.

    Approved names may lie beside a workbook: it is the study all the same, with its sheet of settings.
    """
    files = [path.name for path in folder.iterdir() if path.is_file() and is_read(path.name)]
    files = [name for name in files if not name.startswith((".", "~$"))]
    books = [name for name in files if Path(name).suffix.lower() in WORKBOOKS]
    if len(books) == 1 and all(name in books or is_aliases(name) for name in files):
        return books[0]
    return files[0] if len(files) == 1 and holds_several(files[0]) else ""


def _near(given: Path, known: dict[str, Path]) -> str:
    beside = [p.name for p in given.parent.iterdir() if p.is_dir()] if given.parent.is_dir() else []
    files = [p.name for p in given.parent.iterdir() if p.is_file()] if given.parent.is_dir() else []
    files = sorted(name for name in files if holds_several(name) and not name.startswith((".", "~$")))
    if there := [name for name in files if Path(name).stem.casefold() == given.stem.casefold()]:
        return f"'{there[0]}' is there."
    names = sorted({*known, *files, *(name for name in beside if not name.startswith("."))})
    close = difflib.get_close_matches(given.name, names, n=3)
    near = f"Did you mean {' or '.join(repr(name) for name in close)}? " if close else ""
    bundled = f"Bundled studies: {', '.join(known)}." if known else ""
    return f"{near}{bundled}".strip() or "Give the path of a folder."
