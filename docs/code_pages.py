"""One page for every code: what it means, why it comes about, what it looks like, what to do."""

from __future__ import annotations

from functools import cache
from itertools import islice
from pathlib import Path

from sna.codes import CODES
from sna.errors import Problem
from sna.explained import explanations
from sna.io import check_study
from sna.model import Deriving

CASES = Path(__file__).parents[1] / "tests" / "bad"
_FEW_LINES = 4


@cache
def examples() -> dict[str, tuple[Path, Problem]]:
    """Return code → the first study of the tests that has it, and the problem it is told there."""

    def nothing(*_: object) -> None:
        raise AssertionError

    found: dict[str, tuple[Path, Problem]] = {}
    for case in sorted(path.parent for path in CASES.glob("*/expected.json")):
        for problem in check_study(case, deriving=Deriving(nothing, nothing)).problems:  # type: ignore[arg-type]
            known = found.get(problem.code)
            # A row of a text file shows more than the name of a workbook.
            if known is None or (_is_text(problem) and not _is_text(known[1])):
                found[problem.code] = (case, problem)
    return found


def _is_text(problem: Problem) -> bool:
    return not problem.file.endswith((".xlsx", ".parquet", ".duckdb", ".sqlite"))


def code_page(code: str) -> str:
    """Return the page of one code."""
    known = explanations().get(code)
    lines = [f"# {code}", "", f"{CODES[code][0].upper()}{CODES[code][1:]}.", ""]
    kind = "The run stops." if code.startswith("E") else "The run goes on."
    lines += [kind, ""]
    if known:
        lines += ["## Why it comes about", "", known.cause, ""]
    if code in examples():
        case, problem = examples()[code]
        lines += ["## What it looks like", "", *_excerpt(case, problem), "```text", str(problem), "```", ""]
    if known:
        lines += ["## What to do", "", known.fix, ""]
    return "\n".join([*lines, "[All codes](../errors.md)", ""])


def _excerpt(case: Path, problem: Problem) -> list[str]:
    """Return the header and the line that is meant, where the file is short text."""
    path = case / problem.file
    if problem.line is None or not path.is_file():
        return []
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return []
    if not all(char.isprintable() or char in "\n\t\r" for char in text):
        return []
    shown = list(islice(enumerate(text.splitlines(), 1), max(_FEW_LINES, problem.line)))
    if len(shown) > 2 * _FEW_LINES:
        shown = [shown[0], *shown[-_FEW_LINES:]]
    return [f"`{problem.file}`:", "", "```text", *(f"{line}  {row}".rstrip() for line, row in shown), "```", ""]
