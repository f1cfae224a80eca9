"""The studies that come with the tool, and where a named study is."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path

from sna.errors import Problem, UsageError
from sna.io.container import OLD_KINDS, old_kind
from sna.io.shelf import WORKBOOKS, holds_several, is_read

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

    @property
    def is_workbook(self) -> bool:
        """Whether the study is one workbook, which holds its settings too."""
        return Path(self.file).suffix.lower() in WORKBOOKS


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
        return StudyPlace(given.resolve().name, given, *((toml, "") if toml.is_file() else (None, _only_file(given))))
    if given.suffix.lower() == ".toml":
        return StudyPlace(given.resolve().parent.name, given.parent, given)
    if holds_several(given.name):
        return StudyPlace(given.stem, given.parent, None, given.name, owns_folder=False)
    if given.suffix.lower() in OLD_KINDS:
        raise UsageError(old_kind(given.name))
    hint = f"Give the folder it is in: {given.parent}"
    raise UsageError(
        Problem(
            "E101",
            f"A study is a folder of tables, or a workbook (.xlsx); '{given.name}' is a file of another kind.",
            hint=hint,
        )
    )


def _only_file(folder: Path) -> str:
    """Return the one file of a folder without study.toml, where that file holds several tables; else nothing."""
    files = [path.name for path in folder.iterdir() if path.is_file() and is_read(path.name)]
    files = [name for name in files if not name.startswith((".", "~$"))]
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
