"""Concentration: how far ties are the share of few organisations."""

from __future__ import annotations

import numpy as np

from sna.metrics.degree import degree, in_degree, out_degree
from sna.metrics.registry import Values, metric
from sna.model import Network

PARTS = {
    "gini": "Gini index, not corrected for n",
    "herfindahl": "Herfindahl index, not corrected for n",
    "top_share": "share of the organisation with most",
}
FORMULA = (
    "with shares s = {0} / all {0}: gini = Σ over ordered pairs of abs(s_i − s_j) / 2n; herfindahl = Σ s²;"
    " top_share = largest s"
)


def shares_of(values: Values) -> dict[str, float]:
    """Return how unequally a total is shared; undefined where there is nothing to share."""
    total = values.sum()
    if not total:
        return dict.fromkeys(PARTS, np.nan)
    shares = values / total
    # Σ over ordered pairs of |s_i - s_j|, from the ordered shares.
    apart = 2 * (np.sort(shares) * (2 * np.arange(len(shares)) - len(shares) + 1)).sum()
    gini = float(apart / (2 * len(shares)))
    return {"gini": gini, "herfindahl": float((shares**2).sum()), "top_share": float(shares.max())}


@metric(
    label="concentration of links received",
    level="network",
    direction="in",
    weights="ignored",
    low=0,
    high=1,
    undefined="no ties",
    means="Most ties go to few organisations.",
    formula=FORMULA.format("ties received"),
    source="hirschman1964",
    layers="directed",
    default=False,
    parts=PARTS,
)
def in_degree_concentration(network: Network) -> dict[str, float]:
    """Measure how far ties received are the share of few organisations.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.

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
    >>> round(in_degree_concentration(sketch("A>C B>C C>A"))["top_share"], 3)
    0.667
    """
    return shares_of(in_degree(network))


@metric(
    label="concentration of links sent",
    level="network",
    direction="out",
    weights="ignored",
    low=0,
    high=1,
    undefined="no ties",
    means="Most ties come from few organisations.",
    formula=FORMULA.format("ties sent"),
    source="hirschman1964",
    layers="directed",
    default=False,
    parts=PARTS,
)
def out_degree_concentration(network: Network) -> dict[str, float]:
    """Measure how far ties sent are the share of few organisations.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.

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
    >>> round(out_degree_concentration(sketch("C>A C>B A>C"))["top_share"], 3)
    0.667
    """
    return shares_of(out_degree(network))


@metric(
    label="concentration of links",
    level="network",
    direction="none",
    weights="ignored",
    low=0,
    high=1,
    undefined="no ties",
    means="Most ties involve the same few organisations.",
    formula=FORMULA.format("ties"),
    source="hirschman1964",
    layers="undirected",
    default=False,
    parts=PARTS,
)
def degree_concentration(network: Network) -> dict[str, float]:
    """Measure how far ties are the share of few organisations.

    Parameters
    ----------
    network
        An undirected layer; strengths are ignored.

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
    >>> round(degree_concentration(sketch("A-B A-C A-D"))["top_share"], 3)
    0.5
    """
    return shares_of(degree(network))
