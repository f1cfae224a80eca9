"""Does it hold: the headline's gap under every reasonable other choice that the data allow."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sna.contrast import headline_metric, primary_problems, resolve_contrast
from sna.contrast.subjects import Testing, check_metrics
from sna.errors import DataError, NoResultError
from sna.model import Contrast, Findings, Study
from sna.robustness.cases import Case
from sna.robustness.outcomes import outcome, record_of
from sna.robustness.ranking import DRAWS, rank_stability
from sna.robustness.reasonable import ENOUGH, choices, why_few
from sna.robustness.rerunning import choice_rows
from sna.robustness.result import CHOICE_COLUMNS, Sensitivity

Names = Sequence[str] | None


def sensitivity(  # noqa: PLR0913
    study: Study,
    *,
    by: str | Contrast | None = None,
    metric: str = "",
    layers: Names = None,
    snapshots: Names = None,
    pathway: str | Sequence[str] = (),
    profession: str | Sequence[str] = (),
    permutations: int = 9_999,
    exact: bool = False,
    seed: int = 0,
    draws: int = DRAWS,
) -> Sensitivity:
    """Rerun the gap of every layer's headline under the reasonable other choices that its data allow.

    Parameters
    ----------
    study
        The study.
    by
        A column of organisations, or a contrast; the study's first contrast if left out. Of its groups the first pair
        is compared that can be tested, or else the first.
    metric
        Id of a metric of organisations; the one declared in advance if left out, or the usual one.
    layers, snapshots
        Names; all layers, at the last snapshot, where none is named.
    pathway, profession
        Keep only facts of these pathways or professions.
    permutations, exact, seed
        Of the label permutations, as for `sna.contrast.asymmetry`; the seed also of the draws.
    draws
        How many times organisations or ties are lost at random, for each share lost.

    Returns
    -------
    Sensitivity
        Empty where the study has no contrast.

    Raises
    ------
    DataError
        If the study declares a metric in advance on which groups cannot be compared.
    UsageError
        If there is no such column, group, metric, layer or snapshot.
    NoResultError
        If the metric has no result on any of the layers.

    References
    ----------
    Steegen et al. (2016), doi:10.1177/1745691616658637. Simonsohn, Simmons & Nelson (2020),
    doi:10.1038/s41562-020-0912-z

    Examples
    --------
    >>> from sna.derive import DERIVING
    >>> from sna.io import read_study
    >>> study = read_study("end-of-life-partnership", deriving=DERIVING)
    >>> found = sensitivity(study, layers=["support"], draws=9)
    >>> found.table["choice"].iloc[0], len(found.table) > 12
    ('as reported', True)
    """
    contrast = resolve_contrast(study, by)
    if problems := primary_problems(study):
        raise DataError(problems)
    check_metrics(metric or None)
    study = study.narrowed(layers=layers, pathway=pathway, profession=profession)
    when = study.narrowed(snapshots=snapshots).snapshots.names if snapshots else study.snapshots.names[-1:]
    testing = Testing(permutations, exact, seed)
    rows: list[dict[str, Any]] = []
    ranks: list[Mapping[str, Any]] = []
    few: dict[tuple[str, str], str] = {}
    unfit = []
    for case in _headlines(study, contrast, metric, when, testing) if contrast and contrast.pairs else ():
        if isinstance(case, NoResultError):
            unfit.append(case)
            continue
        found = list(choice_rows(case, choices(case), testing))
        rows += found
        ranks += rank_stability(case, draws=draws, seed=seed)
        if (many := sum(row["changes"] == "yes" for row in found)) < ENOUGH:
            few[case.layer, case.snapshot] = f"{many} choices change something: {why_few(case)}".rstrip(": ")
    if unfit and not rows:
        raise unfit[0]
    return _gathered(rows, ranks, few)


def _gathered(
    rows: list[dict[str, Any]], ranks: list[Mapping[str, Any]], few: Mapping[tuple[str, str], str]
) -> Sensitivity:
    import pandas as pd

    table = pd.DataFrame(rows, columns=list(CHOICE_COLUMNS))
    numbers: tuple[str, ...] = (
        "value",
        "relative",
        "low",
        "high",
        "p",
        "p_min",
        "n",
        "lowest",
        "highest",
        "resamples",
        "seed",
    )
    numbers += ("lowest_relative", "highest_relative")
    table = table.astype({**dict.fromkeys((*numbers, "turns", "turns_alike"), "float64")})
    records = {name: record_of(name) for name in table["metric"].unique()}
    return Sensitivity(table, Findings.of(ranks, records), records, few)


def _headlines(
    study: Study, contrast: Contrast, metric: str, when: Sequence[str], testing: Testing
) -> Iterator[Case | NoResultError]:
    """Yield the case of every layer's headline; in place of one whose metric is not for the layer, the reason."""
    for layer in study.layers:
        for snapshot in when:
            name = metric or headline_metric(study, layer)
            try:
                pairs = [Case(study, layer, snapshot, contrast, pair, name) for pair in contrast.pairs]
                tested = (case for case in pairs if not math.isnan(outcome(case, testing).p))
                yield next(tested, pairs[0])
            except NoResultError as problem:
                yield problem
