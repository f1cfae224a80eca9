"""How far a p from a random sample may lie from the p that all ways together would give, in one wording."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

_SAMPLED = re.compile(r"random sample of ([0-9]+)")
_ERROR = re.compile(r"Monte Carlo error ([0-9.e-]+)")


def monte_carlo_error(p: float, count: int, *, tails: int = 1) -> float:
    """Return the standard error that a p has because it comes from a random sample.

    Parameters
    ----------
    p
        The p.
    count
        Size of the sample.
    tails
        2 where p is twice the share in one tail.

    References
    ----------
    Phipson & Smyth (2010), doi:10.2202/1544-6115.1585

    Examples
    --------
    >>> round(monte_carlo_error(0.05, 9_999), 5), round(monte_carlo_error(0.05, 9_999, tails=2), 5)
    (0.00218, 0.00312)
    """
    share = min(p / tails, 1.0)
    return tails * math.sqrt(share * (1 - share) / count)


def sampled(count: int, of: str, error: float) -> str:
    """Return what a method says of a random sample, with the error of the p that came from it.

    Parameters
    ----------
    count, of
        Size of the sample, and of what.
    error
        Standard error of p; ``nan`` where there is no p.

    Examples
    --------
    >>> sampled(9_999, "splits", 0.00312), sampled(9_999, "splits", float("nan"))
    ('random sample of 9999 splits, Monte Carlo error 0.0031', 'random sample of 9999 splits')
    """
    return f"random sample of {count} {of}" + ("" if math.isnan(error) else f", Monte Carlo error {error:.2g}")


def is_sampled(method: str) -> bool:
    """Whether a method says that p comes from a random sample.

    Examples
    --------
    >>> is_sampled("label permutation, two-sided, random sample of 99 splits, Monte Carlo error 0.02")
    True
    """
    return _SAMPLED.search(method) is not None


def error_in(method: str) -> float:
    """Return the Monte Carlo error that a method states; 0 where it states none.

    Examples
    --------
    >>> error_in(f"CUG test, two-sided, {sampled(99, 'networks', 0.02)}"), error_in("exact sign test, two-sided")
    (0.02, 0.0)
    """
    found = _ERROR.search(method)
    return float(found[1]) if found else 0.0


def how_sampled(methods: Iterable[str]) -> str:
    """Return, of the methods of all p in an output, whether they are exact or from samples, as one sentence.

    Empty where there is no p.

    Examples
    --------
    >>> exact, drawn = "exact label permutation, two-sided, 495 splits", f"dyad swap, {sampled(9_999, 'swaps', 0.0021)}"
    >>> how_sampled([exact, exact])
    'Every p is exact: all possible ways were gone through.'
    >>> how_sampled([drawn])
    'Every p comes from a random sample (of 9,999): Monte Carlo error at most 0.0021.'
    >>> how_sampled([exact, drawn, exact])[:63]
    'p is exact in 2 of 3 cases; in the other it comes from a random'
    """
    told = list(methods)
    drawn = [method for method in told if is_sampled(method)]
    if not drawn:
        return "Every p is exact: all possible ways were gone through." if told else ""
    sizes = sorted({int(found[1]) for method in drawn if (found := _SAMPLED.search(method))})
    size = " to ".join(f"{number:,}" for number in dict.fromkeys((sizes[0], sizes[-1])))
    source = f"a random sample (of {size}): Monte Carlo error at most {max(map(error_in, drawn)):.2g}."
    if len(drawn) == len(told):
        return f"Every p comes from {source}"
    rest = "the other it comes" if len(drawn) == 1 else f"the other {len(drawn):,} it comes"
    return f"p is exact in {len(told) - len(drawn):,} of {len(told):,} cases; in {rest} from {source}"
