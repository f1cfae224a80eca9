"""Tables of answers → layers: one for each question and composite, or as study.toml declares them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from sna.errors import nearest
from sna.io.declaration import Declaration
from sna.io.survey import SURVEY, item_columns
from sna.io.survey_scales import name_of_values, same
from sna.io.survey_settings import Settings, survey_settings
from sna.io.tables import ReadTable
from sna.model.answers import Answers, Item, Reports, Unlisted
from sna.model.declaration import Duplicates, LayerRule
from sna.model.layer import End


def default_answers(table: ReadTable, declaration: Declaration, settings: Settings) -> list[LayerRule]:
    """Return one directed layer for each question of a table, and for each composite."""
    items = items_of(table, declaration, settings)
    rules = [_rule(name, table, (item,), settings) for name, item in items.items()]
    for name, wanted in settings.composites.items():
        if found := _composite(wanted, items):
            rules.append(_rule(name, table, found, settings))
    return rules


def declared_answers(
    name: str, keys: Mapping[str, object], table: ReadTable, declaration: Declaration
) -> LayerRule | None:
    """Return the layer that one ``[layer.NAME]`` makes of a table of answers; ``None`` where its question is not there.

    Parameters
    ----------
    name, keys
        The layer, and what its section says.
    table
        The answers.
    declaration
        All of study.toml: problems are noted in it.
    """
    settings = survey_settings(declaration)
    toml, section = declaration.toml, f"layer.{name}"
    for key, message in _misplaced(keys).items():
        toml.wrong("E603", message, (section, key), value=str(keys[key]))
    found = _asked(name, keys, table, declaration)
    if not found:
        return None
    rule = _rule(name, table, found, settings, cast("Reports", keys.get("reports", "sent")))
    weighed = keys.get("weight", "value") != ""
    return LayerRule(
        name,
        table.facts.name,
        weight=rule.weight if weighed else "",
        directed=rule.directed,
        depends=cast("End | None", keys.get("depends")),
        duplicates=cast("Duplicates", keys.get("duplicates", "error")),
        declared=True,
        answers=rule.answers,
    )


def items_of(table: ReadTable, declaration: Declaration, settings: Settings) -> dict[str, Item]:
    """Return every question of a table by name, sorted: values of its column ``question``, and columns of answers."""
    frame = table.facts.frame
    columns = item_columns(table, settings, declaration)
    wide = [column for column in columns if column != "value"]
    items = {table.headings[column]: Item("", column) for column in wide}
    if "question" in frame.columns:
        column = "value" if "value" in columns else ""
        items |= {str(q): Item(str(q), column) for q in set(frame["question"].dropna())}
    elif "value" in columns or not wide:
        items[name_of_values(table, settings)] = Item("", "value" if "value" in columns else "")
    return dict(sorted(items.items()))


def _rule(
    name: str, table: ReadTable, items: tuple[Item, ...], settings: Settings, reports: Reports = "sent"
) -> LayerRule:
    # Every pair stands in a matrix: one that does not was not asked about. A list of partners names those there are.
    usual: Unlisted = "no_tie" if table.schema.name == SURVEY else "not_asked"
    answers = Answers(items, reports, settings.unlisted or usual, assumed=settings.unlisted is None)
    return LayerRule(name, table.facts.name, weight=items[0].column, directed=reports == "sent", answers=answers)


def _asked(name: str, keys: Mapping[str, object], table: ReadTable, declaration: Declaration) -> tuple[Item, ...]:
    """Return the items of a declared layer: the column or the question it names, else the one it is named after."""
    settings = survey_settings(declaration)
    items, toml = items_of(table, declaration, settings), declaration.toml
    section, weight = f"layer.{name}", str(keys.get("weight", "value") or "value")
    column = table.column_of(weight)
    values = column == "value" and "question" not in table.facts.frame.columns
    if weight != "value" and (values or column != "value") and "question" not in keys:
        if column:
            return (Item("", column),)
        message = f"There is no column '{weight}' in {table.facts.file}."
        toml.wrong("E201", message, (section, "weight"), hint=nearest(weight, table.headings.values()))
        return ()
    question = str(keys.get("question", name))
    if composite := same(question, settings.composites):
        return _composite(settings.composites[composite], items)
    if known := same(question, items):
        return (items[known],)
    if len(items) == 1 and "question" not in keys:
        return tuple(items.values())
    message = f"{table.facts.file} has no question '{question}'."
    at = (section, "question" if "question" in keys else "from")
    toml.wrong("E603", message, at, value=question, hint=f'{nearest(question, items)} Write question = "…".')
    return ()


def _composite(wanted: tuple[str, ...], items: Mapping[str, Item]) -> tuple[Item, ...]:
    """Return the items of a composite; none where the table lacks one."""
    names = [same(item, items) for item in wanted]
    return tuple(items[name] for name in names) if all(names) else ()


def _misplaced(keys: Mapping[str, object]) -> dict[str, str]:
    """Key → why it has no place in a layer made from answers."""
    wrong = {}
    reports = keys.get("reports", "sent")
    if "rule" in keys:
        wrong["rule"] = "Only layers made from attendance have a rule."
    if "history" in keys:
        wrong["history"] = "Only layers made from roles have a history."
    if keys.get("duplicates") == "sum":
        wrong["duplicates"] = 'Answers are not added up: write "mean", "max" or "last".'
    if keys.get("directed") is False and reports == "sent":
        wrong["directed"] = 'Two reports of a tie make one by reports = "either", "both" or "mean".'
    if keys.get("directed") and reports != "sent":
        wrong["directed"] = f'With reports = "{reports}" a tie has no direction.'
    if "depends" in keys and reports != "sent":
        wrong["depends"] = "In a layer without direction no end depends on the other."
    return wrong
