"""Exponential random graph models, fitted by the optional package ergmx."""

from __future__ import annotations

import math
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.errors import NoResultError, Problem

CHAINS = 2
"""Set, because by default it is the number of cores, and estimates would differ from machine to machine."""

FURTHEST = 10.0
"""Log-odds further from 0 than this are no estimate: a term then divides ties from no ties without exception."""

ALIKE = "no estimate: every pair that was observed is tied, or none is"
SEPARATED = "no estimate: a term divides pairs with ties from pairs without, with hardly an exception"
DEGENERATE = "no estimate: networks of this model are nearly all alike, or it was not found from here (degeneracy)"
UNSETTLED = "no estimate: the search for it did not come to rest"


@dataclass(frozen=True)
class Exponential:
    """A fitted model.

    Attributes
    ----------
    refused
        Why there is no estimate; empty where there is one.
    coefficients, errors
        Log-odds and their standard errors as the model has them, one per term; empty where refused.
    log_likelihood
        ``nan`` where refused.
    exact
        Whether they are exact, not estimated from simulated networks.
    """

    refused: str = ""
    coefficients: tuple[float, ...] = ()
    errors: tuple[float, ...] = ()
    log_likelihood: float = math.nan
    exact: bool = False


def fit_exponential(
    presence: npt.NDArray[np.bool_],
    observed: npt.NDArray[np.bool_],
    terms: str,
    *,
    directed: bool,
    attributes: Mapping[str, Sequence[str | float]],
    seed: int = 0,
) -> Exponential:
    """Fit an exponential random graph model by maximum likelihood.

    Parameters
    ----------
    presence, observed
        Row = sender; a tie, and whether its pair was observed. Pairs that were not are left out.
    terms
        A formula of ergmx; made here from checked words, never from what somebody typed.
    directed
        Whether ties have a direction; if not, both matrices are symmetric.
    attributes
        Of vertices, in the order of the matrices.
    seed
        Of the simulated networks.

    Raises
    ------
    NoResultError
        If ergmx is not installed.
    """
    package = _ergmx()
    cells = presence[observed & ~np.eye(len(presence), dtype=bool)]
    if cells.all() or not cells.any():
        return Exponential(ALIKE)
    graph = _graph(presence, observed, directed=directed)
    for name, values in attributes.items():
        graph.vs[name] = list(values)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what they say is looked at below
        try:
            fit = package.ergm(graph, terms, seed=seed, n_chains=CHAINS)
        except (RuntimeError, ValueError, np.linalg.LinAlgError) as error:
            if isinstance(error, package.FormulaError):
                raise
            return Exponential(DEGENERATE)
    values, errors = ([float(each) for each in found.values()] for found in (fit.coef, fit.stderr))
    if any(not math.isfinite(each) or abs(each) > FURTHEST for each in values):
        return Exponential(SEPARATED)
    if not fit.converged or any(not math.isfinite(each) or each <= 0 for each in errors):
        return Exponential(UNSETTLED)
    return Exponential("", tuple(values), tuple(errors), float(fit.loglik), exact=fit.method == "MLE")


def _ergmx() -> Any:  # noqa: ANN401 - a package without types
    try:
        import ergmx
    except ImportError:
        message = "Exponential random graph models need the Python package ergmx, which is not installed."
        raise NoResultError(Problem("E708", message, hint="Install it: pip install 'sna[ergm]'.")) from None
    return ergmx


def _graph(presence: npt.NDArray[np.bool_], observed: npt.NDArray[np.bool_], *, directed: bool) -> Any:  # noqa: ANN401
    """Return a graph in which pairs that were not observed are edges marked ``na``."""
    import igraph

    off = ~np.eye(len(presence), dtype=bool)
    unknown, tied = ~observed & off, presence & observed & off
    shown = tied | unknown
    sender, receiver = np.nonzero(shown if directed else np.triu(shown))
    graph = igraph.Graph(n=len(presence), edges=zip(sender.tolist(), receiver.tolist(), strict=True), directed=directed)
    graph.es["na"] = unknown[sender, receiver].tolist()
    return graph
