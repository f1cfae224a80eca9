"""How closely knit a network is as a whole."""

from __future__ import annotations

import numpy as np

from sna.engines import as_presence, as_sparse_presence, is_large
from sna.metrics.asked import asked_ties
from sna.metrics.registry import NEVER, metric
from sna.metrics.routes import weak_components
from sna.model import Network


@metric(
    label="share of possible ties present",
    level="network",
    direction="both",
    weights="ignored",
    low=0,
    high=1,
    undefined="no pair of organisations was observed",
    means="Most organisations deal with most others directly.",
    formula="ties / observed pairs (ordered pairs where directed)",
    source="wasserman1994",
    missing="excluded",
)
def density(network: Network) -> float:
    """Divide the ties by the pairs that could have one.

    Parameters
    ----------
    network
        Any layer; strengths are ignored.

    Returns
    -------
    float
        0 to 1; unobserved pairs are left out; undefined where no pair was observed.

    References
    ----------
    Wasserman and Faust (1994), doi:10.1017/CBO9780511815478

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> density(sketch("A>B B>C C>A"))
    0.5
    """
    return network.m / network.pairs if network.pairs else np.nan


@metric(
    label="share of ties that are returned",
    level="network",
    direction="both",
    weights="ignored",
    low=0,
    high=1,
    undefined="no ties between organisations of which both were asked",
    means="Ties go both ways: partners rather than senders and receivers.",
    formula="ties i → j with a tie j → i / ties, among pairs observed in both directions",
    source="wasserman1994",
    layers="directed",
    missing="excluded",
)
def edge_reciprocity(network: Network) -> float:
    """Divide the ties that are returned by all ties.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.

    Returns
    -------
    float
        0 to 1; pairs that were not observed in both directions are left out, with their ties; undefined without ties.

    References
    ----------
    Wasserman and Faust (1994), doi:10.1017/CBO9780511815478

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> round(edge_reciprocity(sketch("A>B B>A B>C")), 3)
    0.667
    """
    ties, returned, _ = asked_ties(network)
    return returned / ties if ties else np.nan


@metric(
    label="share of two-step routes closed by a tie",
    level="network",
    direction="both",
    weights="ignored",
    low=0,
    high=1,
    undefined="no route of two steps between an observed pair",
    means="Partners of partners are partners: closed circles rather than bridges.",
    formula="routes i → j → k with a tie i → k / routes i → j → k, i ≠ k; undirected: 3 × triangles / triples that are"
    " connected",
    source="holland1971",
    missing="excluded",
)
def transitivity(network: Network) -> float:
    """Divide the two-step routes that a direct tie closes by all two-step routes.

    Parameters
    ----------
    network
        Any layer; strengths are ignored. In a directed layer routes follow direction (the weak form of R's
        ``sna::gtrans``).

    Returns
    -------
    float
        0 to 1; routes between an unobserved pair are left out; undefined where there is no route of two steps.

    References
    ----------
    Holland and Leinhardt (1971), doi:10.1177/104649647100200201

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> transitivity(sketch("A>B B>C A>C C>D"))
    0.3333333333333333
    """
    closed, routes = (by_ties if is_large(network) else in_full)(network)
    return closed / routes if routes else np.nan


def in_full(network: Network) -> tuple[float, float]:
    """Return routes of two steps that a tie closes, and all between observed pairs, from the full matrix."""
    ties = as_presence(network)
    routes = (ties @ ties) * network.observed
    return float((routes * ties).sum()), float(routes.sum())


def by_ties(network: Network) -> tuple[float, float]:
    """Return the same as `in_full` from the ties alone: no pair without a route is ever looked at."""
    ties = as_sparse_presence(network)
    routes = (ties.sum(axis=0) * ties.sum(axis=1)).sum() - ties.multiply(ties.T).sum()
    pairs = np.array(sorted(network.unobserved), dtype=np.int64).reshape(-1, 2)
    unasked = ties[pairs[:, 0]].multiply(ties.T.tocsr()[pairs[:, 1]]).sum() * (1 if network.directed else 2)
    return float((ties @ ties).multiply(ties).sum()), float(routes - unasked)


@metric(
    label="separate parts of the network",
    level="network",
    direction="none",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined=NEVER,
    means="The network falls into pieces that no tie joins.",
    formula="number of components, direction ignored; an isolate is one",
    source="wasserman1994",
)
def components(network: Network) -> float:
    """Count the parts of the network that no tie joins.

    Parameters
    ----------
    network
        Any layer; direction and strengths are ignored.

    Returns
    -------
    float
        A count; 0 without organisations, never undefined.

    References
    ----------
    Wasserman and Faust (1994), doi:10.1017/CBO9780511815478

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> components(sketch("A>B C>B D"))
    2.0
    """
    return float(len(np.unique(weak_components(network))))


@metric(
    label="share of pairs that can reach each other, direction ignored",
    level="network",
    direction="none",
    weights="ignored",
    low=0,
    high=1,
    undefined="fewer than two organisations",
    means="Nobody is cut off: what one organisation knows can travel to every other.",
    formula="pairs in the same component / n(n-1)/2, direction ignored",
    source="everett2012",
)
def krackhardt_connectedness(network: Network) -> float:
    """Divide the pairs that are in the same component by all pairs.

    Parameters
    ----------
    network
        Any layer; direction and strengths are ignored.

    Returns
    -------
    float
        0 (isolates only) to 1 (one component); undefined with fewer than two organisations.

    References
    ----------
    Everett and Krackhardt (2012), doi:10.1016/j.socnet.2011.10.006

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> krackhardt_connectedness(sketch("A>B C>B D"))
    0.5
    """
    if network.n < 2:  # noqa: PLR2004
        return np.nan
    sizes = np.bincount(weak_components(network))
    return float((sizes * (sizes - 1)).sum() / (network.n * (network.n - 1)))
