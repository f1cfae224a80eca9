"""The order of rows changes nothing that a lens finds."""

from __future__ import annotations

import random
from pathlib import Path

import pandas as pd
import pytest

import sna
from sna.io import bundled_studies
from sna.lenses import see

CASES = [
    ("partnerships-255", ("partnerships", "factors")),
    ("centralised-surgery", ("cases", "decisions")),
]


@pytest.mark.parametrize(("name", "lenses"), CASES)
def test_rows_in_another_order_give_the_same_findings(tmp_path: Path, name: str, lenses: tuple[str, ...]) -> None:
    for file in bundled_studies()[name].iterdir():
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        if file.suffix == ".csv":
            rest = lines[1:]
            random.Random(5).shuffle(rest)  # noqa: S311 - not for secrets
            lines = [lines[0], *rest]
        (tmp_path / file.name).write_text("".join(lines), encoding="utf-8")
    one, other = (see(sna.load(study), lenses, permutations=199) for study in (name, tmp_path))
    for lens in lenses:
        pd.testing.assert_frame_equal(one[lens].table, other[lens].table)
