"""Effective number: between how many equal organisations ties might as well be shared."""

from __future__ import annotations

import numpy as np

from sna.metrics.degree import degree, in_degree, out_degree
from sna.metrics.registry import Values, metric
from sna.model import Network

FORMULA = "1 / Σ s², s = {0} / all {0}"


def effective_number(values: Values) -> float:
    """Return the number of equal shares with the same sum of squares; undefined where there is nothing to share."""
    total = values.sum()
    return float(total**2 / (values**2).sum()) if total else np.nan


@metric(
    label="organisations that share links received, as if equally",
    level="network",
    direction="in",
    weights="ignored",
    low=1,
    high=np.inf,
    undefined="no ties",
    means="Ties go to many organisations rather than to a few.",
    formula=FORMULA.format("ties received"),
    source="laakso1979",
    layers="directed",
    default=False,
)
def in_degree_effective_number(network: Network) -> float:
    """Count the organisations that share ties received, as if they shared equally: 1 / the Herfindahl index.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.

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
    >>> round(in_degree_effective_number(sketch("A>C B>C C>A")), 3)
    1.8
    """
    return effective_number(in_degree(network))


@metric(
    label="organisations that share links sent, as if equally",
    level="network",
    direction="out",
    weights="ignored",
    low=1,
    high=np.inf,
    undefined="no ties",
    means="Ties come from many organisations rather than from a few.",
    formula=FORMULA.format("ties sent"),
    source="laakso1979",
    layers="directed",
    default=False,
)
def out_degree_effective_number(network: Network) -> float:
    """Count the organisations that share ties sent, as if they shared equally: 1 / the Herfindahl index.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.

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
    >>> round(out_degree_effective_number(sketch("C>A C>B A>C")), 3)
    1.8
    """
    return effective_number(out_degree(network))


@metric(
    label="organisations that share links, as if equally",
    level="network",
    direction="none",
    weights="ignored",
    low=1,
    high=np.inf,
    undefined="no ties",
    means="Ties involve many organisations rather than the same few.",
    formula=FORMULA.format("ties"),
    source="laakso1979",
    layers="undirected",
    default=False,
)
def degree_effective_number(network: Network) -> float:
    """Count the organisations that share ties, as if they shared equally: 1 / the Herfindahl index.

    Parameters
    ----------
    network
        An undirected layer; strengths are ignored.

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
    >>> round(degree_effective_number(sketch("A-B A-C A-D")), 3)
    3.0
    """
    return effective_number(degree(network))
