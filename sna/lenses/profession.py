"""By profession: which professional groups connect across sites, and which do not."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sna.contrast.gaps import LEVEL, test_columns
from sna.contrast.subjects import Testing
from sna.derive.rosters import roster_at
from sna.infer import LabelTest, dealt_tests
from sna.lenses.large_meetings import large_meetings, said_of, without_meetings
from sna.lenses.lens import Lens, Looking, Row, says
from sna.lenses.meeting_people import Meetings, Site, met
from sna.lenses.professional_facts import Facts, facts_of, pairs_at_meetings, pairs_by_roles
from sna.model import Roster, Snapshot, Study

if TYPE_CHECKING:
    import pandas as pd

Values = npt.NDArray[np.float64]
COUNT = "count of these records"
OBSERVED = "these organisations, as observed"
DEALT = "these people: profession unrelated to whom they met"
BY_MEETINGS, BY_ROLES = "attendance", "roles"
NO_TEST = "no p of its own: cross_site_density is tested"


def by_profession(looking: Looking) -> Iterator[Row]:
    """Yield, for every snapshot and profession, the network of organisations that its people alone make.

    Of meetings attended together and of joint roles (``layer``): ``organisations_reached`` (share of the roster with a
    record of the profession), ``ties`` between organisations and their ``density``. Of meetings only: ``people`` who
    came at least once, ``meetings_across`` (share of the profession's meetings at which it came from two organisations
    or more) and, between its people who met, ``cross_site_share`` of their ties, ``e_i_index`` by organisation, and
    ``cross_site_density``: of the pairs of its people at different organisations, the share that met. The last two are
    tested against professions dealt out at random among all who came, all professions corrected together by maxT;
    ``cross_site_density_expected`` is what such dealing gives. Meetings of nearly everybody are left out, and counted.
    """
    large = large_meetings(looking.study)
    study = without_meetings(looking.study, large)
    yield from _left_out(large)
    for snapshot in study.snapshots:
        roster = roster_at(study, snapshot, study.filters)
        for layer, facts in facts_of(study, snapshot):
            for profession in facts.professions:
                base = {"layer": layer, "snapshot": snapshot.name, "metric": f"profession: {profession}"}
                rows = facts.of(profession)
                yield from ({**base, **row} for row in _of_organisations(rows, layer, snapshot, roster))
            if layer == BY_MEETINGS:
                where = {"layer": layer, "snapshot": snapshot.name}
                yield from ({**where, **row} for row in _of_people(looking.testing, facts, snapshot))


def _left_out(large: Sequence[str]) -> Iterator[Row]:
    if large:
        row = {"layer": BY_MEETINGS, "quantity": "large_meetings_left_out", "target": COUNT}
        yield {**row, "value": len(large), "note": said_of(large)}


def _of_organisations(rows: pd.DataFrame, layer: str, snapshot: Snapshot, roster: Roster) -> Iterator[Row]:
    inside = rows[rows["organisation"].isin(roster.position)]
    n = len(roster)
    reached = inside["organisation"].nunique()
    base = {"n": n, "target": OBSERVED}
    pairs = (pairs_at_meetings if layer == BY_MEETINGS else pairs_by_roles)(inside, snapshot)
    possible = n * (n - 1) // 2
    yield {**base, "quantity": "organisations_reached", "value": reached / n if n else math.nan, "note": _empty(n)}
    yield {**base, "quantity": "ties", "value": pairs}
    few = "" if possible else "fewer than two organisations"
    yield {**base, "quantity": "density", "value": pairs / possible if possible else math.nan, "note": few}
    if layer == BY_MEETINGS:
        sites = inside.groupby("meeting")["organisation"].nunique()
        share = float((sites > 1).mean()) if len(sites) else math.nan
        note = "" if len(sites) else "it came to no meeting"
        yield {"target": COUNT, "quantity": "meetings_across", "value": share, "n": len(sites), "note": note}


def _empty(n: int) -> str:
    return "" if n else "no organisation is in the network"


def _of_people(testing: Testing, facts: Facts, snapshot: Snapshot) -> Iterator[Row]:
    """Yield what is of the people of each profession: how many came, and how many of their ties cross sites."""
    found = met(facts.rows, facts.professions)
    for profession in facts.professions:
        nameless = int((facts.of(profession)["person"].isna()).sum())
        note = f"{nameless} rows of this profession name no person, not counted" if nameless else ""
        row = {"quantity": "people", "target": COUNT, "n": found.n, "note": note}
        yield {**row, "metric": f"profession: {profession}", "value": found.sizes[facts.professions.index(profession)]}
    if found.unknown:
        note = "no profession is known: in none of the groups, and not among those to whom professions are dealt"
        yield {"quantity": "people_without_profession", "target": COUNT, "value": found.unknown, "note": note}
    if found.refused:
        yield {
            "quantity": "cross_site_density",
            "target": DEALT,
            "value": math.nan,
            "n": found.n,
            "note": found.refused,
        }
        return
    tests = _tests(testing, found, snapshot)
    for at, site in enumerate(found.by_profession()):
        base = {"metric": f"profession: {found.professions[at]}", "n": site.people, "target": DEALT}
        yield from ({**base, **row} for row in _crossing(site, found, tests[at] if tests else None, testing))


def _tests(testing: Testing, found: Meetings, snapshot: Snapshot) -> list[tuple[LabelTest, LabelTest]]:
    """Return, for each profession, the tests of its cross-site density and of its cross-site share."""
    k = len(found.professions)
    if k < 2 or not found.cells:  # noqa: PLR2004 - one profession cannot be dealt out otherwise
        return []
    tests = dealt_tests(
        found.departures,
        found.labels,
        permutations=testing.permutations,
        exact=testing.exact,
        stream=testing.stream(snapshot.name, "profession"),
        family=[at for at, size in enumerate(found.sizes) if size > 1],
        cells=found.cells * k,
    )
    return list(zip(tests[:k], tests[k:], strict=True))


def _crossing(
    site: Site, found: Meetings, tests: tuple[LabelTest, LabelTest] | None, testing: Testing
) -> Iterator[dict[str, Any]]:
    alone = _why_undefined(site)
    share = site.crossing / site.ties if site.ties else math.nan
    none = "" if site.ties else "none of its people met each other"
    density = site.crossing / site.cross_pairs if site.cross_pairs else math.nan
    columns = _columns(tests[0] if tests else None, testing, site)
    yield {
        **columns,
        "quantity": "cross_site_density",
        "value": density,
        "note": _joined(alone, columns.get("note", "")),
    }
    rate = found.rate if site.cross_pairs else math.nan
    yield {"quantity": "cross_site_density_expected", "value": rate, "note": alone}
    yield {"quantity": "cross_site_share", "value": share, "note": none or NO_TEST}
    columns = _columns(tests[1] if tests and site.ties else None, testing, site) if site.ties else {}
    columns |= {"p_adjusted": math.nan}
    e_i = 2 * share - 1 if site.ties else math.nan
    yield {**columns, "quantity": "e_i_index", "value": e_i, "note": _joined(none, columns.get("note", ""))}
    expected = 2 * found.share - 1 if site.ties else math.nan
    yield {"quantity": "e_i_index_expected", "value": expected, "note": none}


def _why_undefined(site: Site) -> str:
    if site.people < 2:  # noqa: PLR2004
        return "fewer than two of its people came to a meeting"
    return "" if site.cross_pairs else "all of its people are of one organisation"


def _columns(test: LabelTest | None, testing: Testing, site: Site) -> dict[str, Any]:
    """Return the columns of a test, or why there is none."""
    if test is None or not site.cross_pairs:
        return {"note": "no p: fewer than two professions came" if test is None else ""}
    refused = f"no p: with these ties it cannot be below {test.p_min:.2g}" if test.p_min > LEVEL else ""
    columns = test_columns(test, testing, refused)
    if not math.isnan(columns["p_adjusted"]):
        columns["method"] += "; p_adjusted: step-down maxT over professions"
    fewer = f"{test.resamples} deals only, because there are so many ties" if _cut(test, testing) else ""
    return {**columns, "note": _joined(refused, fewer)}


def _cut(test: LabelTest, testing: Testing) -> bool:
    return not test.exact and test.resamples < testing.permutations


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


def _can(study: Study) -> bool:
    known = says(study.tables.get("people"), "profession") or says(study.tables.get("attendance"), "profession")
    return study.roster.kind == "organisations" and known and "attendance" in study.tables


LENS = Lens(
    "profession",
    "Which professional groups connect across sites, and which do not?",
    "attendance of persons or with a column profession, and people with a profession.",
    _can,
    by_profession,
)
