"""Reciprocity: whether ties are returned, counted by pair, by strength, and against chance."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sna.engines import as_matrix, as_presence
from sna.metrics.asked import asked_ties
from sna.metrics.registry import Values, metric
from sna.model import Network

NO_TIES = "no ties between organisations of which both were asked"


def _asked_both(network: Network) -> npt.NDArray[np.bool_]:
    """Return which pairs were observed in both directions."""
    return network.observed & network.observed.T


@metric(
    label="share of tied pairs that are tied both ways",
    level="network",
    direction="both",
    weights="ignored",
    low=0,
    high=1,
    undefined=NO_TIES,
    means="Those who deal with each other do so both ways: partners rather than senders and receivers.",
    formula="pairs tied both ways / pairs tied at all, among pairs observed in both directions",
    source="wasserman1994",
    layers="directed",
    missing="excluded",
    default=False,
)
def dyad_reciprocity(network: Network) -> float:
    """Divide the pairs that are tied both ways by the pairs that are tied.

    Pairs without a tie do not count, so a sparse network is not reciprocal by being sparse (UCINET: dyad reciprocity;
    R's ``sna::grecip``: ``dyadic.nonnull``). It is lower than `edge_reciprocity`, which counts a mutual pair twice.

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
    >>> dyad_reciprocity(sketch("A>B B>A B>C"))
    0.5
    """
    ties, returned, _ = asked_ties(network)
    return returned / (2 * ties - returned) if ties else np.nan


@metric(
    label="share of strength that is returned",
    level="network",
    direction="both",
    weights="strength",
    low=0,
    high=1,
    undefined=NO_TIES,
    means="What one organisation sends to another comes back in the same amount.",
    formula="Σ over ordered pairs of min(w_ij, w_ji) / Σ w_ij, among pairs observed in both directions",
    source="squartini2013",
    layers="directed",
    missing="excluded",
    default=False,
    up_to=1_000,
)
def weighted_reciprocity(network: Network) -> float:
    """Divide the strength that is returned by all strength.

    Parameters
    ----------
    network
        A directed layer with strengths; where all are alike this is `edge_reciprocity`.

    Returns
    -------
    float
        0 (nothing comes back) to 1 (every pair is in balance); pairs that were not observed in both directions are left
        out, with their ties; undefined without ties.

    References
    ----------
    Squartini et al. (2013), doi:10.1038/srep02729

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> weighted_reciprocity(sketch("A>B:6 B>A:2 B>C:2"))
    0.4
    """
    strengths: Values = as_matrix(network) * _asked_both(network)
    total = strengths.sum()
    return float(np.minimum(strengths, strengths.T).sum() / total) if total else np.nan


@metric(
    label="correlation of ties with ties returned",
    level="network",
    direction="both",
    weights="ignored",
    low=-1,
    high=1,
    undefined="no ties, or all possible ties, between organisations of which both were asked",
    means="Ties are returned more often than chance would have it at this density; below 0 they are avoided.",
    formula="ρ = (r − d) / (1 − d), r = share of ties returned, d = density, among pairs observed in both directions",
    source="garlaschelli2004",
    layers="directed",
    missing="excluded",
    default=False,
    up_to=1_000,
)
def reciprocity_correlation(network: Network) -> float:
    """Correlate the ties with the ties returned: reciprocity with that of random ties of the same number taken off.

    Networks of other density can be compared by it, as they cannot by `edge_reciprocity`.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.

    Returns
    -------
    float
        -1 to 1, 0 where ties are returned as often as chance has it; pairs that were not observed in both directions
        are left out, with their ties; undefined without ties, and where every possible tie is present.

    References
    ----------
    Garlaschelli and Loffredo (2004), doi:10.1103/PhysRevLett.93.268701

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> round(reciprocity_correlation(sketch("A>B B>A B>C")), 3)
    0.333
    """
    pairs = _asked_both(network)
    ties = as_presence(network)[pairs]
    returned = as_presence(network).T[pairs]
    if not 0 < ties.sum() < len(ties):
        return np.nan
    density = ties.mean()
    return float(((ties * returned).sum() / ties.sum() - density) / (1 - density))
