"""Which groups are compared, and who is in them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sna.errors import Problem, UsageError, nearest
from sna.model import Contrast, Grouping, Roster, Study
from sna.model.grouping import NO_GROUP

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

__all__ = ["MOST_GROUPS", "NO_GROUP", "counted", "groups_at", "no_groups", "outside", "resolve_contrast", "said"]

FEWEST_GROUPS = 2
SHOWN = 4
MOST_ALONE = 6
"""Groups of one member each up to which a column may still be meant; beyond, its values are names."""
MOST_GROUPS = 12
"""Groups that a column may divide into by itself: tests take any number, tables of pairs grow with its square."""


def resolve_contrast(study: Study, by: str | Contrast | None = None) -> Contrast | None:
    """Return the contrast that was asked for.

    Parameters
    ----------
    study
        The study.
    by
        A contrast; a column of organisations, whose values are the groups where study.toml declares none for it; or
        nothing, for the study's first contrast.

    Returns
    -------
    Contrast or None
        ``None`` where nothing was asked for and the study has no contrast.

    Raises
    ------
    UsageError
        If the organisations have no such column or group, or the column cannot divide them.
    """
    if by is None:
        return study.contrast()
    column = by.column if isinstance(by, Contrast) else by
    declared = study.contrast(column)
    if column not in study.roster.attributes and declared is None:
        known = {*study.roster.attributes, *(contrast.column for contrast in study.contrasts)}
        raise UsageError(
            Problem(
                "E329",
                f"{study.roster.kind.capitalize()} have no column '{column}'.",
                hint=nearest(column, sorted(known)),
            )
        )
    if isinstance(by, Contrast):
        return _checked(study, by, declared)
    return declared or _from_values(study, column)


def _checked(study: Study, by: Contrast, declared: Contrast | None) -> Contrast:
    """Return a contrast whose groups all exist."""
    known = set(study.roster.attributes.get(by.column, ())) - {None} | set(declared.groups if declared else ())
    unknown = [group for group in by.groups if group != "*" and group not in known]
    if unknown:
        words = [value for value in known if value is not None]
        raise UsageError(
            [Problem("E329", f"Column '{by.column}' has no group '{g}'.", hint=nearest(g, words)) for g in unknown]
        )
    return by


def _from_values(study: Study, column: str) -> Contrast:
    """Return the contrast of all values of a column, sorted."""
    groups = sorted({value for value in study.roster.attributes[column] if value is not None})
    if len(groups) < FEWEST_GROUPS:
        raise UsageError(_one_group(study, column))
    names = sum(value is not None for value in study.roster.attributes[column]) == len(groups) > MOST_ALONE
    if names or len(groups) > MOST_GROUPS:
        raise UsageError(
            Problem(
                "E329",
                f"Column '{column}' cannot divide the {study.roster.kind} into groups.",
                value=f"{len(groups)} different values{', one for each' if names else ''}",
                expected=f"2 to {MOST_GROUPS}",
                hint=f"Name the groups to compare: {column}={','.join(_largest(study, column))}.",
            )
        )
    return Contrast(column, tuple(groups))


def no_groups(study: Study) -> Problem:
    """Return the problem of a study that names no groups, with the columns that could divide it."""
    columns = _columns_with_groups(study)
    settings = f"dd [groups] to {study.settings}, or a column that divides the {study.roster.kind}."
    hint = f"{columns} Or a{settings}" if columns else f"A{settings}"
    return Problem("E329", "This study has no groups to compare.", hint=hint)


def _one_group(study: Study, column: str) -> Problem:
    """Return the problem of a column in which fewer than two groups are found: which, and what to do."""
    counts = Counter(value for value in study.roster.attributes[column] if value is not None)
    kind = study.roster.kind
    found = ", ".join(f"'{group}' ({number} of {len(study.roster)} {kind})" for group, number in counts.items())
    message = f"Column '{column}' has {'only one group' if counts else 'no groups'}: there is nothing to compare."
    hint = f"Fill in the group of the others in '{column}'. {_columns_with_groups(study, column)}".strip()
    return Problem("E329", message, value=found or "nothing", expected=f"2 to {MOST_GROUPS} groups", hint=hint)


def _columns_with_groups(study: Study, but: str = "") -> str:
    """Return the columns whose values are few groups, and how to use one; empty where there are none."""
    found = []
    for column, values in sorted(study.roster.attributes.items()):
        groups = sorted({value for value in values if value is not None})
        each = max(Counter(value for value in values if value is not None).values(), default=0)
        if column != but and FEWEST_GROUPS <= len(groups) <= MOST_GROUPS and each > 1:
            found.append(f"{column} ({', '.join(groups)})")
    return f"Columns that divide them, for --by: {'; '.join(found[:SHOWN])}." if found else ""


def _largest(study: Study, column: str) -> list[str]:
    """Return the two groups of a column that have most members, for a hint that can be typed as it is."""
    counts = Counter(value for value in study.roster.attributes[column] if value is not None)
    return [group for group, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:2]]


def groups_at(contrast: Contrast, roster: Roster) -> npt.NDArray[np.int64]:
    """Return the group of every organisation: its place in ``contrast.groups``, or −1 where it takes no part.

    Examples
    --------
    >>> roster = Roster.of(["A", "B", "C"], attributes={"centre": ["local", None, "specialist"]})
    >>> groups_at(Contrast("centre", ("specialist", "local")), roster).tolist()
    [1, -1, 0]
    """
    return Grouping.at(contrast, roster).of


def outside(contrast: Contrast, roster: Roster, groups: npt.NDArray[np.int64]) -> str:
    """Return how many organisations take no part: those of no known group, or of one that is not compared.

    Examples
    --------
    >>> roster = Roster.of(["A", "B", "C"], attributes={"centre": ["local", "other", "specialist"]})
    >>> contrast = Contrast("centre", ("specialist", "local"))
    >>> outside(contrast, roster, groups_at(contrast, roster))
    '1 organisation in none of the groups compared'
    """
    left = [place for place, group in enumerate(groups.tolist()) if group == NO_GROUP]
    if not left:
        return ""
    column = roster.attributes.get(contrast.column)
    elsewhere = column is not None and any(column[place] is not None for place in left)
    return f"{counted(len(left))} in {'none of the groups compared' if elsewhere else 'no group, not compared'}"


def said(group: str) -> str:
    """Return how a group is written: ``*`` is ``all others``.

    Examples
    --------
    >>> said("*"), said("local")
    ('all others', 'local')
    """
    return "all others" if group == "*" else group


def counted(number: int, of: int | None = None) -> str:
    """Return ``1 organisation``, ``3 organisations`` or ``2 of 12 organisations``.

    Examples
    --------
    >>> counted(1), counted(2, 12)
    ('1 organisation', '2 of 12 organisations')
    """
    total = number if of is None else of
    return f"{number}{f' of {of}' if of is not None else ''} organisation{'' if total == 1 else 's'}"
