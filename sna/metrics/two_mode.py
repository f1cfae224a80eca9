"""Measures of who took part in what, before it becomes ties."""

from __future__ import annotations

import numpy as np

from sna.metrics.registry import Values, metric
from sna.model import Affiliation


@metric(
    label="share of meetings attended",
    level="organisation",
    direction="none",
    weights="ignored",
    low=0,
    high=1,
    undefined="no meetings",
    means="This organisation is present wherever the network meets.",
    formula="meetings attended / meetings held",
    source="borgatti1997",
    of="affiliation",
)
def two_mode_degree(affiliation: Affiliation) -> Values:
    """Divide the meetings each organisation attended by the meetings held.

    Parameters
    ----------
    affiliation
        Organisations × meetings (or partnerships); for how long does not count.

    Returns
    -------
    array
        0 to 1 in the order of the rows; undefined where no meeting was held.

    References
    ----------
    Borgatti and Everett (1997), doi:10.1016/S0378-8733(96)00301-2

    Examples
    --------
    >>> from sna.model import Roster
    >>> organisations, meetings = Roster.of("AB"), Roster.of(["m1", "m2"], kind="meetings")
    >>> attended = Affiliation(organisations, meetings, np.array([0, 0, 1]), np.array([0, 1, 1]), np.ones(3), "board")
    >>> two_mode_degree(attended).tolist()
    [1.0, 0.5]
    """
    held = len(affiliation.columns)
    if held == 0:
        return np.full(len(affiliation.rows), np.nan)
    return np.bincount(affiliation.row, minlength=len(affiliation.rows)) / held
