"""Ranks and values of organisations over snapshots, read from scores."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from sna.draw.tokens import Role, role_of
from sna.draw.typeset import plain
from sna.terms import metric_label

if TYPE_CHECKING:
    import pandas as pd

TIED_SHARE = 1 / 3
NAMED_UP_TO = 25
MOST_FOCAL = 12
MOVERS = 6


@dataclass(frozen=True)
class Ranked:
    """Values of a metric: organisation → one value per snapshot, ``NaN`` where it has none."""

    layer: str
    label: str
    snapshots: tuple[str, ...]
    values: dict[str, tuple[float, ...]]
    roles: dict[str, Role]
    names: dict[str, str]
    undefined: tuple[int, ...] = ()
    """Organisations at each snapshot that are there and have no value."""

    @cached_property
    def ranks(self) -> dict[str, tuple[float, ...]]:
        """Ranks, 1 for the highest value; equal values share their mean rank."""
        columns = [_mean_ranks({i: row[k] for i, row in self.values.items()}) for k in range(len(self.snapshots))]
        return {i: tuple(column.get(i, math.nan) for column in columns) for i in self.values}

    @cached_property
    def tied(self) -> bool:
        """Whether more than a third of all values are shared with another organisation at that snapshot."""
        shared = total = 0
        for k in range(len(self.snapshots)):
            counts = Counter(row[k] for row in self.values.values() if math.isfinite(row[k]))
            total += sum(counts.values())
            shared += sum(many for many in counts.values() if many > 1)
        return total > 0 and shared > TIED_SHARE * total

    def has(self, identifier: str, k: int) -> bool:
        """Whether an organisation has a value at a snapshot."""
        return math.isfinite(self.values[identifier][k])

    @property
    def placed_by(self) -> dict[str, tuple[float, ...]]:
        """What places an organisation: its value where ranks would invent an order, else its rank."""
        return self.values if self.tied else self.ranks

    def span(self, identifier: str) -> tuple[int, int]:
        """Return the first and last snapshot at which an organisation has a value."""
        there = [k for k in range(len(self.snapshots)) if self.has(identifier, k)]
        return there[0], there[-1]

    def moves(self) -> list[tuple[str, float]]:
        """Return how far each organisation with a first and a last value moved, largest first."""
        by = self.placed_by
        moved = [(i, row[-1] - row[0]) for i, row in by.items() if math.isfinite(row[0]) and math.isfinite(row[-1])]
        return sorted(moved, key=lambda move: (-abs(move[1]), move[0]))

    def named(self) -> set[str]:
        """Return the organisations to name: all of up to 25, else a small focal group and the biggest moves."""
        if len(self.values) <= NAMED_UP_TO:
            return set(self.values)
        last = len(self.snapshots) - 1
        focal = [i for i, role in self.roles.items() if role.focal]
        focal.sort(key=lambda i: (not self.has(i, last), -self.values[i][last] if self.has(i, last) else 0.0, i))
        return {*focal[:MOST_FOCAL], *(i for i, move in self.moves()[:MOVERS] if move), *self.first_and_last()}

    def first_and_last(self) -> set[str]:
        """Return who leads, alone, at the first and at the last snapshot."""
        return {leader for leader in (self.leaders()[0], self.leaders()[-1]) if leader}

    def leaders(self) -> list[str | None]:
        """Return who is first, alone, at each snapshot."""
        return [next((i for i, row in self.ranks.items() if row[k] == 1), None) for k in range(len(self.snapshots))]


def ranked(
    scores: pd.DataFrame, layer: str, metric: str, groups: Sequence[str], names: Mapping[str, str] | None
) -> Ranked:
    """Read the values of a metric in a layer; the group of an organisation is its last known one."""
    table = scores[(scores["layer"] == layer) & (scores["metric"] == metric) & (scores["organisation"] != "")]
    snapshots = tuple(dict.fromkeys(table["snapshot"].astype(str)))
    place = {snapshot: k for k, snapshot in enumerate(snapshots)}
    values: dict[str, list[float]] = {}
    group: dict[str, str] = {}
    undefined = table[table["value"].isna()].groupby("snapshot", sort=False).size()
    for row in table.sort_values("organisation", kind="stable").to_dict("records"):
        identifier = str(row["organisation"])
        values.setdefault(identifier, [math.nan] * len(snapshots))[place[str(row["snapshot"])]] = float(row["value"])
        if row["group"]:
            group[identifier] = str(row["group"])
    known = {i: tuple(found) for i, found in values.items() if any(map(math.isfinite, found))}
    return Ranked(
        layer,
        metric_label(metric, scores.attrs.get("labels")),
        snapshots,
        known,
        {i: _role(group.get(i, ""), tuple(groups)) for i in known},
        {i: plain((names or {}).get(i, i)) or i for i in known},
        tuple(int(undefined.get(snapshot, 0)) for snapshot in snapshots),
    )


def _role(group: str, groups: tuple[str, ...]) -> Role:
    """Return how an organisation is drawn; scores know the group only of those that are compared."""
    role = role_of(group, groups)
    return role if group or not groups else replace(role, label="in no group compared")


def _mean_ranks(values: dict[str, float]) -> dict[str, float]:
    """Return mean ranks, highest value first."""
    known = {i: value for i, value in values.items() if math.isfinite(value)}
    above = Counter(known.values())
    first, ranks = 1, {}
    for value in sorted(above, reverse=True):
        ranks[value] = first + (above[value] - 1) / 2
        first += above[value]
    return {i: ranks[value] for i, value in known.items()}
