"""Everything that is computed for a report, before a word is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from sna.lenses import LENSES
from sna.model import Contrast, Findings, Scores, Study
from sna.report import change_prose
from sna.report.blocks import Drawn
from sna.report.figures import layer_figures
from sna.report.in_short import layer_notes, sure_headlines, untold_sentences
from sna.report.movement_prose import history_sentences
from sna.report.units import drawn_of
from sna.robustness import Sensitivity


@dataclass(frozen=True, eq=False)
class Results:
    """Everything that was computed for a report, before a word is written."""

    study: Study
    contrast: Contrast | None
    scores: Scores
    gaps: Findings
    changes: Findings
    lenses: dict[str, Findings]
    seed: int
    rerun: Callable[[], Sensitivity]

    @property
    def last(self) -> str:
        """Name of the latest snapshot."""
        return self.study.snapshots.names[-1]

    @cached_property
    def robust(self) -> Sensitivity:
        """Whether gaps hold: waited for here if another process works it out."""
        return self.rerun()

    @cached_property
    def asymmetry(self) -> Findings:
        """Differences between groups in every layer, and what the lenses of power found: as `sna.asymmetry`."""
        return self.gaps.with_rows(*(found for name, found in self.lenses.items() if LENSES[name].of_power))

    @cached_property
    def headlines(self) -> dict[str, str]:
        """Layer → its headline sentence, with how sure it is; empty without a contrast."""
        if self.contrast is None:
            return {}
        return sure_headlines(self.gaps, self.changes, self.robust, self.study)

    @cached_property
    def figures(self) -> dict[str, list[Drawn]]:
        """Layer → its figures, the map first."""
        kind = self.study.roster.kind
        return {layer: [drawn_of(drawn, kind) for drawn in self._drawn(layer)] for layer in self.study.layers}

    def _drawn(self, layer: str) -> Iterator[Drawn]:
        return layer_figures(
            self.study,
            layer,
            scores=self.scores,
            findings=self.gaps,
            changes=self.changes,
            contrast=self.contrast,
            seed=self.seed,
        )

    @cached_property
    def notes(self) -> list[str]:
        """What every layer is like and what changed last; what has no comparison or test; who joined and left."""
        told = layer_notes(self.scores, self.changes, self.study)
        untold = untold_sentences(self.gaps, self.changes, self.study)
        roster = change_prose.roster_sentences(self.changes, self.study)
        return [*told, *untold, *roster, *history_sentences(self.changes, self.study)]
