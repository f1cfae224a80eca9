"""Stress majorisation: move points until their distances come as near as they can to the wanted ones."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sna.layout.distances import Matrix

Points = npt.NDArray[np.float64]

TOLERANCE = 1e-5
MOST_STEPS = 500
CHECK_EVERY = 5
JITTER = 0.35
BATCH = 400_000


def classical_scaling(wanted: Matrix) -> Points:
    """Return two-dimensional classical scaling of distances, each axis signed by its largest entry."""
    centred = wanted**2 - (wanted**2).mean(axis=0)
    centred = -0.5 * (centred - centred.mean(axis=1, keepdims=True))
    values, vectors = np.linalg.eigh((centred + centred.T) / 2)
    axes = vectors[:, ::-1][:, :2]
    sign = np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])])
    found: Points = axes * sign * np.sqrt(np.maximum(values[::-1][:2], 0.0))
    return found


def starting_points(wanted: Matrix, *, starts: int, seed: int) -> Points:
    """Return classical scaling as the first start, then jittered copies of it: shape (starts, n, 2)."""
    base = classical_scaling(wanted)
    generator = np.random.Generator(np.random.PCG64(seed))
    noise = generator.normal(scale=JITTER * wanted.mean(), size=(starts, *base.shape))
    # A little noise on the first start as well: points that coincide could never part.
    noise[0] *= 1e-3
    return base + noise


def majorise(wanted: Matrix, starts: Points) -> tuple[Points, npt.NDArray[np.float64]]:
    """Return points of least stress from each start (SMACOF) and their stress, weights 1/distance².

    Source: Gansner, Koren and North (2005), Graph Drawing by Stress Majorization, doi 10.1007/978-3-540-31843-9_25.
    """
    n = len(wanted)
    size = max(1, BATCH // (n * n))
    parts = [_majorise(wanted, starts[first : first + size]) for first in range(0, len(starts), size)]
    return np.concatenate([points for points, _ in parts]), np.concatenate([stress for _, stress in parts])


def _majorise(wanted: Matrix, starts: Points) -> tuple[Points, npt.NDArray[np.float64]]:
    """Majorise several starts at once, until none of them improves any more."""
    n = len(wanted)
    weights = np.zeros_like(wanted)
    np.divide(1.0, wanted**2, out=weights, where=wanted > 0)
    inverse = np.linalg.inv(np.diag(weights.sum(axis=1)) - weights + 1.0 / n) - 1.0 / n
    pull = weights * wanted
    points = starts.copy()
    last = np.full(len(starts), np.inf)
    stress = last
    for step in range(MOST_STEPS):
        apart = _distances(points)
        if step % CHECK_EVERY == 0:
            stress = (weights * (apart - wanted) ** 2).sum(axis=(1, 2)) / 2
            if (last - stress <= TOLERANCE * CHECK_EVERY * stress).all():
                break
            last = stress
        np.maximum(apart, 1e-9, out=apart)
        ratio = np.divide(pull, apart, out=apart)
        moved = ratio.sum(axis=2)[..., None] * points - ratio @ points
        points = inverse @ moved
    return points, stress


def _distances(points: Points) -> npt.NDArray[np.float64]:
    """Return the distances between all points of each start."""
    n = points.shape[1]
    one, other = np.triu_indices(n, 1)
    across, down = (points[..., one, axis] - points[..., other, axis] for axis in (0, 1))
    apart = np.zeros((len(points), n, n))
    apart[:, one, other] = apart[:, other, one] = np.hypot(across, down)
    return apart
