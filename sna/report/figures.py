"""Which figures a study allows, and the files of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from sna import draw
from sna.change import compare
from sna.contrast import asymmetry, headline_metric, resolve_contrast, said
from sna.derive import never_named
from sna.errors import Problem, UsageError
from sna.io import slug, table_as_text
from sna.metrics import measure
from sna.model import Contrast, Findings, Scores, Study
from sna.report.blocks import Drawn
from sna.report.landmarks import landmark_sentence, landmarks
from sna.report.maps import layer_map
from sna.report.prose import unnamed_sentence
from sna.report.rank_prose import rank_told
from sna.report.robust import robust_figures
from sna.report.units import drawn_of
from sna.report.views import VIEWS, lens_figures
from sna.robustness import sensitivity

if TYPE_CHECKING:
    import pandas as pd

Form = Literal["png", "svg", "pdf"]
OF_LAYERS = ("sociogram", "asymmetry", "ranks")
KINDS = (*OF_LAYERS, "sensitivity", *VIEWS)
COLUMNS_OF_A_DUMBBELL = 4
ROWS_OF_A_DUMBBELL = 6
DIRECTED = ("in_degree", "in_strength", "betweenness", "out_degree")
UNDIRECTED = ("degree", "strength", "betweenness", "harmonic_closeness")


def figures_of(
    study: Study,
    *,
    kinds: Sequence[str] = KINDS,
    by: str | Contrast | None = None,
    seed: int = 0,
) -> list[Drawn]:
    """Draw every figure that the data allow, layer by layer.

    Parameters
    ----------
    study
        What to draw.
    kinds
        Which: ``sociogram``, ``asymmetry`` and ``sensitivity`` (need groups), ``ranks`` (needs two snapshots), or the
        name of a lens.
    by
        Groups to tell apart; the study's first contrast if left out.
    seed
        Of layouts and of Monte Carlo permutations.

    Raises
    ------
    UsageError
        If there is no such column, or if the data allow none of the figures.
    """
    contrast = resolve_contrast(study, by)
    drawn = _of_layers(study, kinds, contrast, seed) if set(kinds) & set(OF_LAYERS) else []
    if "sensitivity" in kinds and contrast is not None:
        found = sensitivity(study, by=contrast, seed=seed, draws=0)
        for layer in study.layers:
            drawn += robust_figures(found, layer, source_line(study, layer))
    drawn += lens_figures(study, kinds, by=contrast, seed=seed)
    if not drawn:
        groups = f"asymmetry and sensitivity need groups ([groups] in {study.settings}, or --by)"
        hint = f"{groups}; ranks needs two snapshots of one sample; others need their tables."
        raise UsageError(Problem("E702", "The data allow none of these figures.", hint=hint))
    return [drawn_of(figure, study.roster.kind) for figure in drawn]


def _of_layers(study: Study, kinds: Sequence[str], contrast: Contrast | None, seed: int) -> list[Drawn]:
    metrics = sorted({metric for layer in study.layers for metric in shown_metrics(study, layer)})
    scores = measure(study, metrics=metrics, by=contrast)
    findings = asymmetry(study, metrics=metrics, by=contrast, seed=seed)
    changes = _changes(study, contrast, seed) if "ranks" in kinds and len(study.snapshots) > 1 else Findings.of([], {})
    return [
        figure
        for layer in study.layers
        for figure in layer_figures(
            study, layer, scores=scores, findings=findings, changes=changes, contrast=contrast, seed=seed
        )
        if figure.name.split("-", 1)[0] in kinds
    ]


def _changes(study: Study, contrast: Contrast | None, seed: int) -> Findings:
    """Compare snapshots by the metrics that ranks are by; what is of meetings is known by its measure of meetings."""
    wanted = {headline_metric(study, layer) for layer in study.layers}
    if any(study.is_two_mode(layer) for layer in study.layers):
        wanted.add("two_mode_degree")
    return compare(study, metrics=sorted(wanted), by=contrast, seed=seed)


def shown_metrics(study: Study, layer: str) -> list[str]:
    """Return the metrics of a layer's figures: the headline's first."""
    directed = study.network(layer, study.snapshots.names[-1]).directed
    usual = DIRECTED if directed else UNDIRECTED
    return list(dict.fromkeys((headline_metric(study, layer), *usual)))[:COLUMNS_OF_A_DUMBBELL]


def layer_figures(
    study: Study,
    layer: str,
    *,
    scores: Scores,
    findings: Findings,
    changes: Findings,
    contrast: Contrast | None,
    seed: int,
) -> Iterator[Drawn]:
    """Yield the figures of one layer: its map, the groups against each other, the ranks over time.

    Of ``changes`` (from `sna.change.compare`) the ranks say what can be told.
    """
    drawn = layer_map(study, layer, by=contrast, seed=seed)
    yield Drawn(
        f"sociogram-{slug(layer)}",
        draw.sociogram(
            drawn.organisations,
            drawn.ties,
            directed=drawn.directed,
            counts=drawn.counts,
            layer=layer,
            size_of=drawn.size_of,
            groups=drawn.groups,
            left_out=drawn.left_out,
            source=source_line(study, layer),
            when=drawn.when,
            observed=drawn.observed,
            samples=drawn.samples,
        ),
    )
    first = headline_metric(study, layer)
    if contrast and contrast.pairs:
        yield _asymmetry_figure(study, layer, scores, findings, contrast.pairs[0])
    alike = study.snapshots.alike(study.snapshots.names[-1])
    if len(alike) > 1:
        marks = landmarks(study, layer, of=alike)
        frame = scores.frame()
        yield Drawn(
            f"ranks-{slug(layer)}",
            draw.rank_chart(
                frame[frame["snapshot"].isin(marks)],
                layer=layer,
                metric=first,
                groups=contrast.groups if contrast else (),
                names=study.roster.name_of,
                source=" ".join(part for part in (source_line(study, layer), _not_ranked(study, marks, alike)) if part),
                told=rank_told(changes, study, layer=layer, metric=first),
            ),
        )


def _not_ranked(study: Study, marks: Sequence[str], alike: Sequence[str]) -> str:
    """Say which snapshots ranks are not drawn of, and why; empty where they are drawn of all."""
    if len(alike) == len(study.snapshots):
        return landmark_sentence(study, marks, "the table of scores")
    some = f", {len(marks)} of {len(alike)}" if len(marks) < len(alike) else ""
    return f"Only snapshots of the last sample are drawn{some}: different samples are not compared."


def _asymmetry_figure(study: Study, layer: str, scores: Scores, findings: Findings, groups: tuple[str, str]) -> Drawn:
    """Draw two groups against each other: at every snapshot, or at up to six of many."""
    table, frame, metrics = _by_group(findings), scores.frame(), shown_metrics(study, layer)
    gaps = table[(table["layer"] == layer) & (table["quantity"] == "difference") & table["metric"].isin(metrics)]
    compared = set(gaps.loc[gaps["before"] == "", "snapshot"])
    marks = landmarks(study, layer, of=compared, up_to=ROWS_OF_A_DUMBBELL)
    left_out = len(compared) - len(marks)
    said_so = (
        f"Of {len(compared)} snapshots, {left_out} are not drawn: shown are the first, the last and the "
        f"{len(marks) - 2} before which most ties changed; the findings have all of them."
        if left_out
        else ""
    )
    picture = draw.dumbbell(
        table[table["snapshot"].isin(marks)],
        frame[frame["snapshot"].isin(marks)],
        layer=layer,
        groups=groups,
        metrics=metrics,
        source=" ".join(part for part in (source_line(study, layer), said_so) if part),
    )
    return Drawn(f"asymmetry-{slug(layer)}", picture)


def _by_group(findings: Findings) -> pd.DataFrame:
    """Return findings with groups as contrasts and figures have them: findings spell ``*`` out."""
    table = findings.frame()
    spelt = {said("*"): "*"}
    return table.assign(group=table["group"].replace(spelt), other=table["other"].replace(spelt))


def source_line(study: Study, layer: str) -> str:
    """Return what the foot of a figure says of its source, and of organisations that no row of it names."""
    only = "".join(f" Only {column}: {', '.join(values)}." for column, values in sorted(study.filters.items()))
    silent = unnamed_sentence(never_named(study, study.layers[layer]), study)
    return " ".join(part for part in (f"Source: {study.title or study.name}.{only}", silent) if part)


def figure_files(figure: Drawn, *, forms: Sequence[Form] = ("png", "svg")) -> dict[str, bytes]:
    """Return the files of a figure: pictures, the tables that were drawn, and a text that says what it shows."""
    picture = figure.picture
    files = {f"{figure.name}.{form}": draw.render(picture, form) for form in forms}
    for name, table in picture.drawn.items():
        files[f"{figure.name}-{slug(name)}.csv"] = table_as_text(table, "csv").encode()
    words = "\n\n".join(part for part in (picture.title, picture.subtitle, picture.alt) if part)
    files[f"{figure.name}.txt"] = f"{words}\n".encode()
    return files
