"""Does it hold: the headline's gap under every reasonable other choice that the data allow."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sna.contrast import comparable_metrics, primary_metric, primary_problems, resolve_contrast, said
from sna.contrast.subjects import Testing, check_metrics
from sna.errors import DataError, NoResultError
from sna.model import Contrast, Findings, MetricRecord, Study
from sna.robustness.cases import Case
from sna.robustness.choices import Choice
from sna.robustness.outcomes import VERDICTS, Outcome, Verdict, outcome, record_of, verdict
from sna.robustness.ranking import DRAWS, rank_stability
from sna.robustness.reasonable import ENOUGH, choices, why_few

if TYPE_CHECKING:
    import pandas as pd

CHOICE_COLUMNS = (
    *("layer", "snapshot", "metric", "group", "other", "family", "choice"),
    *("value", "relative", "low", "high", "p", "p_min", "n"),
    *("lowest", "highest", "lowest_relative", "highest_relative", "worst_case", "turns", "turns_alike"),
    *("verdict", "changes", "target", "method", "resamples", "seed", "note", "words"),
)
"""Columns of the table of choices, in order; described at `Sensitivity`."""
REPORTED = "as reported"
Names = Sequence[str] | None


@dataclass(frozen=True, eq=False)
class Sensitivity:
    """The gap of every layer's headline under every choice, and how stable ranks are.

    Attributes
    ----------
    table
        One row a choice, columns `CHOICE_COLUMNS`; the first of each layer and snapshot is the gap as reported.
        ``metric`` is the one used: a choice may count strength where the headline counts ties. ``value`` is group −
        other in its unit (Cliff's delta: without one); ``relative`` the same as a share of the mean over the
        organisations compared, so that choices in other units can be set side by side. ``low`` and ``high`` are the
        95 % interval, of the gap as reported only: reruns are not given one. Of things left out in turn (``turns`` of
        them) the row is the worst case, named in ``worst_case``: the verdict furthest from what was reported, and of
        these the smallest gap in the reported direction; ``lowest`` and ``highest`` are the range over all, also on the
        common scale (``lowest_relative``, ``highest_relative``), and ``turns_alike`` how many agree with what was
        reported. ``changes`` is ``no`` where every organisation compared has the value it had, and the gap its p.
        ``verdict`` is as `sna.robustness.outcomes.verdict` defines.
    stability
        How far ranks of the headline's metric are kept when organisations or ties are lost.
    metrics
        Record of every metric used.
    too_few
        (layer, snapshot) → why there are fewer than twelve choices that change something.

    Notes
    -----
    The choices are not independent tests: most use most of the same facts. The table is no correction for trying
    several, and no choice in it is better evidence than the one that was declared in advance.
    """

    table: pd.DataFrame
    stability: Findings
    metrics: Mapping[str, MetricRecord]
    too_few: Mapping[tuple[str, str], str]

    def frame(self) -> pd.DataFrame:
        """Return a copy of the table of choices, with plain labels of metrics in ``attrs["labels"]``."""
        table = self.table.copy()
        table.attrs["labels"] = {name: record.label for name, record in self.metrics.items()}
        return table

    def __str__(self) -> str:
        return f"{len(self.table)} rows of choices, {len(self.stability.table)} findings on ranks"


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
            name = metric or headline_metric(study, layer, snapshot)
            try:
                pairs = [Case(study, layer, snapshot, contrast, pair, name) for pair in contrast.pairs]
                tested = (case for case in pairs if not math.isnan(outcome(case, testing).p))
                yield next(tested, pairs[0])
            except NoResultError as problem:
                yield problem


def headline_metric(study: Study, layer: str, snapshot: str) -> str:
    """Return the metric of a layer's headline: the one declared in advance, or the usual one."""
    allowed = "directed" if study.network(layer, snapshot).directed else "undirected"
    of = ("network", "affiliation") if study.is_two_mode(layer) else ("network",)
    records = comparable_metrics().values()
    known = [record.name for record in records if record.layers in (allowed, "any") and record.of in of]
    return primary_metric(study.primary, known)


def choice_rows(case: Case, found: Sequence[Choice], testing: Testing) -> Iterator[dict[str, Any]]:
    """Yield the gap as reported, and the gap under each choice, as rows of `CHOICE_COLUMNS`.

    Parameters
    ----------
    case
        The headline.
    found
        The choices.
    testing
        Of the label permutations.
    """
    reported = outcome(case, testing, noise=True)
    yield {**_row(case, reported), "family": REPORTED, "choice": REPORTED, "verdict": REPORTED, "changes": ""}
    for choice in found:
        reruns = [(what, here, outcome(here, testing)) for what, here in choice.cases(case)]
        if not reruns:
            continue
        what, here, worst = min(reruns, key=_furthest(reported))
        row = {**_row(here, worst), "family": choice.family, "choice": choice.name, "words": choice.words}
        row |= {
            "verdict": verdict(reported, worst),
            "changes": "yes" if any(o.differs(reported) for _, _, o in reruns) else "no",
        }
        yield {**row, **_turns(reported, [o for _, _, o in reruns], what)} if choice.turns else row


def _furthest(reported: Outcome) -> Callable[[tuple[str, Case, Outcome]], tuple[float, float, str]]:
    """Return the key by which the worst case comes first: its verdict, then its gap, then its name."""

    def key(rerun: tuple[str, Case, Outcome]) -> tuple[float, float, str]:
        what, _, found = rerun
        gap = found.value * (-1 if reported.value < 0 else 1)
        return -VERDICTS[verdict(reported, found)], gap if not math.isnan(gap) else -math.inf, what

    return key


def _turns(reported: Outcome, found: Sequence[Outcome], worst: str) -> dict[str, Any]:
    """Return the columns of things left out in turn."""
    values = [one.value for one in found if not math.isnan(one.value)]
    places = [one.relative for one in found if not math.isnan(one.relative)]
    verdicts: list[Verdict] = [verdict(reported, one) for one in found]
    return {
        "lowest": min(values, default=math.nan),
        "highest": max(values, default=math.nan),
        "lowest_relative": min(places, default=math.nan),
        "highest_relative": max(places, default=math.nan),
        "worst_case": worst,
        "turns": len(found),
        "turns_alike": sum(VERDICTS[one] == 0 for one in verdicts),
    }


def _row(case: Case, found: Outcome) -> dict[str, Any]:
    group, other = (said(name) for name in case.pair)
    where = {"layer": case.layer, "snapshot": case.snapshot, "metric": case.metric, "group": group, "other": other}
    numbers = ("value", "relative", "low", "high", "p", "p_min", "n", "target", "method", "resamples", "seed", "note")
    blank = {"worst_case": "", "words": ""}
    return {**where, **blank, **{name: getattr(found, name) for name in numbers}}
