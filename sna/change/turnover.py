"""How many ties were kept, gained and lost, and who joined and left."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np

from sna.change.steps import Step
from sna.change.ties import TiesOfBoth, count_unknown
from sna.contrast import said

Row = Mapping[str, Any]
Fate = tuple[str, str, tuple[str, ...]]

FATES = ("kept", "gained", "lost", "stronger", "weaker")


def turnover_rows(step: Step, *, detail: bool = False) -> Iterator[Row]:
    """Yield the findings on ties: of whole networks, of organisations in both, and of those who joined or left.

    In detail, of every pair of groups and every organisation as well.

    References
    ----------
    Ružička, M. (1958), on the weighted Jaccard index, Biológia 13, 647-661; as in Cha, S.-H. (2007), Int. J. of
    Mathematical Models and Methods in Applied Sciences 1(4), 300-307
    """
    ties = step.ties
    lost_sight = count_unknown(step.before, step.after)
    noun = "tie" if lost_sight == 1 else "ties"
    unknown = f"{lost_sight} {noun} of pairs not observed in the other snapshot, left out" if lost_sight else ""
    everyone = len(step.both) + len(step.joined) + len(step.left)
    for suffix, part, n in (("", ties, everyone), ("_common", step.ties_in_both, len(step.both))):
        for quantity, value, note in _counts(part):
            yield _row(step, quantity + suffix, value, "; ".join(x for x in (note, unknown) if x), n)
    for quantity, change, who in (
        ("ties_gained_joiners", ties.gained, step.joined),
        ("ties_lost_leavers", ties.lost, step.left),
    ):
        theirs = ties.places(set(who))
        many = (change & (theirs[ties.sender] | theirs[ties.receiver])).sum()
        yield _row(step, quantity, float(many), "", len(who))
    if detail and not step.refused:
        fates = _fates(ties)
        yield from _of_group_pairs(step, fates)
        yield from _of_organisations(step, fates)


def _of_group_pairs(step: Step, fates: Sequence[Fate]) -> Iterator[Row]:
    """Yield what became of the ties from every group to every other; undirected: of every pair of groups once."""
    groups, directed = step.contrast.groups if step.contrast else (), step.after.directed
    order = {group: place for place, group in enumerate(groups)}
    counted: Counter[tuple[str, str, str]] = Counter()
    nowhere = 0
    for sender, receiver, did in fates:
        one, other = step.group_of(sender), step.group_of(receiver)
        if one not in order or other not in order:
            nowhere += 1
            continue
        pair = (one, other) if directed or order[one] <= order[other] else (other, one)
        counted.update((*pair, what) for what in did)
    note = f"{nowhere} with an organisation in none of these groups, in no pair" if nowhere else ""
    for one, other in itertools.product(groups, groups):
        if directed or order[one] <= order[other]:
            n = sum(counted[one, other, what] for what in ("kept", "gained", "lost"))
            for what in FATES:
                row = _row(step, f"ties_{what}_by_group_pair", float(counted[one, other, what]), note, n)
                yield {**row, "group": said(one), "other": said(other)}


def _of_organisations(step: Step, fates: Sequence[Fate]) -> Iterator[Row]:
    """Yield what became of the ties of every organisation, to whichever end."""
    counted = Counter((end, what) for *ends, did in fates for end in ends for what in did)
    for organisation in sorted({*step.before.roster.ids, *step.after.roster.ids}):
        who = {"organisation": organisation, "group": said(step.group_of(organisation))}
        n = sum(counted[organisation, what] for what in ("kept", "gained", "lost"))
        for what in FATES:
            row = _row(step, f"ties_{what}_by_organisation", float(counted[organisation, what]), "", n)
            yield {**row, **who}


def _fates(ties: TiesOfBoth) -> list[Fate]:
    """Return the ends of every tie, and all that became of it: kept ties may be stronger or weaker as well."""
    found: list[Fate] = []
    for sender, receiver, before, after, change in ties.frame().itertuples(index=False, name=None):
        moved = ("stronger",) if after > before else ("weaker",) if after < before else ()
        found.append((sender, receiver, (change, *moved)))
    return found


def _counts(ties: TiesOfBoth) -> Iterator[tuple[str, float, str]]:
    """Yield quantity, value and note of ties."""
    kept = int(ties.kept.sum())
    yield "ties_kept", float(kept), ""
    yield "ties_gained", float(ties.gained.sum()), ""
    yield "ties_lost", float(ties.lost.sum()), ""
    yield "ties_stronger", float((ties.after > ties.before).sum()), ""
    yield "ties_weaker", float((ties.after < ties.before).sum()), ""
    if not len(ties.sender):
        for quantity in ("jaccard", "jaccard_weighted"):
            yield quantity, math.nan, "no tie in either snapshot, so nothing that could be kept"
        return
    yield "jaccard", kept / len(ties.sender), ""
    before, after = np.nan_to_num(ties.before), np.nan_to_num(ties.after)
    yield "jaccard_weighted", float(np.minimum(before, after).sum() / np.maximum(before, after).sum()), ""


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
