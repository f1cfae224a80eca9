"""Measuring in several processes gives the same bytes, and is left alone where it does not pay."""

from __future__ import annotations

import pytest

import sna
import sna.change
from sna.metrics import in_processes, measure, measuring

MONTHS = 14


@pytest.fixture
def monthly(tmp_path):
    lines = ["from,to,cases,date"]
    for month in range(MONTHS):
        for k in range(6):
            day = f"{2020 + month // 12}-{month % 12 + 1:02}-{k + 1:02}"
            lines.append(f"O{(k * 3 + month) % 7},O{(k * 5 + 2 * month + 1) % 7},{k + 1},{day}")
    rows = [line for line in lines if line.split(",")[0] != line.split(",")[1]]
    (tmp_path / "links.csv").write_text("\n".join(rows) + "\n")
    listed = "\n".join(f"O{k},{'local' if k > 2 else 'specialist'}" for k in range(7))
    (tmp_path / "organisations.csv").write_text(f"organisation,centre\n{listed}\n")
    (tmp_path / "study.toml").write_text(
        '[study]\nsnapshots = "month"\ncut_off = 2021-02-28\n[layer.links]\nduplicates = "sum"\n'
    )
    return sna.load(tmp_path)


def test_one_and_two_processes_give_the_same_bytes(monthly, monkeypatch):
    alone = measure(monthly.narrowed())
    monkeypatch.setattr(in_processes, "ENOUGH", 0)
    study = monthly.narrowed()
    shared = measure(study, processes=2)
    assert shared.table.to_csv(index=False) == alone.table.to_csv(index=False)
    assert shared.table.dtypes.equals(alone.table.dtypes)
    assert list(shared.metrics) == list(alone.metrics)
    # The networks came back with the scores.
    assert len(study._derived) == MONTHS


def test_comparing_measures_in_processes_too_and_gives_the_same_bytes(monthly, monkeypatch):
    alone = sna.change.compare(monthly.narrowed())
    monkeypatch.setattr(in_processes, "ENOUGH", 0)
    used = []
    in_parts = measuring.measure_in_parts
    monkeypatch.setattr(
        measuring, "measure_in_parts", lambda *args, **named: (used.append(named), in_parts(*args, **named))[1]
    )
    shared = sna.change.compare(monthly.narrowed(), processes=2)
    assert used == [{"processes": 2}]
    assert shared.table.to_csv(index=False) == alone.table.to_csv(index=False)
    assert shared.table.dtypes.equals(alone.table.dtypes)


def test_small_studies_start_no_process(monthly, monkeypatch):
    def never(*_: object, **__: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(measuring, "measure_in_parts", never)
    assert len(measure(monthly, processes=2).table)
    assert not in_processes.pays(monthly, MONTHS, 1)


def test_where_no_process_can_be_started_one_measures(monthly, monkeypatch):
    monkeypatch.setattr(in_processes, "ENOUGH", 0)
    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", refused)
    assert measure(monthly.narrowed(), processes=2).table.equals(measure(monthly.narrowed()).table)


def refused(*_: object) -> None:
    raise OSError("no semaphores here")


@pytest.mark.parametrize(("count", "parts"), [(1, 8), (12, 8), (112, 8)])
def test_parts_are_all_snapshots_in_order(count, parts):
    names = [str(k) for k in range(count)]
    found = in_processes._parts(names, parts)
    assert [name for part in found for name in part] == names
    assert max(map(len, found)) - min(map(len, found)) <= 1
