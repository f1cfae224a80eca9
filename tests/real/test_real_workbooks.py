"""Guards that workbooks from elsewhere come in whole: cell by cell what another reader finds, none lost, none added."""

from pathlib import Path

import openpyxl
import pytest

import sna
from sna.io.raw_table import Opening
from sna.io.text_table import Reading
from sna.io.workbook_file import open_workbook

FOLDER = Path(__file__).parents[2].parent / "shared" / "data" / "format_corpus" / "excel"
WORKBOOKS = sorted(FOLDER.glob("*.xlsx"))


@pytest.mark.skipif(not WORKBOOKS, reason="real data not present: format_corpus")
def test_every_cell_of_every_workbook_is_read():
    for path in WORKBOOKS:
        found = []
        opened = open_workbook(Opening(path, path.name, Reading()), found)
        assert found == []
        for sheet in openpyxl.load_workbook(path, data_only=True).worksheets:
            there = {
                (cell.row, cell.column): str(cell.value).strip()
                for row in sheet.iter_rows()
                for cell in row
                if cell.value is not None and str(cell.value).strip()
            }
            lines = opened[sheet.title].cells_by_line(len(opened[sheet.title].cells.keys))
            here = {(line, at): text for line, row in lines for at, text in enumerate(row, 1) if text}
            assert here == there, (path.name, sheet.title)


@pytest.mark.skipif(not WORKBOOKS, reason="real data not present: format_corpus")
def test_an_export_of_an_agency_is_a_layer_once_its_columns_are_named(tmp_path):
    [path] = [path for path in WORKBOOKS if "collaborations" in path.name]
    (tmp_path / "collaborations.xlsx").write_bytes(path.read_bytes())
    ties = openpyxl.load_workbook(path)["Exported data"]
    names = sorted(
        {str(cell).strip() for row in ties.iter_rows(min_row=2, max_col=2, values_only=True) for cell in row}
    )
    (tmp_path / "organisations.csv").write_text("organisation\n" + "".join(f'"{name}"\n' for name in names))
    (tmp_path / "study.toml").write_text(
        '[tables]\ncollaborations = "[collaborations.xlsx]Exported data"\n'
        'columns.collaborations = { from_organisation = "Connection From", to_organisation = "Connection To" }\n'
        '[layer.collaborations]\ndirected = false\nweight = "Number of Common Projects"\nduplicates = "max"\n'
    )
    network = sna.load(tmp_path).network("collaborations")
    pairs = {
        frozenset(str(cell).strip() for cell in row) for row in ties.iter_rows(min_row=2, max_col=2, values_only=True)
    }
    assert network.m == len([pair for pair in pairs if len(pair) == 2])
    assert network.n == len(names)
