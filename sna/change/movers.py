"""Who moved: the change of every organisation's rank, how sure it is, and what a lost register would explain."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.change.certainty import NORMAL, Tests
from sna.change.grounds import LEVEL, few_pairs
from sna.change.lost_register import loss_row
from sna.change.rankings import PERSISTENCE, TOP, kendall_tau_b, rank_biased_overlap, ranks_down, top_turnover
from sna.change.swapped import OF_ORGANISATIONS, ROUTES, STRENGTHS, OfRoutes, OfSums
from sna.contrast import said
from sna.infer import Pairs, StepDown, Swaps, dyad_swaps, monte_carlo_error, noise_interval, sampled, swap_tests

Row = Mapping[str, Any]
Values = npt.NDArray[np.float64]

SWAPS, EXACT = 999, 10
"""Random swaps, and up to how many changed pairs all of them are gone through."""
TURNOVER = "these organisations: turnover of ties alone, recorded as fully in both"
UNSUITED = "no p: no test is known to hold for this metric"
UNRANKED = "undefined for some organisations, so they cannot be ranked"
ALIKE = "all organisations have the same value in a snapshot"
MANY_FIRST = f"more than half of the organisations share the first {TOP} places"
LARGE = 60


@dataclass(frozen=True)
class Ranked:
    """The organisations in both snapshots by one metric, in networks among these alone.

    Attributes
    ----------
    tests
        What is known of the step.
    metric
        The metric.
    before, after
        A value an organisation, in the order of ids.
    """

    tests: Tests
    metric: str
    before: Values
    after: Values

    @property
    def ranks(self) -> tuple[Values, Values]:
        """Ranks before and after; 1 is the largest value."""
        return ranks_down(self.before), ranks_down(self.after)

    @property
    def pairs(self) -> Pairs:
        """The changed pairs that the metric rests on."""
        return self.tests.strengths if self.metric in STRENGTHS else self.tests.ties

    @property
    def statistics(self) -> OfSums | OfRoutes:
        """What the metric is of any networks of these organisations."""
        kind = OfRoutes if self.metric in ROUTES else OfSums
        return kind(self.tests.frame, [(self.metric, "", "")])


def mover_rows(ranked: Ranked) -> Iterator[Row]:
    """Yield how alike the two rankings are, and the change of every organisation's rank.

    References
    ----------
    Webber, Moffat & Zobel (2010), doi:10.1145/1852102.1852106. Kendall (1945), doi:10.1093/biomet/33.3.239
    """
    step = ranked.tests.step
    base = {**step.where, "metric": ranked.metric, "n": len(step.both)}
    if np.isnan(ranked.before).any() or np.isnan(ranked.after).any() or not step.both:
        yield {**base, "quantity": "rank_biased_overlap", "value": math.nan, "note": UNRANKED}
        return
    overlap = rank_biased_overlap(ranked.before, ranked.after)
    method = f"extrapolated, p = {PERSISTENCE}, tied organisations at the first of their places"
    yield {**base, "quantity": "rank_biased_overlap", "value": overlap, "method": method}
    tau = kendall_tau_b(ranked.before, ranked.after)
    yield {**base, "quantity": "kendall_tau_b", "value": tau, "note": ALIKE if math.isnan(tau) else ""}
    first = top_turnover(ranked.before, ranked.after)
    method = f"share of the first {TOP} of either snapshot that are not among the first {TOP} of both"
    note = MANY_FIRST if math.isnan(first) else ""
    yield {**base, "quantity": "top_turnover", "value": first, "method": method, "note": note}
    yield from _moves(ranked, base)


def _moves(ranked: Ranked, base: Row) -> Iterator[Row]:
    step, (old, new) = ranked.tests.step, ranked.ranks
    sure = _certainty(ranked)
    for place, organisation in enumerate(step.both):
        who = {"organisation": organisation, "group": said(step.group_of(organisation))}
        moved = float(new[place] - old[place])
        note = f"from {old[place]:g} to {new[place]:g} of {len(step.both)}"
        row = {**base, **who, "quantity": "rank_change", "value": moved, "method": "rank − rank before; 1 is highest"}
        yield _with(row, note, sure, place)
        if moved > 0 and ranked.metric in OF_ORGANISATIONS:
            yield {**base, **who, **loss_row(ranked.tests, ranked.statistics, (place, moved))}


@dataclass(frozen=True)
class _Sure:
    """Tests of the change of every rank, or why there is none."""

    refused: str = ""
    columns: tuple[Mapping[str, Any], ...] = ()


def _with(row: Row, note: str, sure: _Sure, place: int) -> Row:
    if sure.refused:
        return {**row, "note": f"{note}; {sure.refused}"}
    columns = sure.columns[place]
    why = columns.get("note", "")
    return {
        **row,
        **columns,
        "method": f"{row['method']}; {columns['method']}",
        "note": f"{note}; {why}" if why else note,
    }


def _certainty(ranked: Ranked) -> _Sure:
    """Test the change of every rank on the same swaps, corrected over organisations."""
    tests, pairs = ranked.tests, ranked.pairs
    if ranked.metric not in OF_ORGANISATIONS:
        return _Sure(UNSUITED)
    if refused := tests.refused or few_pairs(pairs.count):
        return _Sure(refused)
    stream = tests.testing.stream(*tests.where, ranked.metric, "swaps of ranks")
    size = min(tests.testing.permutations, SWAPS if tests.frame.n <= LARGE or ranked.metric not in ROUTES else 199)
    swaps = dyad_swaps(pairs.count, permutations=size, exact_pairs=EXACT, stream=stream)
    drawn = _swapped_ranks(ranked, swaps)
    found = swap_tests(np.stack(ranked.ranks), drawn, swaps)
    moves = drawn[:, 1] - drawn[:, 0]
    spread = np.array([test.spread for test in found])
    slack = np.full(len(found), 1e-9)
    able = [place for place, test in enumerate(found) if test.p_min <= LEVEL and test.spread > 0]
    step_down = StepDown(np.abs(ranked.ranks[1] - ranked.ranks[0]), spread, slack, able)
    step_down.add(np.abs(moves))
    corrected = step_down.adjusted(swaps.own)
    model = _model_spread(ranked)
    widest, columns = float(len(found) - 1), []
    for place, test in enumerate(found):
        base: dict[str, Any] = {"target": TURNOVER, "resamples": swaps.count, "p_min": test.p_min}
        base["method"] = _how(swaps, pairs.count, test.p if place in able else math.nan)
        base["seed"] = math.nan if swaps.exact and model is None else float(tests.testing.seed)
        if place not in able:
            columns.append({**base, "note": f"no p: with these changes it cannot be below {test.p_min:.2g}"})
            continue
        reach = _reach(test.spread, None if model is None else float(model[place]), len(found))
        ends = {"low": max(test.value - reach, -widest), "high": min(test.value + reach, widest)}
        columns.append({**base, **ends, "p": test.p, "p_mid": test.p_mid, "p_adjusted": max(corrected[place], test.p)})
    return _Sure(columns=tuple(columns))


def _how(swaps: Swaps, count: int, p: float) -> str:
    kind = f"exact, all {swaps.count} swaps of {count} changed pairs"
    if not swaps.exact:
        error = math.nan if math.isnan(p) else monte_carlo_error(p, swaps.count)
        kind = sampled(swaps.count, f"swaps of {count} changed pairs", error)
    swapped = f"dyad swap, two-sided, {kind}"
    return f"{swapped}; interval: value ± 1.96 × standard deviation; p_adjusted: step-down maxT over organisations"


def _reach(swapped: float, modelled: float | None, n: int) -> float:
    """Return half the width of an interval, as for changes of networks and gaps."""
    if modelled is not None:
        return NORMAL * max(swapped, modelled)
    low, high = noise_interval(0.0, swapped, n)
    return (high - low) / 2


def _swapped_ranks(ranked: Ranked, swaps: Swaps) -> Values:
    """Return swap × snapshot × organisation."""
    statistics, key = ranked.statistics, (ranked.metric, "", "")
    blocks = []
    if isinstance(statistics, OfSums):
        received, sent = ranked.pairs.sums(swaps.rows)
        return _ranked(sent if statistics.sends(key) else received)
    for old, new in ranked.pairs.matrices(swaps.rows):
        blocks.append(np.stack([statistics.each(key, old), statistics.each(key, new)], axis=1))
    return _ranked(np.concatenate(blocks))


def _model_spread(ranked: Ranked) -> Values | None:
    """Return the spread of every change under the model in which only ties turn over; none for strengths."""
    drawn = ranked.tests.drawn
    if ranked.metric in STRENGTHS or not len(drawn):
        return None
    each = ranked.statistics.each
    key = (ranked.metric, "", "")
    ranks = [_ranked(each(key, drawn[:, side].astype(np.float64))) for side in (0, 1)]
    return np.asarray(np.sqrt(((ranks[1] - ranks[0]) ** 2).mean(axis=0)), dtype=np.float64)


def _ranked(values: Values) -> Values:
    """Rank along the last axis."""
    flat = values.reshape(-1, values.shape[-1])
    return np.array([ranks_down(row) for row in flat]).reshape(values.shape)
