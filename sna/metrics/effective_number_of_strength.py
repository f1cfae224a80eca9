"""Effective number by strength: between how many equal organisations what ties carry might as well be shared."""

from __future__ import annotations

import numpy as np

from sna.metrics.effective_number import FORMULA, effective_number
from sna.metrics.registry import metric
from sna.metrics.strength import in_strength, out_strength, strength
from sna.model import Network


@metric(
    label="organisations that share strength received, as if equally",
    level="network",
    direction="in",
    weights="strength",
    low=1,
    high=np.inf,
    undefined="no ties",
    means="What is sent goes to many organisations rather than to a few.",
    formula=FORMULA.format("strength received"),
    source="laakso1979",
    layers="directed",
    default=False,
)
def in_strength_effective_number(network: Network) -> float:
    """Count the organisations that share strength received, as if they shared equally: 1 / the Herfindahl index.

    Parameters
    ----------
    network
        A directed layer.

    Returns
    -------
    float
        1 (one organisation has all) to n (all alike); undefined without ties.

    References
    ----------
    Laakso and Taagepera (1979), doi:10.1177/001041407901200101

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> round(in_strength_effective_number(sketch("A>C:5 B>C C>A:2")), 3)
    1.6
    """
    return effective_number(in_strength(network))


@metric(
    label="organisations that share strength sent, as if equally",
    level="network",
    direction="out",
    weights="strength",
    low=1,
    high=np.inf,
    undefined="no ties",
    means="What is sent comes from many organisations rather than from a few.",
    formula=FORMULA.format("strength sent"),
    source="laakso1979",
    layers="directed",
    default=False,
)
def out_strength_effective_number(network: Network) -> float:
    """Count the organisations that share strength sent, as if they shared equally: 1 / the Herfindahl index.

    Parameters
    ----------
    network
        A directed layer.

    Returns
    -------
    float
        1 (one organisation has all) to n (all alike); undefined without ties.

    References
    ----------
    Laakso and Taagepera (1979), doi:10.1177/001041407901200101

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> round(out_strength_effective_number(sketch("C>A:5 C>B A>C:2")), 3)
    1.6
    """
    return effective_number(out_strength(network))


@metric(
    label="organisations that share strength, as if equally",
    level="network",
    direction="none",
    weights="strength",
    low=1,
    high=np.inf,
    undefined="no ties",
    means="What is shared involves many organisations rather than the same few.",
    formula=FORMULA.format("strength"),
    source="laakso1979",
    layers="undirected",
    default=False,
)
def strength_effective_number(network: Network) -> float:
    """Count the organisations that share strength, as if they shared equally: 1 / the Herfindahl index.

    Parameters
    ----------
    network
        An undirected layer.

    Returns
    -------
    float
        1 (one organisation has all) to n (all alike); undefined without ties.

    References
    ----------
    Laakso and Taagepera (1979), doi:10.1177/001041407901200101

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> round(strength_effective_number(sketch("A-B:3 A-C A-D")), 3)
    2.778
    """
    return effective_number(strength(network))
