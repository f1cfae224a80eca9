"""Workbooks as networks: a matrix, edges with their nodes, what `sna convert` writes; what else is refused."""

import openpyxl
import pytest
from network_files import rows, written

import sna
from sna.errors import DataError
from sna.io.formats.network_file import NetworkFile, Relation
from sna.io.formats.opening import is_study, read_network_file

MATRIX = {"Sheet1": [["", "A", "B"], ["A", 0, 2], ["B", 1, 0]]}
EDGES = {"Sheet1": [["Source", "Target", "Type", "Weight"], ["A", "B", "Undirected", 1.5]]}
NODES = {"nodes": [["Id", "Label", "town"], ["A", "Alder", "Leeds"], ["B", "Birch", ""], ["C", "Cedar", "York"]]}


@pytest.fixture
def book(tmp_path):
    def write(sheets, name="net.xlsx"):
        made = openpyxl.Workbook()
        made.remove(made.worksheets[0])
        for title, cells in sheets.items():
            page = made.create_sheet(title)
            for row in cells:
                page.append(row)
        made.save(tmp_path / name)
        return tmp_path / name

    return write


def test_a_matrix_and_edges_with_their_nodes_are_networks(book):
    [matrix] = read_network_file(book(MATRIX)).relations
    assert (matrix.directed, matrix.ties.cells, matrix.ties.lines) == (True, (("A", "B", "2"), ("B", "A", "1")), (2, 3))
    found = read_network_file(book({**EDGES, **NODES}))
    assert found.organisations.column("name") == ("Alder", "Birch", "Cedar")
    assert (found.relations[0].directed, found.relations[0].ties.cells) == (False, (("A", "B", "1.5"),))
    assert sna.load(book(EDGES)).network("net").ties.weight.tolist() == [1.5]


@pytest.mark.parametrize(
    ("sheets", "code"),
    [
        ({**MATRIX, "Sheet2": MATRIX["Sheet1"]}, "E107"),
        ({"Sheet1": [["place", "town"], ["A", "Leeds"], ["B", "York"]]}, "E107"),
        ({"Sheet1": [["Source", "Target"], ["A", "B"], ["B", "C"]]}, "E406"),
        ({"Sheet1": [["", "A", "B"], ["A", 0, "=1/0"], ["B", 1, 0]]}, "E216"),
    ],
)
def test_what_is_no_network_is_refused(book, sheets, code):
    with pytest.raises(DataError) as refused:
        read_network_file(book(sheets))
    assert [problem.code for problem in refused.value.problems] == [code]


def test_tables_of_a_study_are_a_study(book):
    path = book({"organisations": [["organisation"], ["A"], ["B"]], "trust": [["from", "to"], ["A", "B"]]})
    assert is_study(path)
    assert list(sna.load(path).layers) == ["trust"]
    assert not is_study(book(MATRIX))


def test_a_sheet_like_a_table_of_a_study_is_no_matrix(book):
    survey = [["Respondent", "Partner", "Trust"], ["A", "B", 3], ["A", "C", 4], ["B", "A", 5]]
    assert is_study(book({"Sheet1": survey}))


def test_what_is_written_is_a_network_with_every_relation_and_its_direction(tmp_path):
    ties = rows(("from", "to"), [("A", "B")])
    weighed = rows(("from", "to", "weight"), [("A", "B", "2"), ("B", "A", "")])
    relations = (
        Relation("joint", directed=False, ties=ties),
        Relation("trust", directed=True, ties=weighed),
        Relation("none", directed=False, ties=rows(("from", "to"), [])),
    )
    network = NetworkFile("net", rows(("organisation",), [("A",), ("B",)]), relations)
    (tmp_path / "net.xlsx").write_bytes(written(network, "xlsx")[0])
    study = sna.load(tmp_path / "net.xlsx")
    assert {name: study.network(name).directed for name in study.layers} == {
        "joint": False,
        "trust": True,
        "none": False,
    }
    assert study.network("joint").ties.weight.tolist() == [1.0]
    assert study.network("trust").unobserved == {(1, 0)}


@pytest.mark.parametrize(
    ("change", "code", "line"),
    [
        (("ties", 2, 3, "Z"), "E401", 2),
        (("ties", 2, 2, "sideways"), "E324", 2),
        (("ties", 3, 2, "undirected"), "E406", 3),
        (("ties", 2, 4, None), "E301", 2),
        (("organisations", 3, 1, "A"), "E303", 3),
        (("ties", 2, 5, "much"), "E319", 2),
    ],
)
def test_what_was_spoilt_by_hand_is_refused_at_its_row(tmp_path, change, code, line):
    ties = rows(("from", "to", "weight"), [("A", "B", "2"), ("B", "A", "3")])
    network = NetworkFile("net", rows(("organisation",), [("A",), ("B",)]), (Relation("t", directed=True, ties=ties),))
    (tmp_path / "net.xlsx").write_bytes(written(network, "xlsx")[0])
    made = openpyxl.load_workbook(tmp_path / "net.xlsx")
    sheet, row, column, value = change
    made[sheet].cell(row, column).value = value
    made.save(tmp_path / "net.xlsx")
    with pytest.raises(DataError) as refused:
        read_network_file(tmp_path / "net.xlsx")
    assert (code, line, sheet) in {(p.code, p.line, p.sheet) for p in refused.value.problems}
