"""``[release]`` of study.toml: checked, and said to be without effect where nothing leaves the building."""

from __future__ import annotations

from collections.abc import Mapping

from sna.errors import nearest
from sna.io.toml_sections import TomlFile
from sna.model.schema import TABLES

CLASSES = ("patients", "staff", "organisations", "events")
"""What a column of counts may count."""


def check_release(given: Mapping[str, object], toml: TomlFile) -> None:
    """Note what is wrong with the keys of ``[release]``, or that they change nothing at the level ``internal``.

    Parameters
    ----------
    given
        The keys that are known and of the right kind.
    toml
        Where problems are noted.
    """
    before = len(toml.found)
    for key in ("threshold", "round"):
        value = given.get(key, 1)
        if isinstance(value, int) and value < 1:
            toml.wrong("E603", f"'{key}' is at least 1.", ("release", key), value=str(value))
    classes = given.get("classes", {})
    for table, columns in classes.items() if isinstance(classes, dict) else ():
        _check_classes(table, columns, toml)
    idle = [key for key in given if key != "level"]
    if idle and len(toml.found) == before:
        message = f"Without effect in this version: {', '.join(idle)}. Outputs are for use inside only (internal)."
        hint = "Nothing is suppressed or rounded: check what you pass on."
        toml.wrong("W605", message, ("release", idle[0]), hint=hint)


def _check_classes(table: str, columns: object, toml: TomlFile) -> None:
    at = ("release", f"classes.{table}")
    if not isinstance(columns, dict):
        toml.wrong("E603", f"classes.{table} names no columns.", at, expected='classes.mdt_links.cases = "patients"')
        return
    for column, counted in columns.items():
        at = ("release", f"classes.{table}.{column}")
        if table in TABLES and column not in (known := [c.name for c in TABLES[table].columns]):
            toml.wrong("E602", f"Table '{table}' has no column '{column}'.", at, hint=nearest(column, known))
        elif counted not in CLASSES:
            message = f"'{column}' counts none of these."
            toml.wrong("E603", message, at, value=str(counted)[:60], expected=" or ".join(CLASSES))
