"""Brokerage between groups beside chance: how much of it the sizes of the groups and the density would give anyway."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sna.metrics.brokerage_by_ties import possible_routes
from sna.metrics.brokerage_roles import brokerage_roles, routes_by_role
from sna.metrics.mixing import pairs_by_group, ties_by_group
from sna.metrics.registry import Values, metric
from sna.model import Grouping, Network


@dataclass(frozen=True)
class _Chance:
    """Mean and variance of the number of routes of one role through each organisation."""

    mean: Values
    variance: Values


def _by_chance(network: Network, groups: Grouping) -> dict[str, _Chance]:
    """Return what each role would count if every observed pair in the groups were tied with the same probability.

    A route a → i → c without a → c has probability p = d²(1−d). Two routes through i vary together, by d³(1−d)³, where
    they share a step; two that run opposite ways have no tie in common.
    """
    grouped = Grouping(("all",), np.where(groups.of >= 0, 0, -1))
    density = float(ties_by_group(network, grouped).sum() / max(pairs_by_group(network, grouped).sum(), 1))
    single, together = density**2 * (1 - density), (density * (1 - density)) ** 3
    return {
        role: _Chance(number * single, number * single * (1 - single) + sharing * together)
        for role, (number, sharing) in _possible(network, groups).items()
    }


def _possible(network: Network, groups: Grouping) -> dict[str, tuple[Values, Values]]:
    """Return the routes that the groups allow and of which all pairs were observed, as `possible_routes` does."""
    if not network.unobserved:
        return possible_routes(groups)
    grouped = groups.of >= 0
    seen = (network.observed & grouped[:, None] & grouped[None, :]).astype(np.float64)
    return {role: (routes.count, routes.sharing_a_step) for role, routes in routes_by_role(groups, seen, seen).items()}


@metric(
    label="open two-step routes through it expected by chance, by role",
    level="organisation",
    direction="both",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined="in none of the groups",
    means="The sizes of the groups alone put this organisation where it can go between others.",
    formula="d²(1−d) × routes a → i → c that the groups allow, d = density of the pairs within and between the groups",
    source="gould1989",
    layers="directed",
    missing="excluded",
    default=False,
    groups=True,
    parts={
        "coordinator": "routes within its own group expected by chance",
        "consultant": "routes between two of one other group expected by chance",
        "representative": "routes from its own group to another expected by chance",
        "gatekeeper": "routes from another group into its own expected by chance",
        "liaison": "routes between two other groups expected by chance",
    },
    up_to=10_000,
)
def brokerage_expected(network: Network, groups: Grouping) -> dict[str, Values]:
    """Count the open two-step routes through each organisation that chance would give, by the groups of their ends.

    Chance ties every pair with the same probability, the density; the groups are as they are.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.
    groups
        The groups; density and routes are of the organisations in them.

    Returns
    -------
    dict of array
        Expected counts in roster order for the roles of `brokerage_roles`; routes with a pair that was not observed
        are left out. Undefined for organisations in none of the groups.

    References
    ----------
    Gould and Fernandez (1989), doi:10.2307/270949

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> groups = Grouping(("hub", "local"), np.array([0, 0, 1]))
    >>> brokerage_expected(sketch("A>B B>C C>A"), groups)["representative"].tolist()
    [0.125, 0.125, 0.0]
    """
    grouped = groups.of >= 0
    return {role: np.where(grouped, chance.mean, np.nan) for role, chance in _by_chance(network, groups).items()}


@metric(
    label="brokerage beyond chance, by role",
    level="organisation",
    direction="both",
    weights="ignored",
    low=-np.inf,
    high=np.inf,
    undefined="in none of the groups, or the role cannot be had more or less often",
    means="This organisation goes between others more than the sizes of the groups and the density explain.",
    formula="(count − expected) / √variance, variance = R p(1−p) + S d³(1−d)³, p = d²(1−d), of R routes that the"
    " groups allow and S ordered pairs of these that share a step",
    source="gould1989",
    layers="directed",
    missing="excluded",
    default=False,
    groups=True,
    parts={
        "coordinator": "routes within its own group, beyond chance (z)",
        "consultant": "routes between two of one other group, beyond chance (z)",
        "representative": "routes from its own group to another, beyond chance (z)",
        "gatekeeper": "routes from another group into its own, beyond chance (z)",
        "liaison": "routes between two other groups, beyond chance (z)",
    },
    up_to=10_000,
)
def brokerage_z(network: Network, groups: Grouping) -> dict[str, Values]:
    """Compare the open two-step routes through each organisation with those of chance, in standard deviations.

    In networks of a dozen organisations counts are small and skewed: a z of 2 is a reason to look, not a test.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.
    groups
        The groups; density and routes are of the organisations in them.

    Returns
    -------
    dict of array
        Standard deviations above (below 0: below) the expected count in roster order, for the roles of
        `brokerage_roles`. Undefined for organisations in none of the groups, for roles that the groups do not allow,
        and where no pair or every pair is tied.

    References
    ----------
    Gould and Fernandez (1989), doi:10.2307/270949

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> groups = Grouping(("hub", "local"), np.array([0, 0, 1]))
    >>> brokerage_z(sketch("A>B B>C C>A"), groups)["representative"].round(3).tolist()
    [-0.378, 2.646, nan]
    """
    counts = brokerage_roles(network, groups)
    return {
        role: np.divide(
            counts[role] - chance.mean,
            np.sqrt(chance.variance),
            out=np.full(network.n, np.nan),
            where=chance.variance > 0,
        )
        for role, chance in _by_chance(network, groups).items()
    }
