"""What a call asks for: names, groups, and networks of organisations or of people."""

from __future__ import annotations

from collections.abc import Sequence

from sna.errors import Problem, UsageError, nearest
from sna.model import Contrast, Study
from sna.model.roster import ORGANISATIONS, PEOPLE

Names = str | Sequence[str]


def listed(names: Names) -> tuple[str, ...]:
    """Return one name or several as a tuple."""
    return (names,) if isinstance(names, str) else tuple(names)


def named(names: Names) -> tuple[str, ...] | None:
    """Return the names, or nothing where all are meant."""
    return listed(names) or None


def contrast_of(by: str | Contrast | None) -> str | Contrast | None:
    """Return what ``COLUMN`` or ``COLUMN=GROUP,OTHER`` means.

    Examples
    --------
    >>> print(contrast_of("sector=nhs,*"))
    sector: nhs against all others
    """
    if not isinstance(by, str) or "=" not in by:
        return by
    column, _, groups = by.partition("=")
    return Contrast(column.strip(), tuple(group.strip() for group in groups.split(",") if group.strip()))


def units_of(study: Study, of: str) -> Study:
    """Return a study whose networks are of ``organisations`` or of ``people``.

    Raises
    ------
    UsageError
        If it is of neither, or the study says nothing of people.

    Examples
    --------
    >>> import sna
    >>> print(units_of(sna.load("centralised-surgery"), "people").roster)
    174 people
    """
    from sna.derive import people_study

    if of not in (ORGANISATIONS, PEOPLE):
        known = nearest(of, (ORGANISATIONS, PEOPLE))
        raise UsageError(Problem("E401", f"Networks are of organisations or of people, not of '{of}'.", hint=known))
    return people_study(study) if of == PEOPLE else study
