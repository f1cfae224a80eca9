"""A choice: one reasonable other way to come to the same gap, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sna.robustness.cases import Case

FAMILIES = (
    "projection",
    "weights",
    "threshold",
    "presence",
    "time",
    "organisations",
    "survey",
    "missing answers",
    "facts",
    "pathway",
    "one left out",
    "statistic",
)
"""What a choice is about; tables and figures are in this order."""


@dataclass(frozen=True)
class Choice:
    """One reasonable other way to come to a gap.

    Attributes
    ----------
    family
        What it is about, of `FAMILIES`.
    name
        What it does, in a few words.
    words
        The same as a clause: ``if only ties of 2 or more count``.
    make
        Case → case. Of a choice that leaves out one thing after another: case → (what is left out, case), in turn.
    turns
        Noun of what is left out in turn; empty where there is only one case.
    reweighs
        Whether it gives ties strengths on another scale, so that a gap of strength is in another unit.
    """

    family: str
    name: str
    words: str
    make: Callable[[Case], Case] | Callable[[Case], Iterable[tuple[str, Case]]]
    turns: str = ""
    reweighs: bool = False

    def cases(self, case: Case) -> Iterator[tuple[str, Case]]:
        """Yield what is left out and the case without it; of a plain choice only its case."""
        made = self.make(case)
        if isinstance(made, Case):
            yield "", made
        else:
            yield from made
