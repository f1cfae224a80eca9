"""Structural holes seen in an organisation's own circle: only ties with and among its partners count."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sna.engines import as_presence
from sna.metrics.registry import Values, metric
from sna.metrics.structural_holes import (
    both_ways,
    coleman_theil,
    effective_partners,
    pairwise_constraint,
    per_partner,
)
from sna.model import Network


def _in_own_circle(network: Network, measure: Callable[[Values], Values]) -> Values:
    """Measure each organisation in the network of itself and its partners."""
    both = both_ways(as_presence(network))
    values = np.full(network.n, np.nan)
    for place in range(network.n):
        circle = np.append(place, np.flatnonzero(both[place]))
        values[place] = measure(both[np.ix_(circle, circle)])[0] if len(circle) > 1 else np.nan
    return values


@metric(
    label="constraint by its partners, within its own circle",
    level="organisation",
    direction="both",
    weights="ignored",
    low=0,
    high=2,
    undefined="no ties",
    means="The partners of this organisation deal mainly with it and with each other, so it can hardly play one off"
    " against another.",
    formula="C_i = Σ over partners j of (p_ij + Σ over q of p_iq p_qj)², with p_qj of the ties among the organisation"
    " and its partners only",
    source="burt2004",
    default=False,
    up_to=1_000,
)
def constraint_ego(network: Network) -> Values:
    """Measure how far each organisation's partners are tied to each other, ties to outsiders left aside.

    What a partner gives to others is taken as a share of its ties in the circle of the organisation and its partners.
    That is what UCINET does unless told otherwise; values are higher than those of `constraint`.

    Parameters
    ----------
    network
        Any layer; ties sent and received count alike.

    Returns
    -------
    array
        Above 0 to 2 in roster order; 1 with a single partner, where UCINET gives none. Undefined for organisations
        without ties.

    References
    ----------
    Burt (2004), doi:10.1086/421787

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> constraint_ego(sketch("A-B A-C B-C B-D E")).round(3).tolist()
    [1.125, 0.611, 1.125, 1.0, nan]
    """
    return _in_own_circle(network, lambda both: pairwise_constraint(both).sum(axis=1))


@metric(
    label="partners that are not redundant, within its own circle",
    level="organisation",
    direction="both",
    weights="ignored",
    low=1,
    high=np.inf,
    undefined="no ties",
    means="Many of the partners of this organisation do not deal with each other.",
    formula="Σ over partners j of (1 − Σ over q of p_iq m_jq), with m_jq of the ties among the organisation and its"
    " partners only",
    source="burt2004",
    default=False,
    up_to=1_000,
)
def effective_size_ego(network: Network) -> Values:
    """Count each organisation's partners, less what they repeat of each other, ties to outsiders left aside.

    Parameters
    ----------
    network
        Any layer; ties sent and received count alike.

    Returns
    -------
    array
        From 1 to the number of partners in roster order. It can differ from `effective_size` in a directed layer only,
        where a partner returns ties to outsiders and none in the circle. Undefined for organisations without ties.

    References
    ----------
    Burt (2004), doi:10.1086/421787

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> effective_size_ego(sketch("A>B A>C B>C C>D D>C E")).round(3).tolist()
    [1.0, 1.0, 2.5, 1.0, nan]
    """
    return _in_own_circle(network, effective_partners)


@metric(
    label="share of partners not redundant, within its own circle",
    level="organisation",
    direction="both",
    weights="ignored",
    low=0,
    high=1,
    undefined="no ties",
    means="Hardly any of this organisation's partners deal with each other.",
    formula="effective size in the organisation's own circle / number of partners",
    source="burt2004",
    default=False,
    up_to=1_000,
)
def burt_efficiency_ego(network: Network) -> Values:
    """Divide the effective size of each organisation in its own circle by the number of its partners.

    Parameters
    ----------
    network
        Any layer; ties sent and received count alike.

    Returns
    -------
    array
        Above 0 to 1 in roster order. Undefined for organisations without ties.

    References
    ----------
    Burt (2004), doi:10.1086/421787

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> burt_efficiency_ego(sketch("A>B A>C B>C C>D D>C E")).round(3).tolist()
    [0.5, 0.5, 0.833, 1.0, nan]
    """
    return per_partner(both_ways(as_presence(network)), effective_size_ego(network))


@metric(
    label="concentration of constraint in one partner, within its own circle",
    level="organisation",
    direction="both",
    weights="ignored",
    low=0,
    high=1,
    undefined="no ties",
    means="What constrains this organisation comes from one partner, through whom its other partners are tied.",
    formula="Σ over partners j of r_j ln r_j / (N ln N), r_j = c_ij / (C_i / N), c_ij of the ties among the"
    " organisation and its N partners only; 1 with a single partner",
    source="burt2004",
    default=False,
    up_to=1_000,
)
def burt_hierarchy_ego(network: Network) -> Values:
    """Measure how far constraint in an organisation's own circle comes from one of its partners.

    Parameters
    ----------
    network
        Any layer; ties sent and received count alike.

    Returns
    -------
    array
        0 (all partners constrain alike) to 1 (one of them does; a single partner) in roster order. Undefined for
        organisations without ties.

    References
    ----------
    Burt (2004), doi:10.1086/421787

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> burt_hierarchy_ego(sketch("A-B A-C A-D B-C E")).round(3).tolist()
    [0.052, 0.0, 0.0, 1.0, nan]
    """
    return _in_own_circle(network, lambda both: coleman_theil(pairwise_constraint(both), both))
