"""Guards that no damage to a study's bytes ends in anything but a study or documented problems."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from sna.codes import CODES
from sna.io import check_study
from sna.model import Deriving

CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/expected.json"))
PIECES = b'",\n\r;=[]\x00\xff019-. \t{}'


def _refuse(*_: object) -> None:
    raise AssertionError("reading derives nothing")


def _damaged(data: bytes, random: np.random.Generator) -> bytes:
    at = int(random.integers(len(data) + 1))
    piece = PIECES[random.integers(len(PIECES))]
    match random.integers(4):
        case 0:
            return data[:at] + bytes([piece]) + data[at + 1 :]
        case 1:
            return data[:at] + bytes([piece]) + data[at:]
        case 2:
            return data[:at] + data[at + int(random.integers(1, 20)) :]
        case _:
            return data[:at] + data[max(0, at - 30) :]


@pytest.mark.parametrize("seed", range(8))
def test_damage_is_reported_and_never_a_crash(tmp_path: Path, seed: int) -> None:
    random = np.random.Generator(np.random.PCG64(seed))
    for nth in range(25):
        folder = tmp_path / str(nth)
        shutil.copytree(CASES[random.integers(len(CASES))], folder)
        files = [path for path in sorted(folder.iterdir()) if path.suffix in {".csv", ".toml"}]
        for _ in range(4):
            path = files[random.integers(len(files))]
            path.write_bytes(_damaged(path.read_bytes(), random))
        report = check_study(folder, deriving=Deriving(_refuse, _refuse))  # type: ignore[arg-type]
        wrong = [problem for problem in report.problems if problem.severity == "error"]
        assert (report.study is None) == bool(wrong)
        assert {problem.code for problem in report.problems} <= set(CODES)
