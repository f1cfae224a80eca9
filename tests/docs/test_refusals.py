"""Guards the page of refusals: its words are in the code it names, and its tests exist."""

import re
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (TOP / "docs" / "refusals.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and "`sna/" in line
]


def without_breaks(source: str) -> str:
    """Return source with texts that go over several lines joined."""
    return re.sub(r'"\s*\n\s*f?"', "", source)


@pytest.mark.parametrize("row", ROWS, ids=[row[2] or row[1] for row in ROWS])
def test_words_and_tests_are_where_the_page_says(row: list[str]) -> None:
    _, _, words, code, test = row
    source = without_breaks((TOP / code.strip("`")).read_text(encoding="utf-8"))
    assert words.strip("`") in source
    path, _, name = test.strip("` |").partition("::")
    assert f"def {name}(" in (TOP / path).read_text(encoding="utf-8")


def test_the_page_has_both_kinds() -> None:
    assert len(ROWS) > 30
