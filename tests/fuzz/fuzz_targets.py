"""What is done with an input, and how it may end: in a result, or in problems whose codes are documented."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import sna
from sna.codes import CODES
from sna.errors import NoResultError, Problem, SnaError
from sna.io import table_as_text
from sna.io.formats.converting import Writing, converted
from sna.io.formats.known_formats import FORMATS, WRITABLE
from sna.io.formats.opening import read_network_file
from sna.io.formats.to_study import study_files

WEIGHTED = ("weighted_betweenness", "weighted_harmonic_closeness", "flow_betweenness", "weighted_constraint")
_ALONE = (".xlsx", ".duckdb", ".sqlite")


def study(folder: Path) -> str:
    """Check a study, derive its networks, and take the default measures and some that hand weights to igraph."""
    files = sorted(folder.iterdir())
    alone = len(files) == 1 and files[0].suffix in _ALONE
    return _study(files[0] if alone else folder, folder)


def _study(place: Path, folder: Path) -> str:
    report = sna.check(place)
    said(report.problems, folder)
    table_as_text(report.frame(), "csv")
    table_as_text(report.names(), "csv")
    if report.study is None:
        return next(problem.code for problem in report.problems if problem.severity == "error")
    scores = [sna.measure(report.study)]
    with suppress(NoResultError):
        scores.append(sna.measure(report.study, WEIGHTED))
    for table in scores:
        table_as_text(table, "csv")
    return "ok"


def network(folder: Path) -> str:
    """Read a network file, write it in one of the formats, and take it as a study."""
    names = sorted(path.name for path in folder.iterdir())
    main = next(name for name in names if name.startswith("net.") and not name.endswith("##d"))
    found = read_network_file(folder / main)
    notes: list[Problem] = []
    key = WRITABLE[zlib.crc32((folder / main).read_bytes()) % len(WRITABLE)]
    try:
        converted({"": found}, FORMATS[key], "net", Writing(), notes)
    except SnaError as error:
        said(error.problems, folder)
    said(notes, folder)
    target = folder / "as-study"
    target.mkdir()
    for name, data in study_files(found, []).items():
        (target / name).write_bytes(data)
    return _study(target, folder)


TARGETS: dict[str, Callable[[Path], str]] = {"study": study, "network": network}


def outcome(target: str, folder: Path) -> str:
    """Return ``ok`` or the code of the first problem; whatever else it raises is a fault."""
    try:
        return TARGETS[target](folder)
    except SnaError as error:
        said(error.problems, folder)
        return error.problems[0].code


def said(problems: Iterable[Problem], folder: Path) -> None:
    """Hold every message to what is promised: a code, one line without control characters, short, no path of here."""
    for problem in problems:
        text = str(problem)
        assert problem.code in CODES
        assert len(text) < 1000, f"{len(text)} characters: {text[:2000]!r}"
        assert not any(unicodedata.category(letter) in ("Cc", "Zl", "Zp") for letter in text), f"control: {text!r}"
        assert str(folder) not in text, f"path: {text}"
        assert not re.search(r"Traceback|object at 0x", text), text
