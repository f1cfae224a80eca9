"""Questions of a survey and their scales: answers outside them, reversed ones, and several scales for one question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from sna.errors import Problem
from sna.io.headings import fold
from sna.io.survey_settings import Scale, Settings
from sna.io.tables import ReadTable
from sna.io.text_table import capped, shown
from sna.io.toml_sections import TomlFile

Floats = npt.NDArray[np.float64]
Ends = tuple[Floats, Floats]


def same(question: object, names: Iterable[str]) -> str:
    """Return which of the names in study.toml means a question, capitals and blanks ignored; empty where none does."""
    folded = fold(str(question))
    return next((name for name in names if fold(name) == folded), "")


def questions_of(table: ReadTable, column: str, settings: Settings) -> npt.NDArray[np.object_]:
    """Return the question that each answer in a column is to, as study.toml calls it."""
    frame = table.facts.frame
    if column == "value" and "question" in frame.columns:
        return frame["question"].to_numpy(dtype=object)
    name = name_of_values(table, settings) if column == "value" else table.headings[column]
    return np.full(len(frame), name, dtype=object)


def name_of_values(table: ReadTable, settings: Settings) -> str:
    """Return what the answers in column ``value`` are called: its heading where that is declared, else the table."""
    declared = any(table.column_of(name) == "value" for name in settings.questions)
    return table.headings.get("value", table.facts.name) if declared else table.facts.name


def scale_of(table: ReadTable, column: str, settings: Settings) -> Ends:
    """Return the lowest and highest answer of each row's question: the row's own, else study.toml's, else ``NaN``."""
    frame, questions = table.facts.frame, questions_of(table, column, settings)
    declared = {q: settings.scales.get(same(q, settings.scales), (np.nan, np.nan)) for q in set(questions)}
    ends = np.array([declared[question] for question in questions], dtype=np.float64).reshape(-1, 2)
    for place, name in enumerate(("scale_min", "scale_max")):
        if name in frame.columns:
            own = frame[name].to_numpy(dtype=np.float64)
            ends[:, place] = np.where(np.isnan(own), ends[:, place], own)
    return ends[:, 0], ends[:, 1]


def turned(table: ReadTable, column: str, settings: Settings, toml: TomlFile) -> npt.NDArray[np.bool_]:
    """Return which answers in a column are to a reversed question; one without a scale is noted."""
    questions = questions_of(table, column, settings)
    reverse = {question: bool(same(question, settings.turned)) for question in set(questions)}
    found = np.array([reverse[question] for question in questions], dtype=bool)
    low, high = scale_of(table, column, settings)
    bare = found & (np.isnan(low) | np.isnan(high))
    if bare.any():
        question = str(questions[bare][0])
        hint = "Add columns scale_min and scale_max, or write its lowest and highest answer under [survey.scales]."
        message = f"Question '{shown(question)}' is reversed, and its scale is not known."
        toml.wrong("E603", message, ("survey", "reversed"), value=shown(question), hint=hint)
    return found


def outside_scale(table: ReadTable, column: str, values: Floats, settings: Settings) -> list[Problem]:
    """Return one problem for each answer that lies outside the scale of its question, at its first line."""
    import pandas as pd

    low, high = scale_of(table, column, settings)
    outside = (values < low) | (values > high)
    if not outside.any():
        return []
    answers = {"question": questions_of(table, column, settings), "value": values, "low": low, "high": high}
    wrong = pd.DataFrame(answers, index=table.facts.frame.index)[outside]
    problems = []
    for (question, value, start, end), rows in wrong.groupby(list(answers), dropna=False, sort=False):
        many = f" ({len(rows)} rows)" if len(rows) > 1 else ""
        way = "If it means no tie, let the scale start at 0; if" if value == 0 else "If"
        hint = f'{way} it means "do not know", write not_known = ["{value:g}"] under [survey] in study.toml.'
        message = f"This answer is outside the scale of '{shown(str(question))}'{many}."
        more = {"value": f"{value:g}", "expected": said_scale((float(str(start)), float(str(end)))), "hint": hint}
        problems.append(table.problem("E323", message, int(str(rows.index[0])), column, **more))
    return capped(problems)


def said_scale(scale: Scale) -> str:
    """Return a scale in words.

    Examples
    --------
    >>> said_scale((1, 4)), said_scale((float("nan"), 4))
    ('1 to 4', '4 or less')
    """
    low, high = ("" if np.isnan(end) else f"{end:g}" for end in scale)
    return f"{low} to {high}" if low and high else f"{low} or more" if low else f"{high} or less"


def scales_of(table: ReadTable, asked: Sequence[tuple[str, str]], settings: Settings) -> dict[Scale, int]:
    """Return scale → number of answers on it, over (question, column) pairs; scales that are not stated left out."""
    counts: dict[Scale, int] = {}
    for question, column in asked:
        low, high = scale_of(table, column, settings)
        there = np.ones(len(low), dtype=bool) if not question else questions_of(table, column, settings) == question
        stated = there & ~np.isnan(low) & ~np.isnan(high) & table.facts.frame[column].notna().to_numpy()
        for scale in zip(low[stated].tolist(), high[stated].tolist(), strict=True):
            counts[scale] = counts.get(scale, 0) + 1
    return dict(sorted(counts.items()))
