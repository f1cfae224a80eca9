"""Core and periphery by fewest exceptions: how many organisations, taken by their ties, make the neatest core."""

from __future__ import annotations

import numpy as np

from sna.engines import as_presence
from sna.metrics.registry import Values, metric
from sna.metrics.underlying import underlying
from sna.model import Network

TOO_FEW = "fewer than two organisations"


def _degrees(network: Network) -> Values:
    """Return the number of partners of each organisation, direction ignored."""
    degrees: Values = as_presence(underlying(network)).sum(axis=1)
    return degrees


def _exceptions(network: Network) -> Values:
    """Return the exceptions to the best core of 1, 2, … n organisations."""
    degrees = np.sort(_degrees(network))[::-1]
    exceptions: Values = degrees.sum() / 2 + np.cumsum(np.arange(network.n) - degrees)
    return exceptions


@metric(
    label="core of most tied organisations",
    level="network",
    direction="none",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined=TOO_FEW,
    means="The core is large, or is not much of one: see its parts.",
    formula="k that makes Z_k = Z_(k−1) + k − 1 − d_k least, Z_0 = tied pairs, d_1 ≥ d_2 ≥ … degrees, direction"
    " ignored; Z = pairs of the core not tied + pairs of the periphery tied",
    source="lip2011",
    default=False,
    parts={
        "smallest": "organisations in the smallest best core",
        "largest": "organisations in the largest best core",
        "exceptions": "pairs that do not fit the best core",
    },
    up_to=1_000,
)
def core_periphery_lip(network: Network) -> dict[str, float]:
    """Count the organisations in the core with fewest exceptions: pairs untied within it, or tied outside it.

    Pairs between core and periphery do not count. The best core of each size is that of most tied organisations, so
    that the best of all is found exactly, whatever the size.

    Parameters
    ----------
    network
        Any layer; direction and strengths are ignored.

    Returns
    -------
    dict of float
        Sizes ``smallest`` and ``largest`` of the cores with fewest exceptions (all sizes between are as good), and the
        number of ``exceptions``; undefined with fewer than two organisations.

    References
    ----------
    Lip (2011), doi:10.48550/arXiv.1102.5511

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> core_periphery_lip(sketch("A-B A-C B-C C-D"))
    {'smallest': 2.0, 'largest': 3.0, 'exceptions': 0.0}
    """
    if network.n < 2:  # noqa: PLR2004
        return dict.fromkeys(("smallest", "largest", "exceptions"), np.nan)
    exceptions = _exceptions(network)
    best = np.flatnonzero(exceptions == exceptions.min()) + 1
    return {"smallest": float(best[0]), "largest": float(best[-1]), "exceptions": float(exceptions.min())}


@metric(
    label="share that is in the core of most tied organisations",
    level="organisation",
    direction="none",
    weights="ignored",
    low=0,
    high=1,
    undefined="cores that are equally good disagree",
    means="This organisation is one of the core, whose members deal with each other.",
    formula="1 in every core with fewest exceptions, 0 in none (see core_periphery_lip)",
    source="lip2011",
    default=False,
    up_to=1_000,
)
def core_lip(network: Network) -> Values:
    """Say who is in the core with fewest exceptions.

    Parameters
    ----------
    network
        Any layer; direction and strengths are ignored.

    Returns
    -------
    array
        1 (core) or 0 (periphery) in roster order; undefined for organisations that some equally good cores hold and
        others do not.

    References
    ----------
    Lip (2011), doi:10.48550/arXiv.1102.5511

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> core_lip(sketch("A-B A-C B-C C-D")).tolist()
    [nan, nan, 1.0, 0.0]
    """
    if not network.n:
        return np.empty(0)
    exceptions = _exceptions(network)
    best = np.flatnonzero(exceptions == exceptions.min()) + 1
    degrees = _degrees(network)
    as_many = (degrees[None, :] >= degrees[:, None]).sum(axis=1)
    more = (degrees[None, :] > degrees[:, None]).sum(axis=1)
    return np.select([as_many <= best[0], more >= best[-1]], [1.0, 0.0], np.nan)
