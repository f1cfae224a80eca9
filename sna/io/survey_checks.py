"""What is wrong with answers to a survey, or worth saying of them, once it is known which layers they make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sna.errors import Problem, nearest
from sna.io.declaration import Declaration
from sna.io.far_answers import far_answers
from sna.io.survey_layers import items_of
from sna.io.survey_scales import said_scale, same, scales_of
from sna.io.survey_settings import Settings, survey_settings
from sna.io.tables import ReadTable
from sna.io.text_table import capped, shown
from sna.io.toml_sections import key_of
from sna.model.answers import ANSWER_ENDS
from sna.model.declaration import LayerRule
from sna.model.roster import Roster

_NAMED = 6


def check_answers(table: ReadTable, rules: list[LayerRule], declaration: Declaration) -> list[Problem]:
    """Return what is wrong with a table of answers, or worth saying of it.

    Parameters
    ----------
    table
        Its answers as numbers.
    rules
        The layers made from it.
    declaration
        What study.toml says of scales.
    """
    settings = survey_settings(declaration)
    return [
        *_about_itself(table),
        *_without_question(table),
        *_blank_and_zero(table, rules),
        *_repeated(table, rules),
        *_scales(table, rules, settings),
        *far_answers(table, rules, settings),
    ]


def check_composites(tables: Iterable[ReadTable], declaration: Declaration) -> None:
    """Note the composites that lack an item, or have the name of a question."""
    settings, toml = survey_settings(declaration), declaration.toml
    asked = [items_of(table, declaration, settings) for table in tables]
    for name, wanted in settings.composites.items():
        at = ("survey.composites", name)
        best = max(asked, key=lambda items: sum(bool(same(item, items)) for item in wanted), default={})
        for item in wanted:
            if not same(item, best):
                message = f"Composite '{name}' needs '{item}', and no such question was asked."
                hint = f"{nearest(item, best)} A composite is made only where every item is there."
                toml.wrong("E219", message, at, value=item, hint=hint)
        if any(name in items for items in asked):
            toml.wrong("E603", f"Composite '{name}' has the name of a question.", at, hint="Give it another name.")


def check_respondents(tables: Mapping[str, ReadTable], roster: Roster) -> list[Problem]:
    """Return what to say of answers by organisations that were not approached, or are said not to have answered."""
    problems = []
    for table in tables.values():
        if not table.facts.is_survey:
            continue
        answered = set(table.facts.frame[ANSWER_ENDS[0]].dropna())
        for column, said in (("approached", "not to have been approached"), ("responded", "not to have answered")):
            odd = [i for i in roster.ids if i in answered and roster.group_of(column).get(i) == "no"]
            if odd:
                names = ", ".join(shown(i) for i in odd[:_NAMED]) + (" …" if len(odd) > _NAMED else "")
                message = f"There are answers of organisations that are said {said}: they are used."
                line = int(str(table.facts.frame.index[table.facts.frame[ANSWER_ENDS[0]] == odd[0]][0]))
                hint = f"Correct the column '{column}' of the organisations, or take the answers out."
                problems.append(table.problem("W423", message, line, ANSWER_ENDS[0], value=names, hint=hint))
    return problems


def _about_itself(table: ReadTable) -> list[Problem]:
    frame = table.facts.frame
    own = frame[frame[ANSWER_ENDS[0]].notna() & (frame[ANSWER_ENDS[0]] == frame[ANSWER_ENDS[1]])]
    if own.empty:
        return []
    message = f"Answers of an organisation about itself: {len(own)}, kept out of every network."
    first = shown(str(own[ANSWER_ENDS[0]].iloc[0]))
    return [table.problem("W403", message, int(own.index[0]), ANSWER_ENDS[1], value=first)]


def _without_question(table: ReadTable) -> list[Problem]:
    frame = table.facts.frame
    if "question" not in frame.columns or not frame["question"].isna().any():
        return []
    blank = frame["question"].isna()
    message = f"An answer without a question: {int(blank.sum())} in a table where others have one."
    hint = "Name its question, or leave the whole column out."
    return [table.problem("E324", message, int(frame.index[blank.to_numpy()][0]), "question", hint=hint)]


def _blank_and_zero(table: ReadTable, rules: list[LayerRule]) -> list[Problem]:
    """Say how many answers are blank or not known, and how many are 0, column by column."""
    frame, problems = table.facts.frame, []
    columns = {item.column for rule in rules if rule.answers for item in rule.answers.items if item.column}
    for column in sorted(columns - table.spoiled):
        cells = frame[column]
        blank, zero = cells.isna(), cells == 0
        if blank.all() and len(cells):
            message = "No answer in this column can be used: every pair counts as not observed."
            hint = (
                'If every row is a tie, leave the column out, or write weight = "" under its [layer.…] in study.toml.'
            )
            problems.append(table.problem("W315", message, None, column, hint=hint))
            continue
        said = {
            "W315": (blank, "Answers that are blank or not known: {n} of {all}; these pairs count as not observed."),
            "W318": (zero, "Answers of zero: {n} of {all}; these pairs were asked about and have no tie."),
        }
        for code, (rows, message) in said.items():
            if rows.any():
                text = message.format(n=int(rows.sum()), all=len(cells))
                problems.append(table.problem(code, text, int(frame.index[rows.to_numpy()][0]), column))
    return problems


def _repeated(table: ReadTable, rules: list[LayerRule]) -> list[Problem]:
    """Return one problem for all rows in which a respondent answers the same question about the same partner again."""
    frame = table.facts.frame
    keys = [column for column in (*ANSWER_ENDS, "snapshot", "question", "pathway") if column in frame.columns]
    strict = [rule for rule in rules if rule.answers and rule.duplicates == "error"]
    asked = {item.question for rule in strict if rule.answers for item in rule.answers.items}
    if not asked or table.spoiled & set(keys):
        return []
    rows = frame[frame[list(ANSWER_ENDS)].notna().all(axis=1)]
    rows = rows if "" in asked else rows[rows["question"].isin(asked)]
    again = rows[rows.duplicated(keys)]
    if again.empty:
        return []
    line, tie = int(str(again.index[0])), again.iloc[0]
    same_keys = (rows[keys].fillna("") == again.iloc[0][keys].fillna("")).all(axis=1)
    first = int(str(rows.index[same_keys.to_numpy()][0]))
    many = "1 row answers" if len(again) == 1 else f"{len(again)} rows answer"
    message = f"{many} the same question about the same partner again; the first time is line {first}."
    value = shown(f"{tie[ANSWER_ENDS[0]]} about {tie[ANSWER_ENDS[1]]}")
    hint = (
        'If several people answered for one organisation, write duplicates = "mean" (or "max", "last")'
        f" under [layer.{key_of(strict[0].name)}] in study.toml."
    )
    return [table.problem("E404", message, line, ANSWER_ENDS[0], value=value, hint=hint)]


def _scales(table: ReadTable, rules: list[LayerRule], settings: Settings) -> list[Problem]:
    """Say which questions, and which composites, bring answers on different scales together."""
    problems = []
    for rule in rules:
        items = rule.answers.items if rule.answers else ()
        asked = [(item.question, item.column) for item in items if item.column]
        found = scales_of(table, asked, settings)
        if len(found) > 1:
            one = " · ".join(
                f"{said_scale(scale)} ({many} answer{'s' if many > 1 else ''})" for scale, many in found.items()
            )
            what = "The items" if len(items) > 1 else "The answers"
            message = f"{what} of layer '{rule.name}' are on different scales, and are used as they stand."
            hint = "Bring them to one scale before they are compared."
            problems.append(table.problem("W323", message, None, asked[0][1], value=one, hint=hint))
    return capped(problems)
