"""Constraint: whether an organisation's partners are also tied to each other."""

from __future__ import annotations

import numpy as np

from sna.engines import lean_igraph
from sna.metrics.registry import Values, metric
from sna.model import Network


@metric(
    label="constraint by its partners",
    level="organisation",
    direction="both",
    weights="ignored",
    low=0,
    high=2,
    undefined="no ties",
    means="The partners of this organisation deal with each other, so it can hardly play one off against another;"
    " a low value means it alone connects them.",
    formula="C_i = Σ over partners j of (p_ij + Σ over q of p_iq p_qj)², p_ij = (a_ij + a_ji) / Σ over k of"
    " (a_ik + a_ki), of the whole network; a = 1 where there is a tie",
    source="burt2004",
)
def constraint(network: Network) -> Values:
    """Measure how far each organisation's partners are tied to each other.

    Ties count as present or absent, so in a directed layer a returned tie counts twice. Shares are taken of all ties of
    a partner, not only those among the partners: UCINET's default is the latter and gives higher values.

    Parameters
    ----------
    network
        Any layer; ties sent and received count alike.

    Returns
    -------
    array
        Above 0 to 2 in roster order; 1 with a single partner, more than 1 in small closed groups (a triangle: 1.125).
        Undefined for organisations without ties.

    References
    ----------
    Burt (2004), doi:10.1086/421787

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> constraint(sketch("A-B B-C D")).tolist()
    [1.0, 0.5, 1.0, nan]
    """
    return np.array(lean_igraph(network).constraint(weights=None), dtype=np.float64)
