"""Hubs and authorities, and the eigenvector of ties sent: being tied to those who count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from sna.engines import as_presence, as_sparse_presence, is_large, memoised
from sna.engines.matrices import DENSE_UP_TO
from sna.metrics.leading import leading
from sna.metrics.prominence import eigenvector
from sna.metrics.registry import Values, metric
from sna.metrics.routes import Places
from sna.model import Network

if TYPE_CHECKING:
    from scipy.sparse import csr_array

First = tuple[float, Values, Values]

ALIKE = 1e-9
"""Relative difference below which two leading values are the same."""
NO_LEADER = "no ties, or two or more unconnected sets of senders and their receivers lead alike"


@metric(
    label="eigenvector centrality by links sent",
    level="organisation",
    direction="out",
    weights="ignored",
    low=0,
    high=1,
    undefined="outside the largest strongly connected component, or there is no single largest one of two or more",
    means="This organisation sends ties to organisations that send many themselves.",
    formula="leading eigenvector x of λx = Ax on the largest strongly connected component, scaled to Σx² = 1;"
    " A[i,j] = 1 where i sends to j",
    source="bonacich1972",
    layers="directed",
    default=False,
)
def eigenvector_out(network: Network) -> Values:
    """Score each organisation by the scores of those it sends ties to: `eigenvector` of the reversed network.

    Parameters
    ----------
    network
        A directed layer; ties count as present or absent.

    Returns
    -------
    array
        0 to 1, sum of squares 1, in roster order; undefined as `eigenvector` is. R's ``sna::evcent`` is this one.

    References
    ----------
    Bonacich (1972), doi:10.1080/0022250X.1972.9989806

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> eigenvector_out(sketch("A>B B>A B>C C>B A>D")).round(3).tolist()
    [0.5, 0.707, 0.5, nan]
    """
    return eigenvector(network.reversed())


def _senders_and_receivers(ties: Values) -> list[tuple[Places, Places]]:
    """Return the places of senders and receivers of every set that shared receivers or senders hold together."""
    found: list[tuple[Places, Places]] = []
    unseen = set(np.flatnonzero(ties.any(axis=1)).tolist())
    while unseen:
        senders, count = np.array([min(unseen)]), 0
        while len(senders) > count:
            count = len(senders)
            receivers = np.flatnonzero(ties[senders].any(axis=0))
            senders = np.flatnonzero(ties[:, receivers].any(axis=1))
        unseen -= set(senders.tolist())
        found.append((senders, receivers))
    return found


def _sets_by_ties(network: Network) -> list[tuple[Places, Places]]:
    """Return the same as `_senders_and_receivers` without a full matrix: each organisation once as either."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    n, sender, receiver = network.n, network.ties.sender, network.ties.receiver
    either = csr_array((np.ones(network.m), (sender, receiver + n)), shape=(2 * n, 2 * n))
    parts = connected_components(either, directed=False)[1][sender]
    order = np.argsort(parts, kind="stable")
    apart = np.split(order, np.flatnonzero(np.diff(parts[order])) + 1) if network.m else []
    return [(np.unique(sender[ties]), np.unique(receiver[ties])) for ties in apart]


def first_by_ties(ties: csr_array) -> First:
    """Return the largest singular value with its vectors, from the ties alone."""
    back = ties.T.tocsr()
    receiving = leading(lambda vector: back @ (ties @ vector), ties.shape[1])
    if receiving is not None:
        sending = ties @ receiving
        value = float(np.linalg.norm(sending))
        return value, sending / value, receiving

    from scipy.sparse.linalg import svds

    fewer = np.ones(min(ties.shape))
    left, values, right = svds(ties, k=1, v0=fewer, tol=0)
    return float(values[0]), np.abs(left[:, 0]), np.abs(right[0])


def first_in_full(ties: Values) -> First:
    """Return the largest singular value with its vectors, from the full matrix."""
    left, values, right = np.linalg.svd(ties, full_matrices=False)
    return float(values[0]), np.abs(left[:, 0]), np.abs(right[0])


def _leaders(network: Network) -> Iterator[tuple[Places, Places, First]]:
    """Yield every set of senders and receivers with its leading value and vectors."""
    if not is_large(network):
        ties = as_presence(network)
        for senders, receivers in _senders_and_receivers(ties):
            yield senders, receivers, first_in_full(ties[np.ix_(senders, receivers)])
        return
    sparse = as_sparse_presence(network)
    for senders, receivers in _sets_by_ties(network):
        part = sparse[senders][:, receivers]
        found = first_by_ties(part) if min(part.shape) > DENSE_UP_TO else first_in_full(part.toarray())
        yield senders, receivers, found


@memoised
def _hubs_and_authorities(network: Network) -> tuple[Values, Values]:
    """Return Kleinberg's h and a, each with sum of squares 1; undefined where no single set leads."""
    leading: list[tuple[float, Values, Values]] = []
    for senders, receivers, (value, sending, receiving) in _leaders(network):
        hub, authority = np.zeros(network.n), np.zeros(network.n)
        hub[senders], authority[receivers] = sending, receiving
        leading.append((value, hub, authority))
    most = max((value for value, _, _ in leading), default=0.0)
    first = [scores for scores in leading if scores[0] > most * (1 - ALIKE)]
    nobody = np.full(network.n, np.nan)
    hub, authority = first[0][1:] if len(first) == 1 else (nobody, nobody)
    for remembered in (hub, authority):
        remembered.setflags(write=False)
    return hub, authority


@metric(
    label="hub score",
    level="organisation",
    direction="out",
    weights="ignored",
    low=0,
    high=1,
    undefined=NO_LEADER,
    means="This organisation sends ties to those that many good senders turn to: it knows where to go.",
    formula="leading eigenvector h of AAᵀ, scaled to Σh² = 1; A[i,j] = 1 where i sends to j",
    source="kleinberg1999",
    layers="directed",
    default=False,
)
def hub(network: Network) -> Values:
    """Score each organisation by the `authority` of those it sends ties to.

    Parameters
    ----------
    network
        A directed layer; ties count as present or absent.

    Returns
    -------
    array
        0 to 1, sum of squares 1, in roster order; 0 outside the one set of senders and receivers that leads. Undefined
        without ties, or where two sets that share neither senders nor receivers lead alike. igraph scales to a largest
        value of 1, networkx to a sum of 1.

    References
    ----------
    Kleinberg (1999), doi:10.1145/324133.324140

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> hub(sketch("A>C B>C B>D")).round(3).tolist()
    [0.526, 0.851, 0.0, 0.0]
    """
    return _hubs_and_authorities(network)[0]


@metric(
    label="authority score",
    level="organisation",
    direction="in",
    weights="ignored",
    low=0,
    high=1,
    undefined=NO_LEADER,
    means="Those who know where to go send ties to this organisation.",
    formula="leading eigenvector a of AᵀA, scaled to Σa² = 1; A[i,j] = 1 where i sends to j",
    source="kleinberg1999",
    layers="directed",
    default=False,
)
def authority(network: Network) -> Values:
    """Score each organisation by the `hub` score of those that send it ties.

    Parameters
    ----------
    network
        A directed layer; ties count as present or absent.

    Returns
    -------
    array
        As `hub`, of ties received.

    References
    ----------
    Kleinberg (1999), doi:10.1145/324133.324140

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> authority(sketch("A>C B>C B>D")).round(3).tolist()
    [0.0, 0.0, 0.851, 0.526]
    """
    return _hubs_and_authorities(network)[1]
