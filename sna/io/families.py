"""Organisations that follow one another, and sites of trusts: chains checked, and merged into one history if asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from sna.errors import Problem
from sna.io.tables import ReadTable
from sna.io.text_table import capped, shown
from sna.model.declaration import LayerRule

if TYPE_CHECKING:
    import pandas as pd

REASON = "of organisations that count as their successors"
_NAMED = 4
_ROOM = 57
"""Letters of a list of who follows whom, which a message does not cut."""


def check_families(listed: ReadTable, *, merged: bool = False) -> list[Problem]:
    """Return chains of parents or successors that come back to where they began, and predecessors that go on.

    Parameters
    ----------
    listed
        The table of organisations.
    merged
        Whether successors count as one history with those before them.
    """
    problems = [
        listed.problem(
            "E410",
            f"This {column} leads back to the organisation itself.",
            _line(listed, ring[0]),
            column,
            value=shown(" → ".join((*ring, ring[0]))),
            hint="Leave the last one blank.",
        )
        for column in ("parent", "successor")
        for ring in _rings(links(listed, column))
    ]
    return capped(problems) or _both_active(listed, merged=merged)


def links(listed: ReadTable, column: str) -> dict[str, str]:
    """Return organisation → its parent or successor, where it has one that is listed."""
    frame = listed.facts.frame
    if column not in frame.columns:
        return {}
    known = set(frame["organisation"].dropna())
    rows = frame[frame["organisation"].notna() & frame[column].isin(known)].drop_duplicates("organisation")
    return dict(sorted(zip(rows["organisation"], rows[column], strict=True)))


def final_successors(listed: ReadTable) -> dict[str, str]:
    """Return predecessor → the last of its successors; none of those in a chain without an end."""
    following = links(listed, "successor")
    endless = {identifier for ring in _rings(following) for identifier in ring}
    last = {}
    for first in following:
        now, seen = first, {first}
        while now in following and following[now] not in seen:
            now = following[now]
            seen.add(now)
        if not seen & endless:
            last[first] = now
    return last


def _rings(following: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Return every ring of a chain, from its first id in alphabetical order on."""
    rings = set()
    for first in following:
        path = [first]
        while path[-1] in following and following[path[-1]] not in path:
            path.append(following[path[-1]])
        if path[-1] in following:
            ring = path[path.index(following[path[-1]]) :]
            start = ring.index(min(ring))
            rings.add((*ring[start:], *ring[:start]))
    return sorted(rings)


def _line(listed: ReadTable, identifier: str) -> int:
    frame = listed.facts.frame
    return int(frame.index[(frame["organisation"] == identifier).to_numpy()][0])


def _both_active(listed: ReadTable, *, merged: bool) -> list[Problem]:
    """Return what to say of predecessors that no day of closing ends, or that close after their successor opened."""
    import pandas as pd

    frame = listed.facts.frame.drop_duplicates("organisation").set_index("organisation")
    blank = pd.Series(pd.NaT, index=frame.index, dtype="datetime64[s]")
    opened, closed = (frame.get(column, blank) for column in ("opened", "closed"))
    both = [
        identifier
        for identifier, after in links(listed, "successor").items()
        if after != identifier and (pd.isna(closed[identifier]) or closed[identifier] >= opened[after])
    ]
    if not both:
        return []
    who = ", ".join(shown(identifier) for identifier in both[:_NAMED]) + (", …" if len(both) > _NAMED else "")
    what = f"{'An organisation has' if len(both) == 1 else f'{len(both)} organisations have'} a successor that runs at"
    message = f"{what} the same time: both are in the networks of that time."
    hint = "Give the day in 'closed', or write successors = \"merged\" under [study] to count them as one."
    if merged:
        message = f"{what} the same time: their rows of that time are added up."
        hint = "Give the day in 'closed' if that is not so."
    return [listed.problem("W409", message, _line(listed, both[0]), "successor", value=who, hint=hint)]


