"""Every verb: what it prints, what it writes, and the exit code of the contract."""

import csv
import io
import json

import openpyxl
import pytest

from sna.model import FINDING_COLUMNS, SCORE_COLUMNS


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_measure_prints_the_columns_of_the_contract(sna, small):
    ran = sna("measure", small, "in_degree", "density", "--format", "csv")
    found = rows(ran.out)
    assert ran.code == 0
    assert tuple(found[0]) == SCORE_COLUMNS
    values = {(row["organisation"], row["metric"]): row["value"] for row in found}
    assert values["A", "in_degree"] == "2"
    assert float(values["", "density"]) == pytest.approx(0.5)


def test_json_is_an_array_of_objects_with_null_for_undefined(sna, small):
    ran = sna("measure", small, "eigenvector", "--format", "json")
    found = json.loads(ran.out)
    assert {tuple(row) for row in found} == {SCORE_COLUMNS}
    undefined = [row for row in found if row["value"] is None]
    assert undefined
    assert all(row["note"] for row in undefined)


def test_out_decides_the_form_and_is_not_overwritten(sna, small, tmp_path):
    target = tmp_path / "scores.xlsx"
    assert sna("measure", small, "in_degree", "--out", target).code == 0
    sheet = openpyxl.load_workbook(target).active
    assert [cell.value for cell in sheet[1]] == list(SCORE_COLUMNS)
    before = target.read_bytes()
    again = sna("measure", small, "density", "--out", target)
    assert again.code == 6
    assert "E610" in again.err
    assert target.read_bytes() == before
    assert sna("measure", small, "density", "--out", target, "--overwrite").code == 0


def test_asymmetry_has_one_shape_and_refuses_what_three_organisations_cannot_say(sna, small):
    found = rows(sna("asymmetry", small, "in_degree", "--format", "csv").out)
    assert tuple(found[0]) == FINDING_COLUMNS
    gap = next(row for row in found if row["quantity"] == "difference")
    assert gap["value"] == "1.5"
    assert gap["p"] == ""
    assert gap["note"]


def test_a_study_without_groups_says_so(sna, small):
    (small / "organisations.csv").write_text("organisation\nA\nB\nC\n")
    ran = sna("asymmetry", small)
    assert ran.code == 0
    assert "no groups to compare" in ran.err


def test_by_names_a_column_and_its_groups(sna, small):
    found = rows(sna("asymmetry", small, "in_degree", "--by", "centre=local,*", "--format", "csv").out)
    assert {row["group"] for row in found if row["quantity"] == "difference"} == {"local"}
    wrong = sna("asymmetry", small, "--by", "center")
    assert wrong.code == 2
    assert "Did you mean 'centre'?" in wrong.err


def test_compare_two_studies(sna, small, tmp_path):
    other = tmp_path / "later"
    other.mkdir()
    (other / "organisations.csv").write_text("organisation,centre\nA,specialist\nB,local\nD,local\n")
    (other / "referrals.csv").write_text("from,to,weight\nB,A,3\nD,A,2\n")
    found = rows(sna("compare", small, other, "--format", "csv").out)
    values = {(row["quantity"], row["organisation"]): row["value"] for row in found if row["metric"] == ""}
    assert (values["ties_kept", ""], values["ties_gained", ""], values["ties_lost", ""]) == ("1", "1", "2")
    assert values["joined", "D"] == values["left", "C"] == "1"
    assert {row["before"] for row in found} == {"small/all"}
    assert {row["snapshot"] for row in found} == {"later/all"}


def test_one_snapshot_has_nothing_to_compare(sna, small):
    ran = sna("compare", small)
    assert ran.code == 0
    assert "one snapshot" in ran.err


def test_draw_writes_pictures_with_their_tables(sna, small, tmp_path):
    ran = sna("draw", small, "sociogram", "--pdf", "--out", tmp_path / "figures")
    written = {path.suffix for path in (tmp_path / "figures").iterdir()}
    assert ran.code == 0
    assert written == {".png", ".svg", ".pdf", ".csv", ".txt"}
    assert "sociogram-referrals.png" in ran.out


