"""Where a group as a whole stands: its ties to those outside it."""

from __future__ import annotations

import numpy as np

from sna.engines import as_presence
from sna.metrics.registry import Values, metric
from sna.model import Grouping, Network


@metric(
    label="share of outsiders tied to the group",
    level="group",
    direction="none",
    weights="ignored",
    low=0,
    high=1,
    undefined="no organisation in the group, or none outside it",
    means="As a body, this group deals directly with most of the others.",
    formula="organisations outside the group with a tie to or from any member / organisations outside the group",
    source="everett1999",
    default=False,
    up_to=1_000,
)
def group_degree(network: Network, groups: Grouping) -> Values:
    """Divide the outsiders that are tied to any member of a group by all outsiders.

    Parameters
    ----------
    network
        Any layer; direction and strengths are ignored.
    groups
        The groups; an organisation in none of them is an outsider to all.

    Returns
    -------
    array
        0 to 1, in the order of the groups; undefined for a group without members, and for one that everybody is in.

    References
    ----------
    Everett and Borgatti (1999), doi:10.1080/0022250X.1999.9990219

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> groups = Grouping(("hub", "spoke"), np.array([0, 1, 1, 1]))
    >>> group_degree(sketch("A>B C>A C>D"), groups).round(3).tolist()
    [0.667, 1.0]
    """
    ties = as_presence(network)
    inside = groups.indicator > 0
    reached = (inside @ (ties + ties.T) > 0) & ~inside
    outside = (~inside).sum(axis=1)
    defined = inside.any(axis=1) & (outside > 0)
    shares = np.full(len(groups.names), np.nan)
    np.divide(reached.sum(axis=1), outside, out=shares, where=defined)
    return shares
