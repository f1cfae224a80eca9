"""How many ties organisations have on average, and how far that differs between them."""

from __future__ import annotations

import numpy as np

from sna.metrics.degree import degree, in_degree, out_degree
from sna.metrics.registry import Values, metric
from sna.model import Network

NOBODY = "no organisations"


def _spread(values: Values) -> float:
    """Return the standard deviation, divided by n: organisations are all there are, not a sample."""
    return float(values.std(ddof=0)) if len(values) else np.nan


@metric(
    label="ties per organisation",
    level="network",
    direction="both",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined=NOBODY,
    means="Organisations deal with many others.",
    formula="directed: ties / n (ties sent, and as many received); undirected: 2 × ties / n",
    source="wasserman1994",
    default=False,
)
def mean_degree(network: Network) -> float:
    """Average the ties that organisations have.

    Parameters
    ----------
    network
        Any layer; strengths are ignored. In a directed layer the mean of ties sent, which is that of ties received.

    Returns
    -------
    float
        0 to n − 1; undefined without organisations.

    References
    ----------
    Wasserman and Faust (1994), doi:10.1017/CBO9780511815478

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> mean_degree(sketch("A-B B-C D")), mean_degree(sketch("A>B B>C C>A"))
    (1.0, 1.0)
    """
    return network.m * (1 if network.directed else 2) / network.n if network.n else np.nan


@metric(
    label="spread of links received",
    level="network",
    direction="in",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined=NOBODY,
    means="Some receive many ties, others few.",
    formula="√(Σ (in-degree − mean)² / n)",
    source="wasserman1994",
    layers="directed",
    default=False,
)
def in_degree_sd(network: Network) -> float:
    """Measure how far the number of ties received differs between organisations.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.

    Returns
    -------
    float
        Standard deviation in ties, divided by n as in UCINET (R's ``sd`` divides by n − 1); undefined without
        organisations.

    References
    ----------
    Wasserman and Faust (1994), doi:10.1017/CBO9780511815478

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> round(in_degree_sd(sketch("B>A C>A D>A E")), 3)
    1.2
    """
    return _spread(in_degree(network))


@metric(
    label="spread of links sent",
    level="network",
    direction="out",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined=NOBODY,
    means="Some send many ties, others few.",
    formula="√(Σ (out-degree − mean)² / n)",
    source="wasserman1994",
    layers="directed",
    default=False,
)
def out_degree_sd(network: Network) -> float:
    """Measure how far the number of ties sent differs between organisations.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.

    Returns
    -------
    float
        Standard deviation in ties, divided by n as in UCINET (R's ``sd`` divides by n − 1); undefined without
        organisations.

    References
    ----------
    Wasserman and Faust (1994), doi:10.1017/CBO9780511815478

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> round(out_degree_sd(sketch("A>B A>C A>D E")), 3)
    1.2
    """
    return _spread(out_degree(network))


@metric(
    label="spread of the number of partners",
    level="network",
    direction="none",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined=NOBODY,
    means="Some deal with many others, some with few.",
    formula="√(Σ (degree − mean)² / n)",
    source="wasserman1994",
    layers="undirected",
    default=False,
)
def degree_sd(network: Network) -> float:
    """Measure how far the number of ties differs between organisations.

    Parameters
    ----------
    network
        An undirected layer; strengths are ignored.

    Returns
    -------
    float
        Standard deviation in ties, divided by n as in UCINET (R's ``sd`` divides by n − 1); undefined without
        organisations.

    References
    ----------
    Wasserman and Faust (1994), doi:10.1017/CBO9780511815478

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> round(degree_sd(sketch("A-B A-C A-D A-E")), 3)
    1.2
    """
    return _spread(degree(network))
