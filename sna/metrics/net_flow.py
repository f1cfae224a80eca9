"""Net flow: whether a group receives more from other groups than it sends them."""

from __future__ import annotations

import numpy as np

from sna.metrics.mixing import Matrix, strength_by_group, ties_by_group
from sna.metrics.registry import Values, metric
from sna.model import Grouping, Network


def _net(flow: Matrix) -> Values:
    """Return (received - sent) / (received + sent) of every group, what stays within it left out."""
    outward = flow - np.diag(np.diag(flow))
    received, sent = outward.sum(axis=0), outward.sum(axis=1)
    values = np.full(len(flow), np.nan)
    np.divide(received - sent, received + sent, out=values, where=received + sent > 0)
    return values


@metric(
    label="ties received from other groups over ties sent to them",
    level="group",
    direction="in",
    weights="ignored",
    low=-1,
    high=1,
    undefined="no ties between the group and another",
    means="Other groups turn to this one, and it hardly turns to them.",
    formula="(ties received from other groups - ties sent to them) / (both together); of two groups A and B this is"
    " (W_AB - W_BA) / (W_AB + W_BA) for B, and the opposite for A",
    source="emerson1962",
    layers="directed",
    default=False,
)
def net_flow(network: Network, groups: Grouping) -> Values:
    """Compare the ties a group receives from other groups with those it sends them.

    An operational measure of this tool: ties that run one way between groups are taken as dependence. Which end depends
    on which is the layer's to say.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.
    groups
        The groups; ties with organisations in none of them are left out.

    Returns
    -------
    array
        -1 (it only sends) over 0 (as much each way) to 1 (it only receives), in the order of the groups; with two
        groups the values are opposites. Undefined without ties to or from another group.

    References
    ----------
    Emerson (1962), doi:10.2307/2089716, for dependence as power

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> groups = Grouping(("hub", "local"), np.array([0, 1, 1]))
    >>> net_flow(sketch("B>A C>A A>B"), groups).round(3).tolist()
    [0.333, -0.333]
    """
    return _net(ties_by_group(network, groups))


@metric(
    label="strength received from other groups over strength sent to them",
    level="group",
    direction="in",
    weights="strength",
    low=-1,
    high=1,
    undefined="no ties between the group and another",
    means="Much more comes to this group from others than goes back to them.",
    formula="(strength received from other groups - strength sent to them) / (both together)",
    source="emerson1962",
    layers="directed",
    default=False,
)
def weighted_net_flow(network: Network, groups: Grouping) -> Values:
    """Compare the strength a group receives from other groups with what it sends them.

    Parameters
    ----------
    network
        A directed layer.
    groups
        The groups; ties with organisations in none of them are left out.

    Returns
    -------
    array
        -1 (it only sends) to 1 (it only receives), in the order of the groups; undefined without ties to or from
        another group.

    References
    ----------
    Emerson (1962), doi:10.2307/2089716, for dependence as power

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> groups = Grouping(("hub", "local"), np.array([0, 1, 1]))
    >>> weighted_net_flow(sketch("B>A:5 C>A:2 A>B:1"), groups).tolist()
    [0.75, -0.75]
    """
    return _net(strength_by_group(network, groups))
