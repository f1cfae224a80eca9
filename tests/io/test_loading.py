"""Guards that a table too large for memory is refused before it is read, and that reading says how far it is."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sna.errors import TooLargeError
from sna.io import Loading, check_study, read_study
from sna.io.loading import bytes_of
from sna.io.text import read_rows
from sna.io.text_table import Reading
from sna.model import Deriving

ORGANISATIONS = "organisation\n" + "".join(f"O{n}\n" for n in range(50))


def _ties(folder: Path, rows: int) -> Path:
    ties = "".join(f"O{n % 50},O{(n + 1 + n // 50) % 50},2019-01-01,{n}\n" for n in range(rows))
    (folder / "organisations.csv").write_text(ORGANISATIONS, encoding="utf-8")
    (folder / "ties.csv").write_text(f"from,to,date,pathway\n{ties}", encoding="utf-8")
    return folder


@pytest.mark.parametrize("reading", [read_study, check_study])
def test_a_file_beyond_the_budget_is_refused(reading: object, tmp_path: Path, deriving: Deriving) -> None:
    folder = _ties(tmp_path, 1000)
    size = (folder / "ties.csv").stat().st_size
    assert callable(reading)
    with pytest.raises(TooLargeError) as raised:
        reading(folder, deriving=deriving, loading=Loading(memory=2 * size))
    assert [p.file for p in raised.value.problems] == ["ties.csv"]
    allowed = str(raised.value).partition("--memory ")[2].partition(",")[0]
    study = read_study(folder, deriving=deriving, loading=Loading(memory=bytes_of(allowed) or 1))
    assert len(study.tables["ties"]) == 1000


def test_progress_rises_to_the_whole(tmp_path: Path, deriving: Deriving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sna.io.text._PIECE", 500)
    told: list[tuple[str, float]] = []
    read_study(_ties(tmp_path, 1000), deriving=deriving, loading=Loading(progress=lambda *at: told.append(at)))
    shares = [share for table, share in told if table == "ties.csv"]
    assert shares == sorted(shares)
    assert len(shares) > 10
    assert shares[-1] == 1.0


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("piece", [1, 7, 64, 10_000])
def test_pieces_change_neither_cells_nor_lines(
    end: str, piece: int, tmp_path: Path, deriving: Deriving, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = ["organisation,name", 'A,"Alpha', 'North"', "", 'B,"x,""y"""', "C,\u2028Gamma"]
    (tmp_path / "organisations.csv").write_text(end.join(rows), encoding="utf-8", newline="")
    (tmp_path / "ties.csv").write_text("from,to\nA,B\n", encoding="utf-8")
    monkeypatch.setattr("sna.io.text._PIECE", piece)
    frame = read_study(tmp_path, deriving=deriving).tables["organisations"].frame
    assert frame.index.tolist() == [2, 5, 6]
    assert frame["name"].tolist() == [f"Alpha{end}North", 'x,"y"', "Gamma"]


@pytest.mark.parametrize(("written", "size"), [("8GB", 2**33), ("1.5 gib", 3 * 2**29), ("200k", 204_800), ("7", 7)])
def test_sizes_are_read(written: str, size: int) -> None:
    assert bytes_of(written) == size


@pytest.mark.parametrize("written", ["", "much", "-1GB", "nan", "inf", "1XB", "1e400"])
def test_what_is_no_size_is_none(written: str) -> None:
    assert bytes_of(written) is None


CELLS = st.sampled_from(
    ["", " ", "a", "b c", '"q"', '"x,y"', '"two\nlines"', '"three\r\nmore\rlines"', '"\n"', '"a""b"']
)


@settings(max_examples=200, deadline=None)
@given(
    rows=st.lists(st.lists(CELLS, max_size=3), max_size=12),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    at_once=st.sampled_from([1, 2, 5, 512]),
)
def test_every_row_keeps_the_line_in_which_it_starts(rows: list[list[str]], end: str, at_once: int) -> None:
    text = end.join(["one,two", *(",".join(row) for row in rows)]) + end
    wanted, line = [], 1
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    for row in reader:
        if len(row) == 2 and "".join(row).strip():
            wanted.append((line, row))
        line = reader.line_num + 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sna.io.text._ROWS_AT_ONCE", at_once)
        table = read_rows(text, "a.csv", Reading(), [])
    assert table is not None
    cells = [[column.values[code] for code in column.codes] for column in table.columns]
    found = list(zip(table.lines.tolist(), map(list, zip(*cells, strict=True)), strict=True))
    assert found == wanted[1:]
