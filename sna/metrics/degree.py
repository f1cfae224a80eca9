"""Degree: how many organisations one is tied to."""

from __future__ import annotations

import numpy as np

from sna.metrics.registry import NEVER, Values, metric
from sna.model import Network
from sna.model.ties import Places


def _count(ends: Places, network: Network) -> Values:
    """Return how many ties end at each organisation."""
    return np.bincount(ends, minlength=network.n).astype(np.float64)


@metric(
    label="links received",
    level="organisation",
    direction="in",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined=NEVER,
    means="Many others turn to this organisation.",
    formula="number of ties received",
    source="freeman1978",
    layers="directed",
)
def in_degree(network: Network) -> Values:
    """Count the organisations that send a tie to each organisation.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.

    Returns
    -------
    array
        Raw counts, 0 to n-1, in roster order; never undefined.

    References
    ----------
    Freeman (1978), doi:10.1016/0378-8733(78)90021-7

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> in_degree(sketch("A>C:5 B>C C>A")).tolist()
    [1.0, 0.0, 2.0]
    """
    return _count(network.ties.receiver, network)


@metric(
    label="links sent",
    level="organisation",
    direction="out",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined=NEVER,
    means="This organisation turns to many others.",
    formula="number of ties sent",
    source="freeman1978",
    layers="directed",
)
def out_degree(network: Network) -> Values:
    """Count the organisations that each organisation sends a tie to.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.

    Returns
    -------
    array
        Raw counts, 0 to n-1, in roster order; never undefined.

    References
    ----------
    Freeman (1978), doi:10.1016/0378-8733(78)90021-7

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> out_degree(sketch("A>C:5 A>B C>A")).tolist()
    [2.0, 0.0, 1.0]
    """
    return _count(network.ties.sender, network)


@metric(
    label="links",
    level="organisation",
    direction="none",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined=NEVER,
    means="This organisation works with many others.",
    formula="number of ties",
    source="freeman1978",
    layers="undirected",
)
def degree(network: Network) -> Values:
    """Count the organisations that each organisation is tied to.

    Parameters
    ----------
    network
        An undirected layer; strengths are ignored.

    Returns
    -------
    array
        Raw counts, 0 to n-1, in roster order; never undefined.

    References
    ----------
    Freeman (1978), doi:10.1016/0378-8733(78)90021-7

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> degree(sketch("A-B:5 A-C D")).tolist()
    [2.0, 1.0, 1.0, 0.0]
    """
    return _count(network.ties.sender, network) + _count(network.ties.receiver, network)
