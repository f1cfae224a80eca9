"""The changes of one step with their uncertainty, as findings."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sna.change.certain import Certainty
from sna.change.certainty import Tests
from sna.change.grounds import LEVEL, PILED_UP, few_pairs, leading, metric_refusal, step_warnings
from sna.change.leaders import leaders_changed
from sna.change.steps import Step
from sna.change.swapped import MEAN_STRENGTH, STRENGTHS, Key, is_tested
from sna.contrast import said
from sna.infer import Swaps, SwapTest, monte_carlo_error, sampled
from sna.infer.model_bootstrap import RESAMPLES
from sna.model import MetricRecord

Row = Mapping[str, Any]

TURNOVER = "these organisations: turnover of ties alone, recorded as fully in both"
KEPT_DENSITY = "these organisations: turnover of ties, recorded as fully in both, with the same change in density"
LABELS = "these organisations: changes unrelated to group"
UNTESTED = "no p: no test is known to hold for the change of this metric"
BY_MODEL = f"interval: value ± 1.96 × the larger standard deviation, of swaps or of {RESAMPLES} networks of a p1 model"
BY_SWAPS = "interval: value ± t(n−1) × standard deviation of swaps"
CORRECTED = "p_adjusted: step-down maxT over measures on shared swaps"
DENSITY: Key = ("density", "", "")


def tested_rows(tests: Tests, rows: Sequence[Row], records: Mapping[str, MetricRecord], primary: str) -> Iterator[Row]:
    """Yield the rows of a step's changes, networks and gaps with their p and interval, and further rows that belong.

    Parameters
    ----------
    tests
        The tests of the step.
    rows
        Its changes; those of organisations and of groups pass as they are.
    records
        What is known of the metrics.
    primary
        The metric declared in advance: gaps in it are not corrected for the other measures.
    """
    step = tests.step
    keys = {place: key for place, row in enumerate(rows) if (key := key_of(step, row))}
    wanted = [key for key in keys.values() if is_tested(key)]
    if any(metric in STRENGTHS for metric, _, _ in wanted):
        wanted.append((MEAN_STRENGTH, "", ""))
    found = tests.of(list(dict.fromkeys([DENSITY, *wanted])) if wanted else [])
    found = tests.corrected(found, {key for key in wanted if key[0] != primary})
    if not step.refused:
        yield from _whole_rows(tests, found)
    for place, row in enumerate(rows):
        key = keys.get(place)
        if key is None or step.refused:
            yield row
        elif key not in found:
            yield row if math.isnan(row["value"]) else _noted(row, UNTESTED)
        else:
            yield from _with_test(tests, row, found[key], records, _density_changed(found, key))


def key_of(step: Step, row: Row) -> Key | None:
    """Return the measure of a row: of a network or of a gap; ``None`` for others."""
    if row.get("organisation") or (row.get("group") and not row.get("other")):
        return None
    names = {said(group): group for group in (step.contrast.groups if step.contrast else ())}
    return (row["metric"], names.get(row.get("group", ""), ""), names.get(row.get("other", ""), ""))


def _whole_rows(tests: Tests, found: Mapping[Key, Certainty]) -> Iterator[Row]:
    """Yield how many pairs changed, where the changes sit, and the change of mean strength."""
    step, pairs = tests.step, tests.ties
    base = {**step.where, "n": len(step.both)}
    moved = pairs.after - pairs.before
    each = 1 if tests.after.directed else 2
    turnover = f"{int((moved > 0).sum()) // each} ties gained, {int((moved < 0).sum()) // each} lost"
    yield {**base, "quantity": "pairs_changed", "value": float(pairs.count), "note": turnover}
    if not (tests.refused or few_pairs(pairs.count)):
        concentration, swaps = tests.concentration, tests.tie_swaps
        who = ", ".join(leading(concentration, tests.after.roster.ids))
        test = {"quantity": "change_concentration", "value": concentration.value, "p": concentration.p}
        note = f"most at {who}" if concentration.p < PILED_UP else ""
        yield {
            **base,
            **test,
            **_how(swaps, pairs.count, tests, "one-sided", concentration.p),
            "target": TURNOVER,
            "note": note,
        }
    if (MEAN_STRENGTH, "", "") in found:
        certain = found[MEAN_STRENGTH, "", ""]
        value = float((certain.pairs.after - certain.pairs.before).sum() / max(tests.observed.sum(), 1))
        row = {**base, "quantity": "change_mean_strength", "value": value, "method": "snapshot − before"}
        yield _tested(tests, row, certain, math.inf)


def _with_test(
    tests: Tests, row: Row, certain: Certainty, records: Mapping[str, MetricRecord], beside: str
) -> Iterator[Row]:
    """Yield a change with its test, and the other tests of the same change."""
    if math.isnan(row["value"]) or tests.refused:
        yield row if math.isnan(row["value"]) else _noted(row, tests.refused)
        return
    record = records[row["metric"]]
    if certain.swap is None:
        yield _noted(row, certain.refused)
        return
    if tests.step.joined or tests.step.left:
        yield _noted(row, "tested among organisations in both: change_common")
        row = {**row, "quantity": "change_common", "value": certain.swap.value, "note": "", "n": len(tests.step.both)}
    yield _noted(_tested(tests, row, certain, record.high - record.low), "" if certain.refused else beside)
    if not certain.refused:
        yield from _other_tests(tests, row, certain)


def _tested(tests: Tests, row: Row, certain: Certainty, widest: float) -> Row:
    """Return a row with p and interval, or with the reason why it has none."""
    if certain.refused or certain.swap is None:
        return _noted(row, certain.refused)
    test, value = certain.swap, row["value"]
    warnings = [*step_warnings(tests.step, certain.pairs.count, tests.concentration, tests.after.roster.ids)]
    warnings.append(tests.clustering)
    warnings.append(leaders_changed(row.get("metric", ""), tests.before, tests.after))
    how = _how(certain.swaps, certain.pairs.count, tests, "two-sided", test.p)
    corrected = "" if math.isnan(certain.p_adjusted) else f"; {CORRECTED}"
    return {
        **row,
        **how,
        **_numbers(test),
        "p_adjusted": certain.p_adjusted,
        "low": max(value - certain.reach, -widest),
        "high": min(value + certain.reach, widest),
        "target": TURNOVER,
        "method": f"{row['method']}; {how['method']}; {BY_MODEL if certain.modelled else BY_SWAPS}{corrected}",
        "seed": tests.testing.seed if certain.modelled else how["seed"],
        "note": _joined(row.get("note", ""), *warnings, _robust(certain)),
    }


def _other_tests(tests: Tests, row: Row, certain: Certainty) -> Iterator[Row]:
    """Yield the change beyond that of density, and the gap's change against labels dealt out."""
    base = {k: v for k, v in row.items() if k not in ("value", "note", "method")}
    if certain.given_density is not None:
        test = certain.given_density
        refused = metric_refusal(test, 0.0)
        how = _how(certain.density, certain.pairs.count, tests, "two-sided", math.nan if refused else test.p)
        value = math.nan if test.undefined else test.value - test.expected
        numbers = {"p_min": test.p_min} if refused else _numbers(test)
        more = {"quantity": "change_given_density", "value": value, "target": KEPT_DENSITY, "note": refused}
        yield {**base, **how, **numbers, **more}
    if row.get("other"):
        labels = certain.labels
        more = {**base, "quantity": "change_by_group", "value": row["value"], "target": LABELS}
        if labels is None:
            yield {**more, "note": "no p: a group has one organisation"}
            return
        refused = f"no p: with these changes it cannot be below {labels.p_min:.2g}" if labels.p_min > LEVEL else ""
        numbers = {"p": labels.p, "p_mid": labels.p_mid}
        kind = f"exact, all {labels.resamples} splits"
        if not labels.exact:
            kind = sampled(labels.resamples, "splits", math.nan if refused else labels.error)
        more |= {"method": f"Welch-studentised label permutation of changes, two-sided, {kind}"}
        more |= {"resamples": labels.resamples, "seed": math.nan if labels.exact else tests.testing.seed}
        yield {**more, **({} if refused else numbers), "p_min": labels.p_min, "note": refused}


