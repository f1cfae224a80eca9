"""One way of looking at the facts of a study: what it asks, what it needs, and how it finds out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sna.contrast.subjects import Testing
from sna.model import Contrast, FactTable, Study

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Looking:
    """A study, the groups to tell apart in it, and how to test.

    Attributes
    ----------
    study
        What is looked at; already narrowed to the layers, snapshots and facts that were asked for.
    contrast
        Groups of organisations; ``None`` where the study has none.
    testing
        Permutations and seed.
    """

    study: Study
    contrast: Contrast | None
    testing: Testing


@dataclass(frozen=True)
class Lens:
    """One way of looking at the facts.

    Attributes
    ----------
    name
        As it is asked for.
    asks
        The question, in a manager's words.
    needs
        The tables and columns without which it sees nothing, as a sentence for those who lack them.
    can
        Whether a study has them.
    look
        Yields rows of `Findings`: a value, its uncertainty or why there is none, ``n`` and ``target``.
    of_power
        Whether it says how uneven power is: then it is part of `sna asymmetry` too.
    """

    name: str
    asks: str
    needs: str
    can: Callable[[Study], bool]
    look: Callable[[Looking], Iterable[Row]]
    of_power: bool = False


def says(table: FactTable | None, *columns: str) -> bool:
    """Whether a table is there and has something to say in every one of these columns."""
    return table is not None and all(name in table.frame and table.frame[name].notna().any() for name in columns)
