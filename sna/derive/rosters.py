"""Who is in the network at a snapshot, and which centre is specialist or local then."""

from __future__ import annotations

import numpy as np

from sna.derive.answering import stays
from sna.derive.columns import dates, is_in, texts
from sna.derive.windows import bounds, filled, spell_share
from sna.model import Filters, Roster, Snapshot, Study
from sna.model.answers import ANSWER_ENDS
from sna.model.centres import strongest


def roster_at(study: Study, snapshot: Snapshot, filters: Filters) -> Roster:
    """Return the organisations that are open in a snapshot, with their centre type for the pathways asked for.

    Parameters
    ----------
    study
        The study; with the policy ``present`` only organisations with a record in the snapshot are returned, and of
        those that answered no survey only the ones that its rule for non-respondents keeps.
    snapshot
        An organisation is open in it unless it closed before its first day or opened after its last.
    filters
        Rows of the ``centres`` table win over ``organisations.centre`` for the pathways named here; without a pathway
        they stand for organisations that have no ``centre`` of their own. Where an organisation is specialist for one
        pathway and local for another, it counts as specialist.
    """
    kept = stays(study, snapshot)
    roster = open_in(study, snapshot, filters)
    return roster if kept is None else roster.subset([i for i in roster.ids if i in kept])


def open_in(study: Study, snapshot: Snapshot, filters: Filters) -> Roster:
    """Return the organisations that are open in a snapshot, whether or not they answered a survey; as `roster_at`."""
    first, last = bounds(snapshot)
    present = records_in(study, snapshot) if study.policy == "present" else set(study.roster.ids)
    open_then = [
        identifier
        for identifier in study.roster.ids
        if identifier in present
        and not (identifier in study.opened and np.datetime64(study.opened[identifier], "D") > last)
        and not (identifier in study.closed and np.datetime64(study.closed[identifier], "D") < first)
    ]
    return study.roster.subset(open_then).with_attribute("centre", _centres(study, snapshot, filters))


def _centres(study: Study, snapshot: Snapshot, filters: Filters) -> dict[str, str | None]:
    """Return organisation → centre type, from the dated rows of `centres` for these pathways.

    Without a pathway an organisation's own centre type counts; one that has none is what the rows of any pathway say.
    """
    if "centres" not in study.tables:
        return {}
    frame = study.tables["centres"].frame
    start, end = filled(dates(frame, "start"), dates(frame, "end"), cut_off=study.cut_off)
    runs = spell_share(start, end, snapshot) > 0
    if "pathway" in filters:
        runs &= is_in(texts(frame, "pathway"), filters["pathway"])
    named = zip(frame["organisation"][runs], frame["centre"][runs], strict=True)
    found = strongest(named)
    own = _own_centres(study)
    blank = [identifier for identifier in frame["organisation"] if own.get(identifier) is None]
    if "pathway" in filters:
        # Who is a centre by these rows only is none on days on which none of them runs.
        return {**dict.fromkeys(blank), **found}
    return {identifier: found.get(identifier) for identifier in blank}


def _own_centres(study: Study) -> dict[str, str | None]:
    listed = study.tables.get("organisations")
    if listed is None:
        return study.roster.group_of("centre")
    return dict(zip(listed.frame["organisation"], texts(listed.frame, "centre"), strict=True))


def records_in(study: Study, snapshot: Snapshot) -> set[str]:
    """Return the organisations named in any row, of any table behind a layer, that counts in a snapshot."""
    from sna.derive.selecting import rows_in

    named: set[str] = set()
    for rule in study.layers.values():
        frame = rows_in(study, rule, snapshot, {}).frame
        for column in ("organisation", "from_organisation", "to_organisation", *ANSWER_ENDS):
            if column in frame.columns:
                named.update(frame[column].dropna())
    return named
