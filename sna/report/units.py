"""What a reader is shown, with the word for what the units are: organisations, or people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sna.model import Study
from sna.model.roster import ORGANISATIONS
from sna.report.blocks import Block, Drawn, Heading, Items, Prose, Shown
from sna.report.unit_words import in_words
from sna.terms import worded


def in_words_of(blocks: Iterable[Block], study: Study) -> Iterator[Block]:
    """Yield blocks about the units of a study; figures have been worded when they were drawn."""
    kind = study.roster.kind
    if kind == ORGANISATIONS:
        yield from blocks
        return
    for block in blocks:
        if isinstance(block, Heading | Prose):
            yield replace(block, text=in_words(block.text, study))
        elif isinstance(block, Items):
            yield replace(block, sentences=tuple(in_words(sentence, study) for sentence in block.sentences))
        elif isinstance(block, Shown):
            yield _table(block, kind)
        else:
            yield block


def _table(shown: Shown, kind: str) -> Shown:
    table = shown.table.map(lambda cell: worded(cell, kind) if isinstance(cell, str) else cell)
    table.columns = [worded(str(column), kind) for column in table.columns]
    return replace(shown, caption=worded(shown.caption, kind), table=table)


def drawn_of(figure: Drawn, kind: str) -> Drawn:
    """Return a figure of units of one kind."""
    if kind != ORGANISATIONS:
        figure.picture.say(kind)
    return figure
