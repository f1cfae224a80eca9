"""How many ties were kept, gained and lost, and who joined and left."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sna.change.steps import Step
from sna.change.ties import count_unknown, tie_changes
from sna.contrast import said

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[str, Any]


def turnover_rows(step: Step, *, detail: bool = False) -> Iterator[Row]:
    """Yield the findings on ties: of whole networks, of organisations in both, and of those who joined or left.

    In detail, of every pair of groups and every organisation as well.

    References
    ----------
    Ružička, M. (1958), on the weighted Jaccard index, Biológia 13, 647-661; as in Cha, S.-H. (2007), Int. J. of
    Mathematical Models and Methods in Applied Sciences 1(4), 300-307
    """
    table = tie_changes(step.before, step.after)
    lost_sight = count_unknown(step.before, step.after)
    noun = "tie" if lost_sight == 1 else "ties"
    unknown = f"{lost_sight} {noun} of pairs not observed in the other snapshot, left out" if lost_sight else ""
    everyone, both = len(step.both) + len(step.joined) + len(step.left), set(step.both)
    common = table[table["sender"].isin(both) & table["receiver"].isin(both)]
    for suffix, part, n in (("", table, everyone), ("_common", common, len(both))):
        for quantity, value, note in _counts(part):
            yield _row(step, quantity + suffix, value, "; ".join(x for x in (note, unknown) if x), n)
    for quantity, change, who in (
        ("ties_gained_joiners", "gained", step.joined),
        ("ties_lost_leavers", "lost", step.left),
    ):
        theirs = (table["change"] == change) & (table["sender"].isin(who) | table["receiver"].isin(who))
        yield _row(step, quantity, float(theirs.sum()), "", len(who))
    if detail and not step.refused:
        yield from _of_group_pairs(step, table)
        yield from _of_organisations(step, table)


def _of_group_pairs(step: Step, table: pd.DataFrame) -> Iterator[Row]:
    """Yield what became of the ties from every group to every other; undirected: of every pair of groups once."""
    groups = step.contrast.groups if step.contrast else ()
    ends = [table[end].map(step.group_of) for end in ("sender", "receiver")]
    nowhere = int((~ends[0].isin(groups) | ~ends[1].isin(groups)).sum())
    note = f"{nowhere} with an organisation in no group, in no pair" if nowhere else ""
    directed = step.after.directed
    for one, other in itertools.product(groups, groups):
        if not directed and groups.index(one) > groups.index(other):
            continue
        theirs = (ends[0] == one) & (ends[1] == other)
        if not directed:
            theirs |= (ends[0] == other) & (ends[1] == one)
        base = {"group": said(one), "other": said(other), "note": note}
        yield from (
            {**_row(step, f"{quantity}_by_group_pair", value, "", int(theirs.sum())), **base}
            for quantity, value, _ in _counts(table[theirs])
            if quantity.startswith("ties_")
        )


def _of_organisations(step: Step, table: pd.DataFrame) -> Iterator[Row]:
    """Yield what became of the ties of every organisation, to whichever end."""
    for organisation in sorted({*step.before.roster.ids, *step.after.roster.ids}):
        theirs = table[(table["sender"] == organisation) | (table["receiver"] == organisation)]
        base = {"organisation": organisation, "group": said(step.group_of(organisation))}
        for quantity, value, _ in _counts(theirs):
            if quantity.startswith("ties_"):
                yield {**_row(step, f"{quantity}_by_organisation", value, "", len(theirs)), **base}


def _counts(table: pd.DataFrame) -> Iterator[tuple[str, float, str]]:
    """Yield quantity, value and note of a table of ties."""
    counts = {change: int((table["change"] == change).sum()) for change in ("kept", "gained", "lost")}
    for change, count in counts.items():
        yield f"ties_{change}", float(count), ""
    stronger, weaker = (
        int(moved.sum()) for moved in (table["after"] > table["before"], table["after"] < table["before"])
    )
    yield "ties_stronger", float(stronger), ""
    yield "ties_weaker", float(weaker), ""
    if not len(table):
        for quantity in ("jaccard", "jaccard_weighted"):
            yield quantity, math.nan, "no tie in either snapshot, so nothing that could be kept"
        return
    strengths = table[["before", "after"]].fillna(0)
    yield "jaccard", counts["kept"] / len(table), ""
    yield "jaccard_weighted", float(strengths.min(axis=1).sum() / strengths.max(axis=1).sum()), ""


def _row(step: Step, quantity: str, value: float, note: str, n: int) -> Row:
    if step.refused:
        return {**step.where, "quantity": quantity, "value": math.nan, "note": step.refused, "n": n}
    return {**step.where, "quantity": quantity, "value": value, "note": note, "n": n}


def membership_rows(step: Step, successors: Mapping[str, str] = MappingProxyType({})) -> Iterator[Row]:
    """Yield who joined and who left: the number, then one row an organisation.

    ``successors`` has, of organisations that were merged into another, that other one: recorded as they are, the first
    leaves and the other joins or stays, and both say so.
    """
    everyone = len(step.both) + len(step.joined) + len(step.left)
    for quantity, who in (("joined", step.joined), ("left", step.left)):
        yield {**step.where, "quantity": quantity, "value": float(len(who)), "n": everyone}
        for organisation in who:
            base = {**step.where, "quantity": quantity, "organisation": organisation, "value": 1.0, "n": 1}
            note = _followed(step, organisation, successors)
            yield {**base, "group": said(step.group_of(organisation)), "note": note}


def _followed(step: Step, organisation: str, successors: Mapping[str, str]) -> str:
    """Return which organisation follows one that left, or which ones it follows; empty where neither is known."""
    if organisation in step.left:
        after = successors.get(organisation)
        return f"followed by {after}" if after else ""
    earlier = [before for before in step.left if successors.get(before) == organisation]
    return f"follows {', '.join(earlier)}" if earlier else ""
