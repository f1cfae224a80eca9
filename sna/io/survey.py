"""Answers as they were written → numbers: words, codes, "do not know", reversed questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from sna.errors import Problem, nearest
from sna.io.cells import read_cells
from sna.io.declaration import Declaration
from sna.io.matrices import MATRIX
from sna.io.survey_scales import Floats, outside_scale, questions_of, same, scale_of, turned
from sna.io.survey_settings import Settings
from sna.io.tables import ReadTable
from sna.io.text_table import TextColumn
from sna.io.toml_sections import text_of
from sna.model.facts import FactTable
from sna.model.schema import Column

SURVEY = "survey"


def read_answers(
    tables: Mapping[str, ReadTable], settings: Settings, declaration: Declaration, found: list[Problem]
) -> dict[str, ReadTable]:
    """Return the tables of answers, every answer a number: ``NaN`` where it is blank or not known.

    A question that is declared as reversed is turned round within its scale.

    Parameters
    ----------
    tables
        All tables of the study.
    settings, declaration
        What study.toml says, of surveys and of all.
    found
        Takes the problem of every answer that is no number, or lies outside the scale of its question.
    """
    surveys = {name: table for name, table in tables.items() if table.facts.is_survey or name == SURVEY}
    if surveys:
        _check_names(surveys.values(), settings, declaration)
    return {name: _typed(table, settings, declaration, found) for name, table in surveys.items()}


def _typed(table: ReadTable, settings: Settings, declaration: Declaration, found: list[Problem]) -> ReadTable:
    facts, columns = table.facts, item_columns(table, settings, declaration)
    frame, spoiled = facts.frame.copy(), set(table.spoiled)
    for column in columns:
        values, wrong = _parsed(table, column, settings, declaration)
        wrong += outside_scale(table, column, values, settings)
        low, high = scale_of(table, column, settings)
        reverse = turned(table, column, settings, declaration.toml) & ~np.isnan(low + high)
        frame[column] = np.where(reverse, low + high - values, values)
        found.extend(_in_matrix(wrong, table) if table.schema is MATRIX else wrong)
        spoiled |= {column} if wrong else set()
    known = {column.name for column in table.schema.columns}
    extra = tuple(Column(column, "number") for column in columns if column not in known)
    return replace(
        table,
        facts=FactTable(facts.name, facts.file, frame, facts.rows_read, facts.rows_blank),
        schema=replace(table.schema, columns=(*table.schema.columns, *extra)),
        spoiled=frozenset(spoiled),
    )


def _in_matrix(problems: list[Problem], table: ReadTable) -> list[Problem]:
    """Return the problems of answers in a matrix under the heading of the partner they are about."""
    frame = table.facts.frame
    placed = []
    for problem in problems:
        row = frame.loc[[problem.line]]
        alike = row[row["value"].notna() & (row["value"].astype(str) == problem.value)]
        placed.append(replace(problem, column=str((alike if len(alike) else row)["partner"].iloc[0])))
    return placed


def item_columns(table: ReadTable, settings: Settings, declaration: Declaration) -> list[str]:
    """Return the columns of a table that hold answers: ``value``, and those that study.toml names as questions."""
    known = {column.name for column in table.schema.columns if column.kind != "number" or column.name == "scale_min"}
    known |= {"scale_min", "scale_max", "value"}
    items = [item for listed in settings.composites.values() for item in listed]
    weights = [str(keys["weight"]) for keys in declaration.layers.values() if keys.get("weight")]
    named = [table.column_of(name) for name in (*settings.questions, *weights, *items)]
    value = ["value"] if "value" in table.facts.frame.columns else []
    return list(dict.fromkeys([*value, *(column for column in named if column and column not in known)]))


def known_questions(tables: Iterable[ReadTable], settings: Settings, declaration: Declaration) -> list[str]:
    """Return every question of these tables, sorted."""
    names: set[str] = set()
    for table in tables:
        for column in item_columns(table, settings, declaration):
            names.update(
                str(question) for question in set(questions_of(table, column, settings)) if question is not None
            )
    return sorted(names)


def _check_names(tables: Iterable[ReadTable], settings: Settings, declaration: Declaration) -> None:
    """Note the questions named in study.toml that no table of answers has."""
    toml, surveys = declaration.toml, list(tables)
    headings = {heading for table in surveys for heading in table.headings.values()}
    for name in settings.questions:
        if not any(table.column_of(name) for table in surveys):
            message = f"No table of answers has a column '{name}'."
            toml.wrong("E201", message, ("survey", "questions"), value=name, hint=nearest(name, headings))
    known = known_questions(surveys, settings, declaration)
    places = [(("survey.scales", name), name) for name in settings.scales]
    for at, name in (*places, *((("survey", "reversed"), name) for name in settings.turned)):
        if not same(name, known):
            toml.wrong("E603", f"There is no question '{name}'.", at, value=name, hint=nearest(name, known))


def _parsed(
    table: ReadTable, column: str, settings: Settings, declaration: Declaration
) -> tuple[Floats, list[Problem]]:
    """Return the answers in a column as numbers, and the problems of those that are none."""
    import pandas as pd

    frame, reading = table.facts.frame, declaration.reading
    if not len(frame):
        return np.empty(0), []
    written = frame[column].fillna("").astype(str).str.strip()
    unknown = written.str.casefold().isin(settings.not_known).to_numpy()
    if "not_known" in frame.columns:
        unknown = unknown | (frame["not_known"] == "yes").to_numpy()
    numbers = {word: f"{number:.17g}".replace(".", reading.decimal) for word, number in settings.words.items()}
    codes, cells = pd.factorize(written.mask(unknown, ""))
    plain = tuple(numbers.get(cell.casefold(), cell) for cell in cells)
    heading = table.headings.get(column, column)
    lines = frame.index.to_numpy(dtype=np.int64)
    source = TextColumn(table.facts.file, heading, plain, codes.astype(np.int32), lines)
    wrong: list[Problem] = []
    values = read_cells(source, Column(column, "number"), reading, wrong, codes=True)
    return values, [_with_way_out(problem) for problem in wrong]


def _with_way_out(problem: Problem) -> Problem:
    """Return the problem of an answer that is no number, with what study.toml could say of it."""
    if problem.code not in {"E317", "E319"} or "suppressed" in problem.hint or problem.value.endswith("…"):
        return problem
    if problem.code == "E319" and not problem.hint.startswith("Digits only"):
        return problem
    code = text_of(problem.value)
    hint = f'If it means "do not know", write not_known = [{code}] under [survey] in study.toml'
    if problem.code == "E319":
        hint += f"; if it is a step of a scale, words = {{ {code} = … }}, with its number instead of …"
    return replace(problem, hint=f"{hint}.")
