"""Concentration of strength: how far what ties carry is the share of few organisations."""

from __future__ import annotations

from sna.metrics.concentration import FORMULA, PARTS, shares_of
from sna.metrics.registry import metric
from sna.metrics.strength import in_strength, out_strength, strength
from sna.model import Network


@metric(
    label="concentration of strength received",
    level="network",
    direction="in",
    weights="strength",
    low=0,
    high=1,
    undefined="no ties",
    means="Most of what is sent goes to few organisations.",
    formula=FORMULA.format("strength received"),
    source="hirschman1964",
    layers="directed",
    default=False,
    parts=PARTS,
)
def in_strength_concentration(network: Network) -> dict[str, float]:
    """Measure how far strength received is the share of few organisations.

    Parameters
    ----------
    network
        A directed layer.

    Returns
    -------
    dict of float
        ``gini`` 0 (all alike) to 1 − 1/n, ``herfindahl`` 1/n (all alike) to 1, ``top_share`` 1/n to 1; undefined
        without ties.

    References
    ----------
    Hirschman (1964); Ceriani and Verme (2012), doi:10.1007/s10888-011-9188-x

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> round(in_strength_concentration(sketch("A>C:5 B>C C>A:2"))["top_share"], 3)
    0.75
    """
    return shares_of(in_strength(network))


@metric(
    label="concentration of strength sent",
    level="network",
    direction="out",
    weights="strength",
    low=0,
    high=1,
    undefined="no ties",
    means="Most of what is sent comes from few organisations.",
    formula=FORMULA.format("strength sent"),
    source="hirschman1964",
    layers="directed",
    default=False,
    parts=PARTS,
)
def out_strength_concentration(network: Network) -> dict[str, float]:
    """Measure how far strength sent is the share of few organisations.

    Parameters
    ----------
    network
        A directed layer.

    Returns
    -------
    dict of float
        ``gini`` 0 (all alike) to 1 − 1/n, ``herfindahl`` 1/n (all alike) to 1, ``top_share`` 1/n to 1; undefined
        without ties.

    References
    ----------
    Hirschman (1964); Ceriani and Verme (2012), doi:10.1007/s10888-011-9188-x

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> round(out_strength_concentration(sketch("C>A:5 C>B A>C:2"))["top_share"], 3)
    0.75
    """
    return shares_of(out_strength(network))


@metric(
    label="concentration of strength",
    level="network",
    direction="none",
    weights="strength",
    low=0,
    high=1,
    undefined="no ties",
    means="Most of what is shared involves the same few organisations.",
    formula=FORMULA.format("strength"),
    source="hirschman1964",
    layers="undirected",
    default=False,
    parts=PARTS,
)
def strength_concentration(network: Network) -> dict[str, float]:
    """Measure how far strength is the share of few organisations.

    Parameters
    ----------
    network
        An undirected layer.

    Returns
    -------
    dict of float
        ``gini`` 0 (all alike) to 1 − 1/n, ``herfindahl`` 1/n (all alike) to 1, ``top_share`` 1/n to 1; undefined
        without ties.

    References
    ----------
    Hirschman (1964); Ceriani and Verme (2012), doi:10.1007/s10888-011-9188-x

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> round(strength_concentration(sketch("A-B:3 A-C A-D"))["top_share"], 3)
    0.5
    """
    return shares_of(strength(network))
