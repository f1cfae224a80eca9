"""What the odds of a tie go with when other networks are held constant: logistic MRQAP."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sna.infer.design import DEPENDENT, Design, explained
from sna.infer.labels import LabelTest
from sna.infer.relabelling import Places, relabel
from sna.infer.semi_partial import TINY, Mask, Relabelled, taking_out
from sna.infer.streams import Stream
from sna.infer.tails import count_relabellings

Values = npt.NDArray[np.float64]

STEPS = 30
"""Newton's steps; a maximum that exists is found in about ten."""

FOUND = 1e-9
"""Log-odds that move less than this in a step have arrived."""


@dataclass(frozen=True)
class Odds:
    """One predictor of a logistic regression.

    Attributes
    ----------
    value
        Change of the log-odds of a tie where the predictor is one unit more and the others are the same.
    test
        Double semi-partialling on the efficient score z (``test.value``).
    robust
        The same on the score over its heteroscedasticity-robust standard error; p is twice the nearer tail.
    """

    value: float
    test: LabelTest
    robust: LabelTest


@dataclass(frozen=True)
class LogitRegression:
    """A logistic regression over pairs of members.

    Attributes
    ----------
    intercept
        Log-odds of a tie where every predictor is 0; not tested.
    odds
        One per predictor, in their order.
    log_likelihood, without
        Of this model, and of one without predictors.
    pairs
        Number of pairs, observed in the response and in every predictor.
    """

    intercept: float
    odds: tuple[Odds, ...]
    log_likelihood: float
    without: float
    pairs: int


@dataclass(frozen=True)
class Likeliest:
    """Coefficients under which the ties are likeliest.

    Attributes
    ----------
    coefficients
        One a column.
    chance
        Of a tie, for every pair.
    log_likelihood
        Of these ties.
    endless
        Columns whose coefficient grows without end, since they tell ties from no ties without a miss.
    """

    coefficients: Values
    chance: Values
    log_likelihood: float
    endless: tuple[int, ...]


def likeliest(X: Values, y: Values) -> Likeliest:
    """Fit a logistic regression by Newton's method.

    Examples
    --------
    >>> fit = likeliest(np.ones((4, 1)), np.array([1.0, 0.0, 0.0, 0.0]))
    >>> round(float(fit.chance[0]), 12), fit.endless
    (0.25, ())
    >>> x = np.arange(4.0)
    >>> likeliest(np.column_stack([np.ones(4), x]), (x > 1).astype(float)).endless
    (0, 1)
    """
    b: Values = np.zeros(X.shape[1])
    step = b
    for _ in range(STEPS):
        chance = _chance(X @ b)
        root = np.sqrt(np.maximum(chance * (1 - chance), TINY))
        step = np.asarray(np.linalg.lstsq(root[:, None] * X, (y - chance) / root, rcond=None)[0], dtype=np.float64)
        before = _log_likelihood(X @ b, y)
        while _log_likelihood(X @ (b + step), y) < before - FOUND * abs(before):
            step = step / 2
        b = b + step
        if np.abs(X @ step).max() < FOUND:
            return Likeliest(b, _chance(X @ b), _log_likelihood(X @ b, y), ())
    moved = np.abs(step) * np.abs(X).max(axis=0)
    endless = tuple(np.flatnonzero(moved > max(FOUND, moved.max() / 1000)).tolist())
    return Likeliest(b, _chance(X @ b), _log_likelihood(X @ b, y), endless)


def _chance(log_odds: Values) -> Values:
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -700, 700))), dtype=np.float64)


def _log_likelihood(log_odds: Values, y: Values) -> float:
    return float((y * log_odds - np.logaddexp(0, log_odds)).sum())


def logit_fault(design: Design, names: Sequence[str]) -> dict[int, str]:
    """Return the predictors that have no finite coefficient, each with why; empty where all have.

    Parameters
    ----------
    design
        The cells, without a `Design.fault`; the response is 0 or 1.
    names
        Of the predictors.
    """
    endless = set(likeliest(design.X, design.y).endless)
    if not endless:
        return {}
    told = " and ".join(f"'{names[place - 1]}'" for place in sorted(endless) if place)
    own = "it tells ties from no ties without a miss, so that its coefficient has no end: no estimate and no p"
    other = f"beside {told}, which tells ties from no ties without a miss, nothing can be estimated"
    return {place: own if place in endless else other for place in range(1, design.X.shape[1])}


