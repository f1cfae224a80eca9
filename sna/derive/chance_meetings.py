"""Attendance by chance: who would attend what, and how many meetings two organisations would share."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sna.errors import BugError
from sna.model import Affiliation

Matrix = npt.NDArray[np.float64]

CLOSE = 1e-9
"""How far an expected number of attendances may be from the real one."""
STEPS = 200


def _presence(affiliation: Affiliation) -> Matrix:
    present = np.zeros((len(affiliation.rows), len(affiliation.columns)))
    present[affiliation.row, affiliation.column] = 1
    return present


def shared_meetings(affiliation: Affiliation) -> Matrix:
    """Return how many meetings every two organisations both attended; on the diagonal, how many each attended.

    Examples
    --------
    >>> from sna.model import Roster
    >>> organisations, meetings = Roster.of("AB"), Roster.of(["m1", "m2"], kind="meetings")
    >>> cells = np.array([0, 0, 1]), np.array([0, 1, 1])
    >>> shared_meetings(Affiliation(organisations, meetings, *cells, np.ones(3), "board")).tolist()
    [[2.0, 1.0], [1.0, 1.0]]
    """
    present = _presence(affiliation)
    return present @ present.T


def fixed_row_chances(affiliation: Affiliation) -> Matrix:
    """Return the chance that two organisations share as many meetings as they do, had each chosen its own at random.

    Each organisation keeps the number of meetings it attended, every meeting is as likely as any other: the number
    shared is hypergeometric.

    Parameters
    ----------
    affiliation
        Organisations × meetings; for how long does not count.

    Returns
    -------
    array
        Organisations × organisations, symmetric, 0 to 1: the chance of at least as many; ``NaN`` on the diagonal.

    References
    ----------
    Neal (2013), Social Network Analysis and Mining 3:915-924, doi:10.1007/s13278-013-0107-y

    Examples
    --------
    >>> from sna.model import Roster
    >>> organisations, meetings = Roster.of("AB"), Roster.of(["m1", "m2", "m3"], kind="meetings")
    >>> cells = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    >>> fixed_row_chances(Affiliation(organisations, meetings, *cells, np.ones(4), "board")).round(3).tolist()
    [[nan, 0.333], [0.333, nan]]
    """
    from scipy.special import gammaln

    def ways(number: Matrix, chosen: Matrix) -> Matrix:
        """Return ln of the number of ways to choose."""
        logarithm: Matrix = gammaln(number + 1) - gammaln(chosen + 1) - gammaln(number - chosen + 1)
        return logarithm

    shared = shared_meetings(affiliation)
    held = float(len(affiliation.columns))
    attended = np.bincount(affiliation.row, minlength=len(affiliation.rows)).astype(np.float64)
    own, other = np.meshgrid(attended, attended, indexing="ij")
    chances = np.zeros(shared.shape)
    for number in range(int(attended.max(initial=0)) + 1):
        possible = (number <= own) & (number <= other) & (other - number <= held - own) & (number >= shared)
        a, b = own[possible], other[possible]
        taken = np.full(a.shape, float(number))
        whole = np.full(a.shape, held)
        chances[possible] += np.exp(ways(a, taken) + ways(whole - a, b - taken) - ways(whole, b))
    return _off_diagonal(chances)


def sdsm_chances(affiliation: Affiliation) -> Matrix:
    """Return the chance that two organisations share as many meetings as they do, busy meetings being likelier.

    The stochastic degree sequence model: each organisation attends each meeting independently, with chances that give,
    on average, every organisation its number of meetings and every meeting its attendance (bipartite configuration
    model). The number shared is then Poisson-binomial, and is worked out exactly.

    Parameters
    ----------
    affiliation
        Organisations × meetings; for how long does not count.

    Returns
    -------
    array
        Organisations × organisations, symmetric, 0 to 1: the chance of at least as many; ``NaN`` on the diagonal.

    References
    ----------
    Neal (2014), Social Networks 39:84-97, doi:10.1016/j.socnet.2014.06.001; Neal, Domagalski and Sagan (2021),
    Scientific Reports 11:23929, doi:10.1038/s41598-021-03238-3

    Examples
    --------
    >>> from sna.model import Roster
    >>> organisations, meetings = Roster.of("AB"), Roster.of(["m1", "m2"], kind="meetings")
    >>> cells = np.array([0, 1]), np.array([0, 1])
    >>> sdsm_chances(Affiliation(organisations, meetings, *cells, np.ones(2), "board")).tolist()
    [[nan, 1.0], [1.0, nan]]
    """
    probabilities = bicm_probabilities(affiliation)
    return _off_diagonal(tail_of_shared(probabilities, shared_meetings(affiliation)))


def _off_diagonal(chances: Matrix) -> Matrix:
    """Return chances without those of an organisation with itself."""
    chances = np.clip(chances, 0.0, 1.0)
    np.fill_diagonal(chances, np.nan)
    return chances


def bicm_probabilities(affiliation: Affiliation) -> Matrix:
    """Return the chance of every attendance in the bipartite configuration model.

    Attendances are independent, with odds x of the organisation × y of the meeting, such that every organisation
    attends on average as many meetings as it did, and every meeting has on average the attendance it had. The x and y
    maximise the likelihood; organisations (and meetings) with equal totals share theirs, which keeps the equations few.

    Parameters
    ----------
    affiliation
        Organisations × meetings; for how long does not count.

    Returns
    -------
    array
        Organisations × meetings, 0 to 1. An attendance that the totals force has a chance within 1e-9 of 0 or 1.

    References
    ----------
    Saracco et al. (2015), Scientific Reports 5:10595, doi:10.1038/srep10595

    Examples
    --------
    >>> from sna.model import Roster
    >>> organisations, meetings = Roster.of("AB"), Roster.of(["m1", "m2"], kind="meetings")
    >>> cells = np.array([0, 0, 1]), np.array([0, 1, 1])
    >>> bicm_probabilities(Affiliation(organisations, meetings, *cells, np.ones(3), "board")).round(6).tolist()
    [[1.0, 1.0], [0.0, 1.0]]
    """
    present = _presence(affiliation)
    attended, attendance = present.sum(axis=1), present.sum(axis=0)
    chances = np.zeros(present.shape)
    active, held = np.flatnonzero(attended), np.flatnonzero(attendance)
    if len(active):
        rows, row_kind, row_number = np.unique(attended[active], return_inverse=True, return_counts=True)
        columns, column_kind, column_number = np.unique(attendance[held], return_inverse=True, return_counts=True)
        kinds = _solve(rows, row_number.astype(np.float64), columns, column_number.astype(np.float64))
        chances[np.ix_(active, held)] = kinds[np.ix_(row_kind, column_kind)]
    return chances


def _solve(rows: Matrix, row_number: Matrix, columns: Matrix, column_number: Matrix) -> Matrix:
    """Return the chances of each kind of row at each kind of column, by Newton's method on ln x and ln y."""
    total = rows @ row_number
    logs = np.concatenate([np.log(rows / np.sqrt(total)), np.log(columns / np.sqrt(total))])
    numbers, targets = np.concatenate([row_number, column_number]), np.concatenate([rows, columns])
    weight = np.outer(row_number, column_number)

    def chances(at: Matrix) -> Matrix:
        """Return x y / (1 + x y)."""
        result: Matrix = 1 / (1 + np.exp(-np.clip(at[: len(rows), None] + at[None, len(rows) :], -700, 700)))
        return result

    def loss(at: Matrix) -> float:
        """Return minus the log-likelihood."""
        both = at[: len(rows), None] + at[None, len(rows) :]
        return float((weight * np.logaddexp(0, both)).sum() - numbers @ (targets * at))

    for _ in range(STEPS):
        found = chances(logs)
        missing = targets - np.concatenate([found @ column_number, row_number @ found])
        if np.abs(missing).max() < CLOSE:
            return found
        slope = weight * found * (1 - found)
        curvature = np.diag(np.concatenate([slope.sum(axis=1), slope.sum(axis=0)]))
        curvature[: len(rows), len(rows) :], curvature[len(rows) :, : len(rows)] = slope, slope.T
        step = np.linalg.lstsq(curvature, numbers * missing, rcond=None)[0]
        size, now = 1.0, loss(logs)
        while size > CLOSE and loss(logs + size * step) > now + 1e-12 * abs(now):
            size /= 2
        logs = logs + size * step
    raise BugError(f"the chances of attendance were not found in {STEPS} steps")


