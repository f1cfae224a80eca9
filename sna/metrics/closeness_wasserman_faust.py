"""Wasserman and Faust's closeness: how near those are that can be reached, and how many they are."""

from __future__ import annotations

import numpy as np

from sna.metrics.nearness import Nearness, from_others, to_others
from sna.metrics.registry import Values, metric
from sna.model import Network

TOO_FEW = "fewer than two organisations"


def _closeness(nearness: Nearness) -> Values:
    """Return (share of the others within reach) × (their number / the steps to them); 0 where nobody is in reach."""
    others = len(nearness.reached) - 1
    if others < 1:
        return np.full(others + 1, np.nan)
    near: Values = nearness.reached**2 / (others * np.maximum(nearness.total, 1))
    return near


@metric(
    label="Wasserman-Faust closeness from others",
    level="organisation",
    direction="in",
    weights="ignored",
    low=0,
    high=1,
    undefined=TOO_FEW,
    means="Many others reach this organisation in few steps.",
    formula="r/(n-1) × r / sum of steps(j → i) over the r others j that reach i; 0 where there are none",
    source="wasserman1994",
    layers="directed",
    default=False,
)
def closeness_wasserman_faust_in(network: Network) -> Values:
    """Multiply Freeman's closeness among those who reach each organisation by their share.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.

    Returns
    -------
    array
        0 (nobody reaches it) to 1 (everybody in one step), in roster order; Freeman's closeness where everybody
        reaches it. Undefined with fewer than two organisations.

    References
    ----------
    Wasserman and Faust (1994), p. 201, doi:10.1017/CBO9780511815478

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> closeness_wasserman_faust_in(sketch("A>B B>C D")).round(3).tolist()
    [0.0, 0.333, 0.444, 0.0]
    """
    return _closeness(from_others(network))


@metric(
    label="Wasserman-Faust closeness to others",
    level="organisation",
    direction="out",
    weights="ignored",
    low=0,
    high=1,
    undefined=TOO_FEW,
    means="This organisation reaches many others in few steps.",
    formula="r/(n-1) × r / sum of steps(i → j) over the r others j that i reaches; 0 where there are none",
    source="wasserman1994",
    layers="directed",
    default=False,
)
def closeness_wasserman_faust_out(network: Network) -> Values:
    """Multiply Freeman's closeness among those each organisation reaches by their share.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.

    Returns
    -------
    array
        0 (it reaches nobody) to 1 (everybody in one step), in roster order; Freeman's closeness where it reaches
        everybody. Undefined with fewer than two organisations.

    References
    ----------
    Wasserman and Faust (1994), p. 201, doi:10.1017/CBO9780511815478

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> closeness_wasserman_faust_out(sketch("A>B B>C D")).round(3).tolist()
    [0.444, 0.333, 0.0, 0.0]
    """
    return _closeness(to_others(network))


@metric(
    label="Wasserman-Faust closeness to others",
    level="organisation",
    direction="none",
    weights="ignored",
    low=0,
    high=1,
    undefined=TOO_FEW,
    means="This organisation and many others reach each other in few steps.",
    formula="r/(n-1) × r / sum of steps(i, j) over the r others j that i reaches; 0 where there are none",
    source="wasserman1994",
    layers="undirected",
    default=False,
)
def closeness_wasserman_faust(network: Network) -> Values:
    """Multiply Freeman's closeness among those within reach of each organisation by their share.

    Parameters
    ----------
    network
        An undirected layer; strengths are ignored.

    Returns
    -------
    array
        0 (an isolate) to 1 (tied to everybody), in roster order; Freeman's closeness in a connected network. Undefined
        with fewer than two organisations.

    References
    ----------
    Wasserman and Faust (1994), p. 201, doi:10.1017/CBO9780511815478

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> closeness_wasserman_faust(sketch("A-B B-C D")).round(3).tolist()
    [0.444, 0.667, 0.444, 0.0]
    """
    return _closeness(to_others(network))
