"""By partnership: how many sectors each spans, which, and how those fare that span one, two or three."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from sna.contrast.subjects import Testing
from sna.infer import association_test, cramers_v, relabel, relabel_within, two_way_table
from sna.lenses.lens import Lens, Looking, Row, says
from sna.lenses.sectors import UNKNOWN, Partnership, partnerships_in
from sna.lenses.shares import joined, relabelling_columns, share_columns
from sna.model import Study
from sna.model.schema import TABLES

COUNT = "count of these records"
STATUSES = (*TABLES["partnerships"].column("status").choices, UNKNOWN)
JOIN = " + "


def by_partnership(looking: Looking) -> Iterator[Row]:
    """Yield, for every snapshot: spans, sectors, pairs of sectors, span against status, and whether totals agree.

    ``span_partnerships`` counts partnerships of a span, in ``group``; ``unknown`` holds those without a member whose
    sector is known, and those of which a member's sector is not known and could be another. ``sector_partnerships``
    counts the partnerships that a sector is known to be in, the unclassified ones included. ``combination`` is the
    set of sectors of those whose span is known. ``incidences_counted`` is the sum over sectors, ``incidences_of_spans``
    the sum that spans imply, ``incidences_of_unclassified`` what makes the difference.
    """
    for snapshot in looking.study.snapshots:
        found = partnerships_in(looking.study, snapshot)
        if not found:
            continue
        base = {"layer": "members", "snapshot": snapshot.name}
        for row in (*_spans(found), *_sectors(found), *_statuses(found), *_totals(found)):
            yield {"target": COUNT, **base, **row}
        for row in _association(found, looking.testing, snapshot.name):
            yield {**base, **row}


def _repeated(found: Sequence[Partnership]) -> str:
    """Return the caution where informants describe several partnerships each."""
    told = Counter(one.informant for one in found if one.informant)
    if not told or max(told.values()) == 1:
        return ""
    return f"{len(told)} informants describe several partnerships each, so the interval is rather too narrow"


def _shared(quantity: str, count: int, of: int, caution: str, **where: str) -> Iterator[Row]:
    yield {"quantity": f"{quantity}_partnerships", "value": count, "n": of, **where}
    yield {"quantity": f"{quantity}_share", **share_columns(count, of, like="partnerships"), "note": caution, **where}


def _spans(found: Sequence[Partnership]) -> Iterator[Row]:
    caution, spans = _repeated(found), Counter(one.span for one in found)
    largest = max((int(span) for span in spans if span != UNKNOWN), default=0)
    for span in (*map(str, range(1, largest + 1)), UNKNOWN):
        yield from _shared("span", spans[span], len(found), caution, group=span)
    sets = Counter((JOIN.join(one.sectors) if one.settled else UNKNOWN, one.status) for one in found)
    for (sectors, status), count in sorted(sets.items()):
        yield {"quantity": "combination_status", "group": sectors, "other": status, "value": count, "n": len(found)}


def _sectors(found: Sequence[Partnership]) -> Iterator[Row]:
    caution, incidence = _repeated(found), Counter(sector for one in found for sector in one.sectors)
    for sector in sorted(incidence):
        yield from _shared("sector", incidence[sector], len(found), caution, group=sector)
    pairs = Counter(pair for one in found for pair in itertools.combinations(one.sectors, 2))
    for group, other in itertools.combinations(sorted(incidence), 2):
        yield from _shared("pair", pairs[group, other], len(found), caution, group=group, other=other)


def _statuses(found: Sequence[Partnership]) -> Iterator[Row]:
    caution, cells = _repeated(found), Counter((one.span, one.status) for one in found)
    present = [status for status in STATUSES if any(one.status == status for one in found)]
    for span in sorted({one.span for one in found}):
        of = sum(one.span == span for one in found)
        for status in present:
            yield from _shared("status", cells[span, status], of, caution, group=span, other=status)


def _totals(found: Sequence[Partnership]) -> Iterator[Row]:
    settled, open_ = [one for one in found if one.settled], [one for one in found if not one.settled]
    spans = sum(len(one.sectors) for one in settled)
    rest = sum(len(one.sectors) for one in open_)
    for quantity, value in (
        ("partnerships", len(found)),
        ("partnerships_classified", len(settled)),
        ("partnerships_without_members", sum(not one.members for one in open_)),
        ("partnerships_with_untold_members", sum(one.untold > 0 for one in open_)),
        ("members_without_sector", sum(one.untold for one in found)),
        ("incidences_counted", spans + rest),
        ("incidences_of_spans", spans),
        ("incidences_of_unclassified", rest),
    ):
        yield {"quantity": quantity, "value": value, "n": len(found)}


def _association(found: Sequence[Partnership], testing: Testing, snapshot: str) -> Iterator[Row]:
    """Yield whether span and status go together, where each has at least two kinds."""
    known = [one for one in found if one.settled and one.status != UNKNOWN]
    # Partnerships of an informant together, so that which random relabellings are drawn hangs on ids only.
    known.sort(key=lambda one: (one.informant, one.name))
    left = len(found) - len(known)
    note = f"{left} of {len(found)} partnerships of unknown span or status left out" if left else ""
    base = {"quantity": "span_by_status", "metric": "chi-squared", "n": len(known)}
    spans, statuses = (sorted({getattr(one, of) for one in known}) for of in ("span", "status"))
    if min(len(spans), len(statuses)) < 2:  # noqa: PLR2004 - nothing to tell apart
        why = "all partnerships of known span and status are of one span or of one status"
        why = why if known else "of no partnership are both span and status known"
        yield {**base, "value": math.nan, "note": joined(why, note), "target": COUNT}
        return
    first = np.array([spans.index(one.span) for one in known])
    second = np.array([statuses.index(one.status) for one in known])
    stream, permutations = testing.stream("partnerships", snapshot, "span by status"), testing.permutations
    told = {one.informant for one in known}
    within = "" not in told and len(told) < len(known)
    order = {informant: place for place, informant in enumerate(sorted(told))}
    strata = [order[one.informant] for one in known]
    deal = (
        relabel_within(strata, permutations=permutations, stream=stream)
        if within
        else relabel(len(known), permutations=permutations, stream=stream)
    )
    what = "status among the partnerships of an informant" if within else "status among partnerships"
    target = "these partnerships: span unrelated to status"
    target += " in what an informant says" if within else ", each partnership independent of the others"
    columns = relabelling_columns(association_test(first, second, deal), what=what, seed=testing.seed)
    yield {**base, **columns, "target": target, "note": joined(columns["note"], note)}
    v = cramers_v(two_way_table(first, second))
    yield {**base, "metric": "Cramér's V", "value": v, "target": COUNT, "note": note}


def _can(study: Study) -> bool:
    known = "sector" in study.roster.attributes and any(study.roster.attributes["sector"])
    members = study.tables.get("members")
    return "partnerships" in study.tables and members is not None and (says(members, "sector") or known)


LENS = Lens(
    "partnerships",
    "How many sectors do partnerships span, which, and how do they fare?",
    "partnerships and members, with a column sector in members or in organisations.",
    _can,
    by_partnership,
)
