"""Studies in which nothing can become a tie, with the file that was most likely meant to."""

from __future__ import annotations

from collections.abc import Mapping

from sna.errors import Problem
from sna.io.layers import makes_ties
from sna.io.tables import ReadTable
from sna.model.declaration import LayerRule
from sna.model.schema import TABLES

_HINT = "Add one: roles, mdt_links, meetings with attendance, or a list of ties with columns from and to."


def no_ties(tables: Mapping[str, ReadTable], layers: Mapping[str, LayerRule], problems: list[Problem]) -> list[Problem]:
    """Return the problem of a study without any row that a tie could be made from.

    Parameters
    ----------
    tables
        Tables that could be read.
    layers
        The layers that are made of them.
    problems
        What was found so far. Nothing is said where an error explains why there are no rows.
    """
    if any(len(tables[rule.table].facts) for rule in layers.values() if rule.table in tables):
        return []
    aside = {table.facts.file for name, table in tables.items() if name in TABLES and not makes_ties(table)}
    aside.add("organisations.csv")
    if any(problem.severity == "error" and problem.label not in aside for problem in problems):
        return []
    empty = {table.facts.file for table in tables.values() if makes_ties(table)}
    causes = [p for p in problems if (p.code == "W204" and p.label not in aside) or p.label in empty]
    # One end of a tie, which has a line, tells more than a table without rows, and that more than an unknown one.
    # What looks like a known table tells most.
    causes.sort(key=lambda p: ("This looks like" not in p.hint, p.line is None, p.code, p.file))
    if not causes:
        return [Problem("E105", "There is no table that ties can be made from.", hint=_HINT)]
    cause = causes[0]
    message = f"No table has a row that a tie can be made from. {cause.message}"
    return [Problem("E105", message, cause.label, cause.line, value=cause.value, hint=cause.hint or _HINT)]
