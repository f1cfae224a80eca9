"""What goes with a network when other networks are held constant: regression with double semi-partialling."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sna.infer.labels import LabelTest
from sna.infer.qap import CACHED, Cells, pair_cells
from sna.infer.relabelling import Places, Relabelling, relabel
from sna.infer.streams import Stream
from sna.infer.tails import count_relabellings

Values = npt.NDArray[np.float64]

DEPENDENT = 1e-9
"""A predictor of which less than this share is left, once others are taken out, is a combination of them."""


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
        The same on t with a heteroscedasticity-robust standard error (HC0); p is twice the nearer tail.
    """

    value: float
    test: LabelTest
    robust: LabelTest


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


@dataclass(frozen=True)
class Design:
    """The cells of a regression: response, a column of ones and the predictors, over the pairs observed in all.

    Attributes
    ----------
    n
        Number of members.
    rows, columns
        Place of every pair.
    y, X
        Response; ones and predictors, pair × column.
    complete
        Whether every pair was observed.
    directed
        Whether a pair and its reverse are two.
    """

    n: int
    rows: Places
    columns: Places
    y: Values
    X: Values
    complete: bool
    directed: bool

    @classmethod
    def of(cls, y: npt.ArrayLike, predictors: Sequence[npt.ArrayLike], *, directed: bool) -> Design:
        """Gather the cells of square matrices; ``nan`` where a pair was not observed."""
        response = np.array(y, dtype=np.float64)
        cells: Cells = pair_cells(len(response), directed=directed)
        columns = [np.asarray(matrix, dtype=np.float64)[cells] for matrix in predictors]
        table = np.column_stack([response[cells], np.ones(len(cells[0])), *columns])
        seen = ~np.isnan(table).any(axis=1)
        kept = table[seen]
        return cls(len(response), cells[0][seen], cells[1][seen], kept[:, 0], kept[:, 1:], bool(seen.all()), directed)

    def fault(self, names: Sequence[str]) -> str:
        """Return why nothing can be estimated, as a clause; empty where it can."""
        pairs, width = self.X.shape
        if pairs <= width:
            return f"{pairs} pairs observed in all of them are too few for {width - 1} predictors"
        for column in range(1, width):
            x = self.X[:, column]
            left = x - _explained(self.X[:, :column], x)
            if np.sqrt(left @ left) <= DEPENDENT * np.sqrt(x @ x):
                return f"'{names[column - 1]}' does not vary, or is a combination of the predictors before it"
        left = self.y - _explained(self.X, self.y)
        centred = self.y - self.y.mean()
        if centred @ centred <= DEPENDENT**2 * (self.y @ self.y):
            return "the response does not vary over the pairs observed"
        exact = left @ left <= DEPENDENT**2 * (centred @ centred)
        return "the predictors reproduce the response exactly: there is nothing left to test" if exact else ""


def mrqap_test(design: Design, *, permutations: int = 9_999, exact: bool = False, stream: Stream) -> Regression:
    """Regress one network on others and test every coefficient by double semi-partialling.

    For each predictor, what the other predictors leave of it is relabelled, rows and columns together, and put in its
    place. The reference is the t statistic, not the coefficient, which would be wrong where predictors go together.
    Standard errors of least squares are never used for p: pairs that share a member are not independent.

    The regression is linear, also of ties as present or absent: a coefficient is then a difference of shares. There is
    no logistic version, because a residual taken out linearly is not what the other predictors leave in a logit.

    Parameters
    ----------
    design
        The cells, without a `Design.fault`.
    permutations, exact, stream
        As for `qap_test`.

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
    tested = [
        Coefficient(float(value), *_semi_partial(design, place, deal))
        for place, value in enumerate(coefficients[1:].tolist(), start=1)
    ]
    share = 1 - float(left @ left) / float(centred @ centred)
    return Regression(float(coefficients[0]), tuple(tested), share, len(design.y))


def _explained(X: Values, y: Values) -> Values:
    return np.asarray(X @ np.linalg.lstsq(X, y, rcond=None)[0], dtype=np.float64)


def _semi_partial(design: Design, place: int, deal: Relabelling) -> tuple[LabelTest, LabelTest]:
    """Test one column of the design: the usual t and the robust one."""
    others = np.delete(design.X, place, axis=1)
    x = design.X[:, place]
    left = x - _explained(others, x)
    cells = np.full((design.n, design.n), np.nan)
    cells[design.rows, design.columns] = left
    if not design.directed:
        cells[design.columns, design.rows] = left
    parts = _complete(design, others) if design.complete else _with_holes(design, others)
    known = ~np.isnan(cells).ravel()
    flat = np.where(known, cells.ravel(), 0.0)
    scale = float(left @ left)

    def statistics(places: Places) -> Values:
        at = places[:, design.rows] * design.n + places[:, design.columns]
        e, y, freedom = parts(flat[at], known[at])
        square = e * e
        size, product = square.sum(axis=1), np.einsum("bi,bi->b", e, np.broadcast_to(y, e.shape))
        whole = size > DEPENDENT * scale
        size = np.where(whole, size, 1.0)
        u = y - (product / size)[:, None] * e
        u *= u
        usual = product / np.sqrt(size * np.maximum(u.sum(axis=1), TINY) / np.maximum(freedom, 1))
        robust = product / np.sqrt(np.maximum(np.einsum("bi,bi->b", square, u), TINY))
        return np.where((whole & (freedom > 0))[:, None], np.column_stack([usual, robust]), np.nan)

    usual, robust = count_relabellings(statistics, deal, by_tail=[False, True], width=CACHED * len(design.y))
    return usual, robust


TINY = 1e-300
"""Keeps a division by nothing finite: a relabelling that happens to fit exactly is far out."""

Parts = Callable[[Values, npt.NDArray[np.bool_]], tuple[Values, Values, Values]]


def _complete(design: Design, others: Values) -> Parts:
    """Return what takes the other predictors out of a relabelled one and of the response, every pair observed."""
    basis = np.linalg.qr(others)[0]
    y = (design.y - basis @ (basis.T @ design.y))[None, :]
    freedom = np.array([len(design.y) - others.shape[1] - 1])

    def parts(drawn: Values, seen: npt.NDArray[np.bool_]) -> tuple[Values, Values, Values]:
        del seen
        return drawn - (drawn @ basis) @ basis.T, y, freedom

    return parts


def _with_holes(design: Design, others: Values) -> Parts:
    """Return the same over the pairs that are observed before and after relabelling."""
    width = others.shape[1]
    products = (others[:, :, None] * others[:, None, :]).reshape(len(others), width * width)

    def parts(drawn: Values, seen: npt.NDArray[np.bool_]) -> tuple[Values, Values, Values]:
        weight = seen.astype(np.float64)
        inverse = np.linalg.pinv((weight @ products).reshape(-1, width, width), hermitian=True)

        def taken_out(values: Values) -> Values:
            slopes = np.einsum("bij,bj->bi", inverse, (weight * values) @ others)
            return np.asarray(weight * (values - slopes @ others.T), dtype=np.float64)

        return taken_out(drawn), taken_out(design.y[None, :]), weight.sum(axis=1) - width - 1

    return parts
