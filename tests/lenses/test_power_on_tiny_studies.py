"""The lenses of power on studies small enough to go through every way to deal out the labels."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy import stats

import sna
from sna.errors import NoResultError

if TYPE_CHECKING:
    from pathlib import Path

HUBS, LOCALS = ("A", "B", "C"), ("D", "E", "F", "G")
ORGANISATIONS = "organisation,centre\n" + "".join(
    [f"{o},specialist\n" for o in HUBS] + [f"{o},local\n" for o in LOCALS] + ["N,coordinating\n"]
)
PEOPLE = "person,employer\n" + "".join(f"P{o},{o}\n" for o in (*HUBS, *LOCALS))
CHAIRS = ["A", "A", "A", "B", "B", "C", "D", "", "A", "C"]
MEETINGS = "meeting,series,date,duration_minutes,chair,host\n" + "".join(
    f"M{k},board,2024-0{1 + k % 9}-10,60,{'P' + chair if chair else ''},{'A' if k % 2 else 'N'}\n"
    for k, chair in enumerate(CHAIRS)
)
COMES = {"A": 10, "B": 10, "C": 9, "D": 8, "E": 2, "F": 1, "G": 0}
ATTENDANCE = "meeting,person,organisation,attended,minutes_present\n" + "".join(
    f"M{k},P{o},{o},{'yes' if k < many else 'unknown' if (o, k) == ('G', 9) else 'no'},{60 if k < many else ''}\n"
    for o, many in COMES.items()
    for k in range(10)
)
SETTINGS = '[groups]\ncentre = ["specialist", "local"]\n'


def written(folder: Path, **tables: str) -> sna.Study:
    texts = {"organisations": ORGANISATIONS, "people": PEOPLE, "meetings": MEETINGS, "attendance": ATTENDANCE, **tables}
    for name, text in texts.items():
        if text:
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    (folder / "study.toml").write_text(SETTINGS, encoding="utf-8")
    return sna.load(folder)


def by_brute_force(values: dict[str, float], group: tuple[str, ...]) -> tuple[float, float]:
    """Return the difference of means, and the share of all splits that are at least as far apart."""

    def difference(inside: tuple[str, ...]) -> float:
        others = [value for name, value in values.items() if name not in inside]
        return np.mean([values[name] for name in inside]) - np.mean(others)

    every = [abs(difference(split)) for split in itertools.combinations(values, len(group))]
    return difference(group), np.mean([value >= abs(difference(group)) - 1e-9 for value in every])


def one(found, quantity, **same):
    kept = found["quantity"] == quantity
    for column, text in same.items():
        kept &= found[column] == text
    assert kept.sum() == 1, (quantity, same)
    return found[kept].iloc[0]


def test_the_p_of_chairing_is_the_share_of_all_splits(tmp_path):
    found = sna.lens(written(tmp_path), "leaders")
    counts = {o: CHAIRS.count(o) for o in (*HUBS, *LOCALS)}
    difference, p = by_brute_force(counts, HUBS)
    row = one(found, "difference_led", metric="chairing")
    assert row["value"] == pytest.approx(difference)
    assert row["p"] == pytest.approx(p)
    assert (row["resamples"], row["n"]) == (35, 7)
    known = one(found, "known", metric="chairing")
    assert (known["value"], known["n"]) == (9, 10)
    assert "1 of 10 meetings without a known chair" in known["note"]


def test_concentration_of_a_split_known_by_heart(tmp_path):
    found = sna.lens(written(tmp_path), "leaders")
    # 4, 2, 2, 1 of nine meetings, four organisations without any: 8 on the roster.
    assert one(found, "effective_number", metric="chairing")["value"] == pytest.approx(81 / 25)
    assert one(found, "top_1_share", metric="chairing")["value"] == pytest.approx(4 / 9)
    assert one(found, "top_3_share", metric="chairing")["value"] == pytest.approx(8 / 9)
    # Nine among eight: one has two and seven have one each. Sum of differences 2 × 7 = 14, over 2 × 8 × 9, × 8/7.
    assert one(found, "gini_least", metric="chairing")["value"] == pytest.approx(14 / 144 * 8 / 7)


def test_left_out_counts_who_seldom_came_and_does_not_take_the_unknown_for_absent(tmp_path):
    found = sna.lens(written(tmp_path), "left_out")
    seldom = found[found["quantity"] == "came_seldom"]
    assert set(seldom["organisation"]) == {"E", "F", "G"}
    assert set(found.loc[found["quantity"] == "never_came", "organisation"]) == {"N"}
    assert "not known at 1" in seldom.loc[seldom["organisation"] == "G", "note"].iloc[0]
    row = one(found, "difference_left_out", metric="series: board")
    out = {o: float(o in "EFG") for o in (*HUBS, *LOCALS)}
    difference, p = by_brute_force(out, HUBS)
    assert row["value"] == pytest.approx(difference)
    # 3 of 7 left out and none of 3 hubs: the p of Fisher's test, two-sided by distance.
    drawn = stats.hypergeom(7, 3, 3)
    far = [k for k in range(4) if abs(k / 3 - (3 - k) / 4) >= abs(difference) - 1e-9]
    assert p == pytest.approx(sum(drawn.pmf(k) for k in far))
    assert row["p_min"] <= p + 1e-12
    assert np.isnan(row["p"]) == (row["p_min"] > 0.05)
    if row["p"] == row["p"]:
        assert row["p"] == pytest.approx(p)


def test_whether_somebody_came_seldom_can_hang_on_what_is_not_known(tmp_path):
    rows = [f"M{k},PA,A,yes,60\n" for k in range(10)]
    rows += [f"M{k},PB,B,{'yes' if k < 2 else 'unknown' if k < 5 else 'no'},\n" for k in range(10)]
    attendance = "meeting,person,organisation,attended,minutes_present\n" + "".join(rows)
    found = sna.lens(written(tmp_path, attendance=attendance), "left_out")
    assert one(found, "cannot_tell", metric="series: board", organisation="B")["value"] == 2
    assert one(found, "left_out", metric="series: board", group="specialist")["n"] == 2


def test_attendance_is_tested_against_every_split(tmp_path):
    found = sna.lens(written(tmp_path), "attendance")
    shares = {o: many / (9 if o == "G" else 10) for o, many in COMES.items()}
    difference, p = by_brute_force(shares, HUBS)
    row = one(found, "difference_presence_share")
    assert row["value"] == pytest.approx(difference)
    assert row["p"] == pytest.approx(p)


def test_voice_takes_influence_from_the_question_of_that_name_and_leaves_out_who_was_not_rated(tmp_path):
    answers = [("D", "A", 4), ("E", "A", 2), ("D", "B", 1), ("A", "D", 2), ("A", "C", ""), ("D", "C", "")]
    survey = "respondent,partner,question,value\n" + "".join(f"{r},{p},influence,{v}\n" for r, p, v in answers)
    settings = SETTINGS + '\n[survey]\nunlisted = "not_asked"\n'
    study_folder = tmp_path
    written(study_folder, survey=survey)
    (study_folder / "study.toml").write_text(settings, encoding="utf-8")
    found = sna.lens(sna.load(study_folder), "voice")
    rows = found[(found["quantity"] == "influence_share") & (found["organisation"] != "")].set_index("organisation")
    # Means received: A 3, B 1, D 2; of all others nobody said anything.
    assert rows["value"].dropna().to_dict() == pytest.approx({"A": 3 / 6, "B": 1 / 6, "D": 2 / 6})
    seats = found[(found["quantity"] == "seats_share") & (found["organisation"] != "")].set_index("organisation")[
        "value"
    ]
    assert seats.drop("N").to_dict() == pytest.approx(dict.fromkeys(COMES, 1 / 7))
    gaps = found[(found["quantity"] == "gap") & (found["metric"] == "seats → influence")].set_index("organisation")
    assert gaps["value"].dropna().to_dict() == pytest.approx({"A": 1 / 2 - 1 / 3, "B": 1 / 6 - 1 / 3, "D": 0.0})
    pairs = one(found, "rank_disagreement", metric="attendance → influence")
    # Attendance puts A and B level, and D below both; influence puts D above B.
    assert (pairs["value"], pairs["n"]) == (1 / 2, 2)


def test_recorded_and_perceived_agree_as_scipy_says_and_are_refused_where_nothing_varies(tmp_path):
    values = {"A": 4, "B": 3, "C": 3, "D": 2, "E": 1, "F": 1, "G": 2}
    survey = "respondent,partner,question,value\n" + "".join(f"N,{o},power,{v}\n" for o, v in values.items())
    ties = [("D", "A"), ("E", "A"), ("F", "A"), ("G", "A"), ("D", "B"), ("E", "B"), ("E", "C"), ("F", "G")]
    links = "from_organisation,to_organisation,cases\n" + "".join(f"{a},{b},1\n" for a, b in ties)
    found = sna.lens(written(tmp_path, survey=survey, mdt_links=links), "perceived")
    received = {o: sum(b == o for _, b in ties) for o in values}
    row = one(found, "spearman", layer="mdt_links")
    assert row["metric"] == "in_degree"
    # N answered and was not rated.
    assert row["n"] == len(values)
    assert row["value"] == pytest.approx(stats.spearmanr(list(received.values()), list(values.values())).statistic)
    flat = survey.replace(",4\n", ",1\n").replace(",3\n", ",1\n").replace(",2\n", ",1\n")
    (tmp_path / "survey.csv").write_text(flat, encoding="utf-8")
    refused = sna.lens(sna.load(tmp_path), "perceived")
    assert refused["value"].isna().all()
    assert refused["note"].str.contains("same for all").all()


def test_without_a_question_of_influence_there_is_nothing_to_compare(tmp_path):
    with pytest.raises(NoResultError, match="influence or power"):
        sna.lens(written(tmp_path), "perceived")


def test_chairs_are_known_without_any_attendance(tmp_path):
    links = "from_organisation,to_organisation,cases\nA,B,1\n"
    found = sna.lens(written(tmp_path, attendance="", mdt_links=links), "leaders")
    assert one(found, "led", metric="chairing", organisation="A")["value"] == CHAIRS.count("A")
    assert found[found["quantity"] == "group_share_of_attendance"].empty
