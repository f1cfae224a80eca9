"""One place for each organisation, for every snapshot and layer that is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sna.layout.crossings import Ends, crossings, tie_ends
from sna.layout.distances import Matrix, path_lengths, tie_lengths, union_presence, union_roster
from sna.layout.pieces import in_rows, pieces_of
from sna.layout.stress import Points, majorise, starting_points
from sna.model import Network

Places = npt.NDArray[np.int64]

if TYPE_CHECKING:
    import pandas as pd

ISOLATES_IN_PLACE = 3
PIECES_IN_PLACE = 3
SMALL = 1 / 8
SHORTER = 0.6
WITHIN = 1.05
MOST_TIES_TO_CROSS = 1500
STARTS = ((25, 30), (60, 20), (150, 10))
FEWEST_STARTS = 3
DECIMALS = 6
FINE = 25


def shared_layout(networks: Sequence[Network], *, seed: int = 0) -> pd.DataFrame:
    """Place the organisations of several networks once, so that they keep their place in all of them.

    Stress majorisation of the union of the ties: tied organisations with the same neighbours stand closer. Of the
    arrangements within 5% of the least stress, the one with fewest crossing lines is taken. Up to three organisations
    without any tie stand in the widest gaps between the others, more of them in rows below. So do more than three
    pieces that have no tie to the largest one and less than an eighth of its organisations.

    Parameters
    ----------
    networks
        What will be drawn: only the ties in it count, so filter first.
    seed
        Seed of the starting positions.

    Returns
    -------
    pandas.DataFrame
        ``organisation`` (sorted), ``x``, ``y``: x to the right, y upwards, the longer side from 0 to 1. The longest
        axis lies flat, and the organisation with most ties is in the upper left half. No rows without organisations.

    References
    ----------
    Gansner, Koren and North (2005), doi 10.1007/978-3-540-31843-9_25.

    Examples
    --------
    >>> from sna.model import Layer, Roster, Ties
    >>> layer, ties = Layer("trust", directed=False), Ties.of([(0, 1, 1.0), (1, 2, 1.0)], directed=False)
    >>> shared_layout([Network(Roster.of(["A", "B", "C"]), layer, ties)]).round(2)["x"].tolist()
    [0.0, 0.5, 1.0]
    """
    import pandas as pd

    ids = union_roster(networks)
    presence = union_presence(networks, ids)
    degree = presence.sum(axis=1)
    tied = np.flatnonzero(degree > 0)
    lonely = np.flatnonzero(degree == 0)
    if not len(tied) and len(lonely) <= ISOLATES_IN_PLACE:
        tied, lonely = lonely, tied
    small = _small_pieces(presence, tied)
    if len(small) > PIECES_IN_PLACE:
        tied = np.setdiff1d(tied, np.concatenate(small))
    points = np.zeros((len(ids), 2))
    if len(tied):
        points[tied] = _unit(_turned(_best(presence[np.ix_(tied, tied)], seed), degree[tied]))
    if len(small) > PIECES_IN_PLACE:
        points = _unit(_with_rows(points, presence, tied, [*small, *lonely[:, None]], seed))
    elif len(tied) and len(lonely) <= ISOLATES_IN_PLACE:
        points[lonely] = _gaps(len(lonely), points[tied], tie_ends(presence[np.ix_(tied, tied)]))
    elif len(lonely):
        points[lonely] = _rows(len(lonely), points[tied])
        points = _unit(points)
    places = np.round(points, DECIMALS) + 0.0
    return pd.DataFrame({"organisation": list(ids), "x": places[:, 0], "y": places[:, 1]})


def _best(presence: Matrix, seed: int) -> Points:
    """Return the arrangement with fewest crossings among those of nearly least stress."""
    n = len(presence)
    if n == 1:
        return np.zeros((1, 2))
    wanted = path_lengths(tie_lengths(presence))
    starts = next((many for most, many in STARTS if n <= most), FEWEST_STARTS)
    points, stress = majorise(wanted, starting_points(wanted, starts=starts, seed=seed))
    near = np.flatnonzero(stress <= WITHIN * stress.min() + 1e-12)
    near = near[np.argsort(stress[near], kind="stable")]
    ends = tie_ends(presence)
    if len(ends) > MOST_TIES_TO_CROSS:
        return np.asarray(points[near[0]])
    return np.asarray(points[min(near.tolist(), key=lambda start: crossings(points[start], ends))])


def _turned(points: Points, degree: Matrix) -> Points:
    """Lay the longest axis flat and put the organisation with most ties in the upper left half."""
    centred = points - points.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    turned = centred @ axes[:, ::-1]
    scale = np.abs(turned).max(initial=0.0)
    order = np.argsort(-degree, kind="stable")
    for axis, side in ((0, -1.0), (1, 1.0)):
        off = next((value for value in turned[order, axis] if abs(value) > 1e-3 * scale), side)
        turned[:, axis] *= side * np.sign(off)
    return np.asarray(turned)


def _unit(points: Points) -> Points:
    """Move to the origin and scale so that the longer side is 1."""
    low = points.min(axis=0)
    side = (points.max(axis=0) - low).max()
    return np.asarray((points - low) / (side if side > 0 else 1.0))


def _small_pieces(presence: Matrix, tied: Places) -> list[Places]:
    """Return the tied pieces that are far smaller than the largest, largest first."""
    pieces = [tied[piece] for piece in pieces_of(presence[np.ix_(tied, tied)])]
    return [piece for piece in pieces if len(piece) < SMALL * len(pieces[0])]


def _with_rows(points: Points, presence: Matrix, tied: Places, pieces: Sequence[Places], seed: int) -> Points:
    """Return the points with each piece laid out by itself, at the same length of ties, in rows below the others."""
    ends = tied[tie_ends(presence[np.ix_(tied, tied)])]
    tie = SHORTER * float(np.median(np.hypot(*(points[ends[:, 0]] - points[ends[:, 1]]).T)))
    drawn = [tie * _turned(_best(presence[np.ix_(at, at)], seed), presence[at].sum(axis=1)) for at in pieces]
    points = points.copy()
    for at, piece in zip(pieces, in_rows(drawn, points[tied], tie), strict=True):
        points[at] = piece
    return points


def _gaps(many: int, points: Points, ends: Ends) -> Points:
    """Return places among the others, each as far as can be from every organisation and every tie."""
    low, high = points.min(axis=0), np.maximum(points.max(axis=0), points.min(axis=0) + 0.5)
    steps = np.linspace(0.0, 1.0, FINE)
    spots = np.array([low + (high - low) * (x, y) for y in steps[::-1] for x in steps])
    start, along = points[ends[:, 0]], points[ends[:, 1]] - points[ends[:, 0]]
    share = ((spots[:, None] - start) * along).sum(axis=2) / np.maximum((along**2).sum(axis=1), 1e-12)
    off = spots[:, None] - start - np.clip(share, 0.0, 1.0)[..., None] * along
    from_ties = np.hypot(off[..., 0], off[..., 1]).min(axis=1, initial=np.inf)
    taken = points
    for _ in range(many):
        away = spots[:, None] - taken
        # Names need room beside organisations, lines do not: half the distance from a line will do.
        room = np.minimum(np.hypot(away[..., 0], away[..., 1]).min(axis=1), 2 * from_ties)
        taken = np.vstack([taken, spots[int(np.argmax(np.round(room, 9)))]])
    return np.asarray(taken[len(points) :])


def _rows(many: int, above: Points) -> Points:
    """Return places in rows below the others, left to right in the order of ids."""
    width = 1.0 if len(above) else 0.0
    a_row = max(12, int(np.ceil(np.sqrt(many * 3))))
    gap = 1.0 / a_row
    column, row = np.arange(many) % a_row, np.arange(many) // a_row
    return np.column_stack([(column + 0.5) * gap * (width or 1.0), -gap * (1.4 * width + row)])