def logit_test(design: Design, *, permutations: int = 9_999, exact: bool = False, stream: Stream) -> LogitRegression:
    """Regress the log-odds of a tie on other networks and test every coefficient by double semi-partialling.

    As in the linear case, what the other predictors leave of one is relabelled, rows and columns together; ties
    stay where they are. The reference is the efficient score of the relabelled predictor in the regression on the
    others, divided by its standard error: it is what the z of a coefficient is near the hypothesis, and needs no new
    regression, so that no relabelling can fail to have one.

    Parameters
    ----------
    design
        The cells, without a `Design.fault` or a `logit_fault`; the response is 0 or 1.
    permutations, exact, stream
        As for `mrqap_test`.

    Returns
    -------
    LogitRegression
        Coefficients with their tests.

    References
    ----------
    Dekker, D., Krackhardt, D. & Snijders, T. A. B. (2007). Psychometrika 72(4), 563-581.
    doi:10.1007/s11336-007-9016-1. The score test: Rao, C. R. (1948). Mathematical Proceedings of the Cambridge
    Philosophical Society 44(1), 50-57. doi:10.1017/S0305004100023987

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> x, z = rng.normal(size=(2, 10, 10))
    >>> design = Design.of(x + rng.logistic(size=(10, 10)) > 1, [x, z], directed=True)
    >>> fit = logit_test(design, stream=Stream(0))
    >>> fit.odds[0].test.p < 0.01 < fit.odds[1].test.p
    True
    """
    fit = likeliest(design.X, design.y)
    deal = relabel(design.n, permutations=permutations, exact=exact, stream=stream)
    relabelled = Relabelled(design)
    tests = [_Score(relabelled, place) for place in range(1, design.X.shape[1])]
    found = count_relabellings(
        lambda places: relabelled.statistics(places, tests),
        deal,
        by_tail=[False, True] * len(tests),
        width=1,
        shared=not design.complete,
    )
    odds = [
        Odds(float(value), *found[2 * place : 2 * place + 2])
        for place, value in enumerate(fit.coefficients[1:].tolist())
    ]
    without = likeliest(design.X[:, :1], design.y).log_likelihood
    return LogitRegression(float(fit.coefficients[0]), tuple(odds), fit.log_likelihood, without, len(design.y))


class _Score:
    """The score of one predictor beside the others, over its standard error: by the model, and robust."""

    def __init__(self, relabelled: Relabelled, place: int) -> None:
        design = relabelled.design
        others, left = design.without(place)
        chance = likeliest(others, design.y).chance
        weight, rest = chance * (1 - chance), design.y - chance
        self.complete, self.half = design.complete, relabelled.half
        root = np.sqrt(weight)
        within = left - explained(root[:, None] * others, root * left) / np.where(root > 0, root, 1.0)
        self.floor = DEPENDENT * float(weight @ (within * within))
        if self.complete:
            basis = np.linalg.qr(root[:, None] * others)[0]
            self.weight, self.rest = relabelled.full(weight), relabelled.full(rest)
            self.forms = np.array([relabelled.full(root * column) for column in basis.T])
            self.back = np.array([relabelled.full(column / root) for column in basis.T])
        else:
            self.weight, self.rest = weight, rest
            self.taken_out = taking_out(others, weight)
        self.spreads = np.vstack([self.weight, self.rest * self.rest])

    def of_cells(self, drawn: Values, seen: Mask | None, spare: Values) -> Values:
        if seen is None:
            drawn -= np.matmul(self.half * (drawn @ self.forms.T), self.back, out=spare)
        else:
            drawn = self.taken_out(drawn, seen.astype(np.float64))
        squared = np.multiply(drawn, drawn, out=spare)
        return self.half * np.vstack([drawn @ self.rest, (squared @ self.spreads.T).T])

    def of_rows(self, rows: Places, left: Values) -> Values | None:
        del rows, left
        return None

    def statistics(self, sums: Values) -> Values:
        score, size, robust = sums
        pair = [score / np.sqrt(np.maximum(spread, TINY)) for spread in (size, robust)]
        return np.where((size > self.floor)[:, None], np.column_stack(pair), np.nan)
