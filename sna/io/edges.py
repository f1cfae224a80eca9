"""Ties as they were given: blank and zero weights, self-ties, the same tie twice."""

from __future__ import annotations

import numpy as np

from sna.errors import Problem
from sna.io.repeated import disagreeing_directions, repeated_ties
from sna.io.tables import ENDS, ReadTable
from sna.io.text_table import capped, shown
from sna.model.declaration import LayerRule


def check_edges(table: ReadTable, rules: list[LayerRule]) -> list[Problem]:
    """Return what is wrong, or worth saying, of the ties in a table that lists both ends.

    Parameters
    ----------
    table
        An edge list, or MDT links.
    rules
        The layers made from it.
    """
    frame = table.facts.frame
    problems = _self_ties(table)
    for weight in sorted({rule.weight for rule in rules} & set(frame.columns) - table.spoiled):
        problems += _weights(table, weight)
    if table.facts.name == "mdt_links":
        return problems
    strict = [rule for rule in rules if rule.duplicates == "error"]
    problems += repeated_ties(table, strict)
    for rule in strict:
        if not rule.directed:
            problems += capped(disagreeing_directions(table, rule))
    return list(dict.fromkeys(problems))


def _self_ties(table: ReadTable) -> list[Problem]:
    frame = table.facts.frame
    same = np.flatnonzero(frame[ENDS[0]].notna() & (frame[ENDS[0]] == frame[ENDS[1]]))
    if not len(same):
        return []
    message = f"Ties of an organisation with itself: {len(same)}, kept out of every network."
    first = int(same[0])
    return [table.problem_at("W403", message, first, ENDS[0], value=shown(str(frame[ENDS[0]].iloc[first])))]


def _weights(table: ReadTable, weight: str) -> list[Problem]:
    cells = table.facts.frame[weight]
    said = {
        "W315": (cells.isna(), "Blank weights: {n}; these pairs count as not observed."),
        "W318": (cells == 0, "Weights of zero: {n}; these pairs were asked about and have no tie."),
    }
    if table.matrix:
        del said["W318"]
    return [
        table.problem_at(code, message.format(n=int(rows.sum())), int(np.argmax(rows.to_numpy())), weight)
        for code, (rows, message) in said.items()
        if rows.any()
    ]
