"""Random numbers that depend on a seed and a name, and on nothing else."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Stream:
    """A named stream of random numbers: the same seed and names always give the same numbers.

    Every test has a stream of its own, so that asking for one more metric, layer or snapshot changes no other result.

    Examples
    --------
    >>> Stream(0, ("trust", "2014")).generator().random() == Stream(0, ("trust", "2014")).generator().random()
    True
    >>> Stream(0, ("trust", "2014")).generator().random() == Stream(0, ("trust", "2015")).generator().random()
    False
    """

    seed: int
    names: tuple[str, ...] = ()

    def generator(self, part: int | None = None) -> np.random.Generator:
        """Return a generator at the start of the stream, or of one of its parts, which may be drawn in any order."""
        keys = [zlib.crc32(name.encode()) for name in self.names]
        branch = () if part is None else (part,)
        return np.random.Generator(np.random.PCG64(np.random.SeedSequence([self.seed, *keys], spawn_key=branch)))
