"""Every catalogued bad study, at the command line: errors exit 3, data of persons 4, and write nothing."""

import json
from pathlib import Path

import pytest

BAD = Path(__file__).parents[1] / "bad"
CASES = sorted(path.parent for path in BAD.glob("*/expected.json"))


def codes(folder):
    return {problem["code"] for problem in json.loads((folder / "expected.json").read_text(encoding="utf-8"))}


def is_wrong(folder):
    return any(code.startswith("E") for code in codes(folder))


@pytest.mark.parametrize("folder", [case for case in CASES if is_wrong(case)], ids=lambda folder: folder.name)
def test_an_error_exits_with_its_code_and_writes_nothing(sna, tmp_path, folder):
    ran = sna("report", folder, "--out", tmp_path / "report")
    assert ran.code == (4 if any(code.startswith("E80") for code in codes(folder)) else 3)
    assert ran.out == ""
    assert "Traceback" not in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("folder", [case for case in CASES if not is_wrong(case)], ids=lambda folder: folder.name)
def test_a_warning_runs(sna, folder):
    ran = sna("measure", folder, "density", "--quiet", "--format", "csv")
    assert ran.code == 0, ran.err
    assert ran.out.startswith("snapshot,layer,organisation,group,metric,value,note")
