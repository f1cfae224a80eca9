"""The keys of one layer against the table it is made from: which have a place there, and what they need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sna.errors import nearest
from sna.io.declaration import Declaration
from sna.io.tables import ReadTable
from sna.io.text_table import shown
from sna.model.declaration import ONLY, TOGETHER_RULES, TOWARDS_RULES, TWO_MODE
from sna.model.schema import TABLES

_THROUGH = ("decision", "document", "topic")


def misplaced_keys(keys: Mapping[str, object], table: str) -> dict[str, str]:
    """Return key → why it has no place in a layer made from this table."""
    rule = str(keys.get("rule", "newman"))
    led = table in TWO_MODE and rule in TOWARDS_RULES
    two_way = (table == "roles" or table in TWO_MODE) and not led
    for_table = {
        "weight": (table in TWO_MODE, f"A layer made from {table} is weighed by its rule."),
        "duplicates": (table in TABLES, f"Rows of {table} are events: they are counted together, never the same tie."),
        "history": (table != "roles", "Only layers made from roles have a history."),
        "through": (table != "decisions", "Only layers made from decisions say what is shared."),
        "only": (table in TABLES and table not in ONLY, f"A layer made from {table} is narrowed with --pathway."),
        "depends": (
            two_way or keys.get("directed") is False,
            "In a layer without direction no end depends on the other.",
        ),
    }
    for key in ("question", "reports"):
        for_table[key] = (True, "Only layers made from a survey have it.")
    wrong = {key: message for key, (misplaced, message) in for_table.items() if key in keys and misplaced}
    if keys.get("duplicates") == "mean":
        wrong["duplicates"] = "Only answers to a survey are averaged."
    if keys.get("directed") and two_way:
        wrong["directed"] = f"A layer made from {table} has no direction."
    elif keys.get("directed") is False and (led or table == "cases"):
        wrong["directed"] = "This layer has a direction: from those who come, or wait, to those who lead, or must act."
    return wrong | _misplaced_rule(keys, table)


def _misplaced_rule(keys: Mapping[str, object], table: str) -> dict[str, str]:
    if "rule" not in keys:
        return {}
    if table not in TWO_MODE:
        return {"rule": f"Only layers made from {', '.join(TWO_MODE)} have a rule."}
    if table != "attendance" and keys["rule"] not in TOGETHER_RULES:
        return {"rule": f"Only layers made from attendance have this rule; here: {', '.join(TOGETHER_RULES)}."}
    return {}


def unmet_needs(
    keys: Mapping[str, object], table: ReadTable, tables: Mapping[str, ReadTable]
) -> Iterator[tuple[str, str, str]]:
    """Yield the code, key and message of every key that needs a column which is not there."""
    columns, file = table.facts.frame.columns, table.facts.file
    rule = str(keys.get("rule", "")) if table.facts.name == "attendance" else ""
    if rule == "minutes" and "minutes_present" not in columns and not {"joined", "left"} <= set(columns):
        yield "E201", "rule", f"Rule 'minutes' needs a column 'minutes_present', or 'joined' and 'left', in {file}."
    if rule in ("to_chair", "to_host") and "meetings" in tables:
        meetings, column = tables["meetings"].facts, rule.removeprefix("to_")
        if column not in meetings.frame.columns:
            yield "E201", "rule", f"Rule '{rule}' needs a column '{column}' in {meetings.file}."
    if keys.get("history") and table.facts.name == "roles" and "end" not in columns:
        yield "E201", "history", f"A history needs a column 'end' in {file}: without it no role is past."
    if table.facts.name == "cases" and not names_responsible(table):
        yield "E201", "from", f"A layer made from cases needs a column 'responsible' in {file}: who is waited for."


def names_responsible(table: ReadTable) -> bool:
    """Whether cases say which organisation is responsible, so that ties can be made from them."""
    return "responsible" in table.facts.frame.columns


def waiting(table: ReadTable) -> str:
    """Return the column that counts the cases that wait: those deferred, else those listed, else none."""
    return next((column for column in ("deferred", "listed") if column in table.facts.frame.columns), "")


def layer_values(table: ReadTable) -> list[str]:
    """Return the values of an edge list's ``layer`` column, sorted; none where there is no such column."""
    frame = table.facts.frame
    if table.facts.name in TABLES or "layer" not in frame.columns:
        return []
    return sorted(frame["layer"].dropna().unique())


def only_of(name: str, declaration: Declaration, table: ReadTable) -> str:
    """Return the value that a declared layer is narrowed to: as declared, or its own name in an edge list's column."""
    given, kind = declaration.layers[name].get("only"), table.facts.name
    if given is None:
        return name if name in layer_values(table) else ""
    if kind in TABLES and kind not in ONLY:
        return ""
    column = ONLY.get(kind, "layer")
    schema = next((c for c in TABLES[kind].columns if c.name == column), None) if kind in TABLES else None
    if kind == "members":
        known = list(TABLES["partnerships"].column("status").choices)
    else:
        known = list(schema.choices) if schema else layer_values(table)
    if given not in known:
        message = f"'{column}' does not know this value."
        declaration.toml.wrong(
            "E603", message, (f"layer.{name}", "only"), value=shown(str(given)), hint=nearest(str(given), known)
        )
    return str(given)


def through_of(name: str, declaration: Declaration, table: ReadTable) -> str:
    """Return the column of what is shared in a layer made from decisions."""
    given = str(declaration.layers[name].get("through", _THROUGH[0]))
    if table.facts.name == "decisions" and given in _THROUGH and given not in table.facts.frame.columns:
        message = f"There is no column '{given}' in {table.facts.file}."
        declaration.toml.wrong("E201", message, (f"layer.{name}", "through"))
        return _THROUGH[0]
    return given
