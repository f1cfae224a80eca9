"""How far every metric moved: organisations, groups and the network."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sna.change.steps import Step
from sna.contrast import said

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[str, Any]
Reading = tuple[float, str]
"""A value, and its note."""

METHOD = "snapshot − before"


@dataclass(frozen=True)
class Readings:
    """What was measured of one network: metric → organisation (network: empty text) → value and note.

    ``of_groups`` has the metrics of groups: metric → group → value and note.
    """

    of: Mapping[str, Mapping[str, Reading]]
    of_groups: Mapping[str, Mapping[str, Reading]] = field(default_factory=dict)

    @classmethod
    def from_scores(cls, table: pd.DataFrame, of_groups: Collection[str] = ()) -> Readings:
        """Read the rows of organisations and of the network, and those of groups where the metric is of groups.

        Means of groups are made from the rows of organisations.
        """
        found: dict[str, dict[str, Reading]] = {}
        groups: dict[str, dict[str, Reading]] = {}
        for metric, organisation, group, value, note in zip(
            *(table[column].tolist() for column in ("metric", "organisation", "group", "value", "note")), strict=True
        ):
            if metric in of_groups:
                groups.setdefault(metric, {})[group] = (float(value), note)
            elif organisation or not group:
                found.setdefault(metric, {})[organisation] = (float(value), note)
        return cls(found, groups)


def shift_rows(step: Step, before: Readings, after: Readings) -> Iterator[Row]:
    """Yield the change of every metric that both networks have: organisations in both, their groups, or the network."""
    for metric, later in after.of.items():
        earlier = before.of.get(metric)
        if earlier is None:
            continue
        base = {**step.where, "quantity": "change", "metric": metric, "method": METHOD}
        if step.refused:
            yield {**base, "value": math.nan, "note": step.refused, "n": len(step.both)}
        elif "" in later and "" in earlier:
            value, note = _change(earlier[""], later[""])
            yield {**base, "value": value, "note": _joined(note, _moved(step)), "n": len(step.both)}
        else:
            yield from _of_organisations(step, base, earlier, later)
    for metric, groups in after.of_groups.items():
        if metric in before.of_groups:
            base = {**step.where, "quantity": "change", "metric": metric, "method": METHOD}
            yield from _of_groups(step, base, before.of_groups[metric], groups)


def _of_groups(step: Step, base: Row, earlier: Mapping[str, Reading], later: Mapping[str, Reading]) -> Iterator[Row]:
    """Yield the changes of the values that groups have as a body."""
    for group in later:
        value, note = _change(earlier[group], later[group])
        value, note = (math.nan, step.refused) if step.refused else (value, _joined(note, _moved(step)))
        members = sum(step.group_of(organisation) == group for organisation in step.both)
        yield {**base, "group": said(group), "value": value, "note": note, "n": members}


def _of_organisations(
    step: Step, base: Row, earlier: Mapping[str, Reading], later: Mapping[str, Reading]
) -> Iterator[Row]:
    """Yield the changes of organisations and, where groups are compared, of their means and the gaps between these."""
    means: dict[str, float] = {}
    counts: dict[str, int] = {}
    changes = {i: _change(earlier[i], later[i]) for i in step.both if i in earlier and i in later}
    for organisation, (value, note) in changes.items():
        group = said(step.group_of(organisation))
        yield {**base, "organisation": organisation, "group": group, "value": value, "note": note, "n": 1}
    for group in step.contrast.groups if step.contrast else ():
        members = [i for i in changes if step.group_of(i) == group]
        values = [changes[i][0] for i in members if not math.isnan(changes[i][0])]
        newcomers = sum(step.group_of(i) == group for i in step.joined)
        note = _joined(
            "no organisation of this group has a value in both snapshots" if not values else "",
            f"{len(members) - len(values)} of {len(members)} undefined, left out" if len(values) < len(members) else "",
            f"{newcomers} joined since, not compared" if newcomers else "",
        )
        means[group] = math.fsum(values) / len(values) if values else math.nan
        counts[group] = len(values)
        yield {**base, "group": said(group), "value": means[group], "note": note, "n": len(values)}
    for group, other in step.contrast.pairs if step.contrast else ():
        value = means[group] - means[other]
        note = "" if not math.isnan(value) else "a group has no organisation with a value in both snapshots"
        row = {"group": said(group), "other": said(other), "value": value, "n": counts[group] + counts[other]}
        yield {**base, **row, "note": note}


def _change(before: Reading, after: Reading) -> Reading:
    """Return the later value − the earlier one, with the notes of both."""
    (old, old_note), (new, new_note) = before, after
    if old_note == new_note:
        return new - old, f"before and after: {old_note}" if old_note else ""
    return new - old, _joined(f"before: {old_note}" if old_note else "", f"after: {new_note}" if new_note else "")


def _moved(step: Step) -> str:
    """Return a reminder that a change of a network can come from who is in it."""
    if not (step.joined or step.left):
        return ""
    return f"{len(step.joined)} joined and {len(step.left)} left: part of the change can come from that"


def _joined(*notes: str) -> str:
    return "; ".join(note for note in notes if note)
