"""Rolling windows: each ends with its snapshot and reaches so many months back; none before the first month of data."""

from __future__ import annotations

import datetime as dt

import pytest

from sna.errors import DataError, UsageError
from sna.io import Loading, read_study

LINKS = "from,to,weight,date\n" + "".join(f"A,B,1,{2020 + k // 12}-{k % 12 + 1:02}-10\n" for k in range(18))
STUDY = '[study]\nsnapshots = "{every}"\ncut_off = 2021-06-30\n{more}\n[layer.trust]\nduplicates = "sum"\n'


def read(study_of, every, more):
    return study_of(toml=STUDY.format(every=every, more=more), trust=LINKS)


def test_a_window_of_twelve_months_ends_with_every_month(study_of):
    study = read(study_of, "month", "window = 12")
    assert study.snapshots.names == tuple(["2020-12"] + [f"2021-{k:02}" for k in range(1, 7)])
    first, last = study.snapshots.ordered[0], study.snapshots.ordered[-1]
    assert (first.start, first.end) == (dt.date(2020, 1, 1), dt.date(2020, 12, 31))
    assert (last.start, last.end) == (dt.date(2020, 7, 1), dt.date(2021, 6, 30))
    (said,) = [problem for problem in study.problems if problem.code == "W522"]
    assert "window of 12 months" in said.message


def test_a_window_of_one_period_is_the_period(study_of):
    plain, same = read(study_of, "quarter", ""), read(study_of, "quarter", "window = 3")
    assert plain.snapshots == same.snapshots
    assert not [problem for problem in same.problems if problem.code == "W522"]


@pytest.mark.parametrize(
    ("every", "more", "said"),
    [
        ("quarter", "window = 2", "at least as long as a snapshot"),
        ("month", "window = 19", "no window of 19 months"),
        ("month", "window = 0", "at least as long as a snapshot"),
    ],
)
def test_windows_that_cannot_be(study_of, every, more, said):
    with pytest.raises(DataError) as caught:
        read(study_of, every, more)
    assert any(said in problem.message and problem.code == "E603" for problem in caught.value.problems)


def test_a_window_without_a_calendar_is_refused(study_of):
    with pytest.raises(DataError) as caught:
        study_of(toml="[study]\nwindow = 12\n", trust=LINKS)
    assert "there is none" in caught.value.problems[0].message


def test_a_window_that_is_asked_for_stands_in_place_of_the_one_in_the_file(tmp_path, deriving):
    folder = written(tmp_path, STUDY.format(every="month", more="window = 12"))
    asked = read_study(folder, deriving=deriving, loading=Loading(window=6))
    (folder / "study.toml").write_text(STUDY.format(every="month", more="window = 6"))
    said = read_study(folder, deriving=deriving)
    assert asked.snapshots == said.snapshots
    assert len(asked.snapshots) == 13
    (warned,) = [problem for problem in asked.problems if problem.code == "W522"]
    assert (warned.value, warned.file, warned.line) == ("--window 6", "", None)
    alone = read_study(folder, deriving=deriving, loading=Loading(window=1))
    assert len(alone.snapshots) == 18
    assert not [problem for problem in alone.problems if problem.code == "W522"]


@pytest.mark.parametrize(
    ("toml", "months", "said"),
    [
        (STUDY.format(every="quarter", more=""), 2, "at least as long as a snapshot"),
        (STUDY.format(every="month", more="window = 12"), 19, "no window of 19 months"),
        ("[study]\n", 12, "'s' has none"),
        ('[[snapshot]]\nname = "all"\nfrom = 2020-01-01\nto = 2021-06-30\n', 12, "'s' has none"),
    ],
)
def test_a_window_that_is_asked_for_and_cannot_be_is_no_fault_of_the_file(tmp_path, deriving, toml, months, said):
    folder = written(tmp_path, toml)
    with pytest.raises(UsageError) as caught:
        read_study(folder, deriving=deriving, loading=Loading(window=months))
    (problem,) = caught.value.problems
    assert said in problem.message
    assert problem.value == f"--window {months}"
    assert "leave --window out" in problem.hint
    assert not problem.file


def written(tmp_path, toml):
    folder = tmp_path / "s"
    folder.mkdir()
    (folder / "organisations.csv").write_text("organisation\nA\nB\n")
    (folder / "trust.csv").write_text(LINKS)
    (folder / "study.toml").write_text(toml)
    return folder
