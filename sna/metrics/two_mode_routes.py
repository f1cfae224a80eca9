"""Centrality in attendance itself: routes from organisation to meeting to organisation."""

from __future__ import annotations

import numpy as np

from sna.engines import lean_igraph, memoised
from sna.metrics.registry import Values, metric
from sna.metrics.routes import shortest_route_counts, weak_components
from sna.model import Affiliation, Layer, Network, Roster, Ties


@memoised
def one_mode(affiliation: Affiliation) -> Network:
    """Return attendance as an undirected network: organisations first, then meetings, each tied where it attended."""
    many, held = len(affiliation.rows), len(affiliation.columns)
    ids = [f"{kind}{place:09d}" for kind, number in (("o", many), ("w", held)) for place in range(number)]
    ties = Ties.from_arrays(affiliation.row, affiliation.column + many, np.ones(len(affiliation.row)), directed=False)
    return Network(Roster.of(ids), Layer(affiliation.name, directed=False), ties)


def _attended(affiliation: Affiliation) -> Values:
    """Return how many meetings each organisation attended."""
    return np.bincount(affiliation.row, minlength=len(affiliation.rows)).astype(np.float64)


@metric(
    label="closeness through meetings",
    level="organisation",
    direction="none",
    weights="ignored",
    low=0,
    high=1,
    undefined="it attended no meeting, or attendance falls into parts that share neither meeting nor organisation",
    means="This organisation meets most of the others, or those who do.",
    formula="(m + 2(n - 1)) / Σ steps to all other organisations and meetings; n organisations that attended anything,"
    " m meetings that anyone attended",
    source="borgatti1997",
    of="affiliation",
    default=False,
    up_to=1_000,
)
def two_mode_closeness(affiliation: Affiliation) -> Values:
    """Compare the steps from each organisation to all meetings and organisations with the fewest there could be.

    Parameters
    ----------
    affiliation
        Organisations × meetings (or partnerships); for how long does not count. Organisations that attended nothing
        and meetings without attendance are set aside.

    Returns
    -------
    array
        Above 0 to 1 (it attended every meeting) in the order of the rows. Undefined for an organisation that attended
        nothing, and for all where attendance falls into separate parts.

    References
    ----------
    Borgatti and Everett (1997), doi:10.1016/S0378-8733(96)00301-2

    Examples
    --------
    >>> from sna.model import Roster
    >>> organisations, meetings = Roster.of("AB"), Roster.of(["m1", "m2"], kind="meetings")
    >>> attended = Affiliation(organisations, meetings, np.array([0, 0, 1]), np.array([0, 1, 1]), np.ones(3), "board")
    >>> two_mode_closeness(attended).round(3).tolist()
    [1.0, 0.667]
    """
    network, many = one_mode(affiliation), len(affiliation.rows)
    present = _attended(affiliation) > 0
    values = np.full(many, np.nan)
    taking_part = np.unique(np.concatenate([network.ties.sender, network.ties.receiver]))
    if len(np.unique(weak_components(network)[taking_part])) != 1:
        return values
    least = (len(taking_part) - present.sum()) + 2 * (present.sum() - 1)
    ends = np.flatnonzero(present).tolist(), taking_part.tolist()
    steps = lean_igraph(network).distances(*ends, mode="all", weights=None)
    values[present] = least / np.array(steps, dtype=np.float64).sum(axis=1)
    return values


@metric(
    label="share of shortest routes through it, by way of meetings",
    level="organisation",
    direction="none",
    weights="ignored",
    low=0,
    high=1,
    undefined="fewer than two meetings",
    means="Meetings, and those who go to them, are connected by this organisation alone.",
    formula="shortest routes passing through / ½(m²(s+1)² + m(s+1)(2t-s-1) - t(2s-t+3)), s and t quotient and remainder"
    " of (n-1) / m; n organisations, m meetings",
    source="borgatti2011",
    of="affiliation",
    default=False,
    up_to=1_000,
)
def two_mode_betweenness(affiliation: Affiliation) -> Values:
    """Count the shortest routes between others that pass each organisation, over the most that are possible.

    The most possible is that of Borgatti and Halgin; the formula of Borgatti and Everett (1997) is too small where
    there are more organisations than meetings.

    Parameters
    ----------
    affiliation
        Organisations × meetings (or partnerships); for how long does not count.

    Returns
    -------
    array
        0 to 1 in the order of the rows; 0 for an organisation that attended nothing. Undefined with fewer than two
        meetings: nobody can stand between any others.

    References
    ----------
    Borgatti and Halgin (2011), doi:10.4135/9781446294413.n28

    Examples
    --------
    >>> from sna.model import Roster
    >>> organisations, meetings = Roster.of("AB"), Roster.of(["m1", "m2"], kind="meetings")
    >>> attended = Affiliation(organisations, meetings, np.array([0, 0, 1]), np.array([0, 1, 1]), np.ones(3), "board")
    >>> two_mode_betweenness(attended).round(3).tolist()
    [1.0, 0.0]
    """
    many, held = len(affiliation.rows), len(affiliation.columns)
    if held < 2 or not many:  # noqa: PLR2004
        return np.full(many, np.nan)
    s, t = divmod(many - 1, held)
    most = (held**2 * (s + 1) ** 2 + held * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2
    shares: Values = shortest_route_counts(one_mode(affiliation))[:many] / most
    return shares


@metric(
    label="attendance of meetings that well-connected organisations attend",
    level="organisation",
    direction="none",
    weights="ignored",
    low=0,
    high=1,
    undefined="it attended no meeting, or is outside the one largest part of attendance",
    means="This organisation goes to the meetings that matter: those to which the central organisations go.",
    formula="first left singular vector of organisations × meetings, present or absent; Σ of squares 1",
    source="bonacich1991",
    of="affiliation",
    default=False,
    up_to=1_000,
)
def two_mode_eigenvector(affiliation: Affiliation) -> Values:
    """Score organisations by the meetings they attend, and meetings by who attends them, at the same time.

    Parameters
    ----------
    affiliation
        Organisations × meetings (or partnerships); for how long does not count.

    Returns
    -------
    array
        Above 0 to 1 in the order of the rows, squares adding up to 1. Undefined for organisations outside the largest
        part of attendance (most organisations and meetings together), and for all where two parts are as large.

    References
    ----------
    Bonacich (1991), doi:10.1016/0378-8733(91)90018-O

    Examples
    --------
    >>> from sna.model import Roster
    >>> organisations, meetings = Roster.of("AB"), Roster.of(["m1", "m2"], kind="meetings")
    >>> attended = Affiliation(organisations, meetings, np.array([0, 0, 1]), np.array([0, 1, 1]), np.ones(3), "board")
    >>> two_mode_eigenvector(attended).round(3).tolist()
    [0.851, 0.526]
    """
    many = len(affiliation.rows)
    values = np.full(many, np.nan)
    if not len(affiliation.row):
        return values
    parts = weak_components(one_mode(affiliation))
    sizes = np.bincount(parts)
    if (sizes == sizes.max()).sum() > 1:
        return values
    inside = parts[:many] == sizes.argmax()
    present = np.zeros((many, len(affiliation.columns)))
    present[affiliation.row, affiliation.column] = 1
    together = present[inside] @ present[inside].T
    # One connected part: the leading eigenvalue is simple, and its vector has one sign.
    values[inside] = np.abs(np.linalg.eigh(together)[1][:, -1])
    return values
