"""What goes with a network when other networks are held constant: regression with double semi-partialling."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sna.infer.compiled import consider
from sna.infer.design import Design
from sna.infer.labels import LabelTest
from sna.infer.relabelling import relabel
from sna.infer.semi_partial import Relabelled, of_t
from sna.infer.streams import Stream
from sna.infer.tails import count_relabellings


@dataclass(frozen=True)
class Coefficient:
    """One predictor of a regression.

    Attributes
    ----------
    value
        Change of the response where the predictor is one unit more and the others are the same.
    test
        Double semi-partialling on t (the usual t statistic; ``test.value`` is t).
    robust
        The same on t with a heteroscedasticity-robust standard error (HC0); p is twice the nearer tail. ``None``
        where it was not asked for.
    """

    value: float
    test: LabelTest
    robust: LabelTest | None


@dataclass(frozen=True)
class Regression:
    """A linear regression over pairs of members.

    Attributes
    ----------
    intercept
        Expected cell where every predictor is 0; not tested.
    coefficients
        One per predictor, in their order.
    r_squared
        Share of the response's variance that goes with the predictors.
    pairs
        Number of pairs, observed in the response and in every predictor.
    """

    intercept: float
    coefficients: tuple[Coefficient, ...]
    r_squared: float
    pairs: int


def mrqap_test(
    design: Design, *, permutations: int = 9_999, exact: bool = False, robust: bool = True, stream: Stream
) -> Regression:
    """Regress one network on others and test every coefficient by double semi-partialling.

    For each predictor, what the other predictors leave of it is relabelled, rows and columns together, and put in its
    place. The reference is the t statistic, not the coefficient, which would be wrong where predictors go together.
    Standard errors of least squares are never used for p: pairs that share a member are not independent.

    The regression is linear, also of ties as present or absent: a coefficient is then a difference of shares; for odds
    see `logit_test`.

    Parameters
    ----------
    design
        The cells, without a `Design.fault`.
    permutations, exact, stream
        As for `qap_test`.
    robust
        Whether t with a robust standard error is tested, too: most of the time goes into it.

    Returns
    -------
    Regression
        Coefficients with their tests.

    References
    ----------
    Dekker, D., Krackhardt, D. & Snijders, T. A. B. (2007). Sensitivity of MRQAP tests to collinearity and
    autocorrelation conditions. Psychometrika 72(4), 563-581. doi:10.1007/s11336-007-9016-1

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> x = rng.normal(size=(8, 8))
    >>> design = Design.of(2 * x + rng.normal(size=(8, 8)), [x, rng.normal(size=(8, 8))], directed=True)
    >>> fit = mrqap_test(design, stream=Stream(0))
    >>> fit.coefficients[0].test.p < 0.001 < fit.coefficients[1].test.p
    True
    """
    coefficients = np.linalg.lstsq(design.X, design.y, rcond=None)[0]
    left = design.y - design.X @ coefficients
    centred = design.y - design.y.mean()
    deal = relabel(design.n, permutations=permutations, exact=exact, stream=stream)
    relabelled = Relabelled(design)
    tests = [of_t(relabelled, place, robust=robust) for place in range(1, design.X.shape[1])]
    consider(("semi_partial",), deal.count * relabelled.width * len(tests))
    found = count_relabellings(
        lambda places: relabelled.statistics(places, tests),
        deal,
        by_tail=[False, True] * len(tests) if robust else [False] * len(tests),
        width=1,
        shared=relabelled.shares(),
    )
    each = 2 if robust else 1
    usual, beside = found[::each], found[1::each] if robust else [None] * len(tests)
    tested = [Coefficient(*of_one) for of_one in zip(coefficients[1:].tolist(), usual, beside, strict=True)]
    share = 1 - float(left @ left) / float(centred @ centred)
    return Regression(float(coefficients[0]), tuple(tested), share, len(design.y))
