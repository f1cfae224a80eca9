"""Guards that Parquet, DuckDB and SQLite are read as the same study as CSV, and that nothing is lost or let out."""

from __future__ import annotations

import datetime as dt
import os
import random
import sqlite3
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typed_files import KINDS, converted, write

import sna
from sna.errors import DataError, Problem, TooLargeError
from sna.io import bundled_studies, check_study, read_study
from sna.io.loading import Loading
from sna.model import Deriving

IDS = ["A", "B", "C"]


def _problems(folder: Path, deriving: Deriving) -> list[Problem]:
    return list(check_study(folder, deriving=deriving).problems)


def _errors(folder: Path, deriving: Deriving) -> list[tuple[str, str]]:
    return [(p.code, p.place) for p in _problems(folder, deriving) if p.severity == "error"]


def _with(folder: Path, kind: str, **tables: pa.Table | None) -> Path:
    base = {
        "organisations": pa.table({"organisation": IDS, "name": ["Alpha", "Beta", "Gamma"]}),
        "trust": pa.table({"from": ["A", "B"], "to": ["B", "C"]}),
    }
    for name, table in {**base, **tables}.items():
        if table is not None:
            write(table, name, folder, kind)
    return folder


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", bundled_studies())
def test_every_kind_of_file_gives_the_same_measures(name: str, kind: str, tmp_path: Path) -> None:
    folder = bundled_studies()[name]
    wanted = sna.measure(sna.load(folder))
    study = sna.load(converted(folder, tmp_path / "study", kind))
    pd.testing.assert_frame_equal(sna.measure(study), wanted)
    shuffled = sna.load(converted(folder, tmp_path / "other", kind, seed=7))
    pd.testing.assert_frame_equal(sna.measure(shuffled), wanted)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_gives_the_same_problems(kind: str, tmp_path: Path) -> None:
    folder = bundled_studies()["centralised-surgery"]
    wanted = [(p.code, p.message.replace(".csv", "")) for p in sna.check(folder).problems]
    found = sna.check(converted(folder, tmp_path / "study", kind)).problems
    said = [(p.code, p.message.replace(".parquet", "").replace("[study.duckdb]", "")) for p in found]
    assert sorted(code for code, _ in said) == sorted(code for code, _ in wanted)


def test_typed_cells_become_plain_text(tmp_path: Path, deriving: Deriving) -> None:
    night = dt.datetime(2015, 1, 31)  # noqa: DTZ001 - typed columns often have no zone
    roles = pa.table(
        {
            "person": pa.array([1, 2, 3], pa.int16()),
            "organisation": pa.array(["A", "B", "C"]).dictionary_encode(),
            "start": pa.array([night, None, night], pa.timestamp("ns")),
            "end": pa.array([dt.date(2016, 2, 29), None, None], pa.date32()),
            "sessions": pa.array([Decimal("2.50"), Decimal("10.00"), None], pa.decimal128(8, 2)),
            "ratio": pa.array([0.1, 3.0, None], pa.float32()),
            "own": pa.array([True, False, None]),
            "clock": pa.array([dt.time(9, 30), dt.time(9, 30, 15), None], pa.time64("us")),
            "nothing": pa.nulls(3),
        }
    )
    frame = read_study(_with(tmp_path, "parquet", roles=roles), deriving=deriving).tables["roles"].frame
    assert frame.index.tolist() == [1, 2, 3]
    assert frame["person"].tolist() == ["1", "2", "3"]
    assert frame["start"].isna().tolist() == [False, True, False]
    assert set(frame["start"].dropna()) == {pd.Timestamp(night)}
    assert frame["end"].iloc[0] == pd.Timestamp("2016-02-29")
    assert frame["sessions"].tolist()[:2] == [2.5, 10.0]
    assert frame["ratio"].tolist() == ["0.1", "3", None]
    assert frame["own"].tolist() == ["yes", "no", None]
    assert frame["clock"].tolist() == ["09:30", "09:30:15", None]
    assert frame["nothing"].tolist() == [None, None, None]


