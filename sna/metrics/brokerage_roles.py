"""Brokerage between groups: between whom an organisation passes things on."""

from __future__ import annotations

import numpy as np

from sna.engines import as_presence
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
    ties = as_presence(network)
    grouped = groups.of >= 0
    open_pairs = ((ties == 0) & network.observed & grouped[:, None] & grouped[None, :]).astype(np.float64)
    alike = (groups.of[:, None] == groups.of[None, :]).astype(np.float64)
    own_in, other_in = ties * alike, ties * (1 - alike)
    own_out, other_out = own_in.T, other_in.T

    def routes(first: Values, last: Values, ends: Values) -> Values:
        """Count routes a → i → c: first[a, i] is a's tie to i, last[c, i] i's to c, ends[a, c] which ends count."""
        return np.where(grouped, ((ends.T @ first) * last).sum(axis=0), np.nan)

    return {
        "coordinator": routes(own_in, own_out, open_pairs),
        "consultant": routes(other_in, other_out, open_pairs * alike),
        "representative": routes(own_in, other_out, open_pairs),
        "gatekeeper": routes(other_in, own_out, open_pairs),
        "liaison": routes(other_in, other_out, open_pairs * (1 - alike)),
    }
