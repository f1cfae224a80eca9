"""Look at the facts through lenses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sna.api.asked import Names, contrast_of, listed, named, units_of
from sna.model import Contrast, Study
from sna.model.roster import ORGANISATIONS

if TYPE_CHECKING:
    import pandas as pd


def lens(  # noqa: PLR0913
    study: Study,
    lenses: Names = (),
    *,
    by: str | Contrast | None = None,
    layer: Names = (),
    snapshot: Names = (),
    pathway: Names = (),
    profession: Names = (),
    seed: int = 0,
    of: str = ORGANISATIONS,
) -> pd.DataFrame:
    """Look at the facts of a study one way at a time.

    Parameters
    ----------
    study, layer, snapshot, pathway, profession, of
        As for `measure`.
    lenses
        Names of lenses; all that the tables allow where none is named.
    by, seed
        As for `asymmetry`.

    Returns
    -------
    DataFrame
        Findings, with the name of the lens in the first column. docs/lenses.md says of each lens what it finds, and
        of what share or count; what is undefined is ``NaN`` with a note why.

    Raises
    ------
    UsageError
        If a lens, column, layer or snapshot does not exist.
    NoResultError
        If a lens that was named finds nothing to look at.

    Examples
    --------
    >>> import sna
    >>> found = sna.lens(sna.load("centralised-surgery"), "series", snapshot="after")
    >>> sorted(set(found["quantity"]))[:2]
    ['attendance_share', 'attendance_share_expected']
    """
    from sna.lenses import see
    from sna.report.views import table_of

    kept = units_of(study, of).narrowed(
        layers=named(layer),
        snapshots=named(snapshot),
        pathway=listed(pathway),
        profession=listed(profession),
    )
    return table_of(see(kept, listed(lenses), by=contrast_of(by), seed=seed))
