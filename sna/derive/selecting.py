"""Which rows of the table behind a layer count in a snapshot."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sna.derive import fates
from sna.derive.attending import attended_rows
from sna.derive.case_links import case_rows, decision_rows
from sna.derive.columns import Texts, blank, dates, is_in, texts
from sna.derive.fates import Selection, Sieve
from sna.derive.partnerships import member_rows
from sna.derive.reported import sieved
from sna.derive.towards import towards
from sna.derive.windows import bounds, filled, happened_in, period_share, spell_share
from sna.errors import Problem, UsageError
from sna.model import Filters, LayerRule, Snapshot, Study
from sna.model.declaration import TOWARDS_RULES


def rows_in(study: Study, rule: LayerRule, snapshot: Snapshot, filters: Filters) -> Selection:
    """Return the rows of a layer's table that count in a snapshot, with a column ``share`` of how much.

    Raises
    ------
    UsageError
        If the facts behind the layer know nothing of a filter's column.
    """
    selectors: dict[str, Callable[[Study, LayerRule, Snapshot, Filters], Selection]] = {
        "roles": _roles,
        "mdt_links": _links,
        "attendance": _attendance,
        "cases": case_rows,
        "decisions": decision_rows,
        "members": member_rows,
    }
    check_filters(study, rule, filters)
    if rule.answers is not None:
        return sieved(study, rule, snapshot, filters).selection()
    return selectors.get(rule.table, _edges)(study, rule, snapshot, filters)


def check_filters(study: Study, rule: LayerRule, filters: Filters) -> None:
    """Raise `UsageError` where the facts behind a layer know nothing of a filter's column."""
    for column in filters:
        if not knows(study, rule.table, column):
            others = sorted(name for name, other in study.layers.items() if knows(study, other.table, column))
            hint = (
                f"Layers whose facts have it: {', '.join(others)}."
                if others
                else "No other layer that was chosen has it either."
            )
            raise UsageError(Problem("E201", f"The facts behind layer '{rule.name}' have no {column}.", hint=hint))


def knows(study: Study, table: str, column: str) -> bool:
    """Whether the facts of a table can be narrowed by ``pathway`` or ``profession``."""
    places = {
        ("attendance", "pathway"): ("meetings",),
        ("cases", "pathway"): ("meetings",),
        ("members", "pathway"): ("members", "partnerships"),
        ("attendance", "profession"): ("attendance", "people"),
        ("roles", "profession"): ("roles", "people"),
    }.get((table, column), (table,))
    return any(place in study.tables and column in study.tables[place].frame.columns for place in places)


def professions(study: Study, table: str) -> Texts:
    """Return the profession of each row's person: the row's own, else the one of `people`."""
    frame = study.tables[table].frame
    own = texts(frame, "profession")
    if "people" not in study.tables:
        return own
    people = study.tables["people"].frame
    known = dict(zip(people["person"], texts(people, "profession"), strict=True))
    listed = np.array([known.get(person) for person in texts(frame, "person")], dtype=object)
    return np.where(blank(own), listed, own)


def _roles(study: Study, rule: LayerRule, snapshot: Snapshot, filters: Filters) -> Selection:
    frame = study.tables[rule.table].frame
    start, end = filled(dates(frame, "start"), dates(frame, "end"), cut_off=study.cut_off)
    sieve = Sieve(frame.assign(first_day=start, last_day=end))
    if "pathway" in filters:
        sieve.drop(~is_in(texts(frame, "pathway"), filters["pathway"]), fates.FILTERED)
    if "profession" in filters:
        sieve.drop(~is_in(professions(study, rule.table), filters["profession"]), fates.FILTERED)
    # Whoever looks back needs the roles that ended before.
    outside = start > bounds(snapshot)[1] if rule.history else spell_share(start, end, snapshot) == 0
    return sieve.drop(outside, fates.OUTSIDE).selection()


def _attendance(study: Study, rule: LayerRule, snapshot: Snapshot, filters: Filters) -> Selection:
    present = attended_rows(study, rule, snapshot, filters)
    return towards(study, rule, present) if rule.rule in TOWARDS_RULES else present


def _links(study: Study, rule: LayerRule, snapshot: Snapshot, filters: Filters) -> Selection:
    frame = study.tables[rule.table].frame
    start, end = dates(frame, "period_start"), dates(frame, "period_end")
    start, end = np.where(np.isnat(start), end, start), np.where(np.isnat(end), start, end)
    undated = np.isnat(start)
    share = np.where(undated, float(_is_open(snapshot)), period_share(start, end, snapshot))
    sieve = Sieve(frame.assign(share=share))
    if "pathway" in filters:
        sieve.drop(~is_in(texts(frame, "pathway"), filters["pathway"]), fates.FILTERED)
    return sieve.drop(undated & (share == 0), fates.UNDATED).drop(share == 0, fates.OUTSIDE).selection()


def _edges(study: Study, rule: LayerRule, snapshot: Snapshot, filters: Filters) -> Selection:
    frame = study.tables[rule.table].frame
    sieve = Sieve(frame.assign(share=1.0))
    if rule.only:
        sieve.drop(texts(frame, "layer") != rule.only, fates.OTHER_LAYER)
    if "pathway" in filters:
        sieve.drop(~is_in(texts(frame, "pathway"), filters["pathway"]), fates.FILTERED)
    if "snapshot" in frame.columns:
        return sieve.drop(texts(frame, "snapshot") != snapshot.name, fates.OUTSIDE).selection()
    if "date" in frame.columns:
        if not _is_open(snapshot):
            sieve.drop(np.isnat(dates(frame, "date")), fates.UNDATED)
        return sieve.drop(~happened_in(dates(frame, "date"), snapshot), fates.OUTSIDE).selection()
    if {"start", "end"} & set(frame.columns):
        start, end = filled(dates(frame, "start"), dates(frame, "end"), cut_off=study.cut_off)
        share = spell_share(start, end, snapshot)
        sieve.frame = frame.assign(share=share)
        sieve.drop(share == 0, fates.OUTSIDE)
    return sieve.selection()


def _is_open(snapshot: Snapshot) -> bool:
    return snapshot.start is None and snapshot.end is None
