"""Whether the best-connected organisations are tied to each other."""

from __future__ import annotations

import numpy as np

from sna.engines import as_presence
from sna.metrics.registry import Values, metric
from sna.metrics.underlying import underlying
from sna.model import Network


@metric(
    label="share of possible links among those with as many links or more",
    level="organisation",
    direction="none",
    weights="ignored",
    low=0,
    high=1,
    undefined="nobody else has as many links",
    means="The organisations with at least as many links as this one deal with each other: a club at the top.",
    formula="φ_i = 2 E(k ≥ k_i) / (N(k ≥ k_i) (N(k ≥ k_i) − 1)), of the organisations with degree k_i or more",
    source="colizza2006",
    default=False,
    up_to=1_000,
)
def rich_club(network: Network) -> Values:
    """Give each organisation the density among those with at least its degree: the rich-club curve at its own degree.

    The curve φ(k) has as many points as there are degrees; read at the organisations it has one for each, so that it
    can be compared and drawn like any other measure. φ(k) of the paper counts degrees above k: φ_i = φ(k_i − 1).

    Parameters
    ----------
    network
        Any layer; direction and strengths are ignored.

    Returns
    -------
    array
        0 to 1, in roster order; undefined for the one organisation at the top. A high value says little by itself,
        because organisations with many links meet each other by chance as well.

    References
    ----------
    Colizza, Flammini, Serrano and Vespignani (2006), doi:10.1038/nphys209

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> rich_club(sketch("A-B A-C B-C C-D")).round(3).tolist()
    [1.0, 1.0, nan, 0.667]
    """
    ties = as_presence(underlying(network))
    degree = ties.sum(axis=1)
    order = np.argsort(-degree, kind="stable")
    inside = np.tril(ties[np.ix_(order, order)]).sum(axis=1).cumsum()
    # Organisations of equal degree enter the club together: each has the value of the last of them.
    last = np.searchsorted(-degree[order], -degree, side="right") - 1
    size = last + 1.0
    values = np.full(network.n, np.nan)
    np.divide(2 * inside[last], size * (size - 1), out=values, where=size > 1)
    return values