def test_a_figure_the_data_do_not_allow_is_refused(sna, small, tmp_path):
    ran = sna("draw", small, "ranks", "--out", tmp_path / "figures")
    assert ran.code == 2
    assert "two snapshots" in ran.err
    assert not (tmp_path / "figures").exists()


def test_metrics_lists_and_explains(sna):
    found = rows(sna("metrics", "--format", "csv").out)
    assert tuple(found[0]) == ("metric", "level", "direction", "weights", "low", "high", "undefined", "source")
    assert "formula" in sna("metrics", "betweenness").out
    assert "up to 50 organisations" in sna("metrics", "flow_betweenness").out
    assert sna("metrics", "Links received").out.startswith("in_degree")
    roles = sna("metrics", "brokerage_roles").out
    assert "brokerage_roles.liaison: routes between two other groups" in roles
    assert "needs groups" in roles
    assert "only when named" in roles
    assert "of each group" in sna("metrics", "group_degree").out
    assert sna("metrics", "brokerage_roles.liaison").out.startswith("brokerage_roles.liaison\n")
    wrong = sna("metrics", "betweeness")
    assert wrong.code == 2
    assert "Did you mean 'betweenness'?" in wrong.err


def test_metrics_of_every_shape_are_measured_by_name(sna, small):
    found = rows(sna("measure", small, "dyad_census", "group_degree", "brokerage_roles.liaison", "--format", "csv").out)
    assert list(dict.fromkeys(row["metric"] for row in found)) == [
        "brokerage_roles.liaison",
        "dyad_census.mutual",
        "dyad_census.asymmetric",
        "dyad_census.null",
        "group_degree",
    ]
    assert {(row["organisation"], row["group"]) for row in found if row["metric"] == "group_degree"} == {
        ("", "specialist"),
        ("", "local"),
    }
    assert sna("measure", small, "multiplex_participation").code == 7
    (small / "organisations.csv").write_text("organisation\nA\nB\nC\n")
    without = sna("measure", small, "group_degree")
    assert without.code == 7
    assert "needs groups" in without.err


@pytest.mark.parametrize(
    ("metric", "why"),
    [
        ("brokerage_roles", "made from the groups"),
        ("brokerage_roles.liaison", "made from the groups"),
        ("group_degree", "not of organisations"),
        ("dyad_census.null", "not of organisations"),
        ("multiplex_participation", "several layers together"),
    ],
)
def test_groups_are_not_compared_on_what_labels_cannot_test(sna, small, metric, why):
    ran = sna("asymmetry", small, metric)
    assert ran.code == 2
    assert why in ran.err


def test_metrics_of_groups_and_parts_are_compared(sna, small, tmp_path):
    other = tmp_path / "later"
    other.mkdir()
    (other / "organisations.csv").write_text("organisation,centre\nA,specialist\nB,local\nC,local\n")
    (other / "referrals.csv").write_text("from,to,weight\nB,A,3\n")
    named = ("--metric", "group_degree", "--metric", "dyad_census.null")
    found = rows(sna("compare", small, other, *named, "--format", "csv").out)
    moved = {(row["metric"], row["group"]): row["value"] for row in found if row["quantity"] == "change"}
    assert moved == {
        ("group_degree", "specialist"): "-0.5",
        ("group_degree", "local"): "0",
        ("dyad_census.null", ""): "1",
    }
    ran = sna("compare", small, other, "--metric", "multiplex_participation")
    assert ran.code == 2
    assert "several layers together" in ran.err


def test_datasets_lists_shows_and_copies(sna, tmp_path):
    assert "centralised-surgery" in sna("datasets").out
    assert "invented" in sna("datasets", "end-of-life-partnership").out
    target = tmp_path / "mine"
    assert sna("datasets", "end-of-life-partnership", "--to", target).code == 0
    assert sna("check", target).code == 0
    assert sna("datasets", "end-of-life-partnership", "--to", target).code == 6
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "organisations.csv").write_text("mine")
    assert sna("datasets", "end-of-life-partnership", "--to", tmp_path / "own").code == 6
    assert (tmp_path / "own" / "organisations.csv").read_text() == "mine"


