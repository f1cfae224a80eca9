"""Look at a study through the lenses that were asked for, or through all that its tables allow."""

from __future__ import annotations

from collections.abc import Sequence

from sna.contrast import resolve_contrast
from sna.contrast.subjects import Testing
from sna.errors import NoResultError, Problem, UsageError, nearest
from sna.lenses.catalogue import LENSES
from sna.lenses.lens import Looking
from sna.model import Contrast, Findings, Study


def allowed(study: Study) -> tuple[str, ...]:
    """Return the names of the lenses for which a study has the tables."""
    return tuple(name for name, lens in LENSES.items() if lens.can(study))


def of_power(study: Study) -> tuple[str, ...]:
    """Return the names of the lenses that say how uneven power is, of those for which a study has the tables.

    Examples
    --------
    >>> import sna
    >>> of_power(sna.load("centralised-surgery"))
    ('attendance', 'leaders', 'left_out', 'voice')
    """
    return tuple(name for name in allowed(study) if LENSES[name].of_power)


def see(
    study: Study,
    lenses: Sequence[str] = (),
    *,
    by: str | Contrast | None = None,
    permutations: int = 9_999,
    exact: bool = False,
    seed: int = 0,
) -> dict[str, Findings]:
    """Look at the facts of a study one way at a time.

    Parameters
    ----------
    study
        The study.
    lenses
        Names from `LENSES`; all that the tables allow where none is named.
    by
        Groups of organisations to tell apart; the study's first contrast if left out.
    permutations, exact, seed
        Of the tests, as for `sna.contrast.asymmetry`.

    Returns
    -------
    dict
        Lens → its findings, in the order of `LENSES`; a lens that was not named and finds nothing is left out.

    Raises
    ------
    UsageError
        If there is no such lens, column or group.
    NoResultError
        If a lens that was named finds nothing to look at.

    Examples
    --------
    >>> import sna
    >>> found = see(sna.load("centralised-surgery"), ["series"])["series"].frame()
    >>> found.loc[found["quantity"] == "meetings_held", ["snapshot", "group", "value"]].values.tolist()[0]
    ['before', '...', ...]
    """
    if unknown := [name for name in lenses if name not in LENSES]:
        raise UsageError(
            [Problem("E702", f"There is no lens '{name}'.", hint=nearest(name, LENSES)) for name in unknown]
        )
    if lacking := [name for name in lenses if not LENSES[name].can(study)]:
        raise NoResultError([_nothing(name) for name in lacking])
    looking = Looking(study, resolve_contrast(study, by), Testing(permutations, exact, seed))
    asked = (name for name in LENSES if name in (lenses or allowed(study)))
    found = {name: Findings.of(LENSES[name].look(looking), {}).worded(study.roster.kind) for name in asked}
    if blind := [name for name in lenses if found[name].table.empty]:
        raise NoResultError([_nothing(name) for name in blind])
    return {name: findings for name, findings in found.items() if not findings.table.empty}


def _nothing(name: str) -> Problem:
    hint = f"Needed, with rows of the time that is asked about: {LENSES[name].needs}"
    return Problem("E702", f"Nothing to see by '{name}' here.", hint=hint)
