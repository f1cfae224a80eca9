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
    used, places = np.unique(np.concatenate([one[both], other[both]]), return_inverse=True)
    first, second = np.split(places, 2)
    table = np.zeros((len(used), len(used)))
    np.add.at(table, (first, second), 1 / both.sum())
    apart = np.abs(used[:, None] - used[None, :]) if weighted else (used[:, None] != used[None, :]).astype(float)
    by_chance = float((apart * np.outer(table.sum(axis=1), table.sum(axis=0))).sum())
    return 1 - float((apart * table).sum()) / by_chance if by_chance > 0 else np.nan


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
    used, places = np.unique(levels[coded & paired[:, None]], return_inverse=True)
    items = np.nonzero(coded & paired[:, None])[0]
    counts = np.zeros((len(levels), len(used)))
    np.add.at(counts, (items, places), 1)
    counts = counts[paired]
    many = counts.sum(axis=1)
    # Pairs of codes of the same item, each item weighing as much as it has codes.
    weighed = counts / (many - 1)[:, None]
    seen = weighed.T @ counts - np.diag(weighed.sum(axis=0))
    totals = counts.sum(axis=0)
    middle = np.cumsum(totals) - totals / 2
    apart = (middle[:, None] - middle[None, :]) ** 2
    by_chance = float((apart * np.outer(totals, totals)).sum() / (totals.sum() - 1))
    return 1 - float((apart * seen).sum()) / by_chance if by_chance > 0 else float("nan")


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

    def of(rows: Levels) -> float:
        if coefficient == "krippendorff_alpha":
            return krippendorff_alpha(rows)
        return cohen_kappa(rows[:, 0], rows[:, 1], weighted=coefficient == "kappa_weighted")

    shared = levels[(~np.isnan(levels)).sum(axis=1) > 1]
    value, n = of(levels), len(shared)
    if np.isnan(value):
        why = "no item was coded by two" if not n else "everybody used one level throughout"
        return Agreement(value, np.nan, np.nan, n, why)
    if n < FEWEST_ITEMS:
        return Agreement(value, np.nan, np.nan, n, f"no interval: fewer than {FEWEST_ITEMS} items coded by two")
    generator = stream.generator()
    draws = np.array([of(shared[generator.integers(0, n, size=n)]) for _ in range(BOOTSTRAP)])
    undefined = np.isnan(draws)
    low, high = np.quantile(draws[~undefined], [0.025, 0.975])
    reason = f"{int(undefined.sum())} of {BOOTSTRAP} draws undefined, left out" if undefined.any() else ""
    return Agreement(value, float(low), float(high), n, reason)
