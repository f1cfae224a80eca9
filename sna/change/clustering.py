"""Whether ties close triangles more than the tie model has it: they may then not come and go pair by pair."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]
Values = npt.NDArray[np.float64]

CLUSTERED = "more triangles than the tie model gives: ties may come and go together, so p may be too small"
RARE = 0.05
WORK = 1_000_000_000
"""Multiplications there are at most: fewer networks of the model are looked at where organisations are many."""

FEWEST = 19
"""Networks of the model there are at least: with these, more than all of them is .05."""


def clustered(presence: tuple[Flags, Flags], drawn: Flags) -> str:
    """Return the warning that ties close triangles more often than the tie model has it; empty where they do not.

    The tie model knows who sends and receives much and that ties are returned, not that partners of partners become
    partners. Transitivity, averaged over the two networks, is held against pairs of networks drawn from the model.

    Parameters
    ----------
    presence
        The earlier and the later network.
    drawn
        From `sna.infer.draw_changes`, fitted to both.

    Examples
    --------
    >>> groups = np.kron(np.eye(4, dtype=bool), np.ones((3, 3), dtype=bool)) & ~np.eye(12, dtype=bool)
    >>> from sna.infer import Stream, draw_changes
    >>> drawn = draw_changes((groups, groups), ~np.eye(12, dtype=bool), directed=False, stream=Stream(1))
    >>> clustered((groups, groups), drawn) == CLUSTERED
    True
    """
    if not len(drawn):
        return ""
    n = drawn.shape[-1]
    chosen = drawn[: max(FEWEST, WORK // (2 * n**3))]
    own = transitivity(np.stack(presence)).mean()
    if np.isnan(own):
        return ""
    model = transitivity(chosen.reshape(-1, n, n)).reshape(-1, 2).mean(axis=1)
    # Where the model has no path of two ties, nothing is known: it counts against the warning.
    as_many = int((np.isnan(model) | (model >= own)).sum())
    return CLUSTERED if (as_many + 1) / (len(model) + 1) <= RARE else ""


def transitivity(stack: Flags) -> Values:
    """Return the share of closed paths of two ties in every network, direction left aside; ``nan`` where none is.

    Examples
    --------
    >>> path = np.array([[0, 1, 0], [0, 0, 1], [0, 0, 0]], dtype=bool)
    >>> transitivity(np.stack([path, ~np.eye(3, dtype=bool), path & False])).tolist()
    [0.0, 1.0, nan]
    """
    found = np.full(len(stack), np.nan)
    for place, ties in enumerate(stack):
        partners = (ties | ties.T).astype(np.float32)
        degree = partners.sum(axis=0)
        if paths := float((degree * (degree - 1)).sum()):
            found[place] = float(((partners @ partners) * partners).sum()) / paths
    return found
