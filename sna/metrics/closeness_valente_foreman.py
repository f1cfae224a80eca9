"""Valente and Foreman's closeness: steps saved against the longest way in the network."""

from __future__ import annotations

import numpy as np

from sna.metrics.nearness import Nearness, from_others, to_others
from sna.metrics.registry import Values, metric
from sna.model import Network

NOBODY = "nobody can reach anybody"


def _closeness(nearness: Nearness) -> Values:
    """Return the mean over the others of (longest + 1 - steps)/longest; those out of reach count 0."""
    longest, others = nearness.longest, len(nearness.reached) - 1
    if longest == 0:
        return np.full(others + 1, np.nan)
    saved: Values = (nearness.reached * (longest + 1) - nearness.total) / (longest * others)
    return saved


@metric(
    label="Valente-Foreman closeness from others",
    level="organisation",
    direction="in",
    weights="ignored",
    low=0,
    high=1,
    undefined=NOBODY,
    means="Others reach this organisation in few steps.",
    formula="1/(n-1) × sum over the others j of (D + 1 - steps(j → i))/D, 0 where there is no route; D = steps of"
    " the longest shortest route in the network",
    source="valente1998",
    layers="directed",
    default=False,
)
def closeness_valente_foreman_in(network: Network) -> Values:
    """Average the steps saved by those who come to each organisation.

    The authors call it integration.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.

    Returns
    -------
    array
        0 (nobody reaches it) to 1 (everybody in one step), in roster order. Undefined where nobody can reach anybody.

    References
    ----------
    Valente and Foreman (1998), doi:10.1016/S0378-8733(97)00007-5

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> closeness_valente_foreman_in(sketch("A>B B>C")).tolist()
    [0.0, 0.5, 0.75]
    """
    return _closeness(from_others(network))


@metric(
    label="Valente-Foreman closeness to others",
    level="organisation",
    direction="out",
    weights="ignored",
    low=0,
    high=1,
    undefined=NOBODY,
    means="This organisation reaches others in few steps.",
    formula="1/(n-1) × sum over the others j of (D + 1 - steps(i → j))/D, 0 where there is no route; D = steps of"
    " the longest shortest route in the network",
    source="valente1998",
    layers="directed",
    default=False,
)
def closeness_valente_foreman_out(network: Network) -> Values:
    """Average the steps each organisation saves on its way to others.

    The authors call it radiality.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.

    Returns
    -------
    array
        0 (it reaches nobody) to 1 (everybody in one step), in roster order. Undefined where nobody can reach anybody.

    References
    ----------
    Valente and Foreman (1998), doi:10.1016/S0378-8733(97)00007-5

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> closeness_valente_foreman_out(sketch("A>B B>C")).tolist()
    [0.75, 0.5, 0.0]
    """
    return _closeness(to_others(network))


@metric(
    label="Valente-Foreman closeness to others",
    level="organisation",
    direction="none",
    weights="ignored",
    low=0,
    high=1,
    undefined=NOBODY,
    means="This organisation and the others reach each other in few steps.",
    formula="1/(n-1) × sum over the others j of (D + 1 - steps(i, j))/D, 0 where there is no route; D = steps of"
    " the longest shortest route in the network",
    source="valente1998",
    layers="undirected",
    default=False,
)
def closeness_valente_foreman(network: Network) -> Values:
    """Average the steps saved between each organisation and every other.

    Parameters
    ----------
    network
        An undirected layer; strengths are ignored.

    Returns
    -------
    array
        0 (an isolate) to 1 (tied to everybody), in roster order. Undefined where nobody can reach anybody.

    References
    ----------
    Valente and Foreman (1998), doi:10.1016/S0378-8733(97)00007-5

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> closeness_valente_foreman(sketch("A-B B-C D")).round(3).tolist()
    [0.5, 0.667, 0.5, 0.0]
    """
    return _closeness(to_others(network))
