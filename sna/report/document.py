"""The report as a list of blocks, and the files that go with it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sna import contrast as contrasting
from sna.change import compare
from sna.derive import derivation_problems, survey_quality
from sna.draw.wording import layer_words
from sna.io import run_record, table_as_text
from sna.lenses import see
from sna.metrics import measure
from sna.model import Contrast, Study
from sna.report import methods, prose, tables
from sna.report.beside import Begun, handing_out, meanwhile, pictures
from sna.report.blocks import Block, Drawn, Heading, Items, Prose, Shown
from sna.report.change_blocks import change_blocks
from sna.report.figures import figure_files, source_line
from sna.report.group_blocks import group_blocks
from sna.report.landmarks import landmark_sentence, landmarks
from sna.report.power_prose import few_sentences
from sna.report.reading import rows_table
from sna.report.results import Results
from sna.report.robust import robust_blocks
from sna.report.survey import KEY as SURVEY_KEY
from sna.report.survey import survey_table, without_answers
from sna.report.uncompared import all_people_sentence
from sna.report.unit_words import in_words
from sna.report.units import in_words_of
from sna.report.views import first_sentences, seen, table_of
from sna.robustness import sensitivity

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Document:
    """A report: title, blocks in order, the full tables behind them, and which figures are being drawn elsewhere."""

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    headlines: tuple[str, ...]
    tables: Mapping[str, pd.DataFrame]
    record: Mapping[str, Any]
    begun: Begun = field(default_factory=dict)

    @property
    def chapters(self) -> list[str]:
        """Headings of level 2, and the run record at the end."""
        chapters = [block.text for block in self.blocks if isinstance(block, Heading) and block.level == 2]  # noqa: PLR2004
        return [*chapters, "Run record"]

    @property
    def figures(self) -> list[Drawn]:
        """Every figure, in order."""
        return [block for block in self.blocks if isinstance(block, Drawn)]


def compose(
    study: Study,
    *,
    by: str | Contrast | None = None,
    seed: int = 0,
    permutations: int = 9_999,
    exact: bool = False,
    processes: int = 1,
    beside: Executor | None = None,
) -> Document:
    """Measure, compare, draw and write up a study.

    Parameters
    ----------
    study
        What to report on.
    by
        Groups to compare; the study's first contrast if left out.
    seed, permutations, exact
        Of the permutation tests and layouts.
    processes
        How many to measure with, as for `sna.metrics.measure`.
    beside
        Another process that reruns gaps and draws figures while this one works; the same bytes with it and without.

    Raises
    ------
    UsageError
        If organisations have no such column.
    """
    contrast = contrasting.resolve_contrast(study, by)
    testing: dict[str, Any] = {"by": contrast, "seed": seed, "permutations": permutations, "exact": exact}
    bare = study if beside is None else replace(study, _derived={})
    rerun = meanwhile(beside, sensitivity, bare, **testing)
    results = Results(
        study,
        contrast,
        measure(study, by=contrast, processes=processes),
        contrasting.asymmetry(study, **testing),
        compare(study, by=contrast, permutations=permutations, seed=seed),
        see(study, **testing),
        seed,
        rerun,
    )
    options = {"by": str(contrast) if contrast else None, "permutations": permutations, "exact": exact, **study.filters}
    begun: Begun = {}
    return Document(
        title=study.title or study.name,
        subtitle=in_words(prose.study_sentence(study), study),
        blocks=tuple(handing_out(in_words_of(_blocks(results), study), beside, begun)),
        headlines=tuple(in_words(said, study) for said in (*_claims(results), *results.notes)),
        tables={
            "scores": results.scores.table,
            "asymmetry": results.asymmetry.table,
            "changes": results.changes.table,
            **({"lenses": table_of(results.lenses)} if results.lenses else {}),
            "rows": rows_table(study),
            **({} if contrast is None else _robust_tables(results)),
            **({"survey": answers} if not (answers := survey_quality(study)).empty else {}),
        },
        record=run_record(study, command="report", seed=seed, options=options),
        begun=begun,
    )


def _robust_tables(results: Results) -> dict[str, pd.DataFrame]:
    return {"sensitivity": results.robust.table, "rank_stability": results.robust.stability.table}


def files_of(document: Document) -> dict[str, bytes]:
    """Return the files of a report: the page, figures with their tables, full tables, and the run record."""
    from sna.report.html import as_html

    drawn = pictures(document.figures, document.begun)
    files = {"report.html": as_html(document, drawn)}
    for figure in document.figures:
        shown = drawn[figure]
        files |= {f"figures/{figure.name}.png": shown.png, f"figures/{figure.name}.svg": shown.svg}
        files |= {f"figures/{name}": data for name, data in figure_files(figure, forms=()).items()}
    files |= {f"tables/{name}.csv": table_as_text(table, "csv").encode() for name, table in document.tables.items()}
    record = json.dumps(document.record, indent=2, sort_keys=True, ensure_ascii=False)
    return {**files, "run.json": f"{record}\n".encode()}


def _blocks(results: Results) -> Iterator[Block]:
    yield Heading("In short")
    for layer, figures in results.figures.items():
        yield Prose(f"{layer_words(layer)}: {figures[0].picture.latest}.", "lead")
        if layer in results.headlines:
            yield Prose(results.headlines[layer])
    if results.contrast is None:
        yield Prose(prose.no_contrast_sentence(results.study))
    for sentence in few_sentences(results.gaps):
        yield Prose(sentence)
    yield Items(tuple(results.notes))
    if told := tuple(first_sentences(results.lenses, results.study)):
        yield Prose("What the facts say beside the ties:")
        yield Items(told)
    for layer in results.study.layers:
        yield from _layer(results, layer)
    if results.lenses:
        yield Heading("Lenses")
        yield from seen(results.lenses, results.study)
    yield from _read(results.study)
    yield from _methods(results)


def _claims(results: Results) -> list[str]:
    """Return the headline of every layer; without groups to compare, the sentence that says so."""
    return list(results.headlines.values()) if results.contrast else [prose.no_contrast_sentence(results.study)]


def _layer(results: Results, layer: str) -> Iterator[Block]:
    study = results.study
    kind = study.network(layer, results.last).layer
    yield Heading(f"Layer: {layer_words(layer)}")
    way = "Directed" if kind.directed else "Undirected"
    yield Prose(f"{kind.rule[0].upper()}{kind.rule[1:]}. {way}; weight = {kind.counts}.")
    drawn = results.figures[layer]
    yield drawn[0]
    yield from _groups(results, layer, [figure for figure in drawn if figure.name.startswith("asymmetry")])
    yield from robust_blocks(results.robust, study, layer, source_line(study, layer))
    yield from change_blocks(results, layer, [figure for figure in drawn if figure.name.startswith("ranks")])
    yield Heading("The network as a whole", 3)
    marks = landmarks(study, layer)
    if said := landmark_sentence(study, marks, "tables/scores.csv"):
        yield Prose(said)
    whole = tables.network_table(results.scores, layer=layer, snapshots=marks)
    yield Shown("Measures of the network", whole, "tables/scores.csv")
    every = tables.organisation_table(results.scores, layer=layer, snapshot=results.last, names=study.roster.name_of)
    yield Shown(f"Every organisation, {results.last}", every, "tables/scores.csv", folded=True)


def _groups(results: Results, layer: str, figures: Sequence[Drawn]) -> Iterator[Block]:
    if results.contrast is None or not results.contrast.pairs:
        return
    yield Heading("Groups against each other", 3)
    yield Prose(prose.contrast_sentence(results.contrast))
    yield from figures
    for pair in results.contrast.pairs:
        shown = tuple(contrasting.said(group) for group in pair)
        for snapshot in reversed(results.study.snapshots.names):
            declared = contrasting.headline_metric(results.study, layer)
            gaps = tables.gap_table(
                results.gaps, layer=layer, snapshot=snapshot, pair=(shown[0], shown[1]), declared=declared
            )
            caption = f"{shown[0]} against {shown[1]}" + ("" if snapshot == "all" else f", {snapshot}")
            yield Shown(caption, gaps, "tables/asymmetry.csv", folded=snapshot != results.last)
    for sentence in tables.doubtful(results.gaps, layer=layer, snapshot=results.last):
        yield Prose(sentence)
    yield Prose(tables.KEY, "note")
    yield from group_blocks(
        results.gaps,
        results.contrast,
        layer=layer,
        snapshot=results.last,
        metric=contrasting.headline_metric(results.study, layer),
        names=results.study.roster.name_of,
    )
    if beside := all_people_sentence(results.gaps, results.study, layer=layer, snapshot=results.last):
        yield Prose(beside)


def _read(study: Study) -> Iterator[Block]:
    yield Heading("What was read")
    yield Shown("Rows by table", rows_table(study), "tables/rows.csv")
    answers = survey_table(study)
    if not answers.empty:
        yield Shown("Answers to the survey", answers, "tables/survey.csv")
        yield Prose(SURVEY_KEY)
        yield Items(tuple(without_answers(survey_quality(study))))
    problems = (*study.problems, *derivation_problems(study))
    if problems:
        yield Prose(f"Worth knowing ({len(problems)}):")
        yield Items(tuple(str(problem) for problem in problems))


def _methods(results: Results) -> Iterator[Block]:
    import pandas as pd

    yield Heading("Methods")
    yield Prose(" ".join(methods.methods_sentences(results.study, contrast=results.contrast, seed=results.seed)))
    used = methods.glossary(results.scores.metrics[m] for m in results.scores.table["metric"].unique())
    columns = ["measure", "a high value means", "formula", "source"]
    yield Shown("Measures used", pd.DataFrame(used, columns=columns), folded=True)
