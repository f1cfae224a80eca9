"""Guards that a mean of a group never stands without its n where some of the group have no value."""

import re

import pytest

from sna.api import load
from sna.contrast import asymmetry
from sna.report.tables import gap_table

TIES = "from,to\nA,B\nB,C\nC,A\nA,D\nE,F\n"
WHO = "organisation,sector\nA,x\nB,x\nC,x\nD,y\nE,y\nF,y\nG,x\nH,y\n"
SETTINGS = '[groups]\nsector = ["x", "y"]\n\n[layer.ties]\nfrom = "ties.csv"\ndirected = false\n'
PATHWAYS = "from,to,pathway\nA,B,one\nB,C,one\nC,A,one\nA,D,one\nE,F,one\nE,F,two\n"


@pytest.fixture
def apart(tmp_path):
    """Return a study of eight organisations in four components: eigenvector centrality is defined in one of them."""
    folder = tmp_path / "apart"
    folder.mkdir()
    for name, text in (("ties.csv", TIES), ("organisations.csv", WHO), ("study.toml", SETTINGS)):
        (folder / name).write_text(text)
    return folder


def lines_of(text, *words):
    return [line for line in text.splitlines() if all(word in line.split() for word in words)]


def test_measure_prints_of_how_many_a_mean_is(sna, apart):
    out = sna("measure", apart, "eigenvector", "degree").out
    means = {
        line.split()[2]: line for line in out.splitlines() if re.match(r"all +ties +[xy] ", line) and "eigen" in line
    }
    assert " 3 of 4 " in means["x"]
    assert " 1 of 4 " in means["y"]
    for line in lines_of(out, "degree", "x")[-1:]:
        assert line.split()[-1] == "4"


def test_asymmetry_prints_the_n_of_every_mean_and_difference(sna, apart):
    out = sna("asymmetry", apart, "eigenvector", "degree", "--format", "table").out
    (head,) = [line for line in out.splitlines() if line.startswith("layer")]
    at = head.index(" n ") + 1
    n = {
        (line.split()[2], line.split()[3], line[head.index("group") :].split()[0]): line[at : at + 6].split()[0]
        for line in out[out.index(head) :].splitlines()[1:]
        if line.split()[2] in {"mean", "difference"}
    }
    assert n["mean", "eigenvector", "x"] == "3"
    assert n["mean", "eigenvector", "y"] == "1"
    assert n["difference", "eigenvector", "x"] == "4"
    assert n["mean", "degree", "y"] == "4"


def test_the_report_gives_the_n_of_a_mean_that_is_not_over_all(apart):
    findings = asymmetry(load(apart), metrics=["eigenvector", "degree"])
    table = gap_table(findings, layer="ties", snapshot="all", pair=("x", "y"), declared="").set_index("measure")
    eigen = next(row for name, row in table.iterrows() if "eigenvector" in name)
    assert eigen["x (mean)"].endswith("(n = 3)")
    assert eigen["y (mean)"].endswith("(n = 1)")
    degree = next(row for name, row in table.iterrows() if "(degree)" in name)
    assert "n =" not in degree["x (mean)"]


def test_the_lens_of_pathways_prints_the_n_of_every_gap(sna, apart):
    (apart / "ties.csv").write_text(PATHWAYS)
    out = sna("lens", apart, "pathway").out
    assert "n of x − y" in out
