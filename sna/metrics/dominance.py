"""Dominance: who comes out above whom, pair by pair."""

from __future__ import annotations

import numpy as np

from sna.engines import as_presence
from sna.metrics.levels import turned
from sna.metrics.registry import Values, metric
from sna.model import Network

ENOUGH = 0.5
"""Share of pairs that must have a tie, for pairs to say something of an order of all."""


@metric(
    label="David's score",
    level="organisation",
    direction="out",
    weights="ignored",
    low=-np.inf,
    high=np.inf,
    undefined="no more than half of the pairs of organisations have a tie",
    means="In its pairs this organisation is the one depended on, and also where the other is depended on by many.",
    formula="w + w₂ − l − l₂, w_i = Σ_j P_ij, w₂_i = Σ_j P_ij w_j, l_i = Σ_j P_ji, l₂_i = Σ_j P_ji l_j; P_ij = 1 where"
    " i alone sends, ½ where both do, 0 else, as recorded; sender and receiver exchanged where the layer says that the"
    " sender depends",
    source="devries2006",
    layers="directed",
    default=False,
    up_to=1_000,
)
def davids_score(network: Network) -> Values:
    """Score organisations by the pairs in which they stand above, weighed by how the other stands.

    A sender stands above the receiver: as recorded, and where the layer says that the receiver depends on the sender.
    Where it says that the sender depends, ties are read the other way. A pair without a tie counts for neither.
    P is the plain share of ties; the authors' correction for chance is for counts of encounters and is not applied.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.

    Returns
    -------
    array
        Scores in roster order, above 0 in the upper half of the order; they sum to 0. Undefined for all where half of
        the pairs or fewer have a tie: the score was made for animals that have met, and most pairs would not count.

    References
    ----------
    de Vries, Stevens and Vervaecke (2006), doi:10.1016/j.anbehav.2005.05.015

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> davids_score(sketch("A>B A>C B>C")).tolist()
    [3.0, 0.0, -3.0]
    """
    above = turned(network, as_presence(network), "sender")
    met = above + above.T
    pairs = network.n * (network.n - 1)
    if pairs == 0 or (met > 0).sum() / pairs <= ENOUGH:
        return np.full(network.n, np.nan)
    share = np.divide(above, met, out=np.zeros_like(met), where=met > 0)
    won, lost = share.sum(axis=1), share.sum(axis=0)
    scores: Values = won + share @ won - lost - share.T @ lost
    return scores
