"""Krackhardt's efficiency and least upper bounds: whether a network has more ties than a chain of command needs."""

from __future__ import annotations

import numpy as np

from sna.metrics.registry import metric
from sna.metrics.routes import reachable, weak_components
from sna.metrics.underlying import underlying
from sna.model import Network

NO_THREE = "no component of three or more organisations"


def _surplus_possible(network: Network) -> float:
    """Return the pairs in components beyond those needed to hold them together."""
    sizes = np.bincount(weak_components(network))
    return float(((sizes - 1) * (sizes - 2)).sum() / 2)


@metric(
    label="how far there are no more tied pairs than needed",
    level="network",
    direction="none",
    weights="ignored",
    low=0,
    high=1,
    undefined=NO_THREE,
    means="Nobody could be reached in two ways: every tie is needed to hold the network together.",
    formula="1 − (tied pairs − Σ (s−1)) / Σ (s−1)(s−2)/2, s = organisations in each component, direction ignored",
    source="everett2012",
    default=False,
)
def krackhardt_efficiency(network: Network) -> float:
    """Measure how few pairs are tied beyond those that hold each component together.

    Parameters
    ----------
    network
        Any layer; direction and strengths are ignored: a pair tied both ways is one tie, as in UCINET. R's
        ``sna::efficiency`` counts ties instead: `krackhardt_efficiency_arcs`.

    Returns
    -------
    float
        0 (all in a component are tied to each other) to 1 (trees); undefined where no component has three members.

    References
    ----------
    Everett and Krackhardt (2012), doi:10.1016/j.socnet.2011.10.006

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> round(krackhardt_efficiency(sketch("A>B B>A B>C A>C C>D")), 3)
    0.667
    """
    possible = _surplus_possible(network)
    needed = network.n - len(np.unique(weak_components(network)))
    return 1 - (underlying(network).m - needed) / possible if possible else np.nan


@metric(
    label="how far there are no more ties than needed",
    level="network",
    direction="both",
    weights="ignored",
    low=0,
    high=1,
    undefined="no ties",
    means="Ties run one way, and every one of them is needed to hold the network together.",
    formula="1 − (ties − Σ (s−1)) / Σ (s−1)², s = organisations in each component; i → j and j → i are two ties",
    source="everett2012",
    layers="directed",
    default=False,
)
def krackhardt_efficiency_arcs(network: Network) -> float:
    """Measure how few ties there are beyond those that hold each component together, each direction counted.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored. This is R's ``sna::efficiency``, and higher than
        `krackhardt_efficiency` in most networks.

    Returns
    -------
    float
        0 (all in a component are tied both ways) to 1 (trees); undefined without ties.

    References
    ----------
    Everett and Krackhardt (2012), doi:10.1016/j.socnet.2011.10.006

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> round(krackhardt_efficiency_arcs(sketch("A>B B>A B>C A>C C>D")), 3)
    0.778
    """
    if network.m == 0:
        return np.nan
    needed = np.bincount(weak_components(network)) - 1
    return float(1 - (network.m - needed.sum()) / (needed**2).sum())


@metric(
    label="share of pairs with one who decides for both",
    level="network",
    direction="out",
    weights="ignored",
    low=0,
    high=1,
    undefined=NO_THREE,
    means="For any two there is one above both to whom their differences go first: a unity of command.",
    formula="1 − pairs in a component without a least upper bound / Σ (s−1)(s−2)/2; an upper bound reaches both (or is"
    " one of them), the least is reached by all others; from those depended on to those who depend: against direction"
    " where the layer says that the sender depends, else as recorded",
    source="everett2012",
    layers="directed",
    default=False,
    up_to=100,
)
def krackhardt_lubness(network: Network) -> float:
    """Measure the share of pairs with a least upper bound: one above both, below all others above both.

    Where the layer says that the sender depends on the receiver, ties are followed against their direction, so that
    the organisation others depend on is above. R's ``sna::lubness`` 2.7-1 asks instead for one who reaches all others
    above both, which differs from its own help page; the two agree on out-trees.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.

    Returns
    -------
    float
        0 to 1 (as in an out-tree; also where all reach each other, where it says little); undefined where no component
        has three members.

    References
    ----------
    Everett and Krackhardt (2012), doi:10.1016/j.socnet.2011.10.006

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> round(krackhardt_lubness(sketch("A>C B>C C>D C>E")), 4)
    0.8333
    """
    possible = _surplus_possible(network)
    if not possible:
        return np.nan
    reach = reachable(network) | np.eye(network.n, dtype=bool)
    above = (reach.T if network.layer.depends == "sender" else reach).astype(np.float64)
    component = weak_components(network)
    # Where one of two is above the other, it is their least upper bound itself.
    open_pairs = np.triu((component[:, None] == component) & (above == 0) & (above.T == 0))
    without = 0
    for place in range(network.n):
        others = np.flatnonzero(open_pairs[place])
        bounds = (above[:, others] * above[:, [place]]).T
        least = (bounds @ above == bounds.sum(axis=1, keepdims=True)) & (bounds > 0)
        without += int((~least.any(axis=1)).sum())
    return 1 - without / possible
