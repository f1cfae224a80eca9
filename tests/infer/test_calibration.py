"""Guards the calibration: a small part of `make calibration`, in bounds that only a broken test or interval leaves."""

import math
import re
from pathlib import Path

import pytest
from calibrating import chance, change, dyads, intervals, labels, realistic, routes, whole
from calibrating.experiment import Count, Experiment, Measured, run, verdict
from calibrating.laws import alike, hubs, spread
from calibrating.page import page, unexplained

PARTS = (labels, intervals, change, routes, realistic, dyads, chance, whole)
PAGE = Path(__file__).parents[2] / "docs" / "calibration.md"


@pytest.fixture(scope="module")
def settings() -> list[Experiment]:
    return [each for part in PARTS for each in part.experiments()]


def counts_of(once, runs: int) -> dict[str, Count]:
    counts: dict[str, Count] = {}
    for number in range(runs):
        for name, value in once(number).items():
            if not math.isnan(value):
                counts.setdefault(name, Count()).add(Count(1, float(value)))
    return counts


def shares(once, runs: int) -> dict[str, float]:
    return {name: count.share for name, count in counts_of(once, runs).items()}


def highest(runs: int, nominal: float = 0.05) -> float:
    """Four Monte-Carlo standard errors above: seeds are fixed, so this leaves room for other platforms only."""
    return nominal + 4 * math.sqrt(nominal * (1 - nominal) / runs)


@pytest.mark.parametrize("law", [alike(12, 0.25), hubs(12, -1.8)], ids=["alike", "hubs"])
def test_labels_that_mean_nothing_are_found_as_often_as_they_should_be(law) -> None:
    found = shares(lambda number: labels.one_network(law, 4, "test", number), 300)
    assert all(share <= highest(300) for share in found.values()), found
    # A test that never rejects would hold its level as well.
    assert min(found["degree, mid-p"], found["betweenness, mid-p"], found["E-I index, mid-p"]) >= 0.015


def test_a_real_gap_is_found_the_more_often_the_larger_it_is() -> None:
    small, large = (
        shares(lambda n, b=b: labels.one_network(hubs(12, -1.8, 4, b), 4, "p", n), 120) for b in (0.56, 2.27)
    )
    assert small["degree"] < 0.3
    assert large["degree"] > 0.55


def test_six_metrics_together_find_nothing_more_often_than_one() -> None:
    found = shares(lambda number: labels.six_metrics(hubs(12, -1.8), 4, "test", number), 300)
    assert found["any of six, step-down maxT"] <= highest(300) < found["any of six, unadjusted"]
    assert found["any of six, step-down maxT"] > 0


def test_where_the_label_test_is_known_to_fail_findings_are_warned_of() -> None:
    # Equal means, the smaller group varies more.
    law = spread(12, 3, 0.3, 0.95)
    assert shares(lambda number: labels.one_network(law, 3, "test", number), 300)["degree"] > 0.07
    found = shares(lambda number: labels.warned(law, 3, "test", number), 120)
    assert found["degree: rejections that carry the warning"] > 0.5
    assert found["degree: warning shown"] <= found["degree"]  # a p that is not small needs none
    alike_ = shares(lambda number: labels.warned(alike(12, 0.25), 6, "test", number), 5)
    assert alike_["degree: warning shown"] == 0  # groups of one size


def test_intervals_of_gaps_hold_the_truth() -> None:
    found = shares(lambda number: intervals.gaps(hubs(12, -1.8), 4, "test", number), 40)
    assert found["degree"] >= 0.85
    assert found["betweenness"] >= 0.85
    assert found["degree: refused"] == 0


def test_intervals_of_attendance_would_not() -> None:
    found = shares(lambda number: intervals.of_attendance(12, 4, 5, number), 80)
    assert found["degree, if it were not refused"] < 0.9


def test_relabelling_holds_its_level_where_organisations_differ() -> None:
    found = shares(lambda number: dyads.once(dyads.null(0.5, 0.9), 12, "test", number), 250)
    assert found["MRQAP, DSP on t"] <= highest(250)
    assert found["MRQAP, DSP on t"] >= 0.01
    # r with what matters left out is no null: why there is a regression.
    assert found["QAP, plain r"] > 0.3


def test_studentising_mends_a_spread_that_goes_with_the_predictor() -> None:
    found = shares(lambda number: dyads.once(dyads.null(0.0, 0.0, "heteroscedastic"), 12, "test", number), 250)
    assert found["QAP, studentised r"] <= highest(250) < found["QAP, plain r"]


def test_a_smaller_group_that_varies_more_is_said_of_a_regression() -> None:
    found = counts_of(lambda number: dyads.by_group(12, 4, 2.0, "sender({}=specialist)", "test", number), 100)
    warned = found["rejections that carry the warning"]
    assert warned.counted >= 5
    assert warned.share >= 0.5


def test_chance_networks_are_as_chance_would_have_them() -> None:
    found = shares(lambda number: chance.against_chance(12, 0.25, "edges", number), 60)
    assert all(share <= highest(60) for share in found.values()), found


@pytest.mark.parametrize("kind", ["bundled", "invented"])
def test_shuffled_labels_make_no_more_findings_than_nominal(kind: str) -> None:
    found = shares(lambda number: whole.findings(kind, number), 20)
    single = {name: share for name, share in found.items() if name.startswith(("headline", "any p_adjusted", "E-I"))}
    assert len(single) >= 6
    assert all(share <= highest(20) for share in single.values()), single


def test_turnover_alone_is_no_change_from_study_to_findings() -> None:
    found = counts_of(lambda number: routes.whole(hubs(12, -1.8), 4, 0.4, "test", number), 12)
    # What is refused in most runs, such as hierarchy, was counted in few.
    levels = {name: count for name, count in found.items() if ":" not in name}
    assert all(count.share <= highest(count.counted) for count in levels.values()), levels
    assert min(count.share for name, count in found.items() if name.endswith("interval") and count.counted > 3) >= 0.7


def test_marks() -> None:
    level, cover = Measured("level"), Measured("coverage")
    assert [verdict(level, Count(1000, hits)) for hits in (20, 45, 63, 64)] == ["low", "", "", "high"]
    assert [verdict(cover, Count(1000, hits)) for hits in (899, 900, 980, 981)] == ["low", "", "", "high"]
    assert verdict(Measured("power"), Count(10, 10)) == verdict(level, Count()) == ""


def test_every_setting_is_drawn_and_counted_and_stands_on_the_page(settings: list[Experiment]) -> None:
    small = [each for each in settings if each.n < 20]
    found = [run(each, range(1)) for each in small]
    made = page(small, found, day="2026-01-01")
    assert made.count("\n## ") == len({each.part for each in small})
    for each in small:
        assert f"| {each.n} | {each.setting} |" in made
    # A single run is far off: whatever has no reason is named.
    assert all(":" in line for line in unexplained(small, found))


def test_the_page_is_of_these_settings_and_explains_what_it_marks(settings: list[Experiment]) -> None:
    text = PAGE.read_text(encoding="utf-8")
    shown = re.findall(r"^\| (\d+) \| (.+?) \|", text, flags=re.MULTILINE)
    assert shown == [(str(each.n), each.setting) for each in settings]
    # Where less is recorded of one snapshot no interval of change can hold the truth: that is what its part shows.
    text = text.partition("## Change where ties close triangles")[0]
    rows = [line.split("|") for line in text.splitlines() if line.startswith("|") and "---" not in line]
    for cells in rows:
        if cells[-2].strip() == "**low**":  # an interval that promises too much
            assert cells[3].strip() in ("degree, if it were not refused", "density"), cells
