"""Sign test: whether of pairs that differ more lie on one side than a fair coin would have it."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb


@dataclass(frozen=True)
class SignTest:
    """Exact two-sided sign test: p, mid-p, and the smallest p that so many could give."""

    p: float
    p_mid: float
    p_min: float


def sign_test(more: int, less: int) -> SignTest:
    """Test counts on either side against one half, exactly; ties are left out beforehand.

    Examples
    --------
    >>> sign_test(7, 0).p, sign_test(3, 3).p
    (0.015625, 1.0)
    """
    n, fewer = more + less, min(more, less)
    below = sum(comb(n, k) for k in range(fewer))
    here = comb(n, fewer)
    ways = 2**n
    # In the middle there is one such count, not two.
    twice = 2 if more != less else 1
    p_min = 1.0 if ways == 1 else 2 / ways
    # Integers divide exactly as far as a float can tell, however many pairs there are.
    return SignTest((2 * below + twice * here) / ways, (4 * below + twice * here) / (2 * ways), p_min)
