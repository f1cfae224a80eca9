"""Where the mean of a series changed for good: binary segmentation with a permutation p at every cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sna.infer.control_chart import lag_one
from sna.infer.streams import Stream

Values = npt.NDArray[np.float64]
LEVEL, ALIKE = 0.05, 0.2
SHORT = 3
"""Taking off the means of two parts and choosing where to cut lowers the lag-1 autocorrelation by about 3 / n."""
FEWEST = 24
"""Points below which nobody can tell whether neighbours are alike: p would be too small too often."""
LEAST = 3
"""Points on either side of a cut."""
SHUFFLES = 999


@dataclass(frozen=True)
class Cut:
    """The best place to cut a stretch of a series in two.

    Attributes
    ----------
    start, end
        The stretch: first place, and the place after the last.
    at
        First place after the cut.
    difference
        Mean after − mean before.
    p
        Share of shuffled orders of the stretch with as large a step at their own best place; ``NaN`` where refused.
    alike
        Lag-1 autocorrelation within the two parts, 3 / n added because short series look less alike than they are.
    refused
        Why there is no p; empty where there is.
    """

    start: int
    end: int
    at: int
    difference: float
    p: float
    alike: float
    refused: str = ""


def change_points(values: Values, *, stream: Stream, shuffles: int = SHUFFLES) -> list[Cut]:
    """Return the cuts of a series, the first the best of the whole; a part is cut further only where p ≤ .05.

    Every order of the points is taken as equally likely, which neighbours that are alike break: where the lag-1
    autocorrelation within the parts, 3 / n added, is above .2 there is no p. Fewer than 24 points are not cut.
    Where neighbours are alike to .2, up to one series in ten has such a p by chance (`make calibration`).

    Parameters
    ----------
    values
        Points in order of time, none missing.
    stream
        Random numbers.
    shuffles
        Number of random orders.

    References
    ----------
    Scott & Knott (1974), doi:10.2307/2529204 (binary segmentation); Page (1954), doi:10.1093/biomet/41.1-2.100
    (cumulative sums)

    Examples
    --------
    >>> stepped = np.array([1.0, 3, 2, 1, 3, 2] * 2 + [6.0, 8, 7, 6, 8, 7] * 2)
    >>> [(cut.at, cut.difference, cut.p < 0.01) for cut in change_points(stepped, stream=Stream(0, ("x",)))]
    [(12, 5.0, True)]
    """
    cuts = list(_cuts(values, 0, len(values), stream.generator(), shuffles))
    return sorted(cuts, key=lambda cut: cut.at)


def _cuts(values: Values, start: int, end: int, rng: np.random.Generator, shuffles: int) -> Iterator[Cut]:
    part = values[start:end]
    if len(part) < FEWEST or np.ptp(part) == 0:
        return
    found = _best(part[None, :])
    place = int(found[1][0])
    before, after = part[:place], part[place:]
    alike = lag_one(np.concatenate([before - before.mean(), after - after.mean()])) + SHORT / len(part)
    base = (start, end, start + place, float(after.mean() - before.mean()))
    if alike > ALIKE:
        why = f"no p: neighbouring points are alike (lag-1 autocorrelation about {alike:.2f}, above {ALIKE:g})"
        yield Cut(*base, np.nan, alike, why)
        return
    drawn = _best(rng.permuted(np.tile(part, (shuffles, 1)), axis=1))[0]
    p = (1 + int((drawn >= found[0][0] * (1 - 1e-12)).sum())) / (shuffles + 1)
    # Of the whole the best cut is told whatever its p; of parts only a cut that chance does not explain.
    if p <= LEVEL or (start, end) == (0, len(values)):
        yield Cut(*base, p, alike)
    if p <= LEVEL:
        yield from _cuts(values, start, start + place, rng, shuffles)
        yield from _cuts(values, start + place, end, rng, shuffles)


def _best(rows: Values) -> tuple[Values, npt.NDArray[np.int64]]:
    """Return, for each row, the largest standardised cumulative sum and the place of its cut."""
    size = rows.shape[1]
    sums = np.abs(np.cumsum(rows - rows.mean(axis=1, keepdims=True), axis=1))
    cuts = np.arange(LEAST, size - LEAST + 1)
    scaled = sums[:, cuts - 1] / np.sqrt(cuts * (size - cuts) / size)
    best = scaled.argmax(axis=1)
    return scaled[np.arange(len(rows)), best], cuts[best]