def test_check_says_everything_and_exits_3(sna, small):
    (small / "referrals.csv").write_text("from,to,weight\nB,X,3\nC,A,minus\n")
    ran = sna("check", small)
    assert ran.code == 3
    assert "E401" in ran.out
    assert "E319" in ran.out
    found = rows(sna("check", small, "--format", "csv").out)
    assert {(row["file"], row["line"]) for row in found if row["severity"] == "error"} == {
        ("referrals.csv", "2"),
        ("referrals.csv", "3"),
    }


def test_check_counts_what_was_set_aside(sna, small):
    (small / "referrals.csv").write_text("from,to,weight\nB,A,3\nC,C,2\n")
    ran = sna("check", small)
    assert ran.code == 0
    assert "of an organisation with itself" in ran.out
    assert sna("check", small, "--strict").code == 3


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("mesure", "small"), 2, "Did you mean 'measure'?"),
        (("measure", "smal"), 2, "E101"),
        (("measure", "small", "in_degre"), 2, "Did you mean 'in_degree'?"),
        (("measure", "small", "--layer", "referal"), 2, "Did you mean 'referrals'?"),
        (("measure", "small", "degree"), 7, "degree"),
        (("measure", "small", "--snapshot", "after"), 2, "after"),
        (("measure", "small", "--format", "xml"), 2, "xml"),
        (("measure", "small", "--format", "xlsx"), 2, "--out"),
        (("measure", "small", "--profession", "nurse"), 2, "profession"),
        (("report", "small", "--seed", "-1"), 2, "seed"),
        (("measure", "small", "--out", "scores.xls"), 2, ".xlsx"),
        (("measure", "small", "--out", "small/referrals.csv", "--overwrite"), 6, "E609"),
        (("report", "small", "--out", "small/report"), 6, "E609"),
    ],
)
def test_wrong_usage_is_answered_not_traced(sna, small, arguments, code, said):
    ran = sna(*arguments)
    assert ran.code == code
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert sorted(path.name for path in small.parent.iterdir()) == ["small"]


def test_bad_data_writes_nothing(sna, small, tmp_path):
    (small / "referrals.csv").write_text("from,to,weight\nB,X,inf\n")
    ran = sna("report", small, "--out", tmp_path / "report")
    assert ran.code == 3
    assert "E316" in ran.err
    assert "E401" in ran.err
    assert not (tmp_path / "report").exists()


def test_quiet_verbose_and_strict(sna, small):
    (small / "referrals.csv").write_text("from,to,weight\nB,A,3\n")
    plain, quiet = sna("measure", small, "in_degree"), sna("measure", small, "in_degree", "--quiet")
    assert "sna check" in plain.err
    assert quiet.err == ""
    assert "W402" in sna("measure", small, "in_degree", "--verbose").err
    strict = sna("measure", small, "in_degree", "--strict")
    assert strict.code == 3
    assert strict.out == ""


def test_a_report_on_one_pathway_says_so(sna, tmp_path):
    ran = sna("report", "centralised-surgery", "--layer", "mdt", "--pathway", "kidney", "--out", tmp_path / "kidney")
    assert ran.code == 0
    page = (tmp_path / "kidney" / "report.html").read_text(encoding="utf-8")
    assert "pathway: kidney" in page
    refused = sna("report", "centralised-surgery", "--layer", "mdt", "--profession", "nurse", "--out", tmp_path / "x")
    assert refused.code == 2
    assert "layer 'mdt' have no profession. No other layer that was chosen has it either." in refused.err


def test_layers_without_a_profession_are_left_out_and_said_so(sna, tmp_path):
    narrowed = "centralised-surgery", "--profession", "nurse"
    ran = sna("draw", *narrowed, "sociogram", "--out", tmp_path / "figures")
    assert ran.code == 0
    assert "Layer left out: mdt: its facts have no profession." in ran.err
    assert {path.stem for path in (tmp_path / "figures").glob("*.png")} == {
        "sociogram-joint-roles",
        "sociogram-meetings",
    }
    for verb, *more in (("measure", "density"), ("test", "bootstrap")):
        ran = sna(verb, narrowed[0], *more, *narrowed[1:], "--snapshot", "after", "--format", "csv")
        assert "Layer left out: mdt" in ran.err
        assert {row["layer"] for row in rows(ran.out)} == {"joint_roles", "meetings"}
    # A test whose arguments name a layer without one cannot go on.
    ran = sna("test", narrowed[0], "qap", "joint_roles", "mdt", *narrowed[1:])
    assert ran.code == 2
    assert "The facts behind layer 'mdt' have no profession" in ran.err
    assert "left out" not in ran.err


