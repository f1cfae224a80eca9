"""Guards `sna test`: every kind runs and says a sentence first, one shape in files, refusals and exit codes."""

import csv
import io
import json

import pytest

from sna.model import FINDING_COLUMNS

SHORT = ("--permutations", "99")
KINDS = {
    "qap": ("mdt", "joint_roles"),
    "mrqap": ("mdt ~ joint_roles + same(centre)",),
    "cug": ("edge_reciprocity", "--layer", "mdt"),
    "bootstrap": ("density", "--layer", "mdt"),
    "anova": ("in_degree", "--layer", "mdt"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_sentence_comes_first_and_then_the_table(sna, kind):
    ran = sna("test", "centralised-surgery", kind, *KINDS[kind], "--snapshot", "after", *SHORT)
    assert ran.code == 0
    lines = ran.out.splitlines()
    heading = next(place for place, line in enumerate(lines) if line.startswith("layer snapshot quantity"))
    sentence, *more = lines[:heading:2]
    assert sentence.startswith(("MDT, after: ", "MDT, after (n = 13 organisations, 156 pairs): "))
    assert "n = 1" in sentence
    assert all(line.endswith(".") for line in (sentence, *more))
    assert set(lines[1:heading:2]) == {""}
    if kind != "bootstrap":
        assert more[0].startswith("p speaks of these organisations")


@pytest.mark.parametrize("kind", KINDS)
def test_one_shape_in_csv_and_json_and_the_same_bytes_again(sna, kind):
    asked = ("test", "centralised-surgery", kind, *KINDS[kind], "--snapshot", "after", *SHORT, "--seed", "3")
    ran = sna(*asked, "--format", "csv")
    found = list(csv.DictReader(io.StringIO(ran.out)))
    assert tuple(found[0]) == FINDING_COLUMNS
    assert {row["target"] != "" for row in found} == {True}
    assert all(row["method"] and row["resamples"] for row in found if row["p"])
    assert sna(*asked, "--format", "csv").out == ran.out
    assert {tuple(row) for row in json.loads(sna(*asked, "--format", "json").out)} == {FINDING_COLUMNS}


def test_the_order_of_rows_changes_nothing(sna, small):
    (small / "trust.csv").write_text("from,to\nA,B\nC,B\n")
    asked = ("test", small, "qap", "referrals", "trust", "--format", "csv")
    before = sna(*asked).out
    (small / "trust.csv").write_text("from,to\nC,B\nA,B\n")
    (small / "organisations.csv").write_text(
        "organisation,name,centre\nC,Cedar,local\nB,Birch,local\nA,Alder,specialist\n"
    )
    assert sna(*asked).out == before


def test_the_check_by_a_robust_error_can_be_left_out_and_changes_nothing_else(sna):
    asked = ("test", "centralised-surgery", "mrqap", "mdt ~ joint_roles + same(centre)", "--format", "csv", *SHORT)
    whole, bare = (sna(*asked, *more).out.splitlines() for more in ((), ("--no-robust",)))
    assert any("mrqap_t_robust" in line for line in whole)
    assert [line for line in whole if "mrqap_t_robust" not in line] == bare


def test_the_odds_of_a_tie(sna):
    formula = "mdt ~ joint_roles + receiver(centre=specialist)"
    ran = sna("test", "centralised-surgery", "mrqap", formula, "--logit", "--snapshot", "after", *SHORT)
    assert ran.code == 0
    assert "odds of a tie" in ran.out.splitlines()[0]
    assert "mrqap_logit_odds_ratio" in ran.out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("qap", "referrals"), 2, "two layers"),
        (("qap", "referrals", "a", "b"), 2, "two layers"),
        (("mrqap",), 2, "a formula"),
        (("cug",), 2, "metrics of networks"),
        (("sna",), 2, "KIND"),
        (("qap", "referrals", "referals"), 2, "Did you mean 'referrals'"),
        (("qap", "referrals", "referrals", "--layer", "referrals"), 2, "not from --layer"),
        (("mrqap", "referrals same(centre)"), 2, "E707"),
        (("qap", "referrals", "referrals", "--logit"), 2, "--logit is for mrqap"),
        (("qap", "referrals", "referrals", "--no-robust"), 2, "--no-robust is for mrqap, not for qap"),
        (("mrqap", "referrals ~ same(centre)", "--logit", "--no-robust"), 2, "not for mrqap --logit"),
        (("mrqap", "strength(referrals) ~ same(centre)", "--logit"), 2, "Write referrals"),
        (("mrqap", "referrals ~ km()"), 2, "no column 'latitude'"),
        (("cug", "in_degree"), 2, "not of one network"),
        (("cug", "degree_centralisation"), 7, "undirected"),
        (("anova", "density"), 2, "not of organisations"),
    ],
)
def test_what_is_asked_wrongly_is_said(sna, small, arguments, code, said):
    ran = sna("test", small, *arguments)
    assert ran.code == code
    assert said in ran.err


def test_too_many_relabellings_for_an_exact_test(sna):
    ran = sna("test", "centralised-surgery", "qap", "mdt", "joint_roles", "--exact")
    assert ran.code == 7
    assert "E708" in ran.err


def test_three_organisations_get_a_value_and_no_p(sna, small):
    found = list(csv.DictReader(io.StringIO(sna("test", small, "anova", "in_degree", "--format", "csv").out)))
    assert [row["quantity"] for row in found] == ["anova_f", "anova_eta_squared"]
    assert {row["p"] for row in found} == {""}
    assert all(row["note"].startswith("no p") for row in found)


def test_anova_without_groups_is_refused(sna, small):
    (small / "organisations.csv").write_text("organisation\nA\nB\nC\n")
    ran = sna("test", small, "anova")
    assert ran.code == 2
    assert "no groups to compare" in ran.err
    assert sna("test", small, "bootstrap", *SHORT).code == 0


def test_one_group_only_is_named_with_what_to_do(sna, small):
    (small / "organisations.csv").write_text(
        "organisation,centre,type\nA,local,trust\nB,local,trust\nC,local,charity\nD,local,charity\n"
    )
    ran = sna("test", small, "anova", "in_degree", "--by", "centre")
    assert ran.code == 2
    assert "Column 'centre' has only one group: there is nothing to compare. Found: 'local' (4 of 4" in ran.err
    assert "Columns that divide them, for --by: type (charity, trust)." in ran.err
    assert sna("test", small, "anova", "in_degree", "--by", "type").code == 0
