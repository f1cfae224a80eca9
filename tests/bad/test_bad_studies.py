"""Guards what every bad input gets, with its codes, files and lines: every folder beside this file is one case."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sna.errors import DataError, Problem
from sna.io import check_study, read_study
from sna.model import Deriving

CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/expected.json"))


def _refuse(*_: object) -> None:
    raise AssertionError("reading derives nothing")


DERIVING = Deriving(_refuse, _refuse)  # type: ignore[arg-type]


def _places(problems: tuple[Problem, ...]) -> list[tuple[str, str, int]]:
    return sorted((problem.code, problem.file, problem.line or 0) for problem in problems)


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_case_reports_exactly_its_problems(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    wanted = sorted((problem["code"], problem["file"], problem["line"] or 0) for problem in expected)
    assert _places(check_study(folder, deriving=DERIVING).problems) == wanted
    if any(code.startswith("E") for code, _, _ in wanted):
        with pytest.raises(DataError) as raised:
            read_study(folder, deriving=DERIVING)
        assert _places(raised.value.problems) == wanted
    else:
        assert _places(read_study(folder, deriving=DERIVING).problems) == wanted


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_case_says_what_to_do(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    problems = check_study(folder, deriving=DERIVING).problems
    for wanted in expected:
        said = [
            str(p) for p in problems if (p.code, p.file, p.line) == (wanted["code"], wanted["file"], wanted["line"])
        ]
        assert any(wanted.get("says", "") in text for text in said), (wanted, said)


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_messages_are_one_short_paragraph(folder: Path) -> None:
    for problem in check_study(folder, deriving=DERIVING).problems:
        assert "\n" not in str(problem)
        assert len(str(problem)) < 500
        assert str(folder) not in str(problem)


def test_there_are_cases() -> None:
    assert len(CASES) > 105