def as_successors(tables: dict[str, ReadTable], found: list[Problem]) -> dict[str, ReadTable]:
    """Return the tables in which every organisation is called by the last of its successors, as one history.

    The rows of predecessors leave the table of organisations; the successor counts as open since the first of them
    was. What it is (name, centre, sector) stays its own.
    """
    listed = tables["organisations"]
    last = final_successors(listed)
    if not last:
        return tables
    renamed = {name: _renamed(table, last) for name, table in tables.items() if name != "organisations"}
    merged = {name: table for name, (table, _) in renamed.items()} | {"organisations": _organisations(listed, last)}
    counted = [f"{tables[name].facts.file} {rows}" for name, (_, rows) in sorted(renamed.items()) if rows]
    called = _called(listed)
    chains = [f"{called[before]} → {called.get(after, after)}" for before, after in last.items()]
    kept = [k for k in range(1, _NAMED + 1) if len(", ".join(chains[:k])) <= _ROOM] or [1]
    value = ", ".join(chains[: kept[-1]]) + (", …" if len(chains) > kept[-1] else "")
    what = "1 organisation counts as its successor" if len(last) == 1 else f"{len(last)} organisations count as"
    what += "" if len(last) == 1 else " their successors"
    message = f"{what}, as one history; rows that name them: {', '.join(counted) or 'none'}."
    found.append(listed.problem("W431", message, None, "successor", value=shown(value)))
    return dict(sorted(merged.items()))


def _called(listed: ReadTable) -> dict[str, str]:
    """Return organisation → its name, or its id where it has none."""
    frame = listed.facts.frame
    ids = frame["organisation"]
    names = frame["name"].where(frame["name"].notna() & (frame["name"] != ""), ids) if "name" in frame.columns else ids
    return dict(zip(ids, names, strict=True))


def _renamed(table: ReadTable, last: Mapping[str, str]) -> tuple[ReadTable, int]:
    frame = table.facts.frame
    columns = [c.name for c in table.schema.columns if c.refers == "organisations" and c.name in frame.columns]
    rows = int(frame[columns].isin(list(last)).any(axis=1).sum()) if columns else 0
    if not rows:
        return table, 0
    changed = frame.assign(**{column: _followed(frame[column], last) for column in columns})
    return replace(table, facts=replace(table.facts, frame=changed)), rows


def _followed(cells: pd.Series[str], last: Mapping[str, str]) -> pd.Series[str]:
    return cells.map(lambda cell: last.get(cell, cell)).astype(object)


def _organisations(listed: ReadTable, last: Mapping[str, str]) -> ReadTable:
    frame = listed.facts.frame
    stays = ~frame["organisation"].isin(list(last))
    kept = frame[stays].copy()
    if "parent" in kept.columns:
        parents = _followed(kept["parent"], last)
        kept["parent"] = parents.where(parents != kept["organisation"], None)
    if "opened" in kept.columns:
        family = _followed(frame["organisation"], last)
        # A blank opening is "since ever", which no other day is before.
        first = frame.groupby(family)["opened"].agg(lambda days: days.min(skipna=False))
        kept["opened"] = kept["organisation"].map(first).to_numpy(dtype="datetime64[s]")
    facts = listed.facts
    aside = {**facts.rows_aside, REASON: int((~stays).sum())}
    return replace(listed, facts=replace(facts, frame=kept, rows_aside=aside))


def sites_beside_trusts(tables: Mapping[str, ReadTable], table: ReadTable, rules: list[LayerRule]) -> list[Problem]:
    """Return what to say of sites that have ties in a layer in which their trust has ties as well.

    Parameters
    ----------
    tables
        All of them: the organisations say which site is part of which trust.
    table
        A table that layers are made from.
    rules
        Those layers.
    """
    listed = tables.get("organisations")
    part_of = links(listed, "parent") if listed else {}
    frame = table.facts.frame
    columns = [c.name for c in table.schema.columns if c.refers == "organisations" and c.name in frame.columns]
    if not part_of or not columns:
        return []
    problems = []
    for rule in rules:
        rows = frame[frame["layer"] == rule.only] if rule.only and "layer" in frame.columns else frame
        named = {identifier for column in columns for identifier in rows[column].dropna().unique()}
        beside = sorted(site for site in named & set(part_of) if part_of[site] != site and part_of[site] in named)
        if not beside:
            continue
        column = next(c for c in columns if (rows[c] == beside[0]).any())
        line = int(rows.index[(rows[column] == beside[0]).to_numpy()][0])
        message = (
            f"{len(beside)} with ties beside the organisation they are part of: do some rows mean the same people?"
        )
        hint = "If so, write the id of the whole everywhere, or those of its parts everywhere."
        value = ", ".join(shown(f"{site} is part of {part_of[site]}") for site in beside[:_NAMED])
        problems.append(table.problem("W408", message, line, column, value=value, hint=hint))
    return list(dict.fromkeys(problems))
