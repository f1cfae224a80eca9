"""A workbook of a network: text stays text, numbers are numbers, and the bytes are the same every time."""

import io

import openpyxl
import pytest
from network_files import HOSTILE, named, rows

from sna.errors import OutputError
from sna.io.formats.network_file import NetworkFile, Relation
from sna.io.formats.write_xlsx import write_xlsx


def sheets(data):
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {page.title: [list(row) for row in page.iter_rows()] for page in book}


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_hostile_names_are_text_or_refused(name):
    try:
        data = write_xlsx(named(name), [])
    except OutputError as error:
        codes = {problem.code for problem in error.problems}
    else:
        codes = set()
        found = sheets(data)
        cell = found["organisations"][1][0]
        assert (cell.value.replace("x005F_", ""), cell.data_type) == (name, "s")
        assert all(
            cell.data_type != "f" and cell.hyperlink is None for page in found.values() for r in page for cell in r
        )
    assert codes <= {"E855"}


def test_every_relation_stands_in_the_ties_with_its_kind():
    table, events = (
        rows(("organisation", "beds", "code"), [("A", "10", "001"), ("B", "", "5E1")]),
        rows(("event",), [("m",)]),
    )
    relations = (
        Relation("trust", directed=True, ties=rows(("from", "to", "weight"), [("A", "B", "2.5"), ("B", "A", "")])),
        Relation("joint", directed=False, ties=rows(("from", "to", "note"), [("A", "B", "x")])),
        Relation("seats", directed=False, ties=rows(("from", "to"), [("A", "m")]), two_mode=True),
    )
    found = sheets(write_xlsx(NetworkFile("net", table, relations, events), []))
    values = {name: [[cell.value for cell in row] for row in page] for name, page in found.items()}
    assert values["organisations"] == [["organisation", "beds", "code"], ["A", 10, "001"], ["B", None, "5E1"]]
    assert values["events"] == [["event"], ["m"]]
    assert values["ties"] == [
        ["layer", "kind", "from", "to", "weight", "note"],
        ["trust", "directed", "A", "B", 2.5, None],
        ["trust", "directed", "B", "A", None, None],
        ["joint", "undirected", "A", "B", 1, "x"],
        ["seats", "two-mode", "A", "m", 1, None],
    ]


def test_text_longer_than_a_cell_is_refused_not_cut():
    with pytest.raises(OutputError, match="E855"):
        write_xlsx(named("x" * 32_768), [])


def test_the_bytes_are_the_same_every_time():
    assert write_xlsx(named("A"), []) == write_xlsx(named("A"), [])
