"""Strength: how much an organisation's ties carry."""

from __future__ import annotations

import numpy as np

from sna.metrics.registry import NEVER, Values, metric
from sna.model import Network
from sna.model.ties import Places


def _sum(ends: Places, network: Network) -> Values:
    """Return the strengths of the ties that end at each organisation, summed."""
    return np.bincount(ends, weights=network.ties.weight, minlength=network.n).astype(np.float64)


@metric(
    label="strength received",
    level="organisation",
    direction="in",
    weights="strength",
    low=0,
    high=np.inf,
    undefined=NEVER,
    means="Much is sent to this organisation: cases, people, requests, in the layer's own unit.",
    formula="sum of the strengths of ties received",
    source="barrat2004",
    layers="directed",
)
def in_strength(network: Network) -> Values:
    """Sum the strengths of the ties each organisation receives.

    Parameters
    ----------
    network
        A directed layer.

    Returns
    -------
    array
        Sums in the unit of the layer's weight, in roster order; never undefined.

    References
    ----------
    Barrat et al. (2004), doi:10.1073/pnas.0400087101

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> in_strength(sketch("A>C:5 B>C:2 C>A")).tolist()
    [1.0, 0.0, 7.0]
    """
    return _sum(network.ties.receiver, network)


@metric(
    label="strength sent",
    level="organisation",
    direction="out",
    weights="strength",
    low=0,
    high=np.inf,
    undefined=NEVER,
    means="This organisation sends much to others: cases, people, requests, in the layer's own unit.",
    formula="sum of the strengths of ties sent",
    source="barrat2004",
    layers="directed",
)
def out_strength(network: Network) -> Values:
    """Sum the strengths of the ties each organisation sends.

    Parameters
    ----------
    network
        A directed layer.

    Returns
    -------
    array
        Sums in the unit of the layer's weight, in roster order; never undefined.

    References
    ----------
    Barrat et al. (2004), doi:10.1073/pnas.0400087101

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> out_strength(sketch("A>C:5 A>B:2 C>A")).tolist()
    [7.0, 0.0, 1.0]
    """
    return _sum(network.ties.sender, network)


@metric(
    label="strength of links",
    level="organisation",
    direction="none",
    weights="strength",
    low=0,
    high=np.inf,
    undefined=NEVER,
    means="This organisation shares much with others: people, meetings, in the layer's own unit.",
    formula="sum of the strengths of ties",
    source="barrat2004",
    layers="undirected",
)
def strength(network: Network) -> Values:
    """Sum the strengths of each organisation's ties.

    Parameters
    ----------
    network
        An undirected layer.

    Returns
    -------
    array
        Sums in the unit of the layer's weight, in roster order; never undefined.

    References
    ----------
    Barrat et al. (2004), doi:10.1073/pnas.0400087101

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> strength(sketch("A-B:5 A-C D")).tolist()
    [6.0, 5.0, 1.0, 0.0]
    """
    return _sum(network.ties.sender, network) + _sum(network.ties.receiver, network)
