"""What single organisations, and the best two or three together, are worth as key players."""

from __future__ import annotations

import numpy as np

from sna.metrics.key_player_sets import (
    FEWEST_LEFT,
    Aim,
    all_can_be_tried,
    fragmentation_without,
    key_players,
    proximity,
)
from sna.metrics.registry import NEVER, Values, metric
from sna.model import Network

SIZES = {"two": 2, "three": 3}


@metric(
    label="fragmentation its loss would add",
    level="organisation",
    direction="none",
    weights="ignored",
    low=-1,
    high=1,
    undefined="fewer than three organisations",
    means="Without this organisation the others would lose, or lengthen, the ways between them.",
    formula="DF of the n−1 others − DF of all n, DF = 1 − Σ over pairs i ≠ j of 1/d_ij / (n(n−1)) with the number of"
    " organisations in question, d = steps along ties of either direction",
    source="borgatti2006",
    default=False,
    up_to=100,
)
def fragmentation_gain(network: Network) -> Values:
    """Measure how much more fragmented the others would be without each organisation.

    Fragmentation is weighted by distance and is of the organisations that are left: the ties of the one that goes do
    not count as lost in themselves.

    Parameters
    ----------
    network
        Any layer; direction and strengths are ignored.

    Returns
    -------
    array
        −1 to 1 in roster order: 0 where the others are as near each other on average without it as all were with it,
        below 0 where they are nearer, as without an organisation that has no ties. Undefined with fewer than three
        organisations.

    References
    ----------
    Borgatti (2006), doi:10.1007/s10588-006-7084-x

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> fragmentation_gain(sketch("A-B B-C B-D")).round(3).tolist()
    [-0.083, 0.75, -0.083, -0.083]
    """
    if network.n <= FEWEST_LEFT:
        return np.full(network.n, np.nan)
    whole = fragmentation_without(network, ())
    return np.array([fragmentation_without(network, (place,)) - whole for place in range(network.n)])


@metric(
    label="share of the network reached, by nearness",
    level="organisation",
    direction="none",
    weights="ignored",
    low=0,
    high=1,
    undefined=NEVER,
    means="What starts with this organisation is soon everywhere: many others are one or two steps away.",
    formula="(1 + Σ over the others j of 1/d_ij) / n, d = steps along ties of either direction, 1/d = 0 where there is"
    " no way",
    source="borgatti2006",
    default=False,
    up_to=1_000,
)
def distance_weighted_reach(network: Network) -> Values:
    """Measure which share of the network each organisation reaches, those far away counting for less.

    Parameters
    ----------
    network
        Any layer; direction and strengths are ignored.

    Returns
    -------
    array
        1/n (reaches only itself) to 1 (tied to all) in roster order; never undefined.

    References
    ----------
    Borgatti (2006), doi:10.1007/s10588-006-7084-x

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> distance_weighted_reach(sketch("A-B B-C D")).tolist()
    [0.625, 0.75, 0.625, 0.25]
    """
    reached: Values = proximity(network).sum(axis=1) / max(network.n, 1)
    return reached


def _best_value(network: Network, aim: Aim, size: int) -> float:
    """Return what the best set of a size is worth; NaN where there is none or not all can be tried."""
    fewest = size + (FEWEST_LEFT if aim == "fragment" else 0)
    if network.n < fewest or not all_can_be_tried(network, aim=aim, size=size):
        return np.nan
    return key_players(network, aim=aim, size=size).value


@metric(
    label="fragmentation if its key players left",
    level="network",
    direction="none",
    weights="ignored",
    low=0,
    high=1,
    undefined="fewer organisations than the key players and two more, or too many sets to try them all",
    means="The network hangs on a few organisations: were these to leave, the others would be far apart or cut off.",
    formula="max over sets K of k organisations of 1 − Σ over pairs i ≠ j not in K of 1/d_ij / ((n−k)(n−k−1)), d ="
    " steps along ties of either direction without those in K",
    source="borgatti2006",
    default=False,
    parts={"two": "fragmentation if its two key players left", "three": "fragmentation if its three key players left"},
    up_to=100,
)
def key_player_fragmentation(network: Network) -> dict[str, float]:
    """Find how fragmented a network would be without the two, or three, organisations that matter most for it.

    Which these are is said by `sna.metrics.key_player_sets.key_players`.

    Parameters
    ----------
    network
        Any layer; direction and strengths are ignored.

    Returns
    -------
    dict of float
        ``two`` and ``three``: 0 (all others still tied to each other) to 1 (no ties left). Undefined with fewer than
        two organisations left, and in networks where trying all sets would take long (some 150 organisations for two,
        60 for three).

    References
    ----------
    Borgatti (2006), doi:10.1007/s10588-006-7084-x

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> {part: round(value, 3) for part, value in key_player_fragmentation(sketch("A-B B-C C-D D-E E-F")).items()}
    {'two': 0.833, 'three': 1.0}
    """
    return {part: _best_value(network, "fragment", size) for part, size in SIZES.items()}


@metric(
    label="share of the network its key players reach, by nearness",
    level="network",
    direction="none",
    weights="ignored",
    low=0,
    high=1,
    undefined="fewer organisations than the key players, or too many sets to try them all",
    means="A few organisations suffice to bring something to nearly everybody in one or two steps.",
    formula="max over sets K of k organisations of Σ over j of 1/d_Kj / n, d_Kj = steps to j from the nearest in K"
    " along ties of either direction, members counting 1",
    source="borgatti2006",
    default=False,
    parts={
        "two": "share of the network its two key players reach",
        "three": "share of the network its three key players reach",
    },
    up_to=1_000,
)
def key_player_reach(network: Network) -> dict[str, float]:
    """Find which share of a network two, or three, organisations can reach at best, those far away counting for less.

    Which these are is said by `sna.metrics.key_player_sets.key_players`.

    Parameters
    ----------
    network
        Any layer; direction and strengths are ignored.

    Returns
    -------
    dict of float
        ``two`` and ``three``: above 0 to 1 (everybody is in the set or tied to it). Undefined with fewer organisations
        than the set, and where there are a million sets or more (1415 organisations for two, 183 for three).

    References
    ----------
    Borgatti (2006), doi:10.1007/s10588-006-7084-x

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> key_player_reach(sketch("A-B B-C C-D D-E E-F"))
    {'two': 1.0, 'three': 1.0}
    """
    return {part: _best_value(network, "reach", size) for part, size in SIZES.items()}
