"""Trophic levels: how far from the start of the flow of ties an organisation stands."""

from __future__ import annotations

import numpy as np

from sna.metrics.levels import fitted_levels, tied
from sna.metrics.registry import Values, metric
from sna.model import Network

ORIENTED = ", as recorded; sender and receiver exchanged where the layer says that the receiver depends"


@metric(
    label="levels above the lowest",
    level="organisation",
    direction="in",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined="no ties",
    means="Ties lead up to this organisation over several levels, such as cases sent on from one centre to the next.",
    formula=f"(diag(u) − A − Aᵀ) h = v, u = in-degree + out-degree, v = in-degree − out-degree{ORIENTED}; the lowest"
    " of each component at 0",
    source="mackay2020",
    layers="directed",
    default=False,
)
def trophic_level(network: Network) -> Values:
    """Place organisations on levels so that each tie climbs one, as nearly as can be.

    A receiver stands one level above the sender: as recorded, and where the layer says that the sender depends on the
    receiver. Where it says that the receiver depends, ties are read the other way, so that who is depended on is above.
    Where a layer says who depends, `springrank` gives the same values.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored. This is the definition of 2020, which needs no organisation that
        receives nothing.

    Returns
    -------
    array
        Levels of 0 and more in roster order; 0 for the lowest of each weak component, so that levels of different
        components cannot be compared. Undefined for organisations without ties.

    References
    ----------
    MacKay, Johnson and Sansom (2020), doi:10.1098/rsos.201138

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> trophic_level(sketch("A>B A>C B>C D")).round(3).tolist()
    [0.0, 0.667, 1.333, nan]
    """
    return tied(network, fitted_levels(network, exchanged=network.layer.depends == "receiver"))


@metric(
    label="levels above the lowest, strengths counted",
    level="organisation",
    direction="in",
    weights="strength",
    low=0,
    high=np.inf,
    undefined="no ties",
    means="The bulk of what is sent on leads up to this organisation over several levels.",
    formula=f"(diag(u) − W − Wᵀ) h = v, u = strength in + out, v = strength in − out{ORIENTED}; the lowest of each"
    " component at 0",
    source="mackay2020",
    layers="directed",
    default=False,
)
def weighted_trophic_level(network: Network) -> Values:
    """Place organisations on levels so that each tie climbs one, as nearly as can be, strong ties before weak ones.

    Parameters
    ----------
    network
        A directed layer, read upwards as in `trophic_level`.

    Returns
    -------
    array
        Levels of 0 and more in roster order; 0 for the lowest of each weak component. Undefined for organisations
        without ties.

    References
    ----------
    MacKay, Johnson and Sansom (2020), doi:10.1098/rsos.201138

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> weighted_trophic_level(sketch("A>B:2 A>C B>C:3 D")).round(3).tolist()
    [0.0, 0.727, 1.545, nan]
    """
    exchanged = network.layer.depends == "receiver"
    return tied(network, fitted_levels(network, weights="strength", exchanged=exchanged))