def test_layers_of_people_without_a_profession_are_left_out_of_tiers(sna):
    ran = sna("lens", "city-collaborative", "tier", "--profession", "nurse")
    assert ran.code == 0
    assert "Contacts, second: nothing to say of tiers: left out: its facts have no profession." in ran.out


def test_asymmetry_on_the_terminal_starts_with_a_sentence(sna):
    out = sna("asymmetry", "centralised-surgery", "in_degree", "--layer", "mdt", "--snapshot", "after", "--quiet").out
    assert out.startswith("MDT, after: specialist organisations average 8 links received (n = 4), local ones 1 (n = 8)")
    cautions = ("Of 12", "Caution: p is corrected")
    assert max(len(line) for line in out.splitlines()[2:] if not line.startswith(cautions)) < 180


def test_a_report_replaces_the_one_before_and_leaves_what_is_not_its_own(sna, small, tmp_path):
    out = tmp_path / "report"
    assert sna("report", small, "--out", out).code == 0
    (out / "notes.txt").write_text("mine")
    assert (out / "figures" / "asymmetry-referrals.png").is_file()
    (small / "organisations.csv").write_text("organisation\nA\nB\nC\n")
    assert sna("report", small, "--out", out).code == 6
    assert sna("report", small, "--out", out, "--overwrite").code == 0
    assert not (out / "figures" / "asymmetry-referrals.png").exists()
    assert (out / "notes.txt").read_text() == "mine"


def test_a_snapshot_without_ties_has_nothing_to_compare(sna, small, tmp_path):
    (small / "referrals.csv").write_text("from,to,weight,snapshot\nB,A,3,1\nC,A,2,1\nA,B,0,2\n")
    ran = sna("report", small, "--out", tmp_path / "report")
    assert ran.code == 0
    assert "no ties are recorded in 2, so there is nothing to compare" in ran.out


def test_compare_on_the_terminal_starts_with_what_changed(sna):
    out = sna("compare", "end-of-life-partnership", "--layer", "support", "--quiet").out
    assert out.startswith("Support: from set-up to delivery: 35 ties kept, 9 gained, 0 lost")
    assert "From delivery to closing, Graymarrow Service and Hessendale Council left." in out
    assert "_common" not in out


def test_names_in_the_place_of_ids_are_recognised(sna, small):
    (small / "referrals.csv").write_text("from,to,weight\nBirch,A,3\n")
    ran = sna("check", small)
    assert "That is the name of 'B'" in ran.out


def test_distances_between_two_studies_and_snapshots(sna, small):
    plain = sna("compare", "centralised-surgery", "--distances", "--layer", "mdt").out
    assert "mdt: portrait_divergence" in plain
    found = rows(sna("compare", "centralised-surgery", "--distances", "--metric", "netsimile", "--format", "csv").out)
    assert {row["metric"] for row in found} == {"netsimile"}
    assert {row["quantity"] for row in found} == {"distance"}
    same = rows(sna("compare", small, small, "--distances", "--format", "csv").out)
    assert {row["value"] for row in same} == {"0"}
    wrong = sna("compare", small, small, "--distances", "--metric", "netsimil")
    assert wrong.code == 2
    assert "Did you mean 'netsimile'?" in wrong.err


def test_warnings_of_a_run_are_one_line_with_how_many_of_each_kind(sna):
    ran = sna("measure", "city-collaborative", "density")
    [said] = ran.err.splitlines()
    assert said.startswith("4 warnings: attendance that does not count (W421, 2 times); ")
    assert said.endswith("'sna check city-collaborative' says more.")
    assert sna("measure", "city-collaborative", "density", "--verbose").err.count("warning: W421") == 2


def test_of_small_studies_it_is_said_once_what_they_can_show(sna):
    told = sna("asymmetry", "centralised-surgery", "--snapshot", "after", "--quiet").out
    assert told.count("only large differences between groups are found") == 1
    told = sna("test", "centralised-surgery", "anova", "in_degree", "--layer", "mdt", "--quiet").out
    assert told.count("only large differences between groups are found") == 1
