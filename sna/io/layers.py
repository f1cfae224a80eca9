"""Which tables become which layers: as declared, or one layer for every table that can make ties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from sna.errors import Problem, nearest
from sna.io.consequences import is_lost, what_is_lost
from sna.io.declaration import Declaration
from sna.io.layer_keys import layer_values, misplaced_keys, names_responsible, only_of, through_of, unmet_needs, waiting
from sna.io.sources import Sources
from sna.io.survey_layers import declared_answers, default_answers
from sna.io.survey_settings import survey_settings
from sna.io.tables import ENDS, ReadTable
from sna.model.declaration import TOWARDS_RULES, TWO_MODE, Duplicates, LayerRule
from sna.model.layer import End
from sna.model.schema import TABLES

Tables = Mapping[str, ReadTable]
MAKES_TIES = ("roles", "mdt_links", "attendance", "cases", "decisions", "members", "survey")
"""Known tables that ties are made from, in the order of their layers."""


def makes_ties(table: ReadTable) -> bool:
    """Whether ties can be made from a table: a known one of `MAKES_TIES`, or any edge list."""
    return table.facts.name in MAKES_TIES or table.facts.name not in TABLES


def conclude_layers(
    declaration: Declaration, tables: Tables, sources: Sources, found: list[Problem]
) -> dict[str, LayerRule]:
    """Return the layers of a study, by name: the declared ones, or the defaults if none is declared."""
    if declaration.layers:
        lost = what_is_lost(declaration.toml)
        known = [name for name in declaration.layers if not is_lost(lost, f"layer.{name}", "from")]
        rules = [_declared(name, declaration, tables, sources) for name in known]
        return {rule.name: rule for rule in rules if rule is not None}
    layers: dict[str, LayerRule] = {}
    order = {name: place for place, name in enumerate(MAKES_TIES)}
    for name in sorted(tables, key=lambda name: (order.get(name, len(order)), name)):
        # A table without rows may never have been filled in: no layer of zeros comes of it unless it is declared.
        if makes_ties(tables[name]) and len(tables[name].facts):
            survey = tables[name].facts.is_survey
            answers = default_answers(tables[name], declaration, survey_settings(declaration)) if survey else []
            for rule in answers or _defaults(tables[name], found):
                unique = rule if rule.name not in layers else _renamed(rule)
                layers[unique.name] = unique
    return layers


def _renamed(rule: LayerRule) -> LayerRule:
    return replace(rule, name=f"{rule.table}: {rule.name}")


def _defaults(table: ReadTable, found: list[Problem]) -> list[LayerRule]:
    name, frame = table.facts.name, table.facts.frame
    if name == "roles":
        return [LayerRule(name, name, weight="people", directed=False)]
    if name in TWO_MODE:
        return [LayerRule(name, name, rule="newman", directed=False)]
    if name == "cases":
        return [LayerRule(name, name, weight=waiting(table), depends="sender")] if names_responsible(table) else []
    if name == "mdt_links":
        return [LayerRule(name, name, weight="cases" if "cases" in frame.columns else "", depends="sender")]
    weight = "weight" if "weight" in frame.columns else ""
    directed = table.directed is not False
    values = layer_values(table)
    if not values:
        return [LayerRule(name, name, weight=weight, directed=directed)]
    blank = frame["layer"].isna()
    if blank.any():
        message = f"A tie without a layer: {int(blank.sum())} in a table where others have one."
        hint = "Name its layer, or leave the whole column out."
        found.append(table.problem("E324", message, int(frame.index[blank.to_numpy()][0]), "layer", hint=hint))
    return [LayerRule(value, name, weight=weight, directed=directed, only=value) for value in values]


def _declared(name: str, declaration: Declaration, tables: Tables, sources: Sources) -> LayerRule | None:
    keys = declaration.layers[name]
    table_name = sources.layer_tables[name]
    toml, section = declaration.toml, f"layer.{name}"
    table = tables.get(table_name)
    if table is None:
        known = [other for other in tables if makes_ties(tables[other])]
        if table_name not in sources.present:
            key = "from" if "from" in keys else ""
            message = f"Layer '{name}' is made from '{table_name}', and the study has no such table."
            hint = nearest(table_name, known)
            if not key and "survey" in tables:
                hint = 'If it is a question of the survey, write from = "survey".'
            toml.wrong("E101", message, (section, key), value=table_name, hint=hint)
        return None
    if not makes_ties(table):
        expected = f"{', '.join(MAKES_TIES)} or a table with both ends of a tie"
        message = f"Table '{table_name}' makes no ties in this version."
        toml.wrong("E603", message, (section, "from"), value=table_name, expected=expected)
        return None
    if table.facts.is_survey:
        return declared_answers(name, keys, table, declaration)
    misplaced = misplaced_keys(keys, table_name)
    for key, message in misplaced.items():
        toml.wrong("E603", message, (section, key), value=str(keys[key]))
    for code, key, message in unmet_needs(keys, table, tables):
        if code != "E201" or not table.untold:
            toml.wrong(code, message, (section, key))
    if keys.get("directed") and table.directed is False and table_name not in TABLES:
        message = f"The ties in {table.facts.file} have no direction, as the file itself says."
        toml.wrong("E406", message, (section, "directed"), value="true", hint="Leave directed out.")
    weight = _weight(name, declaration, table)
    rule = str(keys.get("rule", "newman")) if table_name in TWO_MODE else ""
    two_way = table_name in {"roles", *TWO_MODE} and rule not in TOWARDS_RULES
    directed = not two_way and bool(keys.get("directed", table.directed is not False))
    default_end = "sender" if table_name in {"mdt_links", "cases"} and directed else None
    return LayerRule(
        name,
        table_name,
        rule=rule,
        weight=weight,
        directed=directed,
        depends=cast("End | None", keys.get("depends", default_end)),
        duplicates=cast("Duplicates", keys.get("duplicates", "error")),
        only=only_of(name, declaration, table),
        declared=True,
        history=bool(keys.get("history", False)),
        through=through_of(name, declaration, table),
    )


def _weight(name: str, declaration: Declaration, table: ReadTable) -> str:
    """Return the column or quantity that weighs a layer's ties."""
    keys, toml, at = declaration.layers[name], declaration.toml, (f"layer.{name}", "weight")
    kind, frame = table.facts.name, table.facts.frame
    given = keys.get("weight")
    if kind in TWO_MODE:
        return ""
    if kind == "cases" and given is None:
        return waiting(table)
    if given is None or given == "":
        default = {"roles": "people", "mdt_links": "cases"}.get(kind, "weight")
        return default if given is None and (kind == "roles" or default in frame.columns) else ""
    if kind == "roles" and given not in {"people", "sessions"}:
        toml.wrong("E603", "Joint roles are weighed by people or by sessions.", at, value=str(given))
        return "people"
    column = "people" if given == "people" and kind == "roles" else table.column_of(str(given))
    if not column and table.untold:
        return ""
    if not column:
        message = f"There is no column '{given}' in {table.facts.file}."
        toml.wrong("E201", message, at, hint=nearest(str(given), table.headings.values()))
    elif column in {"layer", "snapshot", *ENDS} or (column in frame and frame[column].dtype.kind != "f"):
        toml.wrong("E603", f"Column '{given}' does not hold numbers, so it cannot weigh ties.", at)
    return column
