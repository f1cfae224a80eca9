"""The section of a report that asks whether a gap holds: sentences, figure, tables."""

from __future__ import annotations

import math
from collections.abc import Iterator

from sna import draw
from sna.io import slug
from sna.model import Study
from sna.report.blocks import Block, Drawn, Heading, Prose, Shown
from sna.report.robust_prose import (
    NO_CORRECTION,
    answers_sentence,
    choices_table,
    holds_sentences,
    stability_sentence,
    stability_table,
)
from sna.robustness import Sensitivity


def robust_figures(found: Sensitivity, layer: str, source: str) -> Iterator[Drawn]:
    """Yield the chart of choices of a layer, at every snapshot that was rerun; none where no gap could be drawn."""
    table = found.frame()
    snapshots = list(dict.fromkeys(table.loc[table["layer"] == layer, "snapshot"]))
    for snapshot in snapshots:
        first = table[(table["layer"] == layer) & (table["snapshot"] == snapshot)].iloc[0]
        if math.isfinite(first["relative"]):
            name = f"sensitivity-{slug(layer)}" + (f"-{slug(snapshot)}" if len(snapshots) > 1 else "")
            yield Drawn(name, draw.choice_chart(table, layer=layer, snapshot=snapshot, source=source))


def robust_blocks(found: Sensitivity, study: Study, layer: str, source: str) -> Iterator[Block]:
    """Yield the section on a layer at the last snapshot; nothing where it has no gap between groups."""
    snapshot = study.snapshots.names[-1]
    sentences = holds_sentences(found)
    if layer not in sentences:
        return
    yield Heading("Does it hold?", 3)
    yield Prose(sentences[layer])
    yield Prose(NO_CORRECTION, "note")
    if answers := answers_sentence(study, layer=layer, snapshot=snapshot):
        yield Prose(answers)
    yield from robust_figures(found, layer, source)
    choices = choices_table(found, layer=layer, snapshot=snapshot)
    yield Shown("The gap under other choices", choices, "tables/sensitivity.csv", folded=True)
    if ranks := stability_sentence(found, study, layer=layer, snapshot=snapshot):
        yield Prose(ranks)
    lost = stability_table(found, layer=layer, snapshot=snapshot)
    yield Shown("Ranks, had something been lost", lost, "tables/rank_stability.csv", folded=True)
