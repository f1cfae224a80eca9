"""Who leads, who is left out, who attends and who has a seat: against counts made from the files by hand."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pytest
import surgery_by_hand as by_hand

import sna

if TYPE_CHECKING:
    import pandas as pd

SNAPSHOTS = list(by_hand.SNAPSHOTS)


@pytest.fixture(scope="module")
def found() -> pd.DataFrame:
    return sna.lens(sna.load("centralised-surgery"), ["attendance", "leaders", "left_out", "voice"])


def of(found: pd.DataFrame, quantity: str, **same: str) -> pd.DataFrame:
    kept = found["quantity"] == quantity
    for column, text in same.items():
        kept &= found[column] == text
    return found[kept]


@pytest.mark.parametrize("snapshot", SNAPSHOTS)
@pytest.mark.parametrize("series", ["", "SMDT", "pathway board"])
def test_chairing_is_the_number_of_meetings_whose_chair_stood_for_an_organisation(found, snapshot, series):
    metric = f"chairing: {series}" if series else "chairing"
    led = of(found, "led", snapshot=snapshot, metric=metric)
    if snapshot == "before" and series == "pathway board":
        assert led.empty
        return
    wanted = by_hand.chaired(snapshot, series)
    there = by_hand.roster(snapshot)
    assert dict(zip(led["organisation"], led["value"], strict=True)) == {o: wanted[o] for o in there}
    known = of(found, "known", snapshot=snapshot, metric=metric).iloc[0]
    assert (known["value"], known["n"]) == (sum(wanted[o] for o in there), wanted.total())
    assert known["note"].startswith(f"{wanted['']} of {wanted.total()} meetings") or not wanted[""]


@pytest.mark.parametrize("snapshot", SNAPSHOTS)
def test_hosting_and_proposing_are_counted_and_shared(found, snapshot):
    hosts = Counter(row["host"] for row in by_hand.held(snapshot).values())
    first, last = by_hand.SNAPSHOTS[snapshot]
    acts = Counter(
        row["organisation"]
        for row in by_hand.rows("decisions")
        if row["action"] in ("propose", "draft") and first <= row["date"] <= last
    )
    for metric, wanted in (("hosting", hosts), ("proposing", acts)):
        there = by_hand.roster(snapshot)
        led = of(found, "led", snapshot=snapshot, metric=metric)
        assert dict(zip(led["organisation"], led["value"], strict=True)) == {o: wanted[o] for o in there}
        values = sorted((wanted[o] for o in there), reverse=True)
        n, total = len(values), sum(values)
        spread = sum(abs(a - b) for a in values for b in values) / (2 * n * total)
        shown = {q: of(found, q, snapshot=snapshot, metric=metric)["value"].iloc[0] for q in ("gini", "top_1_share")}
        assert shown["gini"] == pytest.approx(spread * n / (n - 1))
        assert shown["top_1_share"] == values[0] / total
        effective = of(found, "effective_number", snapshot=snapshot, metric=metric)["value"].iloc[0]
        assert effective == pytest.approx(1 / sum((v / total) ** 2 for v in values))
        assert of(found, "top_3_share", snapshot=snapshot, metric=metric)["value"].iloc[0] == sum(values[:3]) / total
        for group in ("specialist", "local"):
            mine = sum(wanted[o] for o in there if by_hand.groups()[o] == group)
            share = of(found, "group_share", snapshot=snapshot, metric=metric, group=group)["value"].iloc[0]
            assert share == mine / total


def test_the_first_three_turn_over_as_the_counts_say(found):
    tops = []
    for snapshot in SNAPSHOTS:
        counts = by_hand.chaired(snapshot)
        values = {o: counts[o] for o in by_hand.roster(snapshot)}
        least = max(sorted(values.values(), reverse=True)[2], 1)
        tops.append({o for o, value in values.items() if value >= least})
    turned = of(found, "turnover_of_top", metric="chairing")["value"].tolist()
    assert np.isnan(turned[0])
    assert turned[1:] == [len(tops[1] - tops[0]) / len(tops[1]), len(tops[2] - tops[1]) / len(tops[2])]


@pytest.mark.parametrize("snapshot", SNAPSHOTS)
@pytest.mark.parametrize("series", ["", "SMDT", "network board", "radiology network"])
def test_who_never_came_and_who_seldom_did(found, snapshot, series):
    if series and not by_hand.held(snapshot, series):
        assert of(found, "left_out", snapshot=snapshot, metric=f"series: {series}").empty
        return
    wanted = {"never_came": set(), "came_seldom": set(), "cannot_tell": set()}
    for organisation in by_hand.roster(snapshot):
        yes, unknown, could = by_hand.came(snapshot, organisation, series)
        if could and yes / could < 0.25:
            certain = (yes + unknown) / could < 0.25
            key = "cannot_tell" if not certain else "never_came" if yes + unknown == 0 else "came_seldom"
            wanted[key].add(organisation)
    metric = f"series: {series}" if series else "all meetings"
    for quantity, names in wanted.items():
        rows = of(found, quantity, snapshot=snapshot, metric=metric)
        assert set(rows["organisation"]) == names
    count = of(found, "left_out", snapshot=snapshot, metric=metric, group="").iloc[0]
    assert count["value"] == len(wanted["never_came"] | wanted["came_seldom"])


def test_who_took_no_action_on_a_document(found):
    for document in {row["document"] for row in by_hand.rows("decisions")}:
        acts = [row for row in by_hand.rows("decisions") if row["document"] == document]
        snapshot = next(name for name, (_, last) in by_hand.SNAPSHOTS.items() if max(a["date"] for a in acts) <= last)
        opened = {row["organisation"]: row["opened"] or "0" for row in by_hand.rows("organisations")}
        there = [o for o in by_hand.roster(snapshot) if opened[o] <= max(act["date"] for act in acts)]
        wanted = set(there) - {act["organisation"] for act in acts}
        rows = of(found, "never_acted", metric=f"document: {document}")
        assert set(rows["organisation"]) == wanted, document
        assert set(rows["snapshot"]) <= {snapshot}


@pytest.mark.parametrize("snapshot", SNAPSHOTS)
def test_presence_and_length_of_stay_are_those_of_the_register(found, snapshot):
    held = by_hand.held(snapshot)
    for organisation in by_hand.roster(snapshot):
        yes, unknown, could = by_hand.came(snapshot, organisation)
        row = of(found, "presence_share", snapshot=snapshot, organisation=organisation).iloc[0]
        assert (row["value"], row["n"]) == (yes / (could - unknown), could - unknown)
    stayed = {}
    for row in by_hand.rows("attendance"):
        if row["meeting"] in held and row["attended"] == "yes" and by_hand.stood_for(row):
            share = int(row["minutes_present"]) / int(held[row["meeting"]]["duration_minutes"])
            stayed[row["meeting"], row["person"], by_hand.stood_for(row)] = share
    total = of(found, "time_share", snapshot=snapshot, organisation="").iloc[0]
    assert total["n"] == len(stayed)
    assert total["value"] == pytest.approx(sum(stayed.values()) / len(stayed))
    brief = of(found, "brief_share", snapshot=snapshot, organisation="").iloc[0]
    assert brief["value"] == pytest.approx(sum(3 * s < 1 for s in stayed.values()) / len(stayed))
    quorate = of(found, "quorate_share", snapshot=snapshot, metric="").iloc[0]
    assert quorate["value"] == sum(row["quorate"] == "yes" for row in held.values()) / len(held)
    failed = of(found, "failures", snapshot=snapshot, metric="").iloc[0]
    assert (failed["value"], failed["n"]) == (sum(bool(row["failure"]) for row in held.values()), len(held))


@pytest.mark.parametrize("snapshot", SNAPSHOTS)
def test_cells_of_the_heat_map_add_up_to_presence(found, snapshot):
    cells = of(found, "present_in", snapshot=snapshot)
    assert sorted(set(cells["metric"])) == by_hand.months(snapshot)
    came = (cells["value"] * cells["n"]).groupby(cells["organisation"]).sum()
    for organisation in by_hand.roster(snapshot):
        assert came[organisation] == pytest.approx(by_hand.came(snapshot, organisation)[0])


@pytest.mark.parametrize("snapshot", SNAPSHOTS)
def test_seats_and_attendance_are_shares_of_what_is_listed(found, snapshot):
    held, there = by_hand.held(snapshot), set(by_hand.roster(snapshot))
    opened = {row["organisation"]: row["opened"] or "0" for row in by_hand.rows("organisations")}
    listed = {key: w for key, w in by_hand.seats().items() if key[0] in held and key[2] in there}
    listed = {key: w for key, w in listed.items() if opened[key[2]] <= held[key[0]]["date"]}
    seats = Counter(key[2] for key in listed)
    present = Counter(key[2] for key, words in listed.items() if "yes" in words)
    for name, counts in (("seats", seats), ("attendance", present)):
        rows = of(found, f"{name}_share", snapshot=snapshot)
        shares = dict(zip(rows["organisation"], rows["value"], strict=True))
        assert shares == {o: pytest.approx(counts[o] / counts.total()) for o in there}
    gaps = of(found, "gap", snapshot=snapshot, metric="seats → attendance")["value"]
    assert gaps.sum() == pytest.approx(0)
    influence = of(found, "influence_share", snapshot=snapshot)
    assert influence["value"].isna().all()
    assert influence["note"].str.contains("no answers").all()
