"""What changed in one layer, as blocks of the report."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from sna.contrast import headline_metric
from sna.report import change_prose, change_tables, tables
from sna.report.blocks import Block, Drawn, Heading, Items, Prose, Shown
from sna.report.landmarks import landmarks, steps_to
from sna.report.results import Results
from sna.report.tested_prose import small_sentences

SOURCE = "tables/changes.csv"


def change_blocks(results: Results, layer: str, figures: Sequence[Drawn]) -> Iterator[Block]:
    """Yield sentences, tables and figures on what changed, the latest step open and earlier ones folded."""
    if len(results.study.snapshots) == 1:
        return
    changes = results.changes
    yield Heading("What changed", 3)
    marked = steps_to(results.study, landmarks(results.study, layer))
    yield Items(tuple(change_prose.change_sentences(changes, layer=layer, steps=marked)))
    for sentence in change_prose.untested_sentences(changes, layer=layer):
        yield Prose(sentence)
    counted = tables.change_table(changes, layer=layer, steps=marked)
    yield Shown("Ties and members from snapshot to snapshot", counted, SOURCE)
    steps = [step for step in itertools.pairwise(results.study.snapshots.names) if step in marked][::-1]
    for before, after in steps:
        tested = tables.tested_changes(changes, layer=layer, before=before, after=after)
        if not tested.empty:
            caption = f"Is it more than turnover of ties? {before} → {after}"
            yield Shown(caption, tested, SOURCE, folded=after != results.last)
    yield from _parts(results, layer, steps)
    yield from figures
    yield from _movers(results, layer, steps)


def _parts(results: Results, layer: str, steps: Sequence[tuple[str, str]]) -> Iterator[Block]:
    """Yield how often ties formed and lasted, and what of each change is due to who is in the network."""
    told = list(change_prose.steps_in_words(results.changes, results.study, layer, steps[::-1]))
    for before, after, said in told[::-1]:
        yield Prose(f"{before} → {after}. {' '.join(said)}")
    for sentence in small_sentences(results.changes, layer=layer):
        yield Prose(sentence)
    for before, after in steps:
        parts = change_tables.parts_table(results.changes, layer=layer, before=before, after=after)
        if not parts.empty:
            caption = f"Other organisations, or the same ones tied differently? {before} → {after}"
            yield Shown(caption, parts, SOURCE, folded=True)


def _movers(results: Results, layer: str, steps: Sequence[tuple[str, str]]) -> Iterator[Block]:
    """Yield whose value and whose rank changed most."""
    changes, names = results.changes, results.study.roster.name_of
    metric = headline_metric(results.study, layer)
    label = tables.label(results.scores.metrics, metric)
    shifts = tables.shift_table(changes, layer=layer, metric=metric, names=names, steps=steps)
    if not shifts.empty:
        yield Shown(f"Who gained and lost most: {label}", shifts, SOURCE, folded=True)
    before, after = steps[0]
    ranks = change_tables.rank_change_table(changes, layer=layer, before=before, after=after, names=names)
    if not ranks.empty:
        caption = f"Whose rank changed among organisations in both, {before} → {after}: {label} (1 is highest)"
        yield Shown(caption, ranks, SOURCE, folded=True)
