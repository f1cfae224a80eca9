"""Measures that count walks of every length, long ones less: Katz, Bonacich's power, subgraph centrality."""

from __future__ import annotations

import numpy as np

from sna.engines import as_presence
from sna.errors import NoResultError, Problem
from sna.metrics.registry import NEVER, Values, metric
from sna.metrics.routes import strong_components, weak_components
from sna.model import Network

SHARE = 0.5
"""How far attenuation goes towards the point beyond which walks no longer add up to a number."""
NO_RETURN = "no ties that lead back to where they start"
LARGEST_EXPONENT = 700.0
"""The exponential of slightly more is not a number any longer."""


def attenuation(network: Network) -> float:
    """Return half of 1/λ, λ the largest eigenvalue of the ties as present or absent; undefined where λ is 0.

    Parameters
    ----------
    network
        Any layer.

    Returns
    -------
    float
        From the components in which all reach each other, each by itself: rounding makes eigenvalues of the whole that
        are not 0 where no tie leads back. Undefined where none does.

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> attenuation(sketch("A>B B>A B>C"))
    0.5
    """
    ties = as_presence(network)
    labels = strong_components(network) if network.directed else weak_components(network)
    largest = 0.0
    for label in np.flatnonzero(np.bincount(labels) > 1):
        inside = np.flatnonzero(labels == label)
        block = ties[np.ix_(inside, inside)]
        values = np.linalg.eigvals(block).real if network.directed else np.linalg.eigvalsh(block)
        largest = max(largest, float(values.max()))
    return SHARE / largest if largest else np.nan


@metric(
    label="Katz centrality",
    level="organisation",
    direction="in",
    weights="ignored",
    low=0,
    high=1,
    undefined=NO_RETURN,
    means="Many ties lead here, directly or over others: standing that also counts the senders' senders.",
    formula="x = (I − αAᵀ)⁻¹1 scaled to Σx² = 1; A[i,j] = 1 where i sends to j, α = 0.5/λ, λ the largest eigenvalue"
    " of A",
    source="katz1953",
    default=False,
    up_to=1_000,
)
def katz(network: Network) -> Values:
    """Count the walks of every length that end at each organisation, each step more at α.

    Katz starts the count at walks of one step; here, as in networkx, the walk of no step counts too, so that
    organisations without ties received have a value as well. Ties count as present or absent.

    Parameters
    ----------
    network
        Any layer; in a directed layer ties received count.

    Returns
    -------
    array
        Above 0 to 1, sum of squares 1, in roster order. Undefined where no tie leads back to where it starts: then α
        has no scale.

    References
    ----------
    Katz (1953), doi:10.1007/BF02289026

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> katz(sketch("A-B B-C D")).round(3).tolist()
    [0.507, 0.639, 0.507, 0.281]
    """
    alpha = attenuation(network)
    if np.isnan(alpha):
        return np.full(network.n, np.nan)
    walks = np.linalg.solve(np.eye(network.n) - alpha * as_presence(network).T, np.ones(network.n))
    return np.asarray(walks / np.linalg.norm(walks), dtype=np.float64)


def power(network: Network, beta: float) -> Values:
    """Return Bonacich's c(α, β) = α(I − βA)⁻¹A1 of ties sent, α such that Σc² = n.

    Parameters
    ----------
    network
        Any layer; ties count as present or absent.
    beta
        How much, and in which direction, the power of those one is tied to counts; the series behind it converges
        where it is below 1/λ in size.

    Returns
    -------
    array
        In roster order, sum of squares n.

    References
    ----------
    Bonacich (1987), doi:10.1086/228631

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> power(sketch("A-B B-C"), 0.0).round(3).tolist()
    [0.707, 1.414, 0.707]
    """
    ties = as_presence(network)
    scores = np.linalg.solve(np.eye(network.n) - beta * ties, ties.sum(axis=1))
    return np.asarray(scores * np.sqrt(network.n) / np.linalg.norm(scores), dtype=np.float64)


@metric(
    label="Bonacich power",
    level="organisation",
    direction="out",
    weights="ignored",
    low=-np.inf,
    high=np.inf,
    undefined=NO_RETURN,
    means="This organisation is tied to many others; well-connected ones count for more (positive), or those that have"
    " few besides it (negative).",
    formula="c = k(I − βA)⁻¹A1 scaled to Σc² = n; A[i,j] = 1 where i sends to j; β = 0.5/λ (positive) or −0.5/λ"
    " (negative), λ the largest eigenvalue of A",
    source="bonacich1987",
    default=False,
    parts={
        "positive": "power from partners with many ties",
        "negative": "power over partners with few ties",
    },
    up_to=1_000,
)
def bonacich_power(network: Network) -> dict[str, Values]:
    """Score each organisation by those it is tied to: the better, or the worse, connected they are, the higher.

    With β > 0 it helps to know the well connected, as where information passes; with β < 0 it helps to be tied to those
    who have few others to turn to, as in bargaining. β is half of the largest value that can be used, so that snapshots
    and layers of different density compare. Ties count as present or absent.

    Parameters
    ----------
    network
        Any layer; in a directed layer ties sent count.

    Returns
    -------
    dict of array
        ``positive`` and ``negative``, in roster order, sum of squares n: 1 is the middle; 0 without ties sent; with
        negative β values can be below 0. Undefined where no tie leads back to where it starts: then β has no scale.

    References
    ----------
    Bonacich (1987), doi:10.1086/228631

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> scores = bonacich_power(sketch("A-B B-C C-D D-E"))
    >>> scores["positive"].round(2).tolist(), scores["negative"].round(2).tolist()
    ([0.63, 1.14, 1.26, 1.14, 0.63], [0.5, 1.33, 0.99, 1.33, 0.5])
    """
    beta = attenuation(network)
    if np.isnan(beta):
        return {"positive": np.full(network.n, np.nan), "negative": np.full(network.n, np.nan)}
    return {"positive": power(network, beta), "negative": power(network, -beta)}


@metric(
    label="subgraph centrality",
    level="organisation",
    direction="none",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined=NEVER,
    means="This organisation is in many small closed groups.",
    formula="[e^A]_ii = Σ over lengths k of (closed walks of k steps from i) / k!",
    source="estrada2005",
    layers="undirected",
    default=False,
    up_to=1_000,
)
def subgraph_centrality(network: Network) -> Values:
    """Count the closed walks that start and end at each organisation, one of k steps as 1/k!.

    Values grow like the exponential of the number of ties: compare them within a network, not between networks.

    Parameters
    ----------
    network
        An undirected layer; strengths are ignored.

    Returns
    -------
    array
        1 (an isolate) or more, in roster order; never undefined.

    Raises
    ------
    NoResultError
        If a value would be too large to be held as a number (above 10³⁰⁴), which takes hundreds of ties each.

    References
    ----------
    Estrada and Rodríguez-Velázquez (2005), doi:10.1103/PhysRevE.71.056103

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> subgraph_centrality(sketch("A-B C")).round(3).tolist()
    [1.543, 1.543, 1.0]
    """
    values, vectors = np.linalg.eigh(as_presence(network))
    if values.max(initial=0.0) > LARGEST_EXPONENT:
        what = "Metric 'subgraph_centrality' has no result here: in a network this dense it is too large for a number."
        raise NoResultError(Problem("E702", what, hint="eigenvector ranks dense networks alike."))
    scores: Values = vectors**2 @ np.exp(values)
    return scores
