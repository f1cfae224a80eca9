"""Which tables become which layers: as declared, or one layer for every table that can make ties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from sna.errors import Problem, nearest
from sna.io.declaration import Declaration
from sna.io.sources import Sources
from sna.io.tables import ENDS, ReadTable
from sna.model.declaration import Duplicates, LayerRule
from sna.model.layer import End
from sna.model.schema import TABLES

Tables = Mapping[str, ReadTable]


def makes_ties(table: ReadTable) -> bool:
    """Whether ties can be made from a table: roles, attendance, MDT links and every edge list."""
    return table.facts.name in {"roles", "attendance", "mdt_links"} or table.facts.name not in TABLES


def conclude_layers(
    declaration: Declaration, tables: Tables, sources: Sources, found: list[Problem]
) -> dict[str, LayerRule]:
    """Return the layers of a study, by name: the declared ones, or the defaults if none is declared."""
    if declaration.layers:
        rules = [_declared(name, declaration, tables, sources) for name in declaration.layers]
        return {rule.name: rule for rule in rules if rule is not None}
    layers: dict[str, LayerRule] = {}
    order = ("roles", "mdt_links", "attendance")
    for name in sorted(tables, key=lambda name: (order.index(name) if name in order else len(order), name)):
        # A table without rows may never have been filled in: no layer of zeros comes of it unless it is declared.
        if makes_ties(tables[name]) and len(tables[name].facts):
            for rule in _defaults(tables[name], found):
                unique = rule if rule.name not in layers else _renamed(rule)
                layers[unique.name] = unique
    return layers


def _renamed(rule: LayerRule) -> LayerRule:
    return replace(rule, name=f"{rule.table}: {rule.name}")


def _defaults(table: ReadTable, found: list[Problem]) -> list[LayerRule]:
    name, frame = table.facts.name, table.facts.frame
    if name == "roles":
        return [LayerRule(name, name, weight="people", directed=False)]
    if name == "attendance":
        return [LayerRule(name, name, rule="newman", directed=False)]
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


def layer_values(table: ReadTable) -> list[str]:
    """Return the values of an edge list's ``layer`` column, sorted; none where there is no such column."""
    frame = table.facts.frame
    if table.facts.name in TABLES or "layer" not in frame.columns:
        return []
    return sorted(frame["layer"].dropna().unique())


def _declared(name: str, declaration: Declaration, tables: Tables, sources: Sources) -> LayerRule | None:
    keys = declaration.layers[name]
    table_name = sources.layer_tables[name]
    toml, section = declaration.toml, f"layer.{name}"
    table = tables.get(table_name)
    if table is None:
        known = [other for other in tables if makes_ties(tables[other])]
        if table_name not in {*sources.files, *sources.declared}:
            key = "from" if "from" in keys else ""
            message = f"Layer '{name}' is made from '{table_name}', and the study has no such table."
            toml.wrong("E101", message, (section, key), value=table_name, hint=nearest(table_name, known))
        return None
    if not makes_ties(table):
        expected = "roles, mdt_links, attendance or a table with both ends of a tie"
        message = f"Table '{table_name}' makes no ties in this version."
        toml.wrong("E603", message, (section, "from"), value=table_name, expected=expected)
        return None
    misplaced = _misplaced(keys, table_name)
    for key, message in misplaced.items():
        toml.wrong("E603", message, (section, key), value=str(keys[key]))
    weight = _weight(name, declaration, table)
    directed = table_name not in {"roles", "attendance"} and bool(keys.get("directed", table.directed is not False))
    default_end = "sender" if table_name == "mdt_links" and directed else None
    return LayerRule(
        name,
        table_name,
        rule=str(keys.get("rule", "newman")) if table_name == "attendance" else "",
        weight=weight,
        directed=directed,
        depends=cast("End | None", keys.get("depends", default_end)),
        duplicates=cast("Duplicates", keys.get("duplicates", "error")),
        only=name if name in layer_values(table) else "",
        declared=True,
    )


def _misplaced(keys: Mapping[str, object], table: str) -> dict[str, str]:
    """Key → why it has no place in a layer made from this table."""
    wrong = {}
    two_way = table in {"roles", "attendance"}
    if "rule" in keys and table != "attendance":
        wrong["rule"] = "Only layers made from attendance have a rule."
    if "weight" in keys and table == "attendance":
        wrong["weight"] = "A layer made from attendance is weighed by its rule."
    if keys.get("directed") and two_way:
        wrong["directed"] = f"A layer made from {table} has no direction."
    if "depends" in keys and (two_way or keys.get("directed") is False):
        wrong["depends"] = "In a layer without direction no end depends on the other."
    if "duplicates" in keys and table in TABLES:
        wrong["duplicates"] = f"Rows of {table} are events: they are counted together, never the same tie twice."
    if "history" in keys and table != "roles":
        wrong["history"] = "Only layers made from roles have a history."
    return wrong


def _weight(name: str, declaration: Declaration, table: ReadTable) -> str:
    """Return the column or quantity that weighs a layer's ties."""
    keys, toml, at = declaration.layers[name], declaration.toml, (f"layer.{name}", "weight")
    kind, frame = table.facts.name, table.facts.frame
    given = keys.get("weight")
    if kind == "attendance":
        if keys.get("rule") == "minutes" and "minutes_present" not in frame.columns:
            message = f"Rule 'minutes' needs a column 'minutes_present' in {table.facts.file}."
            toml.wrong("E201", message, (f"layer.{name}", "rule"))
        return ""
    if given is None or given == "":
        default = {"roles": "people", "mdt_links": "cases"}.get(kind, "weight")
        return default if given is None and (kind == "roles" or default in frame.columns) else ""
    if kind == "roles" and given not in {"people", "sessions"}:
        toml.wrong("E603", "Joint roles are weighed by people or by sessions.", at, value=str(given))
        return "people"
    column = "people" if given == "people" and kind == "roles" else table.column_of(str(given))
    if not column:
        message = f"There is no column '{given}' in {table.facts.file}."
        toml.wrong("E201", message, at, hint=nearest(str(given), table.headings.values()))
    elif column in {"layer", "snapshot", *ENDS} or (column in frame and frame[column].dtype.kind != "f"):
        toml.wrong("E603", f"Column '{given}' does not hold numbers, so it cannot weigh ties.", at)
    return column
