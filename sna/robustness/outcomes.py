"""The gap of a case, with its p; and what it says beside the gap as reported."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from sna.contrast.gaps import LABELS, LEVEL, pair_gap_rows, refusal, test_columns
from sna.contrast.groups import groups_at
from sna.contrast.subjects import Subject, Testing
from sna.errors import NoResultError, Problem
from sna.infer import median_difference_test
from sna.metrics.registry import check_name
from sna.metrics.scoring import Subject as Measured
from sna.metrics.scoring import score_blocks
from sna.model import MetricRecord
from sna.robustness.cases import Case

Verdict = Literal["as reported", "holds", "weaker", "flips", "cannot tell", "stays unclear", "clearer"]
VERDICTS: Mapping[Verdict, int] = {
    "as reported": -1,
    "holds": 0,
    "stays unclear": 0,
    "cannot tell": 1,
    "weaker": 2,
    "clearer": 2,
    "flips": 3,
}
"""Verdict → how far it is from what was reported."""


@dataclass(frozen=True, eq=False)
class Outcome:
    """What came of a case.

    Attributes
    ----------
    value
        The gap, in the unit of the metric (Cliff's delta: without one).
    relative
        The gap as a share of the mean size of the metric over the organisations compared; of Cliff's delta the gap
        between mean ranks as a share of the mean rank. ``nan`` where that mean is 0.
    low, high
        95 % interval under tie noise; ``nan`` where it was not asked for, or there is none.
    p, p_min, n, note, method, resamples, seed, target
        As in the findings of asymmetry.
    scores
        Organisation → value, of those in the two groups.
    """

    value: float
    relative: float
    p: float
    p_min: float
    n: int
    note: str
    method: str
    target: str
    low: float = math.nan
    high: float = math.nan
    resamples: float = math.nan
    seed: float = math.nan
    scores: Mapping[str, float] = field(default_factory=dict)

    def differs(self, other: Outcome) -> bool:
        """Whether any organisation compared has another value, or the values give another gap or p."""
        if self.scores.keys() != other.scores.keys():
            return True
        mine, theirs = (np.array([one.scores[i] for i in sorted(self.scores)]) for one in (self, other))
        same = _same(self.value, other.value) and _same(self.p, other.p)
        return not (same and np.array_equal(mine, theirs, equal_nan=True))


def _same(one: float, other: float) -> bool:
    return one == other or (math.isnan(one) and math.isnan(other))


def outcome(case: Case, testing: Testing, *, noise: bool = False) -> Outcome:
    """Return the gap of a case.

    Parameters
    ----------
    case
        The case.
    testing
        Of the label permutation: the same splits for every case with groups of the same sizes.
    noise
        Whether to add the interval, which takes many networks drawn from a model.
    """
    subject = subject_of(case)
    row = _median_row(case, subject, testing) if case.statistic == "median" else {}
    if not row:
        quantity = "cliffs_delta" if case.statistic == "rank" else "difference"
        row = dict(pair_gap_rows(subject, case.metric, case.pair, testing, noise=noise)[quantity])
    places = np.concatenate([subject.members(group) for group in case.pair])
    values = subject.values[case.metric]
    scores = {subject.network.roster.ids[i]: float(values[i]) for i in places.tolist()}
    note = str(row.get("note", ""))
    return Outcome(
        value=float(row["value"]),
        relative=_relative(case, float(row["value"]), values[places]),
        p=float(row.get("p", math.nan)),
        p_min=float(row.get("p_min", math.nan)),
        n=int(row["n"]),
        note=note if subject.network.m else "; ".join(part for part in ("no ties are left", note) if part),
        method=str(row.get("method", "")),
        target=str(row.get("target", "")),
        low=float(row.get("low", math.nan)),
        high=float(row.get("high", math.nan)),
        resamples=float(row.get("resamples", math.nan)),
        seed=float(row.get("seed", math.nan)),
        scores=scores,
    )


def subject_of(case: Case) -> Subject:
    """Return the network of a case with its one metric, ready to be tested."""
    network = case.network
    record = record_of(case.metric)
    attended = case.affiliation if record.of == "affiliation" else None
    measured = Measured(case.layer, network, attended)
    if why := measured.why_not(record):
        raise NoResultError(Problem("E702", f"Metric '{case.metric}' has no result: {why}."))
    rows = [row for block in score_blocks(measured, [record]) for row in block.rows()]
    known = {organisation: (value, note) for organisation, value, note in rows if organisation}
    pairs = [known.get(i, (math.nan, "not measured")) for i in network.roster.ids]
    values = np.array([value for value, _ in pairs], dtype=np.float64)
    notes = tuple(str(note) for _, note in pairs)
    return Subject(
        network,
        case.contrast,
        groups_at(case.contrast, network.roster),
        {case.metric: values},
        {case.metric: notes},
        {case.metric: record},
        case.rule.is_two_mode,
    )


@cache
def record_of(metric: str) -> MetricRecord:
    """Return the record of a metric, or of a part of one, by the id that scores carry.

    Examples
    --------
    >>> record_of("in_degree").label
    'links received'
    """
    return next(leaf for leaf in check_name(metric).leaves if leaf.name == metric)


def _median_row(case: Case, subject: Subject, testing: Testing) -> dict[str, Any]:
    """Return the finding on medians; nothing where a group has no value, which the finding on means says."""
    values = subject.values[case.metric]
    group, other = (subject.members(name) for name in case.pair)
    group, other = group[~np.isnan(values[group])], other[~np.isnan(values[other])]
    if not (len(group) and len(other)):
        return {}
    places = np.sort(np.concatenate([group, other]))
    stream = testing.stream(*subject.where.values(), *case.pair, "labels")
    inside = np.isin(places, group)
    test = median_difference_test(
        values[places], inside, permutations=testing.permutations, exact=testing.exact, stream=stream
    )
    refused = refusal(test, min(len(group), len(other)))
    columns = test_columns(test, testing, refused)
    return {**columns, "value": test.value, "n": len(places), "target": LABELS, "note": refused}


def _relative(case: Case, value: float, values: npt.NDArray[np.float64]) -> float:
    known = values[~np.isnan(values)]
    if case.statistic == "rank":
        return value * len(known) / (len(known) + 1) if len(known) else math.nan
    size = float(np.abs(known).mean()) if len(known) else 0.0
    return value / size if size > 0 else math.nan


def verdict(reported: Outcome, found: Outcome) -> Verdict:
    """Return what a rerun says beside the gap as reported.

    Where the reported gap is clear (p ≤ .05): ``holds`` has the same sign and p ≤ .05; ``weaker`` the same sign
    and p > .05, or no gap at all; ``flips`` the other sign, whatever its p; ``cannot tell`` the same sign and no p, no
    value, or nothing that could differ because every value is 0.

    Where the reported gap is not clear itself there is nothing that could hold: ``clearer`` has p ≤ .05 and the same
    sign; ``flips`` p ≤ .05 and the other sign; ``stays unclear`` p > .05, or no p; ``cannot tell`` no value.

    Examples
    --------
    >>> clear = Outcome(3.0, 0.5, 0.01, 0.01, 9, "", "", "")
    >>> [verdict(clear, Outcome(v, 0.1, p, 0.01, 9, "", "", "")) for v, p in ((2, 0.04), (1, 0.2), (-1, 0.9))]
    ['holds', 'weaker', 'flips']
    """
    if math.isnan(found.value):
        return "cannot tell"
    other_sign = found.value * reported.value < 0
    if not is_clear(reported):
        clearer: Verdict = "flips" if other_sign else "clearer"
        return clearer if is_clear(found) else "stays unclear"
    if other_sign:
        return "flips"
    if is_clear(found):
        return "holds"
    nothing = found.value == 0 and not math.isnan(found.relative)
    return "weaker" if nothing or not math.isnan(found.p) else "cannot tell"


def is_clear(found: Outcome) -> bool:
    """Whether a gap is more than labels dealt out at random would give: p ≤ .05, and not 0."""
    return found.value != 0 and found.p <= LEVEL
