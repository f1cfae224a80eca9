"""Guards that matrices and lists of partners give the ties that a list of ties gives, cell by cell, and say so."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import sna
from sna.errors import DataError, Problem
from sna.io import check_study
from sna.model import Deriving, Network, Study

Reads = Callable[..., Study]
ORGANISATIONS = "organisation\nA\nB\nC\nD\n"
ASYMMETRIC = "who,A,B,C,D\nA,0,3,0,\nB,1,0,0,2.5\nC,0,0,0,0\nD,0,2,0,0\n"
SYMMETRIC = "who,A,B,C,D\nA,0,3,0,1\nB,3.0,0,,2\nC,0,,0,0\nD,1,2,0,0\n"
UNDIRECTED = '[layer.trust]\nfrom = "trust.csv"\ndirected = false\n'


def _study(folder: Path, toml: str = "", **tables: str) -> Study:
    for name, text in {"organisations": ORGANISATIONS, **tables}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    if toml:
        (folder / "study.toml").write_text(toml, encoding="utf-8")
    return sna.load(folder)


def _problems(folder: Path, deriving: Deriving, toml: str = "", **tables: str) -> list[Problem]:
    with pytest.raises(DataError):
        _study(folder, toml, **tables)
    return [p for p in check_study(folder, deriving=deriving).problems if p.severity == "error"]


def _ties(network: Network) -> dict[tuple[str, str], float]:
    ids, ties = network.roster.ids, network.ties
    triples = zip(ties.sender.tolist(), ties.receiver.tolist(), ties.weight.tolist(), strict=True)
    return {(ids[a], ids[b]): weight for a, b, weight in triples}


def test_rows_of_a_matrix_send_and_columns_receive(tmp_path: Path) -> None:
    study = _study(tmp_path, trust=ASYMMETRIC)
    network = study.network("trust")
    assert network.layer.directed
    assert _ties(network) == {("A", "B"): 3, ("B", "A"): 1, ("B", "D"): 2.5, ("D", "B"): 2}
    assert network.unobserved == {(0, 3)}
    assert [p.code for p in study.problems] == ["W218", "W315"]
    [said] = [p for p in study.problems if p.code == "W218"]
    assert "4 ties, 7 zeros (asked, no tie), 1 blank (not observed)" in said.message


def test_a_symmetric_matrix_has_no_direction(tmp_path: Path) -> None:
    network = _study(tmp_path, trust=SYMMETRIC).network("trust")
    assert not network.layer.directed
    assert _ties(network) == {("A", "B"): 3, ("A", "D"): 1, ("B", "D"): 2}
    assert network.unobserved == {(1, 2)}


def test_a_matrix_is_the_list_of_its_cells(tmp_path: Path) -> None:
    rows = [line.split(",") for line in ASYMMETRIC.splitlines()]
    pairs = [(row[0], to, cell) for row in rows[1:] for to, cell in zip(rows[0][1:], row[1:], strict=True)]
    text = "from,to,weight\n" + "".join(f"{a},{b},{cell}\n" for a, b, cell in pairs if a != b)
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    one, two = _study(tmp_path / "one", trust=ASYMMETRIC), _study(tmp_path / "two", trust=text)
    assert one.network("trust") == two.network("trust")


@pytest.mark.parametrize("order", [order for order in itertools.permutations(range(4)) if order[0] > 1])
def test_rows_may_stand_in_any_order(order: tuple[int, ...], tmp_path: Path) -> None:
    for name, text in (("one", ASYMMETRIC), ("two", SYMMETRIC)):
        (tmp_path / name).mkdir()
        head, *rows = text.splitlines()
        wanted = _study(tmp_path / name, trust=text).network("trust")
        shuffled = "\n".join([head, *(rows[at] for at in order)]) + "\n"
        assert _study(tmp_path / name, trust=shuffled).network("trust") == wanted


def test_a_declared_matrix_is_not_remarked_on(tmp_path: Path) -> None:
    study = _study(tmp_path, UNDIRECTED, trust=SYMMETRIC)
    assert [p.code for p in study.problems] == ["W315"]
    assert not study.network("trust").layer.directed


def test_half_a_matrix_stands_for_both(tmp_path: Path) -> None:
    half = "who,A,B,C,D\nA,,3,0,1\nB,,,,2\nC,,,,0\nD,,,,\n"
    network = _study(tmp_path, UNDIRECTED, trust=half).network("trust")
    assert _ties(network) == {("A", "B"): 3, ("A", "D"): 1, ("B", "D"): 2}
    assert network.unobserved == {(1, 2)}
    (tmp_path / "study.toml").unlink()
    assert "One half is blank" in next(p.hint for p in sna.load(tmp_path).problems if p.code == "W218")


def test_an_asymmetric_matrix_without_direction_names_its_first_cell(tmp_path: Path, deriving: Deriving) -> None:
    [problem] = _problems(tmp_path, deriving, UNDIRECTED, trust=ASYMMETRIC)
    assert (problem.code, problem.place) == ("E218", "trust.csv line 2, column B")
    assert problem.value == "3 and 1"


def test_ties_with_itself_are_counted(tmp_path: Path) -> None:
    study = _study(tmp_path, trust=ASYMMETRIC.replace("B,1,0,", "B,1,7,").replace("C,0,0,0,", "C,0,0,-,"))
    [said] = [p for p in study.problems if p.code == "W403"]
    assert (said.line, said.value) == (3, "B")
    assert ("B", "B") not in _ties(study.network("trust"))


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        (ASYMMETRIC.replace("C,0,0,0,0\n", ""), "line 1, column C", "a column in the matrix, and no row"),
        (ASYMMETRIC.replace("\nC,", "\nX,"), "line 4, column who", "a row in the matrix, and no column"),
        (ASYMMETRIC.replace("\nC,", "\nB,"), "line 4, column who", "two rows"),
        (ASYMMETRIC.replace("\nC,", "\n,"), "line 4, column who", "no label"),
        (ASYMMETRIC.replace("who,A,B,C", "who,A,B,B"), "line 4, column who", "no column"),
    ],
)
def test_labels_that_do_not_match_are_named(
    text: str, place: str, says: str, tmp_path: Path, deriving: Deriving
) -> None:
    problems = [p for p in _problems(tmp_path, deriving, trust=text) if p.code == "E218"]
    assert [p.place for p in problems] == [f"trust.csv {place}"]
    assert says in problems[0].message


def test_a_bad_cell_is_placed_under_its_own_heading(tmp_path: Path, deriving: Deriving) -> None:
    problems = _problems(tmp_path, deriving, trust=ASYMMETRIC.replace("2.5", "many"))
    assert [(p.code, p.place) for p in problems] == [("E319", "trust.csv line 3, column D")]


def test_an_unknown_organisation_is_placed(tmp_path: Path, deriving: Deriving) -> None:
    problems = _problems(tmp_path, deriving, trust=ASYMMETRIC.replace("D", "E"))
    assert {(p.code, p.place) for p in problems} == {
        ("E401", "trust.csv line 2, column E"),
        ("E401", "trust.csv line 5, column who"),
    }


def test_a_row_too_short_is_said_and_nothing_else(tmp_path: Path, deriving: Deriving) -> None:
    problems = _problems(tmp_path, deriving, trust=ASYMMETRIC.replace("C,0,0,0,0", "C,0,0,0"))
    assert [(p.code, p.line) for p in problems if p.file] == [("E206", 4)]


def test_a_table_about_something_else_is_no_matrix(tmp_path: Path) -> None:
    study = _study(tmp_path, beds="ward,2019,2020\nRed,3,4\nBlue,5,6\n", trust="from,to\nA,B\n")
    assert list(study.layers) == ["trust"]
    assert [p.code for p in study.problems] == ["W204"]


def test_a_matrix_may_be_a_parquet_file(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    wanted = _study(tmp_path / "one", trust=ASYMMETRIC).network("trust")
    other = tmp_path / "two"
    other.mkdir()
    (other / "organisations.csv").write_text(ORGANISATIONS, encoding="utf-8")
    cells = {"A": [0, 1, 0, 0], "B": [3, 0, 0, 2], "C": [0.0, 0.0, 0.0, 0.0], "D": [None, 2.5, 0, 0]}
    pq.write_table(pa.table({"who": ["A", "B", "C", "D"], **cells}), other / "trust.parquet")
    network = sna.load(other).network("trust")
    assert (_ties(network), network.unobserved) == (_ties(wanted), wanted.unobserved)


def test_partners_side_by_side_are_ties(tmp_path: Path) -> None:
    text = "respondent,Partner 1,weight1,partner_2,weight_2,date\nA,B,3,C,1,2019-01-01\nB,,,A,2,2019-01-02\nC,,,,,\n"
    study = _study(tmp_path, nominations=text)
    network = study.network("nominations")
    assert network.layer.directed
    assert _ties(network) == {("A", "B"): 3, ("A", "C"): 1, ("B", "A"): 2}
    frame = study.tables["nominations"].frame
    assert frame.index.tolist() == [2, 2, 3]
    assert frame["date"].dt.day.tolist() == [1, 1, 2]
    [said] = [p for p in study.problems if p.code == "W218"]
    assert "3 rows name 3 ties" in said.message


def test_a_declared_list_of_partners_may_call_its_columns_otherwise(tmp_path: Path) -> None:
    toml = '[layer.help]\nfrom = "help.csv"\n[tables]\ncolumns.help = { from_organisation = "clinic" }\n'
    study = _study(tmp_path, toml, help="clinic,alter_1,alter_2\nA,B,C\nB,A,\n")
    assert _ties(study.network("help")) == {("A", "B"): 1, ("A", "C"): 1, ("B", "A"): 1}
    assert [p.code for p in study.problems] == []


def test_wrong_partners_are_placed(tmp_path: Path, deriving: Deriving) -> None:
    text = "ego,alter_1,alter_2,weight_1,weight_2\nA,B,X,1,2\nB,A,,1,4\nC,B,B,1,1\n"
    found = {(p.code, p.place) for p in _problems(tmp_path, deriving, ties=text)}
    assert found == {
        ("E401", "ties.csv line 2, column alter_2"),
        ("E301", "ties.csv line 3, column alter_2"),
        ("E404", "ties.csv line 4, column alter_2"),
    }


def test_weights_for_some_partners_only_are_refused(tmp_path: Path, deriving: Deriving) -> None:
    [problem] = _problems(tmp_path, deriving, ties="ego,alter_1,alter_2,weight_1\nA,B,C,1\n")
    assert (problem.code, problem.file) == ("E201", "ties.csv")


def test_two_columns_for_one_partner_are_refused(tmp_path: Path, deriving: Deriving) -> None:
    problems = _problems(tmp_path, deriving, ties="ego,alter_1,Alter 1\nA,B,C\n")
    assert "E202" in {p.code for p in problems}
