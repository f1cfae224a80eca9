"""Everything that is computed for a report, before a word is written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sna.derive import never_named
from sna.model import Contrast, Findings, Scores, Study
from sna.report import prose
from sna.report.figures import headline_metric


@dataclass(frozen=True, eq=False)
class Results:
    """Everything that was computed for a report, before a word is written."""

    study: Study
    contrast: Contrast | None
    scores: Scores
    gaps: Findings
    changes: Findings
    seed: int

    @property
    def last(self) -> str:
        """Name of the latest snapshot."""
        return self.study.snapshots.names[-1]

    @cached_property
    def headlines(self) -> dict[str, str]:
        """Layer → its headline sentence, with what was so before; empty without a contrast."""
        if self.contrast is None:
            return {}
        return prose.headline_sentences(self.gaps, self.study)

    @cached_property
    def notes(self) -> list[str]:
        """Return, for every layer, how dense it is, who is first and what changed last; then who joined and left."""
        names = self.study.roster.name_of
        found = []
        for layer in self.study.layers:
            metric = headline_metric(self.study, layer)
            first = prose.position_sentence(self.scores, layer=layer, snapshot=self.last, metric=metric, names=names)
            step = prose.change_sentences(self.changes, layer=layer)[-1:]
            silent = prose.unnamed_sentence(never_named(self.study, self.study.layers[layer]), self.study)
            parts = [f"{prose.layer_words(layer)}: {first}", *step, silent]
            found.append(" ".join(part for part in parts if part))
        return [*found, *prose.roster_sentences(self.changes, self.study)]
