"""How likely each tie is: a model with organisation effects and reciprocity, fitted to one network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Step = Callable[[Matrix], tuple[Matrix, Matrix]]

BASE_SD, RECIPROCITY_SD = 10.0, 3.0
"""Weak normal priors (log-odds) that keep the base rate and reciprocity finite in small networks."""

MOST_ROUNDS, CLOSE, LONGEST_STEP, LARGEST_VARIANCE = 100, 1e-4, 2.0, 9.0


@dataclass(frozen=True)
class TieModel:
    """Log-odds of every tie, and of its being returned.

    Attributes
    ----------
    log_odds
        Sender × receiver: base rate + effect of the sender + effect of the receiver. In a directed network that is
        given no tie the other way.
    reciprocity
        What a tie adds to the log-odds of the tie the other way; 0 where undirected.
    directed
        Whether ties have a direction.
    """

    log_odds: Matrix
    reciprocity: float
    directed: bool


def fit_tie_model(presence: npt.ArrayLike, observed: npt.ArrayLike, *, directed: bool) -> TieModel:
    """Fit the p1 model with random effects to the observed pairs of one network, or to several of the same members.

    Effects of senders and of receivers (undirected: of organisations) are drawn towards 0 as far as the network shows
    little variation between them: each kind has a normal distribution whose variance is estimated from the network
    itself, by expectation-maximisation on a normal approximation (empirical Bayes). A pair observed in one direction
    only counts as a tie on its own. Several networks are averaged and weigh as much as one: where ties persist, a
    second snapshot tells little that the first did not.

    Parameters
    ----------
    presence
        1 where there is a tie: row = sender; several networks: network × sender × receiver. At least one observed pair
        has a tie and at least one has none.
    observed
        Pairs that were observed; the diagonal is not.
    directed
        Whether ties have a direction; if not, both matrices are symmetric.

    References
    ----------
    Holland, P. W. & Leinhardt, S. (1981). An exponential family of probability distributions for directed graphs.
    Journal of the American Statistical Association 76(373), 33-50. doi:10.1080/01621459.1981.10477598

    Examples
    --------
    >>> star = np.zeros((5, 5))
    >>> star[0, 1:] = star[1:, 0] = 1
    >>> model = fit_tie_model(star, ~np.eye(5, dtype=bool), directed=False)
    >>> bool(model.log_odds[0, 1] > model.log_odds[1, 2])
    True
    """
    drawn, seen = np.asarray(presence, dtype=np.float64), np.asarray(observed, dtype=bool)
    n = len(seen)
    x, returned = (each.reshape(-1, n, n).mean(axis=0) for each in (drawn, drawn * drawn.swapaxes(-1, -2)))
    blocks = (slice(1, n + 1), slice(n + 1, 2 * n + 1)) if directed else (slice(1, n + 1),)
    start = np.zeros(2 * n + 2 if directed else n + 1)
    start[0] = np.log(x[seen].sum() / (1 - x[seen]).sum())
    step = (
        (lambda theta: _directed_step(theta, (x, returned), seen))
        if directed
        else (lambda theta: _undirected_step(theta, x, seen))
    )
    theta = _fit(start, blocks, step)
    second = blocks[-1]
    odds = theta[0] + theta[blocks[0]][:, None] + theta[second][None, :]
    return TieModel(odds, float(theta[-1]) if directed else 0.0, directed)


def draw_ties(model: TieModel, observed: Mask, generator: np.random.Generator) -> Mask:
    """Return one network drawn from a model; pairs that were not observed stay without a tie.

    Examples
    --------
    >>> model = TieModel(np.full((3, 3), 50.0), 0.0, directed=True)
    >>> int(draw_ties(model, ~np.eye(3, dtype=bool), np.random.Generator(np.random.PCG64(0))).sum())
    6
    """
    chance = generator.random(model.log_odds.shape)
    upper = np.triu(np.ones(chance.shape, dtype=bool), 1)
    if not model.directed:
        ties = (chance < _logistic(model.log_odds)) & upper
        return np.asarray((ties | ties.T) & observed, dtype=bool)
    both = observed & observed.T
    one, two = _chances(model.log_odds, model.reciprocity)
    # Of a pair observed both ways: first one tie from its chance, then the other given the first.
    first = (chance < one) & upper & both
    given = np.where(first.T, two.T / one.T, (one - two) / (1 - one.T))
    second = (chance < given) & upper.T & both
    alone = (chance < _logistic(model.log_odds)) & observed & ~both
    return np.asarray(first | second | alone, dtype=bool)


def pair_chances(model: TieModel) -> tuple[Matrix, Matrix]:
    """Return the chance of each tie, and of a tie both ways; undirected: of each tie, twice.

    Examples
    --------
    >>> one, both = pair_chances(TieModel(np.zeros((2, 2)), 0.0, directed=True))
    >>> float(one[0, 1]), float(both[0, 1])
    (0.5, 0.25)
    """
    if model.directed:
        return _chances(model.log_odds, model.reciprocity)
    chance = _logistic(model.log_odds)
    return chance, chance


def _logistic(odds: Matrix) -> Matrix:
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))), dtype=np.float64)


def _chances(odds: Matrix, reciprocity: float) -> tuple[Matrix, Matrix]:
    """Return the chance of each tie, and of a tie both ways."""
    odds = np.clip(odds, -30, 30)
    out, mutual = np.exp(odds), np.exp(np.clip(odds + odds.T + reciprocity, -60, 60))
    total = 1 + out + out.T + mutual
    return (out + mutual) / total, mutual / total


def _fit(start: Matrix, blocks: tuple[slice, ...], step: Step) -> Matrix:
    """Alternate Newton steps for the effects with updates of their variances until neither moves."""
    theta, variances = start, [1.0] * len(blocks)
    for _ in range(MOST_ROUNDS):
        prior = np.full(len(theta), RECIPROCITY_SD**-2)
        prior[0] = BASE_SD**-2
        for block, variance in zip(blocks, variances, strict=True):
            prior[block] = 1 / variance
        score, information = step(theta)
        covariance = np.linalg.inv(information + np.diag(prior))
        move = covariance @ (score - prior * theta)
        theta = theta + move * min(1.0, LONGEST_STEP / max(np.abs(move).max(), 1e-300))
        updated = [
            min(float((theta[block] ** 2 + np.diag(covariance)[block]).mean()), LARGEST_VARIANCE) for block in blocks
        ]
        settled = np.abs(move).max() < CLOSE and np.allclose(updated, variances, rtol=0, atol=CLOSE)
        variances = updated
        if settled:
            break
    return theta


def _undirected_step(theta: Matrix, x: Matrix, seen: Mask) -> tuple[Matrix, Matrix]:
    """Return score and information of base rate and organisation effects."""
    chance = _logistic(theta[0] + theta[1:, None] + theta[None, 1:])
    rest, spread = (x - chance) * seen, chance * (1 - chance) * seen
    size = len(theta)
    information = np.zeros((size, size))
    information[0, 0] = spread.sum() / 2
    information[0, 1:] = information[1:, 0] = spread.sum(axis=1)
    information[1:, 1:] = spread + np.diag(spread.sum(axis=1))
    return np.concatenate([[rest.sum() / 2], rest.sum(axis=1)]), information


def _directed_step(theta: Matrix, ties: tuple[Matrix, Matrix], seen: Mask) -> tuple[Matrix, Matrix]:
    """Return score and information of base rate, sender effects, receiver effects and reciprocity.

    ``ties`` are the shares of networks with each tie, and with the tie both ways.
    """
    x, mutual_ties = ties
    n = len(x)
    a, b = slice(1, n + 1), slice(n + 1, 2 * n + 1)
    odds, both = theta[0] + theta[a][:, None] + theta[b][None, :], seen & seen.T
    one, two = _chances(odds, float(theta[-1]))
    chance = np.where(both, one, _logistic(odds))
    rest, spread = (x - chance) * seen, chance * (1 - chance) * seen
    paired = (two - one * one.T) * both  # covariance of a tie with the one the other way
    mutual = two * (1 - one) * both  # covariance of a tie with both being there
    information = np.zeros((len(theta), len(theta)))
    information[0, 0] = spread.sum() + paired.sum()
    information[0, a], information[0, b] = (spread + paired).sum(axis=1), (spread + paired).sum(axis=0)
    information[0, -1], information[-1, -1] = mutual.sum(), (two * (1 - two) * both).sum() / 2
    information[a, a], information[b, b] = np.diag(spread.sum(axis=1)) + paired, np.diag(spread.sum(axis=0)) + paired
    information[a, b] = spread + np.diag(paired.sum(axis=1))
    information[a, -1], information[b, -1] = mutual.sum(axis=1), mutual.sum(axis=0)
    information = np.triu(information) + np.triu(information, 1).T
    returned = ((mutual_ties - two) * both).sum() / 2
    return np.concatenate([[rest.sum()], rest.sum(axis=1), rest.sum(axis=0), [returned]]), information