@pytest.mark.parametrize("kind", KINDS)
def test_a_problem_names_its_row(kind: str, tmp_path: Path, deriving: Deriving) -> None:
    trust = pa.table({"from": ["A", "B", None, "A"], "to": ["B", "C", None, "X"]})
    found = _problems(_with(tmp_path, kind, trust=trust), deriving)
    where = {"parquet": "trust.parquet", "duckdb": "study.duckdb table trust", "sqlite": "study.sqlite table trust"}
    assert {(p.code, p.place) for p in found} >= {
        ("W207", f"{where[kind]} row 3"),
        ("E401", f"{where[kind]} row 4, column to"),
    }


@pytest.mark.parametrize("kind", KINDS)
def test_control_characters_and_endless_cells_are_refused(kind: str, tmp_path: Path, deriving: Deriving) -> None:
    names = pa.table({"organisation": IDS, "name": ["Al\x07pha", "b" * 131_073, "c" * 131_072]})
    codes = [(p.code, p.line) for p in _problems(_with(tmp_path, kind, organisations=names), deriving)]
    assert ("E118", 1) in codes
    assert ("E123", 2) in codes
    assert ("E123", 3) not in codes


@pytest.mark.parametrize("kind", KINDS)
def test_bytes_are_refused_by_name(kind: str, tmp_path: Path, deriving: Deriving) -> None:
    trust = pa.table({"from": ["A"], "to": ["B"], "scan": pa.array([b"\x00\x01"], pa.binary())})
    places = [place for code, place in _errors(_with(tmp_path, kind, trust=trust), deriving) if code == "E221"]
    assert len(places) == 1
    assert places[0].endswith("column scan")


@pytest.mark.parametrize(
    ("column", "words"),
    [
        (pa.array([["A"]]), "lists"),
        (pa.array([{"a": 1}]), "structures"),
        (pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int64())), "maps"),
        (pa.array([dt.timedelta(days=1)]), "spans of time"),
    ],
)
def test_nested_values_are_refused_by_name(column: pa.Array, words: str, tmp_path: Path, deriving: Deriving) -> None:
    trust = pa.table({"from": ["A"], "to": ["B"], "more": column})
    found = [p for p in _problems(_with(tmp_path, "parquet", trust=trust), deriving) if p.code == "E221"]
    assert [p.column for p in found] == ["more"]
    assert words in found[0].message


@pytest.mark.parametrize("ending", [".parquet", ".duckdb", ".sqlite", ".db"])
@pytest.mark.parametrize(
    "content", [b"hello, this is text", b"SQLite format 3\x00" + b"\xff" * 600, b"PAR1nothingPAR1"]
)
def test_a_damaged_file_is_said_in_plain_words(ending: str, content: bytes, tmp_path: Path, deriving: Deriving) -> None:
    _with(tmp_path, "parquet")
    (tmp_path / f"extra{ending}").write_bytes(content)
    assert _errors(tmp_path, deriving) == [("E109", f"extra{ending}")]


@pytest.mark.parametrize("kind", ["duckdb", "sqlite"])
def test_a_cut_database_is_damaged(kind: str, tmp_path: Path, deriving: Deriving) -> None:
    path = _with(tmp_path, kind) / f"study.{kind}"
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
    assert {code for code, _ in _errors(tmp_path, deriving)} <= {"E109", "E101", "E105"}
    assert "E109" in {code for code, _ in _errors(tmp_path, deriving)}


