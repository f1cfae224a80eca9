"""Which group each organisation is in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from sna.model.declaration import Contrast
from sna.model.roster import Roster
from sna.model.ties import frozen_copy

NO_GROUP = -1


@dataclass(frozen=True, eq=False)
class Grouping:
    """The groups of a contrast, and the group of every organisation of a roster.

    Always true: a group is a place in ``names``, or −1 for none; a group may be empty.

    Attributes
    ----------
    names
        Names of the groups, in the contrast's order; ``*`` stands for all others.
    of
        Group of each organisation, in roster order: place in ``names``, −1 where it takes no part.
    """

    names: tuple[str, ...]
    of: npt.NDArray[np.int64]

    def __post_init__(self) -> None:
        object.__setattr__(self, "of", frozen_copy(self.of, np.int64))
        if len(self.of) and not (self.of.min() >= NO_GROUP and self.of.max() < len(self.names)):
            raise ValueError("a group is a place in the names of the groups, or -1")

    @classmethod
    def at(cls, contrast: Contrast, roster: Roster) -> Grouping:
        """Divide the organisations of a roster by a contrast.

        Examples
        --------
        >>> roster = Roster.of(["A", "B", "C"], attributes={"centre": ["local", None, "specialist"]})
        >>> Grouping.at(Contrast("centre", ("specialist", "local")), roster).of.tolist()
        [1, -1, 0]
        """
        values = roster.group_of(contrast.column)
        assigned = [contrast.assign(values[identifier]) for identifier in roster.ids]
        places = [NO_GROUP if group is None else contrast.groups.index(group) for group in assigned]
        return cls(contrast.groups, np.array(places, dtype=np.int64))

    @cached_property
    def indicator(self) -> npt.NDArray[np.float64]:
        """Matrix of groups × organisations: 1 where an organisation is in the group; ``indicator.sum(1)`` are sizes."""
        matrix: npt.NDArray[np.float64] = np.zeros((len(self.names), len(self.of)))
        matrix[:] = np.arange(len(self.names))[:, None] == self.of[None, :]
        matrix.setflags(write=False)
        return matrix

    def members(self, group: int) -> npt.NDArray[np.int64]:
        """Return the places of a group's organisations in the roster."""
        return np.flatnonzero(self.of == group)
