"""The gap of a case computed again under each choice, as rows of a table."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sna.contrast import said
from sna.contrast.subjects import Testing
from sna.robustness.cases import Case
from sna.robustness.choices import Choice
from sna.robustness.outcomes import VERDICTS, Outcome, Verdict, outcome, record_of, verdict
from sna.robustness.result import REPORTED, Scale

IN_TURN = 999
"""Splits of a random sample for each of the things left out in turn; the worst case is tested in full."""


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
        coarse = replace(testing, permutations=min(testing.permutations, IN_TURN)) if choice.turns else testing
        reruns = [(what, here, outcome(here, coarse)) for what, here in choice.cases(case)]
        if not reruns:
            continue
        what, here, worst = min(reruns, key=_furthest(reported))
        if worst.resamples < testing.permutations and "random" in worst.method:
            worst = outcome(here, testing)
        row = {**_row(here, worst), "family": choice.family, "choice": choice.name, "words": choice.words}
        row |= {
            "scale": _scale(case, here, choice),
            "verdict": verdict(reported, worst),
            "changes": "yes" if any(o.differs(reported) for _, _, o in reruns) else "no",
        }
        yield {**row, **_turns(reported, [o for _, _, o in reruns], what)} if choice.turns else row


def _scale(case: Case, here: Case, choice: Choice) -> Scale:
    """Return what kind of unit the gap of a choice is in, beside that of the headline."""
    if here.statistic == "rank" and case.statistic != "rank":
        return "ranks"
    strengths = choice.reweighs and record_of(here.metric).weights != "ignored"
    return "other unit" if here.metric != case.metric or strengths else "same unit"


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
    blank = {"worst_case": "", "words": "", "scale": "same unit"}
    return {**where, **blank, **{name: getattr(found, name) for name in numbers}}
