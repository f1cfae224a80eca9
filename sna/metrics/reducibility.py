"""Whether the layers could be put together: the information that would be lost."""

from __future__ import annotations

import numpy as np

from sna.metrics.layers_together import Matrix, partnerships
from sna.metrics.registry import metric
from sna.model import Multiplex


@metric(
    label="what is lost by putting the layers together",
    level="network",
    direction="none",
    weights="ignored",
    low=-np.inf,
    high=1,
    undefined="a layer without ties, or a single tied pair in all",
    means="The layers differ: put together they would hide it. Near 0 or below, one layer could stand for all.",
    formula="q = 1 - mean of h over layers / h of the layers added up; h = -Σ λ log₂ λ, λ eigenvalues of the Laplacian"
    " divided by its trace",
    source="dedomenico2015",
    of="multiplex",
    default=False,
    up_to=1_000,
)
def reducibility(multiplex: Multiplex) -> float:
    """Compare the entropy of the layers, one by one, with that of the layers added up.

    This is the quality q of keeping every layer apart, which the paper maximises over ways of merging layers.

    Parameters
    ----------
    multiplex
        Two or more layers; direction and strengths are ignored. Added up, a pair tied in two layers counts twice.

    Returns
    -------
    float
        At most 1; high where layers differ from their sum, 0 where all layers are alike, below 0 where adding them up
        makes the network simpler. Undefined where a layer has no ties, or the sum is a single tied pair.

    References
    ----------
    De Domenico et al. (2015), doi:10.1038/ncomms7864

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> reducibility(Multiplex({"advice": sketch("A-B B-C"), "trust": sketch("A-B A-C B-C")})).__round__(3)
    0.067
    """
    layers = partnerships(multiplex)
    if not layers.any(axis=(1, 2)).all():
        return np.nan
    apart, added = np.mean([_entropy(layer) for layer in layers]), _entropy(layers.sum(axis=0))
    return float(1 - apart / added) if added > 0 else np.nan


def _entropy(ties: Matrix) -> float:
    """Return the von Neumann entropy of a layer in bits; exactly 0 for a single tied pair."""
    if np.count_nonzero(ties) == 2:  # noqa: PLR2004
        return 0.0
    laplacian = np.diag(ties.sum(axis=0)) - ties
    weights = np.linalg.eigvalsh(laplacian / np.trace(laplacian))
    weights = weights[weights > 1e-12]  # noqa: PLR2004
    return float(-(weights * np.log2(weights)).sum())
