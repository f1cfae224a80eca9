"""A list of partners → a list of ties: one row a respondent, partners side by side in numbered columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sna.errors import Problem
from sna.io.headings import fold, heading_problems
from sna.io.reshaped import FROM, TO, WEIGHT, Reshaped, Shaping, list_of_ties, repeated_down, side_by_side
from sna.io.text_table import TextTable, capped
from sna.io.toml_sections import key_of, text_of
from sna.model.schema import FROM as SENDERS
from sna.model.schema import TO as RECEIVERS

_NUMBERED = re.compile(r"([a-z_]*[a-z])_?(\d{1,4})")
_EGOS = ("ego", "respondent", "from_organisation", *SENDERS, "organisation")
_ALTERS = {"alter", "partner", "contact", "nominee", "nomination", "recipient", "tie", "to_organisation", *RECEIVERS}
_WEIGHTS = {"weight", "value", "strength", "score", "frequency"}


@dataclass(frozen=True)
class _Shape:
    """Places of the columns: the respondent's, its partners', and their weights', if they have any."""

    ego: int
    alters: tuple[int, ...]
    weights: tuple[int | None, ...]
    others: tuple[int, ...]


def partners_of(shaping: Shaping, found: list[Problem]) -> Reshaped | None:
    """Return a table of one row a respondent as ties; ``None`` where it is none.

    Parameters
    ----------
    shaping
        The table and what is known of it.
    found
        Takes the problems.
    """
    raw = shaping.unread.raw
    headings = raw.headings()
    shape = _shape(headings, shaping.unread.renamed)
    if shape is None:
        return None
    twice = heading_problems(headings, raw.label, raw.header_row)
    if twice:
        found.extend(twice)
        return Reshaped(raw, (), None)
    table = raw.rows(found)
    if table is None:
        return Reshaped(raw, (), None)
    return _ties(table, shape, shaping, found)


def _shape(headings: Sequence[str], renamed: Mapping[str, str]) -> _Shape | None:
    folded = [fold(heading) for heading in headings]
    words = (fold(renamed["from_organisation"]),) if "from_organisation" in renamed else _EGOS
    ego = next((folded.index(word) for word in words if word in folded), None)
    stems: dict[str, dict[int, int]] = {}
    for at, name in enumerate(folded):
        if numbered := _NUMBERED.fullmatch(name):
            stems.setdefault(numbered[1], {})[int(numbered[2])] = at
    alters = [stem for stem in stems if stem in _ALTERS]
    if ego is None or len(alters) != 1:
        return None
    partners = dict(sorted(stems[alters[0]].items()))
    weights = [stem for stem in stems if stem in _WEIGHTS and set(stems[stem]) <= set(partners)]
    strength = stems[weights[0]] if len(weights) == 1 else {}
    used = {ego, *partners.values(), *strength.values()}
    others = tuple(at for at in range(len(headings)) if at not in used)
    return _Shape(ego, tuple(partners.values()), tuple(strength.get(number) for number in partners), others)


def _ties(table: TextTable, shape: _Shape, shaping: Shaping, found: list[Problem]) -> Reshaped:
    alters = [table.columns[at] for at in shape.alters]
    named = np.stack([np.array([bool(v.strip()) for v in c.values], dtype=bool)[c.codes] for c in alters], axis=1)
    rows, which = np.nonzero(named)
    columns = [repeated_down(table.columns[shape.ego], rows), side_by_side(alters, rows, which, TO)]
    names = [FROM, TO]
    if any(at is not None for at in shape.weights):
        found.extend(_weights_of_nobody(table, shape, named))
        places = [at for at in shape.weights if at is not None]
        if len(places) == len(alters):
            columns.append(side_by_side([table.columns[at] for at in places], rows, which, WEIGHT))
            names.append(WEIGHT)
        else:
            found.append(_missing_weight(table, shape, shaping))
    columns += [repeated_down(table.columns[at], rows) for at in shape.others]
    names += [table.columns[at].heading for at in shape.others]
    if not shaping.layer:
        found.append(_said(table, shaping, len(rows)))
    return Reshaped(shaping.unread.raw, tuple(names), list_of_ties(columns, table))


def _weights_of_nobody(table: TextTable, shape: _Shape, named: np.ndarray) -> list[Problem]:
    """Return the problem of every weight beside a blank partner."""
    wrong = []
    for nth, at in enumerate(shape.weights):
        if at is None:
            continue
        column, partner = table.columns[at], table.columns[shape.alters[nth]]
        filled = np.array([bool(value.strip()) for value in column.values], dtype=bool)[column.codes]
        for row in np.flatnonzero(filled & ~named[:, nth]).tolist():
            message = "A weight stands here, and its partner is blank."
            value = f"{column.heading} = {column.values[column.codes[row]].strip()}"
            line = int(column.lines[row])
            wrong.append(Problem("E301", message, table.file, line, partner.heading, value, hint="Name the partner."))
    return capped(wrong)


def _missing_weight(table: TextTable, shape: _Shape, shaping: Shaping) -> Problem:
    partner = next(table.columns[a].heading for a, w in zip(shape.alters, shape.weights, strict=True) if w is None)
    message = f"Some partners have a column of weights, and '{partner}' has none."
    hint = "Give every partner one, or none of them."
    return Problem("E201", message, table.file, shaping.unread.raw.header_row, hint=hint)


def _said(table: TextTable, shaping: Shaping, ties: int) -> Problem:
    raw = shaping.unread.raw
    many = len(table.lines)
    rows = "1 row names" if many == 1 else f"{many} rows name"
    message = f"Read as a list of partners, one row a respondent: {rows} {ties} tie{'' if ties == 1 else 's'}."
    section = f"[layer.{key_of(shaping.unread.table)}] from = {text_of(raw.label)}"
    return Problem("W218", message, raw.label, hint=f"To declare it, write in study.toml {section} directed = true.")
