"""Named, ordered intervals of time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

SpellRule = Literal["active_any", "active_at", "overlap"]


@dataclass(frozen=True)
class Snapshot:
    """A named interval, both days included.

    Attributes
    ----------
    name
        How it is called in every output.
    start, end
        First and last day; ``None`` where the interval is open on that side.
    rule
        When a spell counts: ``active_any`` on any day of the interval, ``active_at`` on its last day, ``overlap``
        in proportion to the days of the interval it covers. An event counts once, by its date.
    sample
        Snapshots of different samples are never compared as change.

    Examples
    --------
    >>> print(Snapshot("before", dt.date(2013, 1, 1), dt.date(2014, 10, 31)))
    before (2013-01-01 to 2014-10-31)
    """

    name: str
    start: dt.date | None = None
    end: dt.date | None = None
    rule: SpellRule = "active_any"
    sample: str = ""

    def __post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise ValueError("a snapshot ends on or after its first day")

    def __str__(self) -> str:
        if self.start is None and self.end is None:
            return self.name
        return f"{self.name} ({self.start or '…'} to {self.end or '…'})"


@dataclass(frozen=True)
class Snapshots:
    """The snapshots of a study, in order.

    Always true: at least one; names are unique.
    """

    ordered: tuple[Snapshot, ...]

    def __post_init__(self) -> None:
        if not self.ordered:
            raise ValueError("a study has at least one snapshot")
        if len(set(self.names)) != len(self.ordered):
            raise ValueError("names of snapshots are unique")

    @property
    def names(self) -> tuple[str, ...]:
        """Names, in order."""
        return tuple(snapshot.name for snapshot in self.ordered)

    @property
    def one_sample(self) -> bool:
        """Whether all are of one sample, so that they may be compared as change."""
        return len({snapshot.sample for snapshot in self.ordered}) == 1

    def alike(self, name: str) -> tuple[str, ...]:
        """Return the names of all snapshots of the same sample as a snapshot, itself among them, in order.

        Examples
        --------
        >>> Snapshots((Snapshot("one", sample="a"), Snapshot("two"), Snapshot("three"))).alike("three")
        ('two', 'three')
        """
        return tuple(snapshot.name for snapshot in self.ordered if snapshot.sample == self[name].sample)

    def __getitem__(self, name: str) -> Snapshot:
        return next(snapshot for snapshot in self.ordered if snapshot.name == name)

    def __iter__(self) -> Iterator[Snapshot]:
        return iter(self.ordered)

    def __len__(self) -> int:
        return len(self.ordered)

    def __str__(self) -> str:
        return "; ".join(str(snapshot) for snapshot in self.ordered)
