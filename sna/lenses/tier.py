"""By tier: whether tops, middles and bottoms turn to each other, and upward as much as downward."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from sna.contrast.gaps import LEVEL, test_columns
from sna.contrast.subjects import Testing
from sna.derive import people_study
from sna.derive.columns import blank, texts
from sna.derive.of_people import MOST_PEOPLE, TIERS, names_people
from sna.derive.selecting import knows
from sna.derive.windows import happened_in
from sna.infer import LabelTest, dealt_tests
from sna.lenses.large_meetings import large_meetings, said_of, without_meetings
from sna.lenses.lens import Lens, Looking, Row, says
from sna.lenses.tier_ties import TierTies, tier_ties
from sna.model import Network, Study
from sna.model.roster import PEOPLE

COUNT = "count of these records"
OBSERVED = "these people, as observed"
DEALT = "these people: tier unrelated to ties"
EXPECTATION = "exact mean over all deals of the tiers"


def by_tier(looking: Looking) -> Iterator[Row]:
    """Yield, for every layer of people and snapshot, the ties from tier to tier, and upward against downward.

    Among people of a known tier with at least one tie: ``people`` of each tier, ``tier_ties`` from ``group`` to
    ``other`` (undirected: each pair of tiers once) with p against tiers dealt out at random, all cells corrected
    together by maxT; ``tier_ties_expected``; ``tier_rate``, ties per pair of people; ``e_i_index``. Where ties have a
    direction: ``upward`` and ``downward`` ties, ``upward_asymmetry`` = (up − down)/(up + down), and
    ``cross_tier_reciprocity``, the share of ties between tiers that are returned. Of attendance: the share of each tier
    that ``came`` at least once, its ``turnout`` (of the rows that say who came or sent apologies, the share that came),
    and its ``attendance_share`` of all presences beside its share of the people, ``attendance_share_expected``.
    Ties made by meetings of nearly everybody are left out, and the meetings counted.
    """
    whole = people_study(looking.study)
    large = large_meetings(whole)
    study = without_meetings(whole, large)
    if large:
        row = {"layer": "attendance", "quantity": "large_meetings_left_out", "target": COUNT}
        yield {**row, "value": len(large), "note": said_of(large)}
    for layer, rule in study.layers.items():
        if lacking := [column for column in study.filters if not knows(study, rule.table, column)]:
            row = {"layer": layer, "snapshot": study.snapshots.names[-1], "quantity": "e_i_index", "target": OBSERVED}
            yield {**row, "value": math.nan, "note": f"left out: its facts have no {' and no '.join(lacking)}"}
            continue
        # Who turned to the chair says as much at a large meeting as at any other.
        of = study if study.is_two_mode(layer) and not study.layers[layer].directed else whole
        for snapshot in study.snapshots.names:
            network = of.network(layer, snapshot)
            base = {"layer": layer, "snapshot": snapshot}
            yield from ({**base, **row} for row in _of_network(looking.testing, network))
    yield from _attendance(whole)


def _of_network(testing: Testing, network: Network) -> Iterator[Row]:
    found = tier_ties(network, TIERS)
    outside = _joined(
        f"{found.unknown} of no known tier, not compared" if found.unknown else "",
        f"{found.unasked} who were not asked, left out with ties to them" if found.unasked else "",
    )
    base = {"n": found.n, "target": OBSERVED, "note": outside}
    for at, tier in enumerate(found.tiers):
        yield {**base, "quantity": "people", "group": tier, "value": found.sizes[at], "target": COUNT}
    if len(found.tiers) < 2 or not found.m:  # noqa: PLR2004 - one tier is not mixed with any
        why = "fewer than two tiers have ties" if len(found.tiers) < 2 else "no ties between people of a known tier"  # noqa: PLR2004
        yield {**base, "quantity": "e_i_index", "value": math.nan, "note": _joined(why, outside)}
        return
    stream = testing.stream(network.layer.name, network.snapshot, "tier")
    tests = dealt_tests(
        found.departures,
        found.labels,
        permutations=testing.permutations,
        exact=testing.exact,
        stream=stream,
        family=range(len(found.cells)),
        cells=found.filled * len(found.tiers),
    )
    for row in (*_cells(found, tests, testing), *_whole(found, tests, testing)):
        yield {**base, **row, "note": _joined(str(row.get("note", "")), outside)}


def _cells(found: TierTies, tests: tuple[LabelTest, ...], testing: Testing) -> Iterator[dict[str, Any]]:
    for at, (g, h) in enumerate(found.cells):
        where = {"group": found.tiers[g], "other": found.tiers[h]}
        ties, pairs = float(found.ties[at]), float(found.pairs[at])
        columns = _columns(tests[at], testing, "; p_adjusted: step-down maxT over pairs of tiers")
        yield {**where, **columns, "quantity": "tier_ties", "value": ties}
        yield {**where, "quantity": "tier_ties_expected", "value": float(found.expected[at]), "method": EXPECTATION}
        few = "" if pairs else "fewer than two people of this tier have ties"
        yield {**where, "quantity": "tier_rate", "value": ties / pairs if pairs else math.nan, "note": few}


def _whole(found: TierTies, tests: tuple[LabelTest, ...], testing: Testing) -> Iterator[dict[str, Any]]:
    rest = list(tests[len(found.cells) :])
    crossing = found.crossing
    yield {**_columns(rest[0], testing), "quantity": "e_i_index", "value": (2 * crossing - found.m) / found.m}
    share = found.expected_crossing / found.m
    yield {"quantity": "e_i_index_expected", "value": 2 * share - 1, "method": EXPECTATION}
    if not found.directed:
        return
    up, down = found.upward, found.downward
    yield {"quantity": "upward", "value": up}
    yield {"quantity": "downward", "value": down}
    none = "" if up + down else "no tie runs between tiers"
    asymmetry = (up - down) / (up + down) if up + down else math.nan
    columns = _columns(rest[1], testing) if up + down else {}
    yield {**columns, "quantity": "upward_asymmetry", "value": asymmetry, "note": none or columns.get("note", "")}
    columns = _columns(rest[2], testing) if crossing else {}
    returned = found.returned / crossing if crossing else math.nan
    yield {**columns, "quantity": "cross_tier_reciprocity", "value": returned, "note": none or columns.get("note", "")}
    yield {"quantity": "cross_tier_reciprocity_expected", "value": found.reciprocity, "note": "of all ties alike"}


def _columns(test: LabelTest, testing: Testing, corrected: str = "") -> dict[str, Any]:
    refused = f"no p: with these ties it cannot be below {test.p_min:.2g}" if test.p_min > LEVEL else ""
    columns = test_columns(test, testing, refused)
    if corrected and not math.isnan(columns["p_adjusted"]):
        columns["method"] += corrected
    fewer = not test.exact and test.resamples < testing.permutations
    few = f"{test.resamples} deals only, because there are so many ties" if fewer else ""
    return {**columns, "target": DEALT, "note": _joined(refused, few)}


def _attendance(study: Study) -> Iterator[Row]:
    """Yield, tier by tier, who of its people came, and how often."""
    if "attendance" not in study.tables:
        return
    table = study.tables["attendance"].frame
    meetings = study.tables["meetings"].frame.set_index("meeting")
    of_tier = study.roster.group_of("tier")
    rows = table[table["person"].notna()].assign(attended=texts(table, "attended")[table["person"].notna().to_numpy()])
    rows = rows.assign(tier=rows["person"].map(of_tier))
    asked = rows["attended"].to_numpy(dtype=object)
    rows = rows.assign(came=~np.isin(asked.astype(str), ("no", "apologies", "unknown")))
    cancelled = set(meetings.index[texts(meetings, "cancelled") == "yes"])
    dates = rows["meeting"].map(meetings["date"]) if "date" in meetings.columns else None
    for snapshot in study.snapshots:
        inside = np.ones(len(rows), dtype=bool) if dates is None else happened_in(dates.to_numpy(), snapshot)
        here = rows[inside & ~rows["meeting"].isin(cancelled) & (asked != "unknown")]
        for tier in TIERS:
            size = sum(value == tier for value in of_tier.values())
            if size:
                base = {"layer": "attendance", "snapshot": snapshot.name, "group": tier, "target": COUNT}
                yield from ({**base, **row} for row in _came(here, tier, size, len(of_tier)))


def _came(here: Any, tier: str, size: int, people: int) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - pandas is heavy
    theirs = here[here["tier"] == tier]
    present = theirs[theirs["came"]]
    every = int(here["came"].sum())
    nobody = "" if every else "nobody is recorded as present"
    yield {"quantity": "came", "value": present["person"].nunique() / size, "n": size}
    note = "" if len(theirs) else "no row names anybody of this tier"
    turnout = len(present) / len(theirs) if len(theirs) else math.nan
    yield {"quantity": "turnout", "value": turnout, "n": len(theirs), "note": note}
    share = len(present) / every if every else math.nan
    yield {"quantity": "attendance_share", "value": share, "n": every, "note": nobody}
    yield {"quantity": "attendance_share_expected", "value": size / people, "n": people}


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


def _can(study: Study) -> bool:
    people = study.tables.get("people")
    if not says(people, "tier") or people is None or len(people) > MOST_PEOPLE:
        return False
    if study.roster.kind == PEOPLE:
        return True
    contacts = study.tables.get("contacts")
    some = contacts is not None and not blank(texts(contacts.frame, "from_person")).all()
    return some or names_people(study, "attendance") or names_people(study, "decisions")


LENS = Lens(
    "tier",
    "Do tops, middles and bottoms meet and turn to each other, across and up?",
    f"people (at most {MOST_PEOPLE:,}) with a tier, and attendance or decisions of persons, or contacts.",
    _can,
    by_tier,
)
