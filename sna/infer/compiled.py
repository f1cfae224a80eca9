"""Inner loops that numba compiles where it is installed and the work is worth it; else numpy does the same.

Each is plain Python, with the result of its counterpart in numpy: counts to the bit, sums of fractions to their
rounding. Random numbers come from numpy either way, so that a seed gives the same p with and without numba.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable
from functools import cache

from sna.infer import loops

WORTH = 300_000_000
"""Steps of a loop from which compiling, about a second, is repaid."""

_ready: set[str] = set()


@cache
def is_installed() -> bool:
    """Whether numba is there."""
    return importlib.util.find_spec("numba") is not None


def kernel(name: str) -> Callable[..., None] | None:
    """Return a loop of `loops` if it was compiled, else ``None``: numpy is to do it."""
    return _compiled(name) if name in _ready else None


def consider(names: Iterable[str], steps: int) -> None:
    """Compile loops where numba is installed and as many steps are to be done as repay it."""
    if steps >= WORTH:
        compile_now(names)


def compile_now(names: Iterable[str] = loops.NAMES) -> None:
    """Compile loops where numba is installed, so that all work of this process uses them."""
    for name in names if is_installed() else ():
        _compiled(name)
        _ready.add(name)


@cache
def _compiled(name: str) -> Callable[..., None]:
    import numba

    # Sums may be taken in another order; nothing else is given away.
    made: Callable[..., None] = numba.njit(nogil=True, fastmath={"reassoc", "contract"})(getattr(loops, name))
    return made
