"""A layer at a snapshot: from rows to a network, by the layer's named rule."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sna.derive import fates
from sna.derive.attendance import affiliation_of, minutes_there, pairs_of_people, shared_meetings, shared_minutes
from sna.derive.columns import numbers
from sna.derive.fates import Selection, Sieve
from sna.derive.partnerships import shared_partnerships
from sna.derive.past_roles import past_roles
from sna.derive.recent import recent
from sna.derive.roles import joint_roles
from sna.derive.rosters import roster_at
from sna.derive.rules import layer_of
from sna.derive.selecting import check_filters, rows_in
from sna.derive.survey import survey_network, usable_answers
from sna.derive.towards import delegations
from sna.model import Affiliation, Filters, LayerRule, Network, Roster, Snapshot, Study, Ties
from sna.model.declaration import TOWARDS_RULES

if TYPE_CHECKING:
    import pandas as pd

ENDS = ("from_organisation", "to_organisation")


def network_of(study: Study, rule: LayerRule, snapshot: Snapshot, filters: Filters) -> Network:
    """Return the network of one layer at one snapshot, with the fate of every row counted.

    Parameters
    ----------
    study, rule, snapshot
        The facts, how they become ties, and when.
    filters
        Pathways or professions to keep.

    Raises
    ------
    UsageError
        If the facts behind the layer know nothing of a filter's column.
    """
    if rule.answers is not None:
        check_filters(study, rule, filters)
        return survey_network(study, rule, snapshot, filters, roster=roster_at(study, snapshot, filters))
    return network_of_rows(study, rule, snapshot, filters, usable_rows(study, rule, snapshot, filters))


def network_of_rows(
    study: Study, rule: LayerRule, snapshot: Snapshot, filters: Filters, selection: Selection
) -> Network:
    """Return the network that some of the usable rows make, over the roster of the snapshot.

    Parameters
    ----------
    study, rule, snapshot, filters
        As for `network_of`; the layer is not one of answers to a survey.
    selection
        From `usable_rows`, or part of it.
    """
    roster = roster_at(study, snapshot, filters)
    pairs = _pairs(selection.frame, rule, snapshot, roster)
    layer = layer_of(study, rule)
    known = pairs[pairs["weight"].notna() & (pairs["weight"] > 0)]
    blank = pairs[pairs["weight"].isna()]
    ties = Ties.from_arrays(
        roster.places(known[ENDS[0]]),
        roster.places(known[ENDS[1]]),
        known["weight"].to_numpy(dtype=np.float64),
        directed=layer.directed,
    )
    places = zip(roster.places(blank[ENDS[0]]).tolist(), roster.places(blank[ENDS[1]]).tolist(), strict=True)
    unobserved = frozenset(pair if layer.directed else (min(pair), max(pair)) for pair in places)
    if rule.table == "contacts":
        unobserved |= _not_asked(rows_in(study, rule, snapshot, filters).frame, roster)
    return Network(roster, layer, ties, snapshot.name, unobserved, filters, selection.counted())


def affiliation(study: Study, rule: LayerRule, snapshot: Snapshot, filters: Filters) -> Affiliation:
    """Return organisations × what they took part in, behind a two-mode layer; arguments and errors as `network_of`."""
    roster = roster_at(study, snapshot, filters)
    # Who came to a meeting does not depend on who led it.
    plain = replace(rule, rule="meetings") if rule.rule in TOWARDS_RULES else rule
    selection = usable_rows(study, plain, snapshot, filters)
    return affiliation_of(selection.frame, roster=roster, rule=rule, snapshot=snapshot)


def _not_asked(frame: pd.DataFrame, roster: Roster) -> frozenset[tuple[int, int]]:
    """Return the pairs of those without any row, if only of weight 0: nobody knows whom they turn to."""
    asked, n = set(frame[ENDS[0]]), len(roster)
    silent = [place for place, identifier in enumerate(roster.ids) if identifier not in asked]
    return frozenset((i, j) for i in silent for j in range(n) if i != j)


@recent
def usable_rows(study: Study, rule: LayerRule, snapshot: Snapshot, filters: Filters) -> Selection:
    """Return the rows that make ties among the organisations of a snapshot, and the fate of every row."""
    roster = roster_at(study, snapshot, filters)
    if rule.answers is not None:
        return usable_answers(study, rule, snapshot, filters, roster=roster)
    chosen = rows_in(study, rule, snapshot, filters)
    whole = study.tables[rule.table].frame
    sieve = Sieve(whole)
    sieve.fates = chosen.fates.copy()
    frame = chosen.frame
    columns = ENDS if ENDS[0] in frame.columns else ("organisation",)
    inside = np.ones(len(frame), dtype=bool)
    for column in columns:
        inside &= frame[column].isin(roster.position).to_numpy()
    code = fates.CODE
    late = np.where(inside, code[fates.USED], code[fates.NOT_OPEN]).astype(np.int8)
    if columns == ENDS:
        amount = _amount(frame, rule)
        late[inside & np.isnan(amount)] = code[fates.NOT_STATED]
        late[inside & (amount == 0)] = code[fates.ZERO]
        late[inside & (frame[ENDS[0]] == frame[ENDS[1]]).to_numpy()] = code[fates.SELF_TIE]
    if rule.rule == "minutes":
        late[inside & np.isnan(minutes_there(frame))] = code[fates.NO_MINUTES]
    sieve.fates[chosen.fates == code[fates.USED]] = late
    # Blank weights stay in the frame: their pair is not observed, and only the pairs can tell.
    return Selection(frame[np.isin(late, (code[fates.USED], code[fates.NOT_STATED]))], sieve.fates)


def _amount(frame: pd.DataFrame, rule: LayerRule) -> npt.NDArray[np.float64]:
    """Return what each row adds to its tie: the weight column, or 1 where ties carry no weight."""
    return numbers(frame, rule.weight) if rule.weight else np.ones(len(frame))


def _pairs(frame: pd.DataFrame, rule: LayerRule, snapshot: Snapshot, roster: Roster) -> pd.DataFrame:
    if rule.table == "roles":
        return (past_roles if rule.history else joint_roles)(frame, rule=rule, snapshot=snapshot)
    if rule.table == "members":
        return shared_partnerships(frame, rule=rule, snapshot=snapshot)
    if not rule.is_two_mode:
        return summed(frame, rule)
    if rule.rule in TOWARDS_RULES:
        return delegations(frame)
    if rule.rule in ("minutes", "people"):
        return (shared_minutes if rule.rule == "minutes" else pairs_of_people)(frame, roster=roster)
    return shared_meetings(affiliation_of(frame, roster=roster, rule=rule, snapshot=snapshot), weighting=rule.rule)


def summed(frame: pd.DataFrame, rule: LayerRule) -> pd.DataFrame:
    """Return one row per pair of ends: rows of events are summed, rows of spells and undated ones give their largest.

    A blank weight makes its pair unobserved only where no other row of the pair has one.
    """
    ends = frame[list(ENDS)].to_numpy(dtype=object)
    if not rule.directed:
        ends = np.sort(ends.astype(str), axis=1).astype(object)
    share = numbers(frame, "share")
    table = frame.assign(from_organisation=ends[:, 0], to_organisation=ends[:, 1], weight=_amount(frame, rule) * share)
    grouped = table.groupby(list(ENDS))["weight"]
    how = rule.duplicates
    if how == "error":
        how = "sum" if rule.table in ("mdt_links", "cases") or "date" in frame.columns else "max"
    if how == "sum":
        return grouped.sum(min_count=1).reset_index()
    return (grouped.max() if how == "max" else grouped.last()).reset_index()