@pytest.mark.parametrize(("kind", "package"), [("parquet", "pyarrow.parquet"), ("duckdb", "duckdb")])
def test_a_missing_package_is_named(
    kind: str, package: str, tmp_path: Path, deriving: Deriving, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with(tmp_path, kind)
    monkeypatch.setitem(sys.modules, package, None)
    found = [p for p in _problems(tmp_path, deriving) if p.code == "E128"]
    assert found
    assert all("which is not installed" in p.message and p.file.endswith(f".{kind}") for p in found)
    assert all("pip install 'sna[large]'" in str(p) for p in found)


@pytest.mark.parametrize(("kind", "name"), [("duckdb", "a.db"), ("sqlite", "a.db"), ("sqlite", "b.sqlite3")])
def test_a_database_is_known_by_its_first_bytes(kind: str, name: str, tmp_path: Path, deriving: Deriving) -> None:
    _with(tmp_path, kind)
    (tmp_path / f"study.{kind}").rename(tmp_path / name)
    assert read_study(tmp_path / name, deriving=deriving).roster.ids == ("A", "B", "C")
    assert read_study(tmp_path, deriving=deriving).roster.ids == ("A", "B", "C")


@pytest.mark.parametrize("given", ["study.duckdb", "[study.duckdb]trust", "[study.duckdb]other"])
def test_toml_names_a_table_of_a_database(given: str, tmp_path: Path, deriving: Deriving) -> None:
    other = pa.table({"from": ["C"], "to": ["A"]})
    _with(tmp_path, "duckdb", other=other)
    (tmp_path / "study.toml").write_text(f'[tables]\ntrust = "{given}"\n', encoding="utf-8")
    study = read_study(tmp_path / "study.toml", deriving=deriving)
    assert len(study.tables["trust"]) == (1 if given.endswith("other") else 2)
    assert ("other" in study.tables) is not given.endswith("other")


def test_views_are_tables_and_sorted(tmp_path: Path, deriving: Deriving) -> None:
    _with(tmp_path, "duckdb")
    _with(tmp_path, "sqlite")
    query = 'CREATE VIEW trust2 AS SELECT "to" AS "from", "from" AS "to" FROM trust'
    with duckdb.connect(str(tmp_path / "study.duckdb")) as database:
        database.execute(query)
    other = sqlite3.connect(tmp_path / "study.sqlite")
    other.execute(query)
    other.commit()
    other.close()
    for name in ("study.duckdb", "study.sqlite"):
        frame = read_study(tmp_path / name, deriving=deriving).tables["trust2"].frame
        assert frame["from_organisation"].tolist() == ["B", "C"]


def test_a_database_reaches_nothing_outside_itself(tmp_path: Path, deriving: Deriving) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("from,to\nA,B\n", encoding="utf-8")
    _with(tmp_path, "duckdb")
    with duckdb.connect(str(tmp_path / "study.duckdb")) as database:
        database.execute(f"CREATE VIEW spy AS SELECT * FROM read_csv('{secret}')")  # noqa: S608
    assert _errors(tmp_path / "study.duckdb", deriving) == [("E109", "study.duckdb table spy")]
    assert str(tmp_path) not in str(_problems(tmp_path / "study.duckdb", deriving))


def test_nothing_is_written_beside_a_database(tmp_path: Path, deriving: Deriving) -> None:
    _with(tmp_path, "sqlite")
    database = sqlite3.connect(tmp_path / "study.sqlite")
    database.execute("PRAGMA journal_mode = WAL")
    database.close()
    _with(tmp_path, "duckdb")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    for name in ("study.sqlite", "study.duckdb"):
        read_study(tmp_path / name, deriving=deriving)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_changes_that_wait_beside_an_sqlite_database_are_read(tmp_path: Path, deriving: Deriving) -> None:
    _with(tmp_path, "sqlite")
    database = sqlite3.connect(tmp_path / "study.sqlite")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("INSERT INTO trust VALUES ('C', 'A')")
    database.commit()
    assert os.path.getsize(tmp_path / "study.sqlite-wal")  # noqa: PTH202
    assert len(read_study(tmp_path / "study.sqlite", deriving=deriving).tables["trust"]) == 3
    database.close()


def test_categories_that_no_row_has_do_not_count(tmp_path: Path, deriving: Deriving) -> None:
    kinds = pa.DictionaryArray.from_arrays(pa.array([2, 0, 2], pa.int8()), pa.array(["nhs", "bad\x07", "council"]))
    table = pa.table({"organisation": IDS, "sector": kinds})
    study = read_study(_with(tmp_path, "parquet", organisations=table), deriving=deriving)
    assert study.tables["organisations"].frame["sector"].tolist() == ["council", "nhs", "council"]


def test_batches_give_what_one_piece_gives(tmp_path: Path, deriving: Deriving, monkeypatch: pytest.MonkeyPatch) -> None:
    many = 1000
    ids = [f"O{n}" for n in range(40)]
    organisations = pa.table({"organisation": ids})
    roles = pa.table(
        {
            "person": [f"p{n % 77}" for n in range(many)],
            "organisation": [ids[n % 40] for n in range(many)],
            "sessions": [None if n % 3 else n / 4 for n in range(many)],
        }
    )
    _with(tmp_path, "parquet", organisations=organisations, roles=roles, trust=None)
    whole = read_study(tmp_path, deriving=deriving).tables["roles"].frame
    pq.write_table(roles, tmp_path / "roles.parquet", row_group_size=64)
    monkeypatch.setattr("sna.io.parquet_file._ROWS_AT_ONCE", 30)
    pd.testing.assert_frame_equal(read_study(tmp_path, deriving=deriving).tables["roles"].frame, whole)


@pytest.mark.parametrize("kind", KINDS)
def test_too_large_a_table_is_refused_before_it_is_read(kind: str, tmp_path: Path, deriving: Deriving) -> None:
    folder = _with(tmp_path, kind)
    with pytest.raises(TooLargeError) as raised:
        read_study(folder, deriving=deriving, loading=Loading(memory=100))
    assert raised.value.problems[0].code == "E901"
    assert "--memory" in str(raised.value)


def test_progress_ends_at_the_whole(tmp_path: Path, deriving: Deriving) -> None:
    told: list[tuple[str, float]] = []
    study: Callable[..., object] = read_study
    study(_with(tmp_path, "duckdb"), deriving=deriving, loading=Loading(progress=lambda *said: told.append(said)))
    assert ("[study.duckdb]trust", 1.0) in told


def test_the_same_rows_under_two_names_are_refused(tmp_path: Path, deriving: Deriving) -> None:
    again = pa.table({"from": ["A", "B"], "to": ["B", "C"]})
    with pytest.raises(DataError) as raised:
        read_study(_with(tmp_path, "duckdb", again=again), deriving=deriving)
    assert "E126" in {p.code for p in raised.value.problems}


@pytest.mark.parametrize("kind", KINDS)
def test_a_mutated_file_ends_in_a_code(kind: str, tmp_path: Path, deriving: Deriving) -> None:
    """Bytes changed, cut out and put in at random: the file is read, or refused with a code, and nothing else."""
    clock = pa.array([dt.datetime(2015, 1, day) for day in range(1, 31)], pa.timestamp("us"))  # noqa: DTZ001
    roles = pa.table(
        {
            "person": [f"p{n % 7}" for n in range(30)],
            "organisation": pa.array(IDS * 10).dictionary_encode(),
            "start": clock,
            "sessions": pa.array([n / 4 for n in range(30)]),
        }
    )
    _with(tmp_path, kind, roles=roles)
    path = tmp_path / ("roles.parquet" if kind == "parquet" else f"study.{kind}")
    whole, chance = path.read_bytes(), random.Random(kind)  # noqa: S311
    for _ in range(40):
        content = bytearray(whole)
        for _ in range(chance.choice([1, 3, 30])):
            at = chance.randrange(len(content))
            if chance.random() < 0.7:
                content[at] = chance.randrange(256)
            else:
                content[at : at + chance.randrange(50)] = bytes(
                    chance.randrange(256) for _ in range(chance.randrange(9))
                )
        path.write_bytes(content)
        check_study(tmp_path, deriving=deriving)
