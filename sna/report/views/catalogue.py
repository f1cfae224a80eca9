"""The view of every lens, by the lens's name."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from sna.lenses import LENSES, allowed, see
from sna.model import Contrast, Findings, Study
from sna.model.findings import FINDING_COLUMNS
from sna.report.blocks import Block, Drawn, Heading, Items, Prose, Shown
from sna.report.unit_words import in_words
from sna.report.views.view import View
from sna.terms import worded

if TYPE_CHECKING:
    import pandas as pd

VIEWS: dict[str, View] = {name: import_module(f"sna.report.views.{name}").VIEW for name in LENSES}
"""Lens → view, which is in the file of the lens's name."""


def seen(found: Mapping[str, Findings], study: Study) -> Iterator[Block]:
    """Yield the sections of the lenses that found something: the question, sentences, figures, tables."""
    for name, findings in found.items():
        view = VIEWS[name]
        yield Heading(view.title, 3)
        yield Prose(worded(LENSES[name].asks, study.roster.kind))
        yield Items(tuple(sentences_of(name, findings, study)))
        yield from view.figures(findings, study)
        yield from (replace(shown, folded=True) for shown in tables_of(name, findings, study))


def sentences_of(name: str, findings: Findings, study: Study) -> Iterator[str]:
    """Yield the sentences of a lens, in the word for what the units are."""
    for sentence in VIEWS[name].sentences(findings, study):
        yield in_words(sentence, study)


def tables_of(name: str, findings: Findings, study: Study) -> Iterator[Shown]:
    """Yield the tables of a lens, captions and headings in the word for what the units are."""
    kind = study.roster.kind
    for shown in VIEWS[name].tables(findings, study):
        table = shown.table.rename(columns=lambda heading: worded(str(heading), kind))
        yield replace(shown, caption=worded(shown.caption, kind), table=table)


def first_sentences(found: Mapping[str, Findings], study: Study) -> Iterator[str]:
    """Yield what each lens says first, after its heading."""
    for name, findings in found.items():
        kept = None if VIEWS[name].all_first else 1
        if told := list(itertools.islice(sentences_of(name, findings, study), kept)):
            yield f"{VIEWS[name].title}. {' '.join(told)}"


def lens_figures(study: Study, names: Sequence[str], *, by: str | Contrast | None = None, seed: int = 0) -> list[Drawn]:
    """Return the figures of those lenses among ``names`` for which a study has the tables."""
    wanted = [name for name in allowed(study) if name in names and VIEWS[name].has_figures]
    if not wanted:
        return []
    found = see(study, wanted, by=by, seed=seed)
    return [figure for name, findings in found.items() for figure in VIEWS[name].figures(findings, study)]


def table_of(found: Mapping[str, Findings]) -> pd.DataFrame:
    """Return the findings of several lenses as one table, the lens first."""
    import pandas as pd

    tables = [findings.table.assign(lens=name) for name, findings in found.items()]
    if not tables:
        return pd.DataFrame(columns=["lens", *FINDING_COLUMNS])
    return pd.concat(tables, ignore_index=True)[["lens", *FINDING_COLUMNS]]
