"""Answers far above all others to a question without a scale: codes for "do not know", and slips of the keyboard."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from sna.errors import Problem
from sna.io.survey_scales import Floats, questions_of, scale_of
from sna.io.survey_settings import Settings
from sna.io.tables import ReadTable
from sna.io.text_table import shown
from sna.io.toml_sections import key_of
from sna.model.declaration import LayerRule

_LONGEST_SCALE = 10
_FEWEST_STEPS = 3
_GAP = 4
"""Steps that nobody answers, above steps of which three or more are answered: in no scale that people are given."""


def far_answers(table: ReadTable, rules: Iterable[LayerRule], settings: Settings) -> list[Problem]:
    """Return one warning for each question without a scale some of whose answers are far above the others.

    Parameters
    ----------
    table
        Its answers as numbers.
    rules
        The layers made from it.
    settings
        What study.toml says of surveys.
    """
    items = {item for rule in rules if rule.answers for item in rule.answers.items if item.column}
    problems = []
    for item in sorted(items, key=lambda one: (one.column, one.question)):
        if item.column in table.spoiled:
            continue
        asked = questions_of(table, item.column, settings)
        there = asked == item.question if item.question else np.ones(len(asked), dtype=bool)
        values = table.facts.frame[item.column].to_numpy(dtype=np.float64)
        low, high = scale_of(table, item.column, settings)
        bare = there & ~np.isnan(values) & np.isnan(low) & np.isnan(high)
        top = _top(values[bare])
        if top is not None:
            problems.append(_problem(table, item.column, str(asked[bare][0]), np.where(bare, values, np.nan), top))
    return problems


def _top(values: Floats) -> float | None:
    """Return the highest answer below the far ones; ``None`` where no answer is far from the others."""
    steps = np.unique(values)
    if (steps % 1).any():
        return None
    for below, above in pairwise(steps):
        if above - below >= _GAP:
            usual = int((steps <= below).sum()) >= _FEWEST_STEPS and below <= _LONGEST_SCALE
            return float(below) if usual else None
    return None


def _problem(table: ReadTable, column: str, question: str, values: Floats, top: float) -> Problem:
    far = values > top
    lowest, highest = np.nanmin(values), np.nanmax(values)
    many = "1 answer is" if far.sum() == 1 else f"{int(far.sum())} answers are"
    message = f"{many} far above all others to '{shown(question)}', whose scale is not declared."
    found = f"{lowest:g} to {highest:g}; {lowest:g} to {top:g} without {'it' if far.sum() == 1 else 'them'}"
    first = values[far][0]
    hint = (
        f"If its scale is {lowest:g} to {top:g}, write scales.{key_of(question)} = [{lowest:g}, {top:g}] under [survey]"
        f' in study.toml; if {first:g} means "do not know", not_known = ["{first:g}"].'
    )
    line = int(table.facts.frame.index[far][0])
    return table.problem("W325", message, line, column, value=found, hint=hint)
