"""What a reader is shown of one lens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sna.model import Findings, Study
from sna.report.blocks import Drawn, Shown


def _none(findings: Findings, study: Study) -> tuple[()]:
    del findings, study
    return ()


def left_out(findings: Findings) -> Iterator[str]:
    """Yield what is said of meetings of nearly everybody, whose ties were not counted."""
    rows = findings.table[findings.table["quantity"] == "large_meetings_left_out"]
    yield from (f"Counted {note}." for note in rows["note"])


@dataclass(frozen=True)
class View:
    """Sentences, tables and figures of one lens.

    Attributes
    ----------
    title
        Heading of its section.
    sentences
        Yields one true sentence a finding worth a reader's minute: its number, n and uncertainty.
    tables
        Yields tables for readers.
    figures
        Yields figures, each named after the lens.
    all_first
        Whether all sentences, one a layer, stand where of other lenses only the first does.
    """

    title: str
    sentences: Callable[[Findings, Study], Iterable[str]]
    tables: Callable[[Findings, Study], Iterable[Shown]] = _none
    figures: Callable[[Findings, Study], Iterable[Drawn]] = _none
    all_first: bool = False

    @property
    def has_figures(self) -> bool:
        """Whether it draws anything."""
        return self.figures is not _none
