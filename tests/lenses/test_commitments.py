"""Which layer came first, where the study declares which of them is the lighter commitment, and where it does not."""

from __future__ import annotations

import itertools
import math

import pytest

import sna
from sna.errors import DataError
from sna.lenses import see
from sna.report.views import VIEWS

PARTNERS = "BCDEFGHIJK"


def written(tmp_path, commitments: str, *, light_first: int = 9):
    """Write A and ten partners: of these so many share meetings before joint roles, the others the other way about."""
    folder = tmp_path / "s"
    folder.mkdir()
    (folder / "organisations.csv").write_text("organisation\n" + "\n".join("A" + PARTNERS) + "\n")
    early, late = [f"A,{i},2020\nA,{i},2021\n" for i in PARTNERS], [f"A,{i},2021\n" for i in PARTNERS]
    for name, first, then in (("forum", early, late), ("joint_posts", late, early)):
        ties = "".join([*first[:light_first], *then[light_first:]])
        (folder / f"{name}.csv").write_text("from,to,snapshot\n" + ties)
    (folder / "study.toml").write_text(
        f"[study]\n{commitments}\n[layer.joint_posts]\ndirected = false\n[layer.forum]\ndirected = false\n"
    )
    return folder


def order_of(study):
    table = sna.lens(study, "posts")
    (row,) = table[table["quantity"] == "layer_first"].to_dict("records")
    return row


@pytest.mark.parametrize("light_first", [9, 5, 1])
def test_the_lighter_commitment_stands_first_where_it_is_declared(tmp_path, light_first):
    study = sna.load(written(tmp_path, 'commitments = ["forum", "joint_posts"]', light_first=light_first))
    row = order_of(study)
    assert (row["layer"], row["other"]) == ("forum", "joint_posts")
    assert row["value"] == light_first / 10
    # The exact sign test by hand: both tails of ten coins.
    tail = sum(math.comb(10, k) for k in range(min(light_first, 10 - light_first) + 1)) / 2**10
    assert row["p"] == pytest.approx(min(1, 2 * tail))
    assert "forum is declared the lighter commitment" in row["note"]
    said = " ".join(VIEWS["posts"].sentences(see(study, ["posts"])["posts"], study))
    clause = {9: "lighter commitment first", 5: "the data cannot tell", 1: "heavier commitment first"}[light_first]
    assert clause in said


def test_without_a_declaration_the_order_is_as_listed_and_that_is_said(tmp_path):
    study = sna.load(written(tmp_path, ""))
    row = order_of(study)
    assert (row["layer"], row["other"]) == ("joint_posts", "forum")
    assert row["value"] == 0.1
    assert "which of the two is the lighter commitment is not declared" in row["note"]
    said = " ".join(VIEWS["posts"].sentences(see(study, ["posts"])["posts"], study))
    assert "came before" in said
    assert "commitment" not in said


@pytest.mark.parametrize(
    ("given", "message", "hint"),
    [
        ('["forum", "joint_post"]', "names a layer that is not there", "joint_posts"),
        ('["forum"]', "two or more different layers", ""),
        ('["forum", "forum"]', "two or more different layers", ""),
        ('["forum", 3]', "two or more different layers", ""),
        ('"forum"', "value of the wrong kind", ""),
    ],
)
def test_an_order_that_cannot_be_is_a_problem_of_study_toml(tmp_path, given, message, hint):
    with pytest.raises(DataError) as caught:
        sna.load(written(tmp_path, f"commitments = {given}"))
    problem = caught.value.problems[0]
    assert problem.code == "E603"
    assert message in problem.message
    assert hint in problem.hint
    assert (problem.file, problem.line) == ("study.toml", 2)


@pytest.mark.parametrize("missing", [0, 5, 6])
def test_a_layer_that_ties_every_pair_from_the_start_cannot_come_second(tmp_path, missing):
    folder = written(tmp_path, "", light_first=10)
    pairs = [f"{a},{b}" for a, b in itertools.combinations("A" + PARTNERS, 2)][: 55 - missing]
    ties = "".join(f"{pair},{year}\n" for year in (2020, 2021) for pair in pairs)
    (folder / "forum.csv").write_text("from,to,snapshot\n" + ties)
    # A second layer needs a tie of its own in the first snapshot, for it to be there at all.
    (folder / "joint_posts.csv").write_text("from,to,snapshot\nA,B,2020\n" + "".join(f"A,{i},2021\n" for i in PARTNERS))
    study = sna.load(folder)
    row = order_of(study)
    said = " ".join(VIEWS["posts"].sentences(see(study, ["posts"])["posts"], study))
    assert row["n"] == 9
    if missing == 6:
        assert row["p"] == pytest.approx(2 / 2**9)
        return
    assert math.isnan(row["p"])
    assert row["note"].startswith("no p: forum ties every pair, or all but a few, in 2020, so it cannot come second; ")
    assert "came before" not in said
    assert "the data cannot tell which came first" in said
