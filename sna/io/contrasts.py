"""Which groups of organisations are set against each other: as declared, or as the attributes suggest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from sna.errors import Problem, nearest
from sna.io.declaration import Declaration
from sna.io.group_values import doubtful_values, without_group
from sna.io.headings import fold
from sna.io.tables import ReadTable
from sna.io.text_table import shown
from sna.model.declaration import Contrast
from sna.model.roster import Roster
from sna.model.schema import TABLES
from sna.terms import with_article

_HEADLINE = Contrast("centre", ("specialist", "local"))
_NO_GROUPS = {
    *("place", "latitude", "longitude", "parent", "successor", "consent", "in_boundary", "approached", "responded"),
    *("evidence", "note", "notes", "comment", "comments"),
}
_PREFERRED = ("type", "sector")
_FEWEST, _MOST = 2, 6


def conclude_contrasts(
    declaration: Declaration,
    roster: Roster,
    tables: Mapping[str, ReadTable],
    found: list[Problem],
    unread: Collection[str] = (),
) -> tuple[Contrast, ...]:
    """Return the contrasts to report, the headline first; none where no column divides the organisations.

    Nothing is said of groups of centres where the table of centres is among the ``unread``.
    """
    values = {column: _counted(roster, column, tables) for column in (*roster.attributes, "centre")}
    listed = tables["organisations"]
    if declaration.contrasts:
        told = [given for given in declaration.contrasts if fold(given.column) != "centre" or "centres" not in unread]
        checked = (_checked(given, values, listed, declaration, found) for given in told)
        contrasts = tuple(c for c in checked if c)
    else:
        concluded = _concluded(values, len(roster))
        contrasts = (concluded,) if concluded else ()
        # Groups that were declared wrongly are not "none": that is said as an error of study.toml.
        if not any(problem.severity == "error" for problem in declaration.toml.found):
            found.extend(_said(contrast, listed) for contrast in contrasts)
    for column in dict.fromkeys((*(c.column for c in contrasts), *_PREFERRED)):
        found.extend(doubtful_values(listed, column, values.get(column, {})))
    for column in dict.fromkeys(c.column for c in contrasts if c.column not in listed.spoiled):
        found.extend(without_group(listed, column, _blank(roster, column, tables)))
    return contrasts


def _said(contrast: Contrast, listed: ReadTable) -> Problem:
    groups = ", ".join(shown(group) for group in contrast.groups)
    why = "the column that says who is a specialist and who a local centre"
    if contrast != _HEADLINE:
        why = f"the first column that divides the organisations into {_FEWEST} to {_MOST} groups"
    message = f"Groups compared: {contrast.column} ({groups}), {why}; study.toml declares none."
    hint = "Others: [groups] in study.toml, or --by with the name of a column."
    return Problem("W334", message, listed.facts.file, hint=hint)


def _blank(roster: Roster, column: str, tables: Mapping[str, ReadTable]) -> list[str]:
    """Organisations that never have a group: neither in their own column nor, for centres, in the table of centres."""
    placed = {identifier for identifier, _ in _pairs(roster, column, tables)}
    return [identifier for identifier in roster.ids if identifier not in placed]


def _pairs(roster: Roster, column: str, tables: Mapping[str, ReadTable]) -> set[tuple[str, str]]:
    """Organisation and value, for every value it ever has; rows of `centres` count beside the own column."""
    pairs = {(identifier, value) for identifier, value in roster.group_of(column).items() if value is not None}
    if column == "centre" and "centres" in tables:
        frame = tables["centres"].facts.frame
        pairs |= {
            (identifier, value)
            for identifier, value in zip(frame["organisation"], frame["centre"], strict=True)
            if isinstance(identifier, str) and isinstance(value, str)
        }
    return pairs


def _counted(roster: Roster, column: str, tables: Mapping[str, ReadTable]) -> Counter[str]:
    """Value → how many organisations ever have it."""
    return Counter(value for _, value in _pairs(roster, column, tables))


def _concluded(values: Mapping[str, Counter[str]], organisations: int) -> Contrast | None:
    if set(_HEADLINE.groups) <= set(values["centre"]):
        return _HEADLINE
    for column in dict.fromkeys((*(c for c in _PREFERRED if c in values), *values)):
        counted = values[column]
        if column not in {*_NO_GROUPS, "centre"} and _FEWEST <= len(counted) <= min(_MOST, organisations - 1):
            return Contrast(column, tuple(sorted(counted)))
    return None


def _checked(
    given: Contrast,
    values: Mapping[str, Counter[str]],
    listed: ReadTable,
    declaration: Declaration,
    found: list[Problem],
) -> Contrast | None:
    column, at, toml = fold(given.column), ("groups", given.column), declaration.toml
    if column in listed.untold:
        return None
    known = {name: counted for name, counted in values.items() if counted}
    if column not in known and column in listed.spoiled:
        return None
    if column not in known:
        message = f"No organisation has anything in a column '{given.column}'."
        toml.wrong("E329", message, at, value=given.column, hint=nearest(given.column, known))
        return None
    counted = values[column]
    named = [fold(g) if _is_choice(column) else g for g in given.groups if g != "*"]
    for group in named:
        # What stands in a row or cell that could not be read is not missing; that row or cell is said.
        if group not in counted and column not in listed.spoiled and group not in listed.lost:
            message = f"No organisation has {column} = '{group}'."
            toml.wrong("E329", message, at, value=group, hint=nearest(group, counted))
    rest = sum(counted.values()) - sum(counted[group] for group in named)
    if "*" in given.groups and not rest:
        toml.wrong("E329", f"There is no other organisation with {with_article(column)} for '*'.", at, value="*")
    sizes = {**{group: counted[group] for group in named}, **({"*": rest} if "*" in given.groups else {})}
    for group, size in sizes.items():
        if size == 1 and not listed.lost and column not in listed.spoiled:
            message = f"Group '{group}' of {column} has one organisation only."
            found.append(Problem("W330", message, toml.file, column=given.column, value=group))
    groups = iter(named)
    return Contrast(column, tuple("*" if g == "*" else next(groups) for g in given.groups))


def _is_choice(column: str) -> bool:
    own = next((c for c in TABLES["organisations"].columns if c.name == column), None)
    return own is not None and bool(own.choices)
