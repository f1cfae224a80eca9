"""Guards that cells arrive as what they are: ids as text, dates as dates, blanks as missing, whatever the row order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sna.errors import DataError, UsageError
from sna.io import bundled_studies, check_study, read_study
from sna.model import Deriving, Study

Reads = Callable[..., Study]
HOSTILE_IDS = ("5E1", "001", "NA", "NULL", "nan", "TRUE", "1e400", "2015-01-01", "None")


def test_ids_stay_text(study_of: Reads) -> None:
    rows = "".join(f"{identifier}\n" for identifier in HOSTILE_IDS)
    ties = "".join(f"{identifier},5E1\n" for identifier in HOSTILE_IDS[1:])
    study = study_of(organisations=f"organisation\n{rows}", trust=f"from,to\n{ties}")
    assert study.roster.ids == tuple(sorted(HOSTILE_IDS))
    assert study.tables["trust"].frame["from_organisation"].tolist() == list(HOSTILE_IDS[1:])


def test_columns_have_their_kinds_and_lines(study_of: Reads) -> None:
    roles = 'person,organisation,start,end,sessions,Pay Band\np1,A,2015-01-31,,2.5,"8\na"\np2,B,,9999-12-31,,\n'
    frame = study_of(roles=roles, toml="[study]\ncut_off = 2019-01-01\n").tables["roles"].frame
    assert frame.index.tolist() == [2, 4]
    assert frame.index.name == "line"
    assert frame["start"].dtype.kind == frame["end"].dtype.kind == "M"
    assert frame["start"].iloc[0] == pd.Timestamp("2015-01-31")
    assert pd.isna(frame["end"].iloc[0])
    assert frame["end"].iloc[1].year == 9999
    assert frame["sessions"].dtype == "float64"
    assert frame["sessions"].isna().tolist() == [False, True]
    assert frame["pay_band"].tolist() == ["8\na", None]


@pytest.mark.parametrize("order", ["dmy", "mdy"])
def test_declared_date_order_is_followed_and_iso_always_read(study_of: Reads, order: str) -> None:
    roles = "person,organisation,start\np1,A,01/11/2015\np2,B,2015-03-04\n"
    study = study_of(roles=roles, toml=f'[study]\ncut_off = 2019-01-01\n[read]\ndate_order = "{order}"\n')
    month = 11 if order == "dmy" else 1
    assert study.tables["roles"].frame["start"].dt.month.tolist() == [month, 3]


def test_headings_are_matched_by_name_alias_and_declaration(study_of: Reads) -> None:
    study = study_of(
        organisations="ODS-code,Full Name\nA,x\nB,y\nC,z\n",
        roles="Staff No,employer,org\np1,A,B\n",
        toml='[tables]\ncolumns.roles = { person = "staff no" }\n',
    )
    assert list(study.tables["roles"].frame.columns) == ["person", "employer", "organisation"]
    assert study.roster.ids == ("A", "B", "C")


def test_choices_and_yes_no_have_one_spelling(study_of: Reads) -> None:
    study = study_of(
        meetings="meeting,quorate\nm1,Y\nm2,0\nm3,\n",
        attendance="meeting,organisation,attended,mode\nm1,A,Y,In person\nm2,B,Apologies,VIDEO\n",
    )
    assert study.tables["meetings"].frame["quorate"].tolist() == ["yes", "no", None]
    assert study.tables["attendance"].frame["attended"].tolist() == ["yes", "apologies"]
    assert study.tables["attendance"].frame["mode"].tolist() == ["in_person", "video"]


def test_row_order_changes_nothing_that_is_concluded(study_of: Reads) -> None:
    tables = {
        "organisations": [f"O{n},Name {n},{'nhs' if n % 2 else 'university'},20{n:02}-01-01" for n in range(12)],
        "roles": [f"p{n},O{n},2015-0{n % 9 + 1}-01" for n in range(12)],
        "trust": [f"O{n},O{(n * 5 + 1) % 12},{n % 3}" for n in range(12)],
    }
    headings = {
        "organisations": "organisation,name,sector,opened",
        "roles": "person,organisation,start",
        "trust": "from,to,layer",
    }

    def conclude(seed: int) -> tuple[object, ...]:
        shuffle = np.random.Generator(np.random.PCG64(seed)).permutation
        texts = {t: "\n".join([headings[t], *shuffle(rows)]) + "\n" for t, rows in tables.items()}
        study = study_of(**texts, toml='[study]\nsnapshots = "quarter"\n')
        fixed = (study.roster, study.snapshots, dict(study.layers), study.contrasts, study.cut_off, dict(study.opened))
        return *fixed, [problem.code for problem in study.problems]

    assert conclude(1) == conclude(2) == conclude(3)


def test_warnings_travel_with_the_study_and_inputs_are_known(study_of: Reads) -> None:
    study = study_of(trust="from,to,weight\nA,B,1\n\nB,C,\n", notes="a,b\n1,2\n", toml="")
    assert [problem.code for problem in study.problems] == ["W204", "W207", "W315"]
    assert sorted(study.inputs) == ["organisations.csv", "study.toml", "trust.csv"]
    assert all(len(digest) == 64 for digest in study.inputs.values())
    assert study.tables["trust"].rows_read == 3
    assert study.tables["trust"].rows_blank == 1


def test_check_gives_problems_and_rows_as_tables(tmp_path: Path, deriving: Deriving) -> None:
    (tmp_path / "organisations.csv").write_text("organisation\nA\nA\nB\n")
    (tmp_path / "trust.csv").write_text("from,to\nA,Z\n,\n")
    report = check_study(tmp_path, deriving=deriving)
    expected = ["code", "severity", "file", "sheet", "line", "column", "value", "expected", "hint", "message"]
    assert list(report.frame().columns) == expected
    assert report.frame()["code"].tolist() == ["E401", "W302", "W207"]
    assert report.frame()["line"].tolist() == [2, 3, 3]
    assert report.tables.set_index("table")["rows_set_aside"].to_dict() == {"organisations": 1, "trust": 1}
    assert report.tables.set_index("table").loc["trust", "why"] == "blank: 1"
    assert report.study is None


def test_a_study_is_found_by_folder_by_toml_and_by_bundled_name(
    study_of: Reads, tmp_path: Path, deriving: Deriving
) -> None:
    study_of(toml="[study]\n")
    assert read_study(tmp_path / "study.toml", deriving=deriving).roster.ids == ("A", "B", "C")
    for name, folder in bundled_studies().items():
        assert read_study(name, deriving=deriving).name == folder.name
        assert not [p for p in read_study(folder, deriving=deriving).problems if p.severity == "error"]


def test_a_study_that_is_not_there_is_said_with_what_is_near(tmp_path: Path, deriving: Deriving) -> None:
    (tmp_path / "northern").mkdir()
    with pytest.raises(UsageError, match=r"E101.*Did you mean 'northern'\?"):
        read_study(tmp_path / "northen", deriving=deriving)
    (tmp_path / "northern" / "roles.csv").write_text("person\n")
    with pytest.raises(UsageError, match=r"E101.*is a file"):
        read_study(tmp_path / "northern" / "roles.csv", deriving=deriving)


def test_a_symbolic_link_does_not_lead_out_of_the_study(study_of: Reads, tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside.csv"
    outside.write_text("person,organisation\np1,A\n")
    (tmp_path / "link.csv").symlink_to(outside)
    with pytest.raises(DataError, match="E604"):
        study_of(toml='[tables]\nroles = "link.csv"\n')


def test_a_cell_too_long_to_be_read_is_said_with_its_line(study_of: Reads) -> None:
    with pytest.raises(DataError) as raised:
        study_of(organisations=f"organisation,name\nA,Alpha\nB,{'x' * 140_000}\nC,Gamma\n")
    assert [(problem.code, problem.line) for problem in raised.value.problems] == [("E123", 3)]


def test_problems_of_one_kind_are_listed_up_to_a_hundred_and_then_counted(study_of: Reads) -> None:
    rows = "".join(f"o{n},centre {n}\n" for n in range(150))
    with pytest.raises(DataError) as raised:
        study_of(organisations=f"organisation,centre\nA,local\nB,local\nC,local\n{rows}")
    problems = [problem for problem in raised.value.problems if problem.code == "E324"]
    assert len(problems) == 101
    assert problems[-1].message == "… and 50 more of this kind in this column."
