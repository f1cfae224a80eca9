"""Brokerage between groups: between whom an organisation passes things on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sna.engines import as_presence, is_large
from sna.metrics.brokerage_by_ties import routes_by_ties
from sna.metrics.registry import Values, metric
from sna.model import Grouping, Network


@metric(
    label="open two-step routes through it, by role",
    level="organisation",
    direction="both",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined="in none of the groups",
    means="Others that do not deal with each other directly can do so through this organisation, within its own group"
    " or between groups.",
    formula="number of routes a → i → c without a tie a → c; by the groups of a, i and c: coordinator AAA, consultant"
    " ABA, representative AAB, gatekeeper ABB, liaison ABC",
    source="gould1989",
    layers="directed",
    missing="excluded",
    default=False,
    groups=True,
    parts={
        "coordinator": "routes within its own group",
        "consultant": "routes between two of one other group",
        "representative": "routes from its own group to another",
        "gatekeeper": "routes from another group into its own",
        "liaison": "routes between two other groups",
    },
    up_to=10_000,
)
def brokerage_roles(network: Network, groups: Grouping) -> dict[str, Values]:
    """Count the open two-step routes through each organisation, by the groups of their ends.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.
    groups
        The groups; routes that start or end at an organisation in none of them are not counted.

    Returns
    -------
    dict of array
        Raw counts in roster order for ``coordinator``, ``consultant`` (R's ``sna::brokerage``: itinerant broker),
        ``representative``, ``gatekeeper`` and ``liaison``. A route whose direct tie was not observed is left out.
        Undefined for organisations in none of the groups.

    References
    ----------
    Gould and Fernandez (1989), doi:10.2307/270949

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> groups = Grouping(("hub", "local"), np.array([0, 0, 1]))
    >>> roles = brokerage_roles(sketch("A>B B>C"), groups)
    >>> roles["representative"].tolist(), roles["gatekeeper"].tolist()
    ([0.0, 1.0, 0.0], [0.0, 0.0, 0.0])
    """
    if network.unobserved or not is_large(network):
        ends = open_pairs(network)
        counted = {role: routes.count for role, routes in routes_by_role(groups, as_presence(network), ends).items()}
    else:
        counted = routes_by_ties(network, groups)
    return {role: np.where(groups.of >= 0, count, np.nan) for role, count in counted.items()}


def open_pairs(network: Network) -> Values:
    """Return the pairs known to have no tie."""
    known: Values = ((as_presence(network) == 0) & network.observed).astype(np.float64)
    return known


@dataclass(frozen=True)
class Routes:
    """Two-step routes a → i → c: ``first[a, i]`` is the step to i, ``last[c, i]`` from i, ``ends[a, c]`` may end."""

    first: Values
    last: Values
    ends: Values

    @property
    def count(self) -> Values:
        """Number of routes through each organisation i."""
        number: Values = ((self.ends.T @ self.first) * self.last).sum(axis=0)
        return number

    @property
    def sharing_a_step(self) -> Values:
        """Number of ordered pairs of routes through each organisation that have one of their two steps in common."""
        onward, back = self.ends @ self.last, self.ends.T @ self.first
        number: Values = (self.first * onward * (onward - 1) + self.last * back * (back - 1)).sum(axis=0)
        return number


def routes_by_role(groups: Grouping, steps: Values, ends: Values) -> dict[str, Routes]:
    """Return the routes of each role: steps [from, to] they may take, and pairs of ends that count.

    Routes that start or end in none of the groups are in no role.
    """
    grouped = (groups.of >= 0).astype(np.float64)
    within = ends * grouped[:, None] * grouped[None, :]
    alike = (groups.of[:, None] == groups.of[None, :]).astype(np.float64)
    own_in, other_in = steps * alike, steps * (1 - alike)
    own_out, other_out = steps.T * alike, steps.T * (1 - alike)
    return {
        "coordinator": Routes(own_in, own_out, within),
        "consultant": Routes(other_in, other_out, within * alike),
        "representative": Routes(own_in, other_out, within),
        "gatekeeper": Routes(other_in, own_out, within),
        "liaison": Routes(other_in, other_out, within * (1 - alike)),
    }
