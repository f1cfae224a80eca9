"""Portrait divergence: how differently two networks spread out, step by step, from their organisations."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from sna.engines import lean_igraph
from sna.model import Network

Values = npt.NDArray[np.float64]


def portrait_divergence(one: Network, other: Network) -> float:
    """Return the Jensen-Shannon divergence, in bits, of the portraits of two networks.

    A portrait has, for every number of steps l (0 included) and every number k (0 included), how many organisations
    reach k others in just l steps, along the direction of ties. Its distribution is P(k, l) = P(k | l) P(l): the share
    of organisations with k at l steps, times the share of the pairs with a route that are l steps apart.

    Parameters
    ----------
    one, other
        Networks, of whatever organisations; strengths are ignored.

    Returns
    -------
    float
        0 where networks are alike up to names, 1 at most; ``nan`` without any organisation.

    References
    ----------
    Bagrow, J. P. & Bollt, E. M. (2019). An information-theoretic, all-scales approach to comparing networks, with the
    conventions of the authors' code, doi:10.1007/s41109-019-0156-x

    Examples
    --------
    >>> from sna.metrics import sketch
    >>> portrait_divergence(sketch("A>B B>C"), sketch("C>A A>B"))
    0.0
    """
    if not (one.n and other.n):
        return math.nan
    first, second = _portrait(one), _portrait(other)
    size = max(first.shape[0], second.shape[0]), max(first.shape[1], second.shape[1])
    p, q = (
        _shares(np.pad(each, [(0, size[0] - each.shape[0]), (0, size[1] - each.shape[1])])) for each in (first, second)
    )
    middle = (p + q) / 2
    return max(0.0, (_divergence(p, middle) + _divergence(q, middle)) / 2)


def _portrait(network: Network) -> Values:
    """Return steps × number reached: how many organisations."""
    steps = np.array(lean_igraph(network).distances(mode="out", weights=None), dtype=np.float64)
    furthest = int(steps[np.isfinite(steps)].max())
    rows = [np.bincount((steps == far).sum(axis=1), minlength=network.n + 1) for far in range(furthest + 1)]
    return np.array(rows, dtype=np.float64)


def _shares(portrait: Values) -> Values:
    reached = portrait @ np.arange(portrait.shape[1])
    shares = portrait / portrait[0].sum() * (reached / reached.sum())[:, None]
    return np.asarray(shares.ravel(), dtype=np.float64)


def _divergence(p: Values, q: Values) -> float:
    there = p > 0
    return float((p[there] * np.log2(p[there] / q[there])).sum())
