"""Core and periphery, two blocks: a core whose members are tied to each other, and others who are not."""

from __future__ import annotations

import numpy as np

from sna.engines import as_presence, memoised
from sna.metrics.registry import Values, metric
from sna.model import Network

ALL_DIVISIONS = 15
"""Up to this many organisations every division is tried."""
STARTS = 30
"""Divisions to improve on, of each kind, where there are too many to try them all."""
SEED = 1999
ALIKE = 1e-12
"""Fits that differ by less are the same."""


def fits(cores: Values, ties: Values, seen: Values) -> Values:
    """Return the fit of every row of ``cores`` (1 core, 0 periphery): the correlation with ties all in the core."""
    rest = 1 - cores
    inside = [((group @ cells) * group).sum(axis=1) for group in (cores, rest) for cells in (ties, seen)]
    return _correlation(*inside)


def _correlation(core_ties: Values, core_pairs: Values, rest_ties: Values, rest_pairs: Values) -> Values:
    """Return the correlation of being tied with being in the core, over pairs within a block; -inf where undefined."""
    ties, pairs = core_ties + rest_ties, core_pairs + rest_pairs
    spread = core_pairs * rest_pairs * ties * (pairs - ties)
    covariance = pairs * core_ties - core_pairs * ties
    fit: Values = np.divide(covariance, np.sqrt(spread), out=np.full(len(spread), -np.inf), where=spread > 0)
    return fit


@memoised
def best_cores(network: Network) -> tuple[float, Values]:
    """Return the best fit, and every core found that has it as a row of 0 and 1."""
    ties, seen = as_presence(network), network.observed.astype(np.float64)
    if network.n <= ALL_DIVISIONS:
        cores = (np.arange(2**network.n)[:, None] >> np.arange(network.n) & 1).astype(np.float64)
    else:
        cores = np.unique([climb(start, ties, seen) for start in starts(ties, seen)], axis=0)
    fit = fits(cores, ties, seen)
    return float(fit.max()), cores[fit >= fit.max() - ALIKE]


def starts(ties: Values, seen: Values) -> Values:
    """Return the best-fitting cores of those with most ties, and cores drawn by lot, always the same."""
    n = len(ties)
    order = np.argsort(-(ties.sum(axis=0) + ties.sum(axis=1)), kind="stable")
    tied = np.zeros((n - 3, n))
    tied[:, order] = np.tri(n)[1:-2]
    best = tied[np.argsort(-fits(tied, ties, seen), kind="stable")[:STARTS]]
    lots = np.random.Generator(np.random.PCG64(SEED)).random((STARTS, n))
    return np.concatenate([best, lots < np.linspace(0.1, 0.9, STARTS)[:, None]])


def climb(core: Values, ties: Values, seen: Values) -> Values:
    """Move or exchange organisations, the best change first, until none improves the fit."""
    known = fits(core[None, :], ties, seen)[0]
    while True:
        leaving, joining, fit = _best_change(core, ties, seen)
        if fit <= known + ALIKE:
            return core
        known = fit
        core = core.copy()
        core[leaving], core[joining] = 0, 1


def _best_change(core: Values, ties: Values, seen: Values) -> tuple[list[int], list[int], float]:
    """Return who leaves the core and who joins it in the best change, and the fit after it; one of them may be nobody.

    Nobody stands last in either list, with no ties and no pairs: then an exchange with nobody is a move.
    """
    inner, outer = np.flatnonzero(core == 1), np.flatnonzero(core == 0)
    counts = []
    for cells in (ties, seen):
        both = cells + cells.T
        with_core, with_rest = both @ core, both @ (1 - core)
        across = np.pad(both[np.ix_(inner, outer)], ((0, 1), (0, 1)))
        out, into = (np.append(with_core[group], 0) for group in (inner, outer))
        counts.append(core @ cells @ core - out[:, None] + into[None, :] - across)
        back, away = (np.append(with_rest[group], 0) for group in (inner, outer))
        counts.append((1 - core) @ cells @ (1 - core) + back[:, None] - away[None, :] - across)
    core_ties, rest_ties, core_pairs, rest_pairs = (count.ravel() for count in counts)
    fit = _correlation(core_ties, core_pairs, rest_ties, rest_pairs)
    leaving, joining = divmod(int(fit.argmax()), len(outer) + 1)
    return inner[leaving : leaving + 1].tolist(), outer[joining : joining + 1].tolist(), float(fit.max())


@metric(
    label="fit of a core tied to each other and a periphery that is not",
    level="network",
    direction="both",
    weights="ignored",
    low=-1,
    high=1,
    undefined="no two blocks of two or more can be told apart by their ties",
    means="A core of organisations deals with each other, and the others do not deal with one another.",
    formula="largest r over divisions into core and periphery: correlation of ties with 1 in the core, 0 in the"
    " periphery; pairs between core and periphery left out",
    source="borgatti1999",
    missing="excluded",
    default=False,
    up_to=100,
)
def core_periphery_discrete(network: Network) -> float:
    """Fit the best division into a core whose members are all tied and a periphery whose members are not.

    Ties between core and periphery may be there or not. Up to 15 organisations every division is tried; with more,
    thirty divisions by number of ties and thirty drawn by lot are improved step by step, the same for the same data:
    the best of them is nearly always the best of all, but that is not certain.

    Parameters
    ----------
    network
        Any layer; strengths are ignored.

    Returns
    -------
    float
        The fit, 1 where ties are all those of the core. A high fit is no proof of a core: uneven numbers of ties alone
        can make one. Unobserved pairs are left out; undefined where no division can be compared, as with fewer than
        four organisations.

    References
    ----------
    Borgatti and Everett (1999), doi:10.1016/S0378-8733(99)00019-2

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> core_periphery_discrete(sketch("A-B A-C B-C A-D B-E C-F"))
    1.0
    """
    fit = best_cores(network)[0]
    return fit if np.isfinite(fit) else np.nan


@metric(
    label="share that is in the best-fitting core",
    level="organisation",
    direction="both",
    weights="ignored",
    low=0,
    high=1,
    undefined="no division can be compared, or divisions that fit equally well disagree",
    means="This organisation is one of the core, whose members deal with each other.",
    formula="1 in the core of every best division, 0 in the core of none (see core_periphery_discrete)",
    source="borgatti1999",
    missing="excluded",
    default=False,
    up_to=100,
)
def core_discrete(network: Network) -> Values:
    """Say who is in the core of the best division into core and periphery.

    Parameters
    ----------
    network
        Any layer; strengths are ignored.

    Returns
    -------
    array
        1 (core) or 0 (periphery) in roster order. Undefined where no division can be compared, and for organisations
        that divisions with the same fit place differently.

    References
    ----------
    Borgatti and Everett (1999), doi:10.1016/S0378-8733(99)00019-2

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> core_discrete(sketch("A-B A-C B-C A-D B-E C-F")).tolist()
    [1.0, 1.0, 1.0, 0.0, 0.0, 0.0]
    """
    fit, cores = best_cores(network)
    share = cores.mean(axis=0)
    return np.where(np.isfinite(fit) & ((share == 0) | (share == 1)), share, np.nan)
