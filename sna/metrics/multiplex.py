"""Measures of several layers together."""

from __future__ import annotations

import numpy as np

from sna.engines import as_presence
from sna.metrics.registry import Values, metric
from sna.model import Multiplex


@metric(
    label="how evenly its partners are spread over layers",
    level="organisation",
    direction="none",
    weights="ignored",
    low=0,
    high=1,
    undefined="no ties in any layer",
    means="This organisation is equally active in every layer; a low value means it is active in one layer only.",
    formula="M/(M-1) × (1 - Σ over layers of (k_l / o)²), k_l partners in layer l, o = Σ k_l, M layers",
    source="battiston2014",
    of="multiplex",
    default=False,
    up_to=1_000,
)
def multiplex_participation(multiplex: Multiplex) -> Values:
    """Measure how evenly the partners of each organisation are spread over the layers.

    Parameters
    ----------
    multiplex
        Two or more layers; direction and strengths are ignored, a partner counts once in each layer.

    Returns
    -------
    array
        0 (all partners in one layer) to 1 (as many in each) in roster order; undefined for organisations without ties.

    References
    ----------
    Battiston, Nicosia and Latora (2014), doi:10.1103/PhysRevE.89.032804

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> both = Multiplex({"advice": sketch("A>B A>C D"), "trust": sketch("A-B C D")})
    >>> multiplex_participation(both).round(3).tolist()
    [0.889, 1.0, 0.0, nan]
    """
    layers = [as_presence(network) for network in multiplex.layers.values()]
    partners = np.array([np.maximum(ties, ties.T).sum(axis=1) for ties in layers])
    everywhere = partners.sum(axis=0)
    shares = np.full(partners.shape, np.nan)
    np.divide(partners, everywhere, out=shares, where=everywhere > 0)
    evenness: Values = (1 - (shares**2).sum(axis=0)) * len(layers) / (len(layers) - 1)
    return evenness
