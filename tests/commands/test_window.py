"""`--window`: the rolling window of one run, in place of study.toml's."""

import csv
import io

import pytest


@pytest.fixture
def monthly(tmp_path):
    folder = tmp_path / "monthly"
    folder.mkdir()
    (folder / "organisations.csv").write_text("organisation\nA\nB\nC\n")
    days = [f"{2020 + k // 12}-{k % 12 + 1:02}-10" for k in range(18)]
    ties = "".join(f"A,{'BC'[k % 2]},1,{day}\n" for k, day in enumerate(days))
    (folder / "trust.csv").write_text("from,to,weight,date\n" + ties)
    (folder / "study.toml").write_text(
        '[study]\nsnapshots = "month"\ncut_off = 2021-06-30\n[layer.trust]\nduplicates = "sum"\n'
    )
    return folder


def test_measure_and_compare_take_a_window(sna, monthly):
    plain = sna("measure", monthly, "density", "--format", "csv", "--quiet")
    wide = sna("measure", monthly, "density", "--format", "csv", "--quiet", "--window", 12)
    found = [[row["value"] for row in csv.DictReader(io.StringIO(ran.out))] for ran in (plain, wide)]
    # One of six possible ties a month; over a year always both.
    assert [len(values) for values in found] == [18, 7]
    assert {round(float(value), 6) for value in found[0]} == {0.166667}
    assert {round(float(value), 6) for value in found[1]} == {0.333333}
    compared = sna("compare", monthly, "--window", 12, "--format", "csv", "--quiet")
    rows = [row for row in csv.DictReader(io.StringIO(compared.out)) if row["quantity"] == "jaccard"]
    assert [row["value"] for row in rows] == ["1"] * 6


def test_a_lens_takes_a_window(sna, monthly):
    ran = sna("lens", monthly, "charts", "--window", 12, "--format", "csv")
    assert ran.code == 0
    assert "1 warning" in ran.err
    assert "2020-12" in ran.out
    assert "2020-11" not in ran.out


def test_a_window_that_cannot_be_is_one_plain_problem(sna, monthly):
    (monthly / "study.toml").write_text("[study]\n")
    ran = sna("compare", monthly, "--window", 12)
    assert ran.code == 2
    assert "'monthly' has none" in ran.err
    assert ran.err.startswith("1 problem:")
    assert len(ran.err.splitlines()) == 2
    assert "Traceback" not in ran.err
    refused = sna("compare", monthly, "--window", 0)
    assert refused.code == 2
    assert "Found: '0'" in refused.err


@pytest.mark.parametrize("written", ["abc", "0", "-3", "1.5", "12 months", "", "1" * 5000])
def test_what_is_no_window_is_said_with_what_to_write(sna, monthly, written):
    refused = sna("measure", monthly, "density", f"--window={written}")
    assert (refused.code, refused.out) == (2, "")
    for said in ("A window is how many months", f"Found: '{written[:20]}", "Write --window 12"):
        assert said in refused.err
