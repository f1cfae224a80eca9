"""Everything that is computed for a report, before a word is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from sna import contrast as contrasting
from sna.draw.wording import layer_words
from sna.lenses import LENSES
from sna.model import Contrast, Findings, Scores, Study
from sna.report import change_prose, prose
from sna.report.blocks import Drawn
from sna.report.figures import layer_figures
from sna.report.headlines import changed_headlines
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
        """Layer → its headline sentence, with what was so before; empty without a contrast."""
        if self.contrast is None:
            return {}
        return changed_headlines(self.gaps, self.changes, self.study)

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
        """Return, for every layer, how dense it is, who is first and what changed last; then who joined and left."""
        names = self.study.roster.name_of
        found = []
        for layer in self.study.layers:
            metric = contrasting.headline_metric(self.study, layer)
            first = prose.position_sentence(self.scores, layer=layer, snapshot=self.last, metric=metric, names=names)
            step = change_prose.change_sentences(self.changes, layer=layer)[-1:]
            found.append(" ".join([f"{layer_words(layer)}: {first}", *step]))
        roster = change_prose.roster_sentences(self.changes, self.study)
        return [*found, *roster, *history_sentences(self.changes, self.study)]