def _robust(certain: Certainty) -> str:
    """Say of a gap whose swaps reject whether labels reject as well; empty for others."""
    if certain.swap is None or certain.labels is None or certain.swap.p > LEVEL:
        return ""
    other = f"p {certain.labels.p:.2g} with labels dealt out to changes"
    return f"robust: also {other}" if certain.labels.p <= LEVEL else f"not robust: {other}"


def _density_changed(found: Mapping[Key, Certainty], key: Key) -> str:
    """Say that density changed as well, for measures of structure that it can move."""
    density, own = found[DENSITY].swap, found[key].given_density
    if density is None or own is None or found[DENSITY].refused or density.p > LEVEL:
        return ""
    return "density changed as well: see change_given_density"


def _how(swaps: Swaps | None, count: int, tests: Tests, sides: str, p: float) -> dict[str, Any]:
    """Return the columns that say which swaps were gone through, and how sure that makes p."""
    if swaps is None:
        return {}
    kind = "density-conditional dyad swap" if swaps.keeps_density else "dyad swap"
    how = f"exact, all {swaps.count} swaps of {count} changed pairs"
    if not swaps.exact:
        error = math.nan if math.isnan(p) else monte_carlo_error(p, swaps.count)
        how = sampled(swaps.count, f"swaps of {count} changed pairs", error)
    method = f"{kind}, {sides}, {how}"
    return {"method": method, "resamples": swaps.count, "seed": math.nan if swaps.exact else tests.testing.seed}


def _numbers(test: SwapTest) -> dict[str, float]:
    return {"p": test.p, "p_mid": test.p_mid, "p_min": test.p_min}


def _noted(row: Row, note: str) -> Row:
    return {**row, "note": _joined(row.get("note", ""), note)} if note else row


def _joined(*notes: str) -> str:
    return "; ".join(note for note in notes if note)
