"""Ratings: how highly an organisation is rated by those who rated it, and by how many."""

from __future__ import annotations

import numpy as np

from sna.metrics.registry import Values, metric
from sna.model import Network

LEFT = "sum of ratings / number of ratings; a pair that nobody rated is left out, a rating of 0 counts"


def _ends(network: Network, end: int) -> tuple[Values, Values]:
    """Return of each organisation the sum and the number of the ratings that it gives (0) or receives (1)."""
    places = (network.ties.sender, network.ties.receiver)[end]
    zeros = np.array(sorted(network.zeros), dtype=np.int64).reshape(-1, 2)[:, end]
    total = np.bincount(places, weights=network.ties.weight, minlength=network.n).astype(np.float64)
    many = np.bincount(places, minlength=network.n) + np.bincount(zeros, minlength=network.n)
    return total, many.astype(np.float64)


def _mean(total: Values, many: Values) -> Values:
    return np.asarray(np.divide(total, many, out=np.full(len(many), np.nan), where=many > 0), dtype=np.float64)


def _number(many: Values, network: Network, end: int) -> Values:
    """Return the number of ratings, undefined where no pair was observed: who did not answer did not rate nobody."""
    if not network.unobserved:
        return many
    return np.where(network.observed.any(axis=1 - end), many, np.nan)


@metric(
    label="ratings received",
    level="organisation",
    direction="in",
    weights="strength",
    low=0,
    high=np.inf,
    undefined="nobody rated the organisation",
    means="Those who rated this organisation rated it highly, however many they were; the other part says how many.",
    formula=LEFT,
    source="barrat2004",
    layers="directed",
    missing="excluded",
    parts={"mean": "mean rating received", "raters": "number of organisations that rated it"},
    ratings=True,
)
def ratings_received(network: Network) -> dict[str, Values]:
    """Average the ratings each organisation receives, over those who rated it, and count these.

    Parameters
    ----------
    network
        A directed layer of ratings.

    Returns
    -------
    dict
        ``mean``, undefined where nobody rated the organisation, and ``raters``, in roster order.

    References
    ----------
    Barrat et al. (2004), doi:10.1073/pnas.0400087101: strength per tie; here ratings of 0 count as well

    Examples
    --------
    >>> from sna.model import Layer, Network, Roster, Ties
    >>> trust = Layer("trust", directed=True, counts="rating")
    >>> ties = Ties.of([(0, 2, 5.0), (1, 2, 2.0)], directed=True)
    >>> found = ratings_received(Network(Roster.of("ABC"), trust, ties, zeros=frozenset({(0, 1)})))
    >>> found["mean"].tolist(), found["raters"].tolist()
    ([nan, 0.0, 3.5], [0.0, 1.0, 2.0])
    """
    total, many = _ends(network, 1)
    return {"mean": _mean(total, many), "raters": _number(many, network, 1)}


@metric(
    label="ratings given",
    level="organisation",
    direction="out",
    weights="strength",
    low=0,
    high=np.inf,
    undefined="the organisation rated nobody, or did not answer",
    means="This organisation rates the others highly: a generous rater, or one with good partners.",
    formula=LEFT,
    source="barrat2004",
    layers="directed",
    missing="excluded",
    parts={"mean": "mean rating given", "rated": "number of organisations it rated"},
    ratings=True,
)
def ratings_given(network: Network) -> dict[str, Values]:
    """Average the ratings each organisation gives, over those it rated, and count these.

    Parameters
    ----------
    network
        A directed layer of ratings.

    Returns
    -------
    dict
        ``mean``, undefined where the organisation rated nobody, and ``rated``, in roster order.

    References
    ----------
    Barrat et al. (2004), doi:10.1073/pnas.0400087101: strength per tie; here ratings of 0 count as well

    Examples
    --------
    >>> from sna.model import Layer, Network, Roster, Ties
    >>> trust = Layer("trust", directed=True, counts="rating")
    >>> ties = Ties.of([(0, 2, 5.0), (1, 2, 2.0)], directed=True)
    >>> found = ratings_given(Network(Roster.of("ABC"), trust, ties, zeros=frozenset({(0, 1)})))
    >>> found["mean"].tolist(), found["rated"].tolist()
    ([2.5, 2.0, nan], [2.0, 1.0, 0.0])
    """
    total, many = _ends(network, 0)
    return {"mean": _mean(total, many), "rated": _number(many, network, 0)}


@metric(
    label="joint ratings",
    level="organisation",
    direction="none",
    weights="strength",
    low=0,
    high=np.inf,
    undefined="no rating joins the organisation to another",
    means="The reports of this organisation and its partners, made one a pair, are high on average.",
    formula=LEFT,
    source="barrat2004",
    layers="undirected",
    missing="excluded",
    parts={"mean": "mean joint rating", "rated": "number of joint ratings"},
    ratings=True,
)
def joint_ratings(network: Network) -> dict[str, Values]:
    """Average the ratings of each organisation's pairs, made of the reports of both sides, and count these.

    Parameters
    ----------
    network
        A layer of ratings without direction.

    Returns
    -------
    dict
        ``mean``, undefined where the organisation is in no pair that was rated, and ``rated``, in roster order.

    References
    ----------
    Barrat et al. (2004), doi:10.1073/pnas.0400087101: strength per tie; here ratings of 0 count as well

    Examples
    --------
    >>> from sna.model import Layer, Network, Roster, Ties
    >>> trust = Layer("trust", directed=False, counts="rating")
    >>> ties = Ties.of([(0, 1, 5.0), (1, 2, 2.0)], directed=False)
    >>> found = joint_ratings(Network(Roster.of("ABCD"), trust, ties))
    >>> found["mean"].tolist(), found["rated"].tolist()
    ([5.0, 3.5, 2.0, nan], [1.0, 2.0, 1.0, 0.0])
    """
    (sent, sending), (received, receiving) = _ends(network, 0), _ends(network, 1)
    total, many = sent + received, sending + receiving
    return {"mean": _mean(total, many), "rated": _number(many, network, 0)}