def tail_of_shared(chances: Matrix, shared: Matrix) -> Matrix:
    """Return the chance that two organisations share at least as many meetings as they do.

    Parameters
    ----------
    chances
        Of every organisation (row) to attend every meeting (column), independently.
    shared
        How many meetings every two organisations share.

    Returns
    -------
    array
        Organisations × organisations, 0 to 1, exact: the distribution is built up meeting by meeting. The diagonal
        means nothing.

    Examples
    --------
    >>> half = np.full((2, 2), 0.5)
    >>> tail_of_shared(half, np.ones((2, 2))).tolist()
    [[0.4375, 0.4375], [0.4375, 0.4375]]
    """
    tails = np.ones(shared.shape)
    kinds, kind = np.unique(chances, axis=0, return_inverse=True)
    for own in range(len(kinds)):
        a, b = np.flatnonzero(kind == own), np.flatnonzero(kind >= own)
        needed = shared[np.ix_(a, b)].astype(np.int64)
        at_least = _at_least(kinds[own] * kinds[own:], int(needed.max()))
        tail = at_least[np.broadcast_to(kind[b] - own, needed.shape), needed]
        tails[np.ix_(a, b)], tails[np.ix_(b, a)] = tail, tail.T
    return tails


def _at_least(chances: Matrix, most: int) -> Matrix:
    """Return, for each row of independent trials, the chance of at least 0, 1, … ``most`` successes."""
    exactly = np.zeros((len(chances), most + 1))
    exactly[:, 0] = 1
    for chance in chances.T:
        # The last place holds "this many or more", so that no small tail is got by subtraction.
        moved = exactly[:, :-1] * chance[:, None]
        exactly[:, :-1] -= moved
        exactly[:, 1:] += moved
    at_least: Matrix = np.cumsum(exactly[:, ::-1], axis=1)[:, ::-1]
    return at_least
