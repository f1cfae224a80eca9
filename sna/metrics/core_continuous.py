"""Core and periphery by degrees: how near each organisation is to a core that is tied to all."""

from __future__ import annotations

import numpy as np

from sna.engines import as_presence, memoised
from sna.metrics.registry import Values, metric
from sna.model import Network

MOST_ROUNDS = 20_000
SETTLED = 1e-13
"""Relative change of every value below which a fit has settled."""


@memoised
def _coreness(network: Network) -> Values:
    """Return values c whose products are nearest to the ties, not scaled; undefined where they do not settle."""
    ties: Values = as_presence(network) + as_presence(network).T
    seen: Values = network.observed.astype(np.float64) + network.observed.T
    nearness: Values = ties.sum(axis=1)
    if not nearness.any():
        return np.full(network.n, np.nan)
    nearness = nearness / np.sqrt(nearness.sum())
    for _ in range(MOST_ROUNDS):
        known, weight = nearness, seen @ nearness**2
        nearest = np.divide(ties @ known, weight, out=np.zeros(network.n), where=weight > 0)
        # Half a step: whole steps can jump back and forth for ever.
        nearness = (known + nearest) / 2
        if np.abs(nearness - known).max() < SETTLED * nearness.max():
            return nearness
    return np.full(network.n, np.nan)


@metric(
    label="nearness to the core",
    level="organisation",
    direction="both",
    weights="ignored",
    low=0,
    high=1,
    undefined="no ties in the layer, or the values do not settle",
    means="This organisation is of the core, or near it: tied to the core and to few others.",
    formula="c that makes Σ over observed i → j, i ≠ j, of (a_ij − c_i c_j)² least: c_i = Σ_j (a_ij + a_ji) c_j / 2Σ_j"
    " c_j²; scaled to Σ c² = 1",
    source="borgatti1999",
    missing="excluded",
    default=False,
    up_to=1_000,
)
def core_continuous(network: Network) -> Values:
    """Give every organisation a nearness to the core such that ties are as likely as both their ends are near it.

    The values are those of minimum residuals (MINRES), which leave the diagonal out; they are not the eigenvector. They
    are found step by step from the number of ties, always the same way. Where ties are few, one organisation can have
    nearly all of it.

    Parameters
    ----------
    network
        Any layer; strengths are ignored, and ties sent and received count alike.

    Returns
    -------
    array
        0 to 1 in roster order, their squares adding up to 1. Undefined without ties, and where the values do not
        settle: in a star the best fit is only reached with everything at the centre.

    References
    ----------
    Borgatti and Everett (1999), doi:10.1016/S0378-8733(99)00019-2

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> core_continuous(sketch("A-B A-C B-C D")).round(3).tolist()
    [0.577, 0.577, 0.577, 0.0]
    """
    nearness = _coreness(network)
    return nearness / np.linalg.norm(nearness) if len(nearness) else nearness


@metric(
    label="fit of ties to nearness to the core",
    level="network",
    direction="both",
    weights="ignored",
    low=-1,
    high=1,
    undefined="no ties, all pairs alike, or the values do not settle",
    means="Ties follow nearness to one core: organisations near it deal with each other, the others with nobody.",
    formula="correlation of a_ij with c_i c_j over observed i → j, i ≠ j (see core_continuous)",
    source="borgatti1999",
    missing="excluded",
    default=False,
    up_to=1_000,
)
def core_periphery_continuous(network: Network) -> float:
    """Correlate ties with the products of nearness to the core.

    Parameters
    ----------
    network
        Any layer; strengths are ignored.

    Returns
    -------
    float
        -1 to 1; unobserved pairs are left out. Undefined where nearness is, and where all ties or all products are
        alike.

    References
    ----------
    Borgatti and Everett (1999), doi:10.1016/S0378-8733(99)00019-2

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> core_periphery_continuous(sketch("A-B A-C B-C D"))
    1.0
    """
    nearness = _coreness(network)
    ties = as_presence(network)[network.observed]
    products = np.outer(nearness, nearness)[network.observed]
    if not len(ties) or np.isnan(products).any() or np.ptp(ties) == 0 or np.ptp(products) <= 1e-9 * products.max():
        return np.nan
    return float(np.corrcoef(ties, products)[0, 1])
