"""Structural holes with strengths: a strong tie to, or between, partners counts for more."""

from __future__ import annotations

import numpy as np

from sna.engines import as_matrix, as_sparse, is_large
from sna.metrics.registry import Values, metric
from sna.metrics.structural_holes import both_ways, defined, effective_by_ties, effective_partners, pairwise_constraint
from sna.model import Network


@metric(
    label="constraint by its partners, strengths counted",
    level="organisation",
    direction="both",
    weights="strength",
    low=0,
    high=2,
    undefined="no ties",
    means="Most of what this organisation exchanges goes to partners who exchange much with each other.",
    formula="C_i = Σ over partners j of (p_ij + Σ over q of p_iq p_qj)², p_ij = (w_ij + w_ji) / Σ over k of"
    " (w_ik + w_ki), of the whole network; w = strength",
    source="burt2004",
    default=False,
    up_to=1_000,
)
def weighted_constraint(network: Network) -> Values:
    """Measure how far each organisation's partners are tied to each other, strong ties counting for more.

    Parameters
    ----------
    network
        Any layer; strengths sent and received are added.

    Returns
    -------
    array
        Above 0 to 2 in roster order; as `constraint` where all ties are equally strong. Undefined for organisations
        without ties.

    References
    ----------
    Burt (2004), doi:10.1086/421787

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> weighted_constraint(sketch("A-B:3 A-C:1 D")).tolist()
    [0.625, 1.0, 1.0, nan]
    """
    both = both_ways(as_matrix(network))
    return defined(pairwise_constraint(both).sum(axis=1), both)


@metric(
    label="partners that are not redundant, strengths counted",
    level="organisation",
    direction="both",
    weights="strength",
    low=1,
    high=np.inf,
    undefined="no ties",
    means="The partners of this organisation exchange little with each other, so each brings something of its own.",
    formula="Σ over partners j of (1 − Σ over q of p_iq m_jq), p_iq = (w_iq + w_qi) / Σ over k of (w_ik + w_ki),"
    " m_jq = (w_jq + w_qj) / the largest of j's with anybody; w = strength",
    source="burt2004",
    default=False,
    up_to=10_000,
)
def weighted_effective_size(network: Network) -> Values:
    """Count each organisation's partners, less what they repeat of each other, strong ties counting for more.

    Parameters
    ----------
    network
        Any layer; strengths sent and received are added. A tie between two partners is weighed against the strongest
        tie that the first of them has in the whole network.

    Returns
    -------
    array
        From 1 to the number of partners in roster order; as `effective_size` where all ties are equally strong.
        Undefined for organisations without ties.

    References
    ----------
    Burt (2004), doi:10.1086/421787

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> weighted_effective_size(sketch("A-B:1 B-C:5 A-C:2 D")).round(3).tolist()
    [1.0, 1.1, 1.586, nan]
    """
    if is_large(network):
        return effective_by_ties(as_sparse(network))
    return effective_partners(both_ways(as_matrix(network)))
