"""What the tests of reading share: a small study on disk, and deriving that must not be called."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from sna.io import CheckReport, check_study, read_study
from sna.model import Deriving, Study

ORGANISATIONS = "organisation,name\nA,Alpha\nB,Beta\nC,Gamma\n"
TRUST = "from,to\nA,B\nB,C\n"

DEFAULT_SHEETS = {"organisations": ORGANISATIONS, "trust": TRUST}


def _refuse(*_: object) -> None:
    raise AssertionError("reading derives nothing")


@pytest.fixture
def deriving() -> Deriving:
    return Deriving(_refuse, _refuse)  # type: ignore[arg-type]


@pytest.fixture
def study_of(tmp_path: Path, deriving: Deriving) -> Callable[..., Study]:
    """Write files (``roles="…"`` → roles.csv, ``toml="…"`` → study.toml) beside two default tables, and read them."""

    def read(*, toml: str | None = None, **tables: str | None) -> Study:
        for name, text in {"organisations": ORGANISATIONS, "trust": TRUST, **tables}.items():
            path = tmp_path / f"{name}.csv"
            path.unlink(missing_ok=True)
            if text is not None:
                path.write_text(text, encoding="utf-8", newline="")
        if toml is not None:
            (tmp_path / "study.toml").write_text(toml, encoding="utf-8")
        return read_study(tmp_path, deriving=deriving)

    return read


@pytest.fixture
def book_of(tmp_path: Path) -> Callable[..., Path]:
    """Write a workbook of sheets (rows of cells) beside two default ones; ``change`` may spoil it before saving."""

    def write(
        change: Callable[[openpyxl.Workbook], object] = id, *, name: str = "study.xlsx", **sheets: object
    ) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        rows = {kind: [line.split(",") for line in text.split()] for kind, text in DEFAULT_SHEETS.items()}
        for title, cells in {**rows, **sheets}.items():
            sheet = book.create_sheet(title)
            for row in cells or []:  # type: ignore[attr-defined]
                sheet.append(row)
        change(book)
        book.save(tmp_path / name)
        return tmp_path / name

    return write


@pytest.fixture
def problems_of(deriving: Deriving) -> Callable[[Path], list[str]]:
    """Check a study and return its problems as ``code place``."""

    def check(path: Path) -> list[str]:
        return [f"{problem.code} {problem.place}".strip() for problem in report_of(path, deriving).problems]

    return check


def report_of(path: Path, deriving: Deriving) -> CheckReport:
    return check_study(path, deriving=deriving)
