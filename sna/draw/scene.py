"""What a sociogram shows: members and ties of each panel, read from two tables and checked."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sna.draw.tokens import Role, role_of
from sna.draw.typeset import plain
from sna.draw.wording import undated

if TYPE_CHECKING:
    import pandas as pd

ORGANISATION_COLUMNS = ("panel", "organisation", "name", "group", "x", "y", "size", "present")
TIE_COLUMNS = ("panel", "sender", "receiver", "weight", "change")
CHANGES = ("baseline", "kept", "gained", "lost")
MOST_PANELS = 6


@dataclass(frozen=True)
class Member:
    """An organisation in a panel; ``x``, ``y`` in layout units, y downwards."""

    identifier: str
    name: str
    role: Role
    x: float
    y: float
    size: float
    present: bool


@dataclass(frozen=True)
class Tie:
    """A tie in a panel."""

    sender: str
    receiver: str
    weight: float
    change: str


@dataclass(frozen=True)
class Panel:
    """One map: every organisation of the figure, present or not, and the ties to draw."""

    name: str
    members: dict[str, Member]
    ties: tuple[Tie, ...]

    @cached_property
    def there(self) -> tuple[Tie, ...]:
        """Ties that exist: all but the lost ones."""
        return tuple(tie for tie in self.ties if tie.change != "lost")

    @cached_property
    def present(self) -> tuple[Member, ...]:
        """Organisations that are members."""
        return tuple(member for member in self.members.values() if member.present)

    def count(self, change: str) -> int:
        """Return how many ties are kept, gained or lost."""
        return sum(tie.change == change for tie in self.ties)

    @property
    def compared(self) -> bool:
        """Whether its ties were set against an earlier panel."""
        return any(tie.change != "baseline" for tie in self.ties)


@dataclass(frozen=True)
class Scene:
    """All panels of a figure, over the same organisations, and what the words need."""

    panels: tuple[Panel, ...]
    directed: bool
    counts: str
    layer: str
    size_of: str
    filtered: bool
    panels_given: int
    observed: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Panel → pairs that were observed, and pairs there are; only panels of which not all were."""
    samples: Mapping[str, str] = field(default_factory=dict)
    """Panel → its sample; panels of different samples are not compared."""

    @cached_property
    def identifiers(self) -> tuple[str, ...]:
        """Organisations of the figure, sorted."""
        return tuple(self.panels[0].members) if self.panels else ()

    @property
    def complete(self) -> bool:
        """Whether every pair of every panel was observed, so that fewer ties are not fewer answers."""
        return not any(panel.name in self.observed for panel in self.panels)

    @cached_property
    def alike(self) -> tuple[Panel, ...]:
        """Panels of the same sample as the last."""
        return tuple(panel for panel in self.panels if self._sample(panel) == self._sample(self.panels[-1]))

    def apart(self, panel: Panel) -> bool:
        """Whether a panel follows one of another sample, with which it is not compared."""
        place = self.panels.index(panel)
        return place > 0 and self._sample(self.panels[place - 1]) != self._sample(panel)

    def _sample(self, panel: Panel) -> str:
        return self.samples.get(panel.name, "")

    def seen(self, panel: Panel) -> str:
        """Return how many pairs of a panel were observed, in words; empty where all were."""
        pairs = self.observed.get(panel.name)
        return f"{pairs[0]:,} of {pairs[1]:,} pairs observed" if pairs else ""

    @cached_property
    def heaviest(self) -> float:
        """Largest weight of a tie that exists, in any panel."""
        return max((tie.weight for panel in self.panels for tie in panel.there), default=0.0)

    @cached_property
    def largest(self) -> float:
        """Largest size of a present organisation, in any panel."""
        sizes = (member.size for panel in self.panels for member in panel.present)
        return max((size for size in sizes if math.isfinite(size)), default=0.0)

    @property
    def undated(self) -> bool:
        """Whether there is but one panel, and it has no name of its own."""
        return undated([panel.name for panel in self.panels])

    @property
    def weighted(self) -> bool:
        """Whether ties differ in weight."""
        return len({tie.weight for panel in self.panels for tie in panel.there}) > 1

    @property
    def compared(self) -> bool:
        """Whether panels follow each other in time."""
        return any(panel.compared for panel in self.panels)


def read_members(table: pd.DataFrame, groups: Sequence[str]) -> dict[str, dict[str, Member]]:
    """Return panel → id → member, every panel with every organisation; one without a row in a panel is absent there."""
    _check(table, ORGANISATION_COLUMNS)
    panels: dict[str, dict[str, Member]] = {}
    anywhere: dict[str, Member] = {}
    for row in _rows(table, ORGANISATION_COLUMNS):
        group = row.group if isinstance(row.group, str) else ""
        role = role_of(group, tuple(groups))
        name = plain(row.name) or plain(row.organisation)
        member = Member(
            str(row.organisation), name, role, float(row.x), -float(row.y), float(row.size), bool(row.present)
        )
        panels.setdefault(str(row.panel), {})[member.identifier] = member
        anywhere.setdefault(member.identifier, member)
    for members in panels.values():
        for identifier, member in anywhere.items():
            members.setdefault(identifier, replace(member, present=False, size=math.nan))
    return {panel: dict(sorted(members.items())) for panel, members in panels.items()}


def read_ties(table: pd.DataFrame, known: Sequence[str]) -> dict[str, list[Tie]]:
    """Return panel → ties, sorted; a lost tie stays only in the first panel that lacks it."""
    _check(table, TIE_COLUMNS)
    panels: dict[str, list[Tie]] = {}
    gone: set[tuple[str, str]] = set()
    rows = sorted(_rows(table, TIE_COLUMNS), key=lambda row: (row.sender, row.receiver))
    by_panel: dict[str, list[Tie]] = {}
    for row in rows:
        if row.change not in CHANGES:
            raise ValueError(f"change is one of {', '.join(CHANGES)}, not {row.change!r}")
        if not {str(row.sender), str(row.receiver)} <= set(known):
            raise ValueError(f"a tie of {row.sender!r} and {row.receiver!r}, but the organisations lack one of them")
        tie = Tie(str(row.sender), str(row.receiver), float(row.weight), str(row.change))
        by_panel.setdefault(str(row.panel), []).append(tie)
    for panel in dict.fromkeys(table["panel"].astype(str)):
        ties = by_panel[panel]
        panels[panel] = [tie for tie in ties if tie.change != "lost" or (tie.sender, tie.receiver) not in gone]
        gone |= {(tie.sender, tie.receiver) for tie in ties if tie.change == "lost"}
        gone -= {(tie.sender, tie.receiver) for tie in ties if tie.change != "lost"}
    return panels


def shown(panels: Sequence[Panel]) -> tuple[Panel, ...]:
    """Return the panels to draw: all of up to six, else the first, the last and the two with most change."""
    if len(panels) <= MOST_PANELS:
        return tuple(panels)
    inner = range(1, len(panels) - 1)
    busiest = sorted(inner, key=lambda at: (-(panels[at].count("gained") + panels[at].count("lost")), at))[:2]
    return tuple(panels[at] for at in sorted({0, *busiest, len(panels) - 1}))


def _rows(table: pd.DataFrame, columns: Sequence[str]) -> list[Any]:
    """Return the rows of a table as named tuples of these columns."""
    return list(table[list(columns)].itertuples(index=False))


def _check(table: pd.DataFrame, columns: Sequence[str]) -> None:
    """Raise unless a table has these columns."""
    if missing := [column for column in columns if column not in table.columns]:
        raise ValueError(f"the table lacks {', '.join(missing)}")
