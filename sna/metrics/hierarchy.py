"""How far a directed network has a top and a bottom."""

from __future__ import annotations

import numpy as np

from sna.metrics.levels import fitted_levels
from sna.metrics.registry import metric
from sna.metrics.routes import Places, numbers_reached, numbers_reaching, strong_components
from sna.model import Network


def _below(network: Network) -> Places:
    """Return how many others each organisation reaches, from those depended on to those who depend."""
    return numbers_reaching(network) if network.layer.depends == "sender" else numbers_reached(network)


@metric(
    label="share of reachable pairs where only one reaches the other",
    level="network",
    direction="both",
    weights="ignored",
    low=0,
    high=1,
    undefined="nobody can reach anybody",
    means="Ties run one way, also over several steps: some are above, others below.",
    formula="1 − pairs that reach each other / pairs of which at least one reaches the other",
    source="everett2012",
    layers="directed",
)
def krackhardt_hierarchy(network: Network) -> float:
    """Measure the share of reachable pairs in which only one can reach the other.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored. Which end is the top makes no difference.

    Returns
    -------
    float
        0 (all who reach are reached) to 1 (nobody is reached by those they reach); undefined without ties. In dense
        networks where everybody reaches everybody it is 0 and says little.

    References
    ----------
    Everett and Krackhardt (2012), doi:10.1016/j.socnet.2011.10.006

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> round(krackhardt_hierarchy(sketch("A>B B>A B>C")), 3)
    0.667
    """
    sizes = np.bincount(strong_components(network))
    mutual = (sizes * (sizes - 1)).sum()
    either = 2 * _below(network).sum() - mutual
    return float(1 - mutual / either) if either else np.nan


@metric(
    label="share of ties in no cycle",
    level="network",
    direction="both",
    weights="ignored",
    low=0,
    high=1,
    undefined="no ties",
    means="What is sent on does not come back: ties flow from one end of the network to the other.",
    formula="ties that are in no directed cycle / ties",
    source="luo2011",
    layers="directed",
)
def flow_hierarchy(network: Network) -> float:
    """Measure the share of ties that are in no directed cycle.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored. Which end is the top makes no difference.

    Returns
    -------
    float
        0 (every tie is in a cycle) to 1 (no cycle at all); undefined without ties.

    References
    ----------
    Luo and Magee (2011), doi:10.1002/cplx.20368

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> round(flow_hierarchy(sketch("A>B B>A B>C")), 3)
    0.333
    """
    if network.m == 0:
        return np.nan
    component = strong_components(network)
    return float((component[network.ties.sender] != component[network.ties.receiver]).mean())


@metric(
    label="how far one organisation reaches more than the others",
    level="network",
    direction="out",
    weights="ignored",
    low=0,
    high=1,
    undefined="fewer than two organisations",
    means="A few organisations stand above all others, who depend on them directly or through others.",
    formula="Σ (largest reach − reach) / (n−1), reach = share of the others an organisation reaches, from those"
    " depended on to those who depend: against direction where the layer says that the sender depends, else as"
    " recorded",
    source="mones2012",
    layers="directed",
)
def global_reaching_centrality(network: Network) -> float:
    """Measure how unevenly organisations reach others, from authority down.

    Where the layer says that the sender depends on the receiver (who refers depends on who is referred to), reach is
    taken against the direction of ties, so that the organisation others depend on is the top. Where the receiver
    depends on the sender, or nobody said, ties are followed as recorded.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.

    Returns
    -------
    float
        0 (all reach alike, as in a cycle or without ties) to 1 (one organisation reaches all, the others nobody);
        undefined with fewer than two organisations.

    References
    ----------
    Mones, Vicsek and Vicsek (2012), doi:10.1371/journal.pone.0033799

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> global_reaching_centrality(sketch("A>B A>C"))
    1.0
    >>> global_reaching_centrality(sketch("B>A C>A"))
    0.25
    """
    if network.n < 2:  # noqa: PLR2004
        return np.nan
    share = _below(network) / (network.n - 1)
    return float((share.max() - share).sum() / (network.n - 1))


@metric(
    label="how far ties fail to climb one level each",
    level="network",
    direction="both",
    weights="ignored",
    low=0,
    high=1,
    undefined="no ties",
    means="There is no order of levels that ties follow; a low value means clear levels, each tied to the next.",
    formula="F0 = Σ over ties i → j of (h_j − h_i − 1)² / ties, with levels h that make it least:"
    " (diag(u) − A − Aᵀ) h = v, u = in-degree + out-degree, v = in-degree − out-degree",
    source="mackay2020",
    layers="directed",
)
def trophic_incoherence(network: Network) -> float:
    """Measure how far ties fail to climb one level each, with levels chosen to fit best.

    Ties count as present or absent. This is the definition of 2020, which needs no organisation at the bottom; the
    older one of ecology gives other numbers.

    Parameters
    ----------
    network
        A directed layer. Which end is the top makes no difference.

    Returns
    -------
    float
        0 (every tie climbs exactly one level) to 1 (no levels at all, as in a cycle); undefined without ties.

    References
    ----------
    MacKay, Johnson and Sansom (2020), doi:10.1098/rsos.201138

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> round(trophic_incoherence(sketch("A>B A>C B>C")), 4)
    0.1111
    """
    if network.m == 0:
        return np.nan
    level = fitted_levels(network)
    climb = level[network.ties.receiver] - level[network.ties.sender]
    return float(((climb - 1) ** 2).mean())
