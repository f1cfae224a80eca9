"""Draws that are the same for a seed on every machine."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeVar

from numpy.random import PCG64, Generator, SeedSequence

T = TypeVar("T")


class Chance:
    """Seeded draws for one purpose: purposes do not disturb each other, so one table can change and the rest stay.

    Only uniform draws are taken from numpy: its other distributions may change between versions.

    Examples
    --------
    >>> Chance(1, "meetings").whole(1, 6) == Chance(1, "meetings").whole(1, 6)
    True
    """

    def __init__(self, seed: int, purpose: str) -> None:
        self._generator = Generator(PCG64(SeedSequence([seed, *purpose.encode()])))

    def uniform(self, low: float = 0.0, high: float = 1.0) -> float:
        """Return a number from ``low`` up to ``high``."""
        return low + (high - low) * float(self._generator.random())

    def happens(self, probability: float) -> bool:
        """Return whether something of this probability happens."""
        return self.uniform() < probability

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from ``low`` to ``high``, both included."""
        return low + int(self.uniform() * (high - low + 1))

    def pick(self, options: Sequence[T]) -> T:
        """Return one of the options, each as likely."""
        return options[self.whole(0, len(options) - 1)]

    def shuffled(self, options: Sequence[T]) -> list[T]:
        """Return the options in a drawn order."""
        rest = list(options)
        return [rest.pop(self.whole(0, len(rest) - 1)) for _ in options]

    def count(self, mean: float) -> int:
        """Return a Poisson count, by inversion."""
        number, below, term = 0, 0.0, math.exp(-mean)
        target = self.uniform()
        while below + term < target and term > 0:
            below += term
            number += 1
            term *= mean / number
        return number
