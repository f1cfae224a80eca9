"""Guards that no name makes a spreadsheet run a formula, or a terminal obey, wherever the name comes out again."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

RUN = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "|calc", "＝1+1", "''=1+1", '=HYPERLINK("http://x.example","y")')
STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "|")
ESCAPE = "\x1b]0;owned\x07\x1b[2J"


def ran(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sna", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def rows(path: Path, headings: list[str], cells: list[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([headings, *cells])


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a study in which ids, names, groups, headings, layers, people and the title are formulas."""
    folder = tmp_path_factory.mktemp("formulas") / "study"
    folder.mkdir()
    groups = [RUN[at % 2] for at in range(len(RUN))]
    rows(
        folder / "organisations.csv",
        ["organisation", "name", "@kind"],
        [(name, name, group) for name, group in zip(RUN, groups, strict=True)],
    )
    pairs = [(a, b) for a, b in zip(RUN, RUN[1:] + RUN[:1], strict=True)]
    rows(folder / "trust.csv", ["from", "to", "weight"], [(a, b, 2) for a, b in pairs])
    rows(folder / "roles.csv", ["person", "organisation", "role"], [("=p", a, "@r") for a in RUN])
    toml = '[study]\ntitle = "=1+1"\n[layer."=L"]\nfrom = "trust.csv"\n[layer.roles]\nfrom = "roles"\n'
    (folder / "study.toml").write_text(toml)
    return folder


def assert_harmless(text: str) -> None:
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            if cell.lstrip().startswith(STARTS) and cell != "-":
                float(cell)


def assert_no_formula(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert cells
    assert not any(cell.data_type == "f" or cell.hyperlink for cell in cells)


VERBS = (
    ("measure",),
    ("measure", "in_degree", "density"),
    ("asymmetry", "--by", "@kind"),
    ("check",),
    ("survey",),
)


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_tables_hold_text_that_no_spreadsheet_runs(hostile: Path, tmp_path: Path, verb: tuple[str, ...]) -> None:
    out = ran(verb[0], hostile, *verb[1:], "--format", "csv")
    assert_harmless(out.stdout)
    if verb[0] in ("measure", "asymmetry"):
        assert "'=" in out.stdout, out.stderr
    book = tmp_path / "out.xlsx"
    if ran(verb[0], hostile, *verb[1:], "--out", book).returncode == 0 and book.exists():
        assert_no_formula(book)


def test_the_tables_of_a_report_hold_text(hostile: Path, tmp_path: Path) -> None:
    done = ran("report", hostile, "--out", tmp_path / "page")
    assert done.returncode == 0, done.stderr
    tables = sorted((tmp_path / "page").rglob("*.csv"))
    assert tables
    for path in tables:
        assert_harmless(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("out", ["net.csv", "net.xlsx", "a-study", "matrices"])
def test_what_is_converted_holds_text(hostile: Path, tmp_path: Path, out: str) -> None:
    form = {"a-study": ["--to", "study"], "matrices": ["--to", "rsiena"]}.get(out, [])
    done = ran("convert", hostile, tmp_path / out, *form)
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert written or done.returncode in (3, 6), done.stderr
    for path in written:
        if path.suffix == ".csv":
            assert_harmless(path.read_text(encoding="utf-8"))
        if path.suffix == ".xlsx":
            assert_no_formula(path)


def test_names_to_approve_and_templates_hold_text(hostile: Path, tmp_path: Path) -> None:
    folder = tmp_path / "study"
    folder.mkdir()
    (folder / "organisations.csv").write_bytes((hostile / "organisations.csv").read_bytes())
    rows(folder / "trust.csv", ["from", "to"], [("=1 + 1", "+1+1"), ('=HYPERLINK("http://x.example","z")', "=1+1")])
    ran("check", folder, "--names", tmp_path / "names.csv")
    text = (tmp_path / "names.csv").read_text(encoding="utf-8")
    assert "=1 + 1" in text
    assert_harmless(text)
    assert ran("new", tmp_path / "template").returncode == 0
    assert ran("new", tmp_path / "template.xlsx").returncode == 0
    for path in (tmp_path / "template").glob("*.csv"):
        assert_harmless(path.read_text(encoding="utf-8"))
    assert_no_formula(tmp_path / "template.xlsx")


def _escapes(folder: Path, where: str) -> None:
    """Put what a terminal would obey into one place of a good study."""
    spelled = "".join(f"\\u{ord(letter):04x}" if ord(letter) < 32 else letter for letter in ESCAPE)
    cell = {place: ESCAPE if where == place else "A" for place in ("id", "name", "group", "unknown id")}
    rows(folder / "organisations.csv", ["organisation", "name", "kind"], [(cell["id"], cell["name"], cell["group"])])
    with (folder / "organisations.csv").open("a") as file:
        file.write("B,Birch,x\nC,Cedar,y\n")
    heading = ESCAPE if where == "heading" else "note"
    rows(folder / "trust.csv", ["from", "to", heading], [(cell["unknown id"], "B", "x"), ("B", "C", "y")])
    title, layer = (spelled if where == place else "trust" for place in ("title", "layer"))
    more = f'[tables]\nroles = "{spelled}.csv"\n' if where == "file in study.toml" else ""
    more += f'"{spelled}" = 1\n' if where == "key" else ""
    (folder / "study.toml").write_text(f'[study]\ntitle = "{title}"\n{more}[layer."{layer}"]\nfrom = "trust.csv"\n')
    if where == "name of a file":
        (folder / f"{ESCAPE}.csv").write_text("from,to\nA,B\nB,Z\n")
        (folder / "study.toml").unlink()


PLACES = (
    "id",
    "name",
    "group",
    "unknown id",
    "heading",
    "title",
    "layer",
    "file in study.toml",
    "key",
    "name of a file",
)


@pytest.mark.parametrize("where", PLACES)
def test_a_terminal_is_told_nothing_by_a_name(sna, tmp_path, where):
    folder = tmp_path / "study"
    folder.mkdir()
    _escapes(folder, where)
    asked = [["check"], ["check", "--format", "csv"], ["measure"], ["measure", "--format", "csv", "--quiet"]]
    asked += [["compare"], ["asymmetry", "--by", "kind"]]
    for verb, *more in asked:
        done = sna(verb, folder, *more)
        assert done.code != 70, done.err
        assert "\x1b" not in done.out + done.err, (verb, where)
        assert "\x07" not in done.out + done.err, (verb, where)
    done = sna("convert", folder, tmp_path / "net.gml")
    assert done.code != 70, done.err
    assert "\x1b" not in done.out + done.err
