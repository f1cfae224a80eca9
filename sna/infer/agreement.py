"""How far people who coded the same things agree beyond chance; arrays in, no organisations."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sna.infer.streams import Stream

Levels = npt.NDArray[np.float64]
"""Items × coders; ``NaN`` where a coder did not code an item."""

FEWEST_ITEMS = 10
"""Items below which resampling them says nothing."""
BOOTSTRAP = 2_000


@dataclass(frozen=True)
class Agreement:
    """A coefficient with its interval: 1 is perfect, 0 what chance gives; ``NaN`` where it is undefined."""

    value: float
    low: float
    high: float
    items: int
    reason: str = ""


def cohen_kappa(one: Levels, other: Levels, *, weighted: bool = False) -> float:
    """Return Cohen's kappa of two coders over the items both coded.

    Parameters
    ----------
    one, other
        Level of each item; ``NaN`` where it was not coded.
    weighted
        Count a disagreement in proportion to how many of the levels in use it spans (linear weights).

    Returns
    -------
    float
        −1 to 1; undefined without a common item, or where both used one and the same level throughout.

    References
    ----------
    Cohen (1960), doi:10.1177/001316446002000104. Cohen (1968), doi:10.1037/h0026256

    Examples
    --------
    >>> one, other = np.repeat([1.0, 1.0, 0.0, 0.0], [20, 5, 10, 15]), np.repeat([1.0, 0.0, 1.0, 0.0], [20, 5, 10, 15])
    >>> round(cohen_kappa(one, other), 3)
    0.4
    """
    both = ~(np.isnan(one) | np.isnan(other))
    if not both.any():
        return np.nan
    return float(_kappas(np.column_stack([one, other])[both], np.ones((1, int(both.sum()))), weighted=weighted)[0])


def _kappas(levels: Levels, times: Levels, *, weighted: bool) -> Levels:
    """Return Cohen's kappa for each row of ``times``: how often each item, coded by both, counts."""
    used, places = np.unique(levels, return_inverse=True)
    cells = np.zeros((len(levels), len(used), len(used)))
    cells[np.arange(len(levels)), *places.reshape(levels.shape).T] = 1
    tables = np.tensordot(times, cells, axes=1)
    apart = np.abs(used[:, None] - used[None, :]) if weighted else (used[:, None] != used[None, :]).astype(float)
    by_chance = np.einsum("di,ij,dj->d", tables.sum(axis=2), apart, tables.sum(axis=1)) / times.sum(axis=1)
    seen = (tables * apart).sum(axis=(1, 2))
    found: Levels = 1 - np.divide(seen, by_chance, out=np.full(len(times), np.nan), where=by_chance > 0)
    return found


def krippendorff_alpha(levels: Levels) -> float:
    """Return Krippendorff's alpha for ordered levels: any number of coders, items missing or not.

    Parameters
    ----------
    levels
        Items × coders, ``NaN`` where an item was not coded. Items with one code count for nothing.

    Returns
    -------
    float
        1 perfect, 0 chance, below 0 worse than chance; undefined where no item has two codes or one level is all
        there is.

    References
    ----------
    Hayes and Krippendorff (2007), doi:10.1080/19312450709336664

    Examples
    --------
    >>> round(krippendorff_alpha(np.array([[1.0, 1.0], [2.0, 3.0], [3.0, 3.0]])), 3)
    0.778
    """
    coded = ~np.isnan(levels)
    paired = coded.sum(axis=1) > 1
    if not paired.any():
        return np.nan
    return float(_alphas(levels[paired], np.ones((1, int(paired.sum()))))[0])


def _alphas(levels: Levels, times: Levels) -> Levels:
    """Return Krippendorff's alpha for each row of ``times``: how often each item, coded by two or more, counts."""
    used = np.unique(levels[~np.isnan(levels)])
    counts = (levels[:, :, None] == used).sum(axis=1).astype(np.float64)
    # Pairs of codes of the same item, each item weighing as much as it has codes.
    pairs = counts[:, :, None] * (counts[:, None, :] - np.eye(len(used)))
    seen = np.tensordot(times, pairs / (counts.sum(axis=1) - 1)[:, None, None], axes=1)
    totals = times @ counts
    middle = np.cumsum(totals, axis=1) - totals / 2
    apart = (middle[:, :, None] - middle[:, None, :]) ** 2
    by_chance = np.einsum("dij,di,dj->d", apart, totals, totals) / (totals.sum(axis=1) - 1)
    disagreed = (apart * seen).sum(axis=(1, 2))
    found: Levels = 1 - np.divide(disagreed, by_chance, out=np.full(len(times), np.nan), where=by_chance > 0)
    return found


def resampled(levels: Levels, coefficient: str, stream: Stream) -> Agreement:
    """Return a coefficient with the 2.5 and 97.5 % points of itself over items drawn with replacement.

    Parameters
    ----------
    levels
        Items × coders.
    coefficient
        ``kappa``, ``kappa_weighted`` (of the two coders) or ``krippendorff_alpha``.
    stream
        Of random numbers.

    Examples
    --------
    >>> levels = np.array([[1, 1], [1, 1], [2, 2], [2, 1], [3, 3], [3, 3], [2, 2], [1, 1], [2, 2], [3, 2]], dtype=float)
    >>> found = resampled(levels, "kappa", Stream(0, ("example",)))
    >>> found.low < found.value < found.high
    True
    """
    alpha, weighted = coefficient == "krippendorff_alpha", coefficient == "kappa_weighted"
    value = krippendorff_alpha(levels) if alpha else cohen_kappa(levels[:, 0], levels[:, 1], weighted=weighted)
    shared = levels[(~np.isnan(levels)).sum(axis=1) > 1]
    n = len(shared)
    if np.isnan(value):
        why = "no item was coded by two" if not n else "everybody used one level throughout"
        return Agreement(value, np.nan, np.nan, n, why)
    if n < FEWEST_ITEMS:
        return Agreement(value, np.nan, np.nan, n, f"no interval: fewer than {FEWEST_ITEMS} items coded by two")
    generator = stream.generator()
    times = np.array(
        [np.bincount(generator.integers(0, n, size=n), minlength=n) for _ in range(BOOTSTRAP)], dtype=float
    )
    draws = _alphas(shared, times) if alpha else _kappas(shared, times, weighted=weighted)
    undefined = np.isnan(draws)
    low, high = np.quantile(draws[~undefined], [0.025, 0.975])
    reason = f"{int(undefined.sum())} of {BOOTSTRAP} draws undefined, left out" if undefined.any() else ""
    return Agreement(value, float(low), float(high), n, reason)
