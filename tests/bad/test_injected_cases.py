"""Guards that every fault is found in a study of full size too, at its place, and that nothing else is said for it."""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path

import pytest
from injecting import STUDIES, USUAL, injected

from sna.codes import CODES
from sna.errors import Problem
from sna.io import check_study
from sna.model import Deriving

CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/expected.json"))
WANTED = {case: json.loads((case / "inject.json").read_text(encoding="utf-8")) for case in CASES}
INJECTED = [case for case in CASES if "not_injected" not in WANTED[case]]


def _refuse(*_: object) -> None:
    raise AssertionError("reading derives nothing")


def _problems(folder: Path) -> tuple[Problem, ...]:
    return check_study(folder, deriving=Deriving(_refuse, _refuse)).problems  # type: ignore[arg-type]


def _places(problems: tuple[Problem, ...]) -> set[tuple[str, str, int]]:
    return {(problem.code, problem.file, problem.line or 0) for problem in problems}


@functools.cache
def _anyway(study: str) -> set[tuple[str, str, int]]:
    return _places(_problems(STUDIES / study))


@pytest.mark.parametrize("case", INJECTED, ids=lambda case: case.name)
def test_fault_is_found_in_a_bundled_study_and_nothing_else(case: Path, tmp_path: Path) -> None:
    wanted = WANTED[case]
    anyway = _anyway(wanted.get("study", USUAL))
    found, also = (
        {(problem["code"], problem["file"], problem["line"] or 0) for problem in wanted.get(key, [])}
        for key in ("found", "also")
    )
    problems = _problems(injected(case, wanted, tmp_path / "study"))
    assert not found & anyway, "the study has this problem without the fault"
    assert _places(problems) - anyway == found | also
    assert all(len(str(problem)) < 500 and str(tmp_path) not in str(problem) for problem in problems)


@pytest.mark.parametrize("case", INJECTED, ids=lambda case: case.name)
def test_injected_code_is_one_the_case_is_about(case: Path) -> None:
    expected = {problem["code"] for problem in json.loads((case / "expected.json").read_text(encoding="utf-8"))}
    found = {problem["code"] for problem in WANTED[case]["found"]}
    assert found <= expected
    assert found or not any(code.startswith("E") for code in expected)


def test_few_cases_cannot_be_injected_and_each_says_why() -> None:
    assert {
        case.name: len(WANTED[case]["not_injected"]) > 15 for case in CASES if case not in INJECTED
    } == dict.fromkeys(
        (
            "a05-nothing-to-make-ties-of",
            "e10-cut-off-of-no-consequence",
            "f03-snapshots-without-dates",
            "good-study",
            "good-survey",
        ),
        True,
    )


def test_the_page_of_bad_input_has_every_case_and_no_code_that_is_none() -> None:
    page = (STUDIES.parent / "docs" / "bad-input.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\b[EW]\d{3}\b", page)) <= set(CODES)
    named = set()
    for row in re.findall(r"^\| ([a-h]\d\d.*?) \|", page, re.MULTILINE):
        for part in row.split(", "):
            first, _, last = part.partition("–")
            named |= {f"{first[0]}{number:02}" for number in range(int(first[1:]), int((last or first)[1:]) + 1)}
    assert {case.name[:3] for case in CASES if case.name[1:3].isdecimal()} <= named
