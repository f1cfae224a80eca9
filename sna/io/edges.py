"""Ties as they were given: blank and zero weights, self-ties, the same tie twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sna.errors import Problem
from sna.io.tables import ReadTable
from sna.io.text_table import capped, shown
from sna.model.declaration import LayerRule

if TYPE_CHECKING:
    import pandas as pd

ENDS = ("from_organisation", "to_organisation")
_WHEN = ("layer", "snapshot", "date", "start", "end", "pathway")


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
    for rule in rules:
        if rule.duplicates == "error":
            problems += capped(_repeated(table, rule))
    return list(dict.fromkeys(problems))


def _self_ties(table: ReadTable) -> list[Problem]:
    frame = table.facts.frame
    same = frame[frame[ENDS[0]].notna() & (frame[ENDS[0]] == frame[ENDS[1]])]
    if same.empty:
        return []
    message = f"Ties of an organisation with itself: {len(same)}, kept out of every network."
    return [table.problem("W403", message, int(same.index[0]), ENDS[0], value=shown(str(same[ENDS[0]].iloc[0])))]


def _weights(table: ReadTable, weight: str) -> list[Problem]:
    cells = table.facts.frame[weight]
    said = {
        "W315": (cells.isna(), "Blank weights: {n}; these pairs count as not observed."),
        "W318": (cells == 0, "Weights of zero: {n}; these pairs were asked about and have no tie."),
    }
    return [
        table.problem(code, message.format(n=int(rows.sum())), int(cells.index[rows.to_numpy()][0]), weight)
        for code, (rows, message) in said.items()
        if rows.any()
    ]


def _repeated(table: ReadTable, rule: LayerRule) -> list[Problem]:
    frame = table.facts.frame
    frame = frame[frame[list(ENDS)].notna().all(axis=1)]
    if rule.only:
        frame = frame[frame["layer"] == rule.only]
    key = [*ENDS, *(column for column in _WHEN if column in frame.columns)]
    keys = frame[key].copy()
    again = keys.duplicated()
    problems = [
        table.problem(
            "E404",
            f"The same tie as in line {first}.",
            line,
            ENDS[0],
            value=_tie(frame, line),
            hint=f'Delete one, or write duplicates = "sum", "max" or "last" {_under(rule)}.',
        )
        for line, first in _pairs(keys, again)
    ]
    return problems if rule.directed else problems + _disagreeing(table, rule, frame[~again], keys[~again])


def _disagreeing(table: ReadTable, rule: LayerRule, frame: pd.DataFrame, keys: pd.DataFrame) -> list[Problem]:
    if rule.weight not in frame.columns:
        return []
    low, high = frame[ENDS[0]].to_numpy(dtype=object), frame[ENDS[1]].to_numpy(dtype=object)
    turned = low > high
    keys = keys.assign(**{ENDS[0]: np.where(turned, high, low), ENDS[1]: np.where(turned, low, high)})
    weights = frame[rule.weight]
    return [
        table.problem(
            "E405",
            f"This tie has another weight than in line {first}, and layer '{rule.name}' has no direction.",
            line,
            rule.weight,
            value=f"{_tie(frame, line)}: {weights[line]:g} and {weights[first]:g}",
            hint=f"Give both the same weight, or write directed = true {_under(rule)}.",
        )
        for line, first in _pairs(keys, keys.duplicated())
        if weights[line] != weights[first] and weights[[line, first]].notna().all()
    ]


def _under(rule: LayerRule) -> str:
    others = "" if rule.declared else ", where every other layer must then be declared too"
    return f"under [layer.{rule.name}] in study.toml{others}"


def _tie(frame: pd.DataFrame, line: int) -> str:
    sender, receiver = (str(frame[end][line]) for end in ENDS)
    return shown(f"{sender} to {receiver}")


def _pairs(keys: pd.DataFrame, again: pd.Series[bool]) -> list[tuple[int, int]]:
    """Return the line of every repeated row with the line it first stood in."""
    if not again.any():
        return []
    first: dict[tuple[str, ...], int] = {}
    pairs = []
    clashing = keys[keys.duplicated(keep=False)]
    for line, *cells in clashing.itertuples(name=None):
        identity = tuple(str(cell) for cell in cells)
        if identity in first:
            pairs.append((int(line), first[identity]))
        else:
            first[identity] = int(line)
    return pairs
