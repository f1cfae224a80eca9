"""Harmonic closeness: how near an organisation is to all others, also where some cannot be reached."""

from __future__ import annotations

import numpy as np

from sna.metrics.nearness import Nearness, from_others, to_others
from sna.metrics.registry import Values, metric
from sna.model import Network

TOO_FEW = "fewer than two organisations"


def _harmonic(nearness: Nearness) -> Values:
    """Return the mean of 1/steps over the other organisations; those out of reach count 0."""
    others = len(nearness.inverse) - 1
    return nearness.inverse / others if others > 0 else np.full(others + 1, np.nan)


@metric(
    label="closeness from others",
    level="organisation",
    direction="in",
    weights="ignored",
    low=0,
    high=1,
    undefined=TOO_FEW,
    means="Others reach this organisation in few steps.",
    formula="1/(n-1) × sum over the others j of 1/steps(j → i), 0 where j cannot reach i",
    source="marchiori2000",
    layers="directed",
)
def harmonic_closeness_in(network: Network) -> Values:
    """Average 1/steps from every other organisation to each organisation.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.

    Returns
    -------
    array
        0 (nobody reaches it) to 1 (everybody in one step), in roster order; undefined with fewer than two
        organisations.

    References
    ----------
    Marchiori and Latora (2000), doi:10.1016/S0378-4371(00)00311-3

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> harmonic_closeness_in(sketch("A>B B>C")).tolist()
    [0.0, 0.5, 0.75]
    """
    return _harmonic(from_others(network))


@metric(
    label="closeness to others",
    level="organisation",
    direction="out",
    weights="ignored",
    low=0,
    high=1,
    undefined=TOO_FEW,
    means="This organisation reaches others in few steps.",
    formula="1/(n-1) × sum over the others j of 1/steps(i → j), 0 where i cannot reach j",
    source="marchiori2000",
    layers="directed",
)
def harmonic_closeness_out(network: Network) -> Values:
    """Average 1/steps from each organisation to every other.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.

    Returns
    -------
    array
        0 (it reaches nobody) to 1 (everybody in one step), in roster order; undefined with fewer than two
        organisations.

    References
    ----------
    Marchiori and Latora (2000), doi:10.1016/S0378-4371(00)00311-3

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> harmonic_closeness_out(sketch("A>B B>C")).tolist()
    [0.75, 0.5, 0.0]
    """
    return _harmonic(to_others(network))


@metric(
    label="closeness to others",
    level="organisation",
    direction="none",
    weights="ignored",
    low=0,
    high=1,
    undefined=TOO_FEW,
    means="This organisation and the others reach each other in few steps.",
    formula="1/(n-1) × sum over the others j of 1/steps(i, j), 0 where they cannot reach each other",
    source="marchiori2000",
    layers="undirected",
)
def harmonic_closeness(network: Network) -> Values:
    """Average 1/steps between each organisation and every other.

    Parameters
    ----------
    network
        An undirected layer; strengths are ignored.

    Returns
    -------
    array
        0 (an isolate) to 1 (tied to everybody), in roster order; undefined with fewer than two
        organisations.

    References
    ----------
    Marchiori and Latora (2000), doi:10.1016/S0378-4371(00)00311-3

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> harmonic_closeness(sketch("A-B B-C")).tolist()
    [0.75, 1.0, 0.75]
    """
    return _harmonic(to_others(network))
