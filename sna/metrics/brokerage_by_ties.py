"""Open two-step routes where every pair was observed: counted from the ties alone, and expected in closed form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sna.engines import as_sparse_presence
from sna.metrics.registry import Values
from sna.model import Grouping, Network

if TYPE_CHECKING:
    from scipy.sparse import csr_array


def routes_by_ties(network: Network, groups: Grouping) -> dict[str, Values]:
    """Return the number of open routes a → i → c of each role through each organisation i.

    All routes less those that lead back to where they began, less those with a tie a → c.
    """
    own, other = _by_group(network, groups)
    of_each = np.eye(len(groups.names) + 1)[groups.of][:, :-1]
    in_group = np.asarray((own + other).T @ of_each) * np.asarray((own + other) @ of_each)
    same_group = in_group.sum(axis=1) - (in_group * of_each).sum(axis=1)
    own_in, own_out, other_in, other_out = own.sum(axis=0), own.sum(axis=1), other.sum(axis=0), other.sum(axis=1)
    back_own, back_other = _meeting(own, own.T), _meeting(other, other.T)
    return {
        "coordinator": own_in * own_out - back_own - _closed(own, own, own),
        "consultant": same_group - back_other - _closed(other, own, other),
        "representative": own_in * other_out - _closed(own, other, other),
        "gatekeeper": other_in * own_out - _closed(other, other, own),
        "liaison": other_in * other_out - same_group - _closed(other, other, other),
    }


def _by_group(network: Network, groups: Grouping) -> tuple[csr_array, csr_array]:
    """Return the ties within groups and those between them; organisations in no group have none."""
    from scipy.sparse import csr_array

    ties = as_sparse_presence(network).tocoo()
    sender, receiver = groups.of[ties.row], groups.of[ties.col]

    def those(chosen: np.ndarray) -> csr_array:
        ends = (ties.row[chosen], ties.col[chosen])
        return csr_array((np.ones(int(chosen.sum())), ends), shape=ties.shape)

    return those((sender == receiver) & (sender >= 0)), those((sender != receiver) & (sender >= 0) & (receiver >= 0))


def _meeting(some: csr_array, others: csr_array) -> Values:
    """Return how many pairs of each organisation are in both."""
    both: Values = some.multiply(others).sum(axis=1)
    return both


def _closed(first: csr_array, direct: csr_array, last: csr_array) -> Values:
    """Return the number of routes through each organisation whose ends have a tie."""
    return _meeting(last, first.T @ direct)


def possible_routes(groups: Grouping) -> dict[str, tuple[Values, Values]]:
    """Return, for each role, how many routes the groups allow, and how many ordered pairs of these share a step.

    The numbers are the same for all members of a group; they are those of a network in which everybody is tied.
    """
    # One more group, of nobody, takes the place of none.
    sizes = np.bincount(groups.of[groups.of >= 0], minlength=len(groups.names) + 1).astype(np.float64)
    own = np.maximum(sizes[groups.of] - 1, 0)
    others = sizes.sum() - sizes[groups.of]
    rest = others[:, None] - sizes[None, :]
    elsewhere = np.arange(len(sizes))[None, :] != groups.of[:, None]

    def over_others(values: Values) -> Values:
        found: Values = np.where(elsewhere, values, 0.0).sum(axis=1)
        return found

    across = own * others * (others - 1) + others * own * (own - 1)
    return {
        "coordinator": (own * (own - 1), 2 * own * (own - 1) * (own - 2)),
        "consultant": (over_others(sizes * (sizes - 1)), 2 * over_others(sizes * (sizes - 1) * (sizes - 2))),
        "representative": (own * others, across),
        "gatekeeper": (own * others, across),
        "liaison": (over_others(sizes * rest), 2 * over_others(sizes * rest * (rest - 1))),
    }
