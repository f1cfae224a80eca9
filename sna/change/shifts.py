"""How far every metric moved: organisations, groups and the network."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.change.readings import Measured, Reading, Readings, Texts
from sna.change.steps import Step
from sna.contrast import said
from sna.model import RowBlock

Row = Mapping[str, Any]
Places = npt.NDArray[np.int64]

METHOD = "snapshot − before"


def shift_rows(step: Step, before: Readings, after: Readings) -> Iterator[Row | RowBlock]:
    """Yield the change of every metric that both networks have: organisations in both, their groups, or the network."""
    shared: _Shared | None = None
    for metric, later in after.of.items():
        earlier = before.of.get(metric)
        if earlier is None:
            continue
        base = {**step.where, "quantity": "change", "metric": metric, "method": METHOD}
        if step.refused:
            yield {**base, "value": math.nan, "note": step.refused, "n": len(step.both)}
        elif later.of_network and earlier.of_network:
            value, note = _change(earlier[""], later[""])
            yield {**base, "value": value, "note": _joined(note, _moved(step)), "n": len(step.both)}
        else:
            names = earlier.names, later.names
            shared = shared if shared and shared.is_of(names) else _Shared.of(step, names)
            yield from _of_organisations(step, shared, base, earlier, later)
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


@dataclass(frozen=True, eq=False)
class _Shared:
    """Organisations that two readings share, as places in each, and their groups."""

    names: tuple[Texts, Texts]
    before: Places
    after: Places
    columns: Mapping[str, Texts]
    members: Mapping[str, npt.NDArray[np.bool_]]

    @classmethod
    def of(cls, step: Step, names: tuple[Texts, Texts]) -> _Shared:
        """Look up who was measured in both."""
        old, new = ({name: place for place, name in enumerate(each.tolist())} for each in names)
        both = [i for i in step.both if i in old and i in new]
        of = [step.group_of(i) for i in both]
        groups = step.contrast.groups if step.contrast else ()
        return cls(
            names,
            np.array([old[i] for i in both], dtype=np.int64),
            np.array([new[i] for i in both], dtype=np.int64),
            {"organisation": np.array(both, dtype=object), "group": np.array([said(g) for g in of], dtype=object)},
            {group: np.array([each == group for each in of], dtype=bool) for group in groups},
        )

    def is_of(self, names: tuple[Texts, Texts]) -> bool:
        """Whether the same organisations were measured, as they are by nearly every metric of a step."""
        return all(map(np.array_equal, self.names, names))


def _of_organisations(
    step: Step, shared: _Shared, base: Row, earlier: Measured, later: Measured
) -> Iterator[Row | RowBlock]:
    """Yield the changes of organisations and, where groups are compared, of their means and the gaps between these."""
    changes = later.numbers[shared.after] - earlier.numbers[shared.before]
    columns: dict[str, npt.NDArray[Any]] = {**shared.columns, "value": changes}
    if not (earlier.silent and later.silent):
        notes = zip(earlier.notes[shared.before], later.notes[shared.after], strict=True)
        columns["note"] = np.array([_notes(old, new) for old, new in notes], dtype=object)
    yield RowBlock({**base, "note": "", "n": 1}, columns)
    yield from _of_means(step, shared, base, changes)


def _of_means(step: Step, shared: _Shared, base: Row, changes: npt.NDArray[np.float64]) -> Iterator[Row]:
    """Yield the mean change of every group, and the gaps between these."""
    means: dict[str, float] = {}
    counts: dict[str, int] = {}
    for group, members in shared.members.items():
        theirs = changes[members]
        values = theirs[~np.isnan(theirs)].tolist()
        newcomers = sum(step.group_of(i) == group for i in step.joined)
        note = _joined(
            "no organisation of this group has a value in both snapshots" if not values else "",
            f"{len(theirs) - len(values)} of {len(theirs)} undefined, left out" if len(values) < len(theirs) else "",
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
    return after[0] - before[0], _notes(before[1], after[1])


def _notes(before: str, after: str) -> str:
    """Return the notes of both values as one."""
    if before == after:
        return f"before and after: {before}" if before else ""
    return _joined(f"before: {before}" if before else "", f"after: {after}" if after else "")


def _moved(step: Step) -> str:
    """Return a reminder that a change of a network can come from who is in it."""
    if not (step.joined or step.left):
        return ""
    return f"{len(step.joined)} joined and {len(step.left)} left: part of the change can come from that"


def _joined(*notes: str) -> str:
    return "; ".join(note for note in notes if note)
