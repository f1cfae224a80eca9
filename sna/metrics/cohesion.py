"""How closely knit a network is as a whole."""

from __future__ import annotations

import numpy as np

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
