"""The shape of attendance as a whole: how full it is, whether small attendance nests in large, who could be spared."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sna.metrics.registry import Values, metric
from sna.model import Affiliation

Matrix = npt.NDArray[np.float64]


def _presence(affiliation: Affiliation) -> Matrix:
    """Return organisations × meetings, 1 where present."""
    present = np.zeros((len(affiliation.rows), len(affiliation.columns)))
    present[affiliation.row, affiliation.column] = 1
    return present


@metric(
    label="share of possible attendances that took place",
    level="network",
    direction="none",
    weights="ignored",
    low=0,
    high=1,
    undefined="no organisations or no meetings",
    means="Everybody goes to everything.",
    formula="attendances / (organisations × meetings)",
    source="borgatti1997",
    of="affiliation",
    default=False,
)
def two_mode_density(affiliation: Affiliation) -> float:
    """Divide the attendances by those that were possible.

    Parameters
    ----------
    affiliation
        Organisations × meetings (or partnerships); for how long does not count.

    Returns
    -------
    float
        0 to 1; undefined without organisations or without meetings.

    References
    ----------
    Borgatti and Everett (1997), doi:10.1016/S0378-8733(96)00301-2

    Examples
    --------
    >>> from sna.model import Roster
    >>> organisations, meetings = Roster.of("AB"), Roster.of(["m1", "m2"], kind="meetings")
    >>> attended = Affiliation(organisations, meetings, np.array([0, 0, 1]), np.array([0, 1, 1]), np.ones(3), "board")
    >>> two_mode_density(attended)
    0.75
    """
    possible = len(affiliation.rows) * len(affiliation.columns)
    return len(affiliation.row) / possible if possible else np.nan


@metric(
    label="nestedness of attendance",
    level="network",
    direction="none",
    weights="ignored",
    low=0,
    high=100,
    undefined="fewer than two organisations that attended anything; columns also: fewer than two meetings attended",
    means="Those who attend little go only where those who attend much go: nothing is held without the core.",
    formula="100 × mean over pairs of rows, of columns, or of both, of the share of the emptier one's cells that"
    " are filled in the fuller one; 0 where both are as full",
    source="almeida2008",
    of="affiliation",
    default=False,
    parts={
        "total": "nestedness of organisations and meetings (NODF)",
        "rows": "nestedness of organisations",
        "columns": "nestedness of meetings",
    },
    up_to=1_000,
)
def nestedness_nodf(affiliation: Affiliation) -> dict[str, float]:
    """Measure how far the attendance of less active organisations lies within that of more active ones.

    Parameters
    ----------
    affiliation
        Organisations × meetings (or partnerships); for how long does not count. Organisations that attended nothing
        and meetings without attendance are left out.

    Returns
    -------
    dict of float
        ``total``, ``rows`` (organisations) and ``columns`` (meetings), from 0 to 100 (perfectly nested). Each is
        undefined where there is no pair to compare.

    References
    ----------
    Almeida-Neto et al. (2008), doi:10.1111/j.0030-1299.2008.16644.x

    Examples
    --------
    >>> from sna.model import Roster
    >>> organisations, meetings = Roster.of("AB"), Roster.of(["m1", "m2"], kind="meetings")
    >>> attended = Affiliation(organisations, meetings, np.array([0, 0, 1]), np.array([0, 1, 1]), np.ones(3), "board")
    >>> nestedness_nodf(attended)
    {'total': 100.0, 'rows': 100.0, 'columns': 100.0}
    """
    present = _presence(affiliation)
    present = present[present.any(axis=1)][:, present.any(axis=0)]
    (rows, row_pairs), (columns, column_pairs) = _nested(present), _nested(present.T)
    pairs = row_pairs + column_pairs
    return {
        "total": (rows + columns) / pairs if pairs else np.nan,
        "rows": rows / row_pairs if row_pairs else np.nan,
        "columns": columns / column_pairs if column_pairs else np.nan,
    }


def _nested(present: Matrix) -> tuple[float, int]:
    """Return the sum over pairs of rows of their nestedness in per cent, and the number of pairs."""
    filled = present.sum(axis=1)
    fewer = filled[:, None] < filled[None, :]
    shares = (present @ present.T) / np.maximum(filled, 1)[:, None]
    return float(100 * shares[fewer].sum()), len(filled) * (len(filled) - 1) // 2


@metric(
    label="share of its pairs of meetings that others connect as well",
    level="organisation",
    direction="none",
    weights="ignored",
    low=0,
    high=1,
    undefined="it attended fewer than two meetings",
    means="Others could stand in: the meetings this organisation connects would be connected without it.",
    formula="pairs of meetings it attended that another organisation attended both of / pairs of meetings it attended",
    source="latapy2008",
    of="affiliation",
    default=False,
    up_to=1_000,
)
def redundancy(affiliation: Affiliation) -> Values:
    """Measure how many of the links between meetings that an organisation makes are also made by another.

    Parameters
    ----------
    affiliation
        Organisations × meetings (or partnerships); for how long does not count.

    Returns
    -------
    array
        0 (every link between its meetings is its own) to 1, in the order of the rows; undefined for organisations that
        attended fewer than two meetings.

    References
    ----------
    Latapy, Magnien and Del Vecchio (2008), doi:10.1016/j.socnet.2007.04.006

    Examples
    --------
    >>> from sna.model import Roster
    >>> organisations, meetings = Roster.of("ABC"), Roster.of(["m1", "m2", "m3"], kind="meetings")
    >>> cells = np.array([0, 0, 0, 1, 1, 2]), np.array([0, 1, 2, 1, 2, 2])
    >>> redundancy(Affiliation(organisations, meetings, *cells, np.ones(6), "board")).round(3).tolist()
    [0.333, 1.0, nan]
    """
    present = _presence(affiliation)
    values = np.full(len(present), np.nan)
    for place, row in enumerate(present):
        own = present[:, row > 0]
        number = own.shape[1]
        if number > 1:
            shared = own.T @ own >= 2  # noqa: PLR2004
            np.fill_diagonal(shared, val=False)
            values[place] = shared.sum() / (number * (number - 1))
    return values
