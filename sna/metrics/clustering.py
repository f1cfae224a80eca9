"""Clustering: whether the partners of an organisation deal with each other."""

from __future__ import annotations

import numpy as np

from sna.engines import as_presence, lean_igraph
from sna.metrics.registry import Values, metric
from sna.metrics.underlying import underlying
from sna.model import Network


@metric(
    label="share of pairs of partners tied to each other",
    level="organisation",
    direction="none",
    weights="ignored",
    low=0,
    high=1,
    undefined="no two partners that were asked about each other",
    means="The partners of this organisation also deal with each other: it works in a closed circle.",
    formula="pairs of partners tied to each other / pairs of partners, a tie in either direction; of pairs observed in"
    " both directions",
    source="watts1998",
    missing="excluded",
    default=False,
)
def local_clustering(network: Network) -> Values:
    """Divide the pairs of an organisation's partners that are tied to each other by all pairs of its partners.

    Parameters
    ----------
    network
        Any layer; direction and strengths are ignored: whoever is tied in either direction is a partner.

    Returns
    -------
    array
        0 (it alone joins its partners) to 1 (all deal with each other), in roster order. Pairs of partners that were
        not observed in both directions are left out. Undefined with fewer than two partners; networkx has 0 there.

    References
    ----------
    Watts and Strogatz (1998), doi:10.1038/30918

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> local_clustering(sketch("A-B A-C B-C C-D")).round(3).tolist()
    [1.0, 1.0, 0.333, nan]
    """
    if not network.unobserved:
        shares = lean_igraph(underlying(network)).transitivity_local_undirected(mode="nan", weights=None)
        return np.array(shares, dtype=np.float64)
    return clustering_in_full(network)


def clustering_in_full(network: Network) -> Values:
    """Return local clustering where not all pairs were observed: whichever partners were asked about each other."""
    partners = as_presence(underlying(network))
    seen = network.observed & network.observed.T
    possible = ((partners @ seen) * partners).sum(axis=1)
    tied = ((partners @ (partners * seen)) * partners).sum(axis=1)
    share: Values = np.divide(tied, possible, out=np.full(network.n, np.nan), where=possible > 0)
    return share


@metric(
    label="average share of pairs of partners tied to each other",
    level="network",
    direction="none",
    weights="ignored",
    low=0,
    high=1,
    undefined="nobody has two partners that were asked about each other",
    means="Partners of one organisation mostly deal with each other as well: closed circles.",
    formula="mean of local clustering over the organisations that have one",
    source="watts1998",
    missing="excluded",
    default=False,
    up_to=1_000,
)
def clustering(network: Network) -> float:
    """Average local clustering over organisations: every organisation counts the same, however many its partners.

    `transitivity` instead lets every pair of partners count the same, so large hubs weigh more in it.

    Parameters
    ----------
    network
        Any layer; direction and strengths are ignored.

    Returns
    -------
    float
        0 to 1. Organisations with fewer than two partners are left out (as igraph with ``mode="nan"``; networkx counts
        them as 0). Undefined where nobody has two partners.

    References
    ----------
    Watts and Strogatz (1998), doi:10.1038/30918

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> round(clustering(sketch("A-B A-C B-C C-D")), 3)
    0.778
    """
    values = local_clustering(network)
    defined = values[~np.isnan(values)]
    return float(defined.mean()) if len(defined) else np.nan
