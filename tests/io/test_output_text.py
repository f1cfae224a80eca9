"""Guards text and workbooks that leave: exact round trip of hostile names, no formulas, the same bytes every time."""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sna.errors import OutputError
from sna.io import read_study, table_as_text, table_as_xlsx
from sna.io.id_text import plain_id
from sna.model import Deriving

HOSTILE = (
    "=1+1",
    "+44",
    "-5 Club",
    "-",
    "@home",
    "＝A1",
    "|x",
    "'=x",
    "''",
    "'-",
    'St "Mary", W2',
    "a\r\nb",
    "$x_1$",
    "<b>",
)
_text = st.text(st.characters(blacklist_categories=("Cs", "Cc"), whitelist_characters="\n\r"), min_size=1, max_size=12)
_names = st.lists(
    (_text | st.sampled_from(HOSTILE) | _text.map(lambda text: f"'={text}")).map(str.strip).filter(bool),
    min_size=2,
    max_size=6,
    unique_by=lambda name: plain_id(name).casefold(),
)


def _refuse(*_: object) -> None:
    raise AssertionError("reading derives nothing")


@settings(max_examples=60, deadline=None)
@given(_names, st.booleans())
def test_names_survive_writing_and_reading(names: list[str], guard: bool) -> None:
    # Ids are read in one form of every accent and blank; names as they are.
    names = [plain_id(name) for name in names if plain_id(name)] if guard else names
    assume(len(names) > 1)
    ids = names if guard else [str(place) for place in range(len(names))]
    listed = table_as_text(pd.DataFrame({"organisation": ids, "name": names}), "csv", guard=guard)
    ties = table_as_text(pd.DataFrame({"from": ids[:1], "to": ids[1:2]}), "csv", guard=guard)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "organisations.csv").write_text(listed, encoding="utf-8", newline="")
        Path(folder, "ties.csv").write_text(ties, encoding="utf-8", newline="")
        study = read_study(folder, deriving=Deriving(_refuse, _refuse))  # type: ignore[arg-type]
    if guard:
        assert study.roster.ids == tuple(sorted(names))
        assert study.roster.name_of == dict(zip(names, names, strict=True))
    elif not any(name.startswith("'") for name in names):
        assert study.roster.name_of == dict(zip(ids, names, strict=True))


def test_csv_is_exact() -> None:
    table = pd.DataFrame(
        {
            "organisation": ["A", "=HYPERLINK(1)", "-", None],
            "value": [1 / 3, float("nan"), -0.0, -5.2],
            "n": [1, 2, 3, 10**15],
            "day": pd.to_datetime(["2015-01-31", None, None, None]),
            "seen": [True, False, True, False],
            "line": pd.array([1, None, 3, 4], dtype="Int64"),
        }
    )
    assert table_as_text(table, "csv") == (
        "organisation,value,n,day,seen,line\n"
        "A,0.333333333333,1,2015-01-31,true,1\n"
        "'=HYPERLINK(1),,2,,false,\n"
        "-,0,3,,true,3\n"
        ",-5.2,1000000000000000,,false,4\n"
    )
    assert "\n=HYPERLINK(1)," in table_as_text(table, "csv", guard=False)


def test_json_is_an_array_of_objects_with_null_where_undefined() -> None:
    table = pd.DataFrame({"organisation": ["=Ä", None], "value": [np.nan, np.inf], "n": [1, 2]})
    text = table_as_text(table, "json")
    assert json.loads(text) == [
        {"organisation": "=Ä", "value": None, "n": 1},
        {"organisation": None, "value": None, "n": 2},
    ]
    assert "Ä" in text
    assert json.loads(table_as_text(table.head(0), "json")) == []


def test_a_lone_blank_cell_is_not_a_blank_row() -> None:
    assert table_as_text(pd.DataFrame({"name": [None, "x"]}), "csv") == 'name\n""\nx\n'


def test_workbook_holds_text_as_text() -> None:
    names = [*HOSTILE, "{=1}", "http://example.org", "x" * 40_000, "007"]
    table = pd.DataFrame({"name": names, "value": [1 / 3] * (len(names) - 1) + [np.nan]})
    sheet = openpyxl.load_workbook(io.BytesIO(table_as_xlsx(table, "a/b: [x]?" * 5))).worksheets[0]
    cells = list(sheet.iter_rows(min_row=2))
    assert len(sheet.title) == 31
    assert {cell.data_type for cell, _ in cells} == {"s"}
    shown = [str(cell.value).replace("_x000D_", "\r") for cell, _ in cells]
    assert [name for name, wanted in zip(shown, names, strict=True) if name != wanted] == ["x" * 32_766 + "…"]
    assert cells[0][1].value == pytest.approx(1 / 3, rel=1e-11)
    assert cells[-1][1].value is None
    assert not any(cell.hyperlink for row in cells for cell in row)


def test_workbook_bytes_are_the_same_every_time() -> None:
    table = pd.DataFrame({"name": ["A"], "value": [0.1]})
    assert table_as_xlsx(table, "scores") == table_as_xlsx(table.copy(), "scores")


def test_a_table_too_wide_for_a_sheet_is_refused() -> None:
    with pytest.raises(OutputError, match="E851"):
        table_as_xlsx(pd.DataFrame(np.zeros((1, 16_385))), "wide")
