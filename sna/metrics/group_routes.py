"""Where a group as a whole stands on the routes of others: near to them, or between them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sna.engines import as_presence, lean_igraph
from sna.metrics.registry import Values, metric
from sna.model import Grouping, Network

Matrix = npt.NDArray[np.float64]


@metric(
    label="closeness of the group to outsiders",
    level="group",
    direction="none",
    weights="ignored",
    low=0,
    high=1,
    undefined="no organisation in the group, none outside it, or somebody outside who cannot reach it",
    means="Everybody else is one step from some member of this group.",
    formula="organisations outside the group / Σ over them of the steps to the nearest member",
    source="everett1999",
    default=False,
    up_to=1_000,
)
def group_closeness(network: Network, groups: Grouping) -> Values:
    """Divide the number of outsiders by the sum of their steps to the nearest member of a group.

    Parameters
    ----------
    network
        Any layer; direction and strengths are ignored.
    groups
        The groups; an organisation in none of them is an outsider to all.

    Returns
    -------
    array
        Above 0 to 1 (all outsiders are tied to a member), in the order of the groups. Undefined for a group without
        members, for one that everybody is in, and where some outsider has no route to it; networkx counts such an
        outsider as if it were a member.

    References
    ----------
    Everett and Borgatti (1999), doi:10.1080/0022250X.1999.9990219

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> groups = Grouping(("hub", "spoke"), np.array([0, 1, 1, 1]))
    >>> group_closeness(sketch("A>B B>C C>D"), groups).tolist()
    [0.5, 1.0]
    """
    steps = np.array(lean_igraph(network).distances(mode="all", weights=None), dtype=np.float64)
    steps = steps.reshape(network.n, network.n)
    values = np.full(len(groups.names), np.nan)
    for place in range(len(groups.names)):
        inside = groups.of == place
        if inside.any() and not inside.all():
            total = steps[inside][:, ~inside].min(axis=0).sum()
            values[place] = (~inside).sum() / total if np.isfinite(total) else np.nan
    return values


@metric(
    label="share of shortest routes of outsiders through the group",
    level="group",
    direction="both",
    weights="ignored",
    low=0,
    high=1,
    undefined="no organisation in the group, or fewer than two outside it",
    means="Outsiders reach each other through this group: as a body it can connect them or delay them.",
    formula="mean over ordered pairs s, t outside the group of (shortest routes through any member) / (shortest routes"
    " from s to t), 0 where there is no route",
    source="everett1999",
    default=False,
    up_to=1_000,
)
def group_betweenness(network: Network, groups: Grouping) -> Values:
    """Average, over pairs of outsiders, the share of their shortest routes that pass any member of a group.

    Parameters
    ----------
    network
        Any layer; routes run along direction, strengths are ignored.
    groups
        The groups; an organisation in none of them is an outsider to all.

    Returns
    -------
    array
        0 to 1 in the order of the groups; undefined for a group without members or with fewer than two outsiders.

    References
    ----------
    Everett and Borgatti (1999), doi:10.1080/0022250X.1999.9990219

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> groups = Grouping(("hub", "spoke"), np.array([1, 0, 1, 1]))
    >>> group_betweenness(sketch("A-B B-C C-D"), groups).round(3).tolist()
    [0.667, nan]
    """
    ties = as_presence(network)
    steps, routes = shortest(ties)
    values = np.full(len(groups.names), np.nan)
    for place in range(len(groups.names)):
        inside = groups.of == place
        outside = np.flatnonzero(~inside)
        if inside.any() and len(outside) > 1:
            cut = np.ix_(outside, outside)
            around_steps, around = shortest(ties[cut])
            avoiding = np.where(around_steps == steps[cut], around, 0.0)
            share = 1 - avoiding / np.where(routes[cut] > 0, routes[cut], 1)
            share[routes[cut] == 0] = 0
            values[place] = share.sum() / (len(outside) * (len(outside) - 1))
    return values


def shortest(ties: Matrix) -> tuple[Matrix, Matrix]:
    """Return the steps of every ordered pair and the number of its shortest routes; infinite and 0 where none."""
    steps = np.full(ties.shape, np.inf)
    routes = np.zeros(ties.shape)
    front, taken = np.eye(len(ties)), 0
    known = np.eye(len(ties), dtype=bool)
    while front.any():
        taken += 1
        front = np.where(known, 0.0, front @ ties)
        reached = front > 0
        steps[reached], routes[reached] = taken, front[reached]
        known |= reached
    return steps, routes
