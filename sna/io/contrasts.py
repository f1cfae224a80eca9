"""Which groups of organisations are set against each other: as declared, or as the attributes suggest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from sna.errors import Problem, nearest
from sna.io.declaration import Declaration
from sna.io.headings import fold
from sna.io.tables import ReadTable
from sna.model.declaration import Contrast
from sna.model.roster import Roster
from sna.model.schema import TABLES

_HEADLINE = Contrast("centre", ("specialist", "local"))
_NO_GROUPS = {
    *("place", "latitude", "longitude", "parent", "successor", "consent", "in_boundary", "approached", "responded"),
    *("evidence", "note", "notes", "comment", "comments"),
}
_FEWEST, _MOST = 2, 6


def conclude_contrasts(
    declaration: Declaration, roster: Roster, tables: Mapping[str, ReadTable], found: list[Problem]
) -> tuple[Contrast, ...]:
    """Return the contrasts to report, the headline first; none where no column divides the organisations."""
    values = {column: _counted(roster, column, tables) for column in (*roster.attributes, "centre")}
    if declaration.contrasts:
        return tuple(c for given in declaration.contrasts if (c := _checked(given, values, declaration, found)))
    concluded = _concluded(values, len(roster))
    return (concluded,) if concluded else ()


def _counted(roster: Roster, column: str, tables: Mapping[str, ReadTable]) -> Counter[str]:
    """Value → how many organisations ever have it; rows of `centres` count beside the organisations' own column."""
    pairs = {(identifier, value) for identifier, value in roster.group_of(column).items() if value is not None}
    if column == "centre" and "centres" in tables:
        frame = tables["centres"].facts.frame
        pairs |= {
            (identifier, value)
            for identifier, value in zip(frame["organisation"], frame["centre"], strict=True)
            if isinstance(identifier, str) and isinstance(value, str)
        }
    return Counter(value for _, value in pairs)


def _concluded(values: Mapping[str, Counter[str]], organisations: int) -> Contrast | None:
    if set(_HEADLINE.groups) <= set(values["centre"]):
        return _HEADLINE
    for column, counted in values.items():
        if column not in {*_NO_GROUPS, "centre"} and _FEWEST <= len(counted) <= min(_MOST, organisations - 1):
            return Contrast(column, tuple(sorted(counted)))
    return None


def _checked(
    given: Contrast, values: Mapping[str, Counter[str]], declaration: Declaration, found: list[Problem]
) -> Contrast | None:
    column, at, toml = fold(given.column), ("groups", given.column), declaration.toml
    known = {name: counted for name, counted in values.items() if counted}
    if column not in known:
        message = f"No organisation has anything in a column '{given.column}'."
        toml.wrong("E329", message, at, value=given.column, hint=nearest(given.column, known))
        return None
    counted = values[column]
    named = [fold(g) if _is_choice(column) else g for g in given.groups if g != "*"]
    for group in named:
        if group not in counted:
            message = f"No organisation has {column} = '{group}'."
            toml.wrong("E329", message, at, value=group, hint=nearest(group, counted))
    rest = sum(counted.values()) - sum(counted[group] for group in named)
    if "*" in given.groups and not rest:
        toml.wrong("E329", f"There is no other organisation with a {column} for '*'.", at, value="*")
    sizes = {**{group: counted[group] for group in named}, **({"*": rest} if "*" in given.groups else {})}
    for group, size in sizes.items():
        if size == 1:
            message = f"Group '{group}' of {column} has one organisation only."
            found.append(Problem("W330", message, toml.file, column=given.column, value=group))
    groups = iter(named)
    return Contrast(column, tuple("*" if g == "*" else next(groups) for g in given.groups))


def _is_choice(column: str) -> bool:
    own = next((c for c in TABLES["organisations"].columns if c.name == column), None)
    return own is not None and bool(own.choices)
