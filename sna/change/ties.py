"""Which ties were kept, gained and lost."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sna.errors import NoResultError, Problem
from sna.model import Network

if TYPE_CHECKING:
    import pandas as pd

Ends = tuple[str, str]
Places = npt.NDArray[np.int64]
Strengths = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class TiesOfBoth:
    """Every tie of two networks, sorted by sender and receiver.

    Attributes
    ----------
    ids
        The organisations of either network, sorted.
    sender, receiver
        The ends, as places in ``ids``.
    before, after
        Strengths; ``NaN`` where there is no tie.
    """

    ids: tuple[str, ...]
    sender: Places
    receiver: Places
    before: Strengths
    after: Strengths

    @property
    def kept(self) -> Flags:
        """Ties of both networks."""
        return ~(np.isnan(self.before) | np.isnan(self.after))

    @property
    def gained(self) -> Flags:
        """Ties of the later network alone."""
        return np.isnan(self.before)

    @property
    def lost(self) -> Flags:
        """Ties of the earlier network alone."""
        return np.isnan(self.after)

    def frame(self) -> pd.DataFrame:
        """Return the ties as a table, with what became of each."""
        import pandas as pd

        names = np.array(self.ids, dtype=object)
        columns: dict[str, npt.NDArray[Any]] = {
            "sender": names[self.sender],
            "receiver": names[self.receiver],
            "before": self.before,
            "after": self.after,
            "change": np.select([self.kept, self.gained], ["kept", "gained"], "lost").astype(object),
        }
        return pd.DataFrame({name: pd.Series(values, dtype=values.dtype) for name, values in columns.items()})

    def having(self, chosen: Flags) -> TiesOfBoth:
        """Return some of the ties."""
        ends = self.sender[chosen], self.receiver[chosen]
        return TiesOfBoth(self.ids, *ends, self.before[chosen], self.after[chosen])

    def places(self, organisations: Collection[str]) -> Flags:
        """Return which of ``ids`` are among some organisations."""
        return np.array([identifier in organisations for identifier in self.ids], dtype=bool)


def tie_changes(before: Network, after: Network) -> pd.DataFrame:
    """Return every tie of two networks, with what became of it.

    Rosters may differ: a tie of an organisation that joined is gained, one of an organisation that left is lost. A tie
    whose pair was not observed in the other network, although both organisations were there, is neither: it is left
    out, and `count_unknown` counts it.

    Parameters
    ----------
    before, after
        The earlier and the later network, both directed or both undirected.

    Returns
    -------
    DataFrame
        ``sender, receiver`` (ids; undirected: smaller id first), ``before, after`` (strengths, ``NaN`` where there is
        no tie) and ``change``: ``kept``, ``gained`` or ``lost``. Sorted by sender and receiver.

    Raises
    ------
    NoResultError
        If one is directed and the other is not.

    Examples
    --------
    >>> from sna.metrics import sketch
    >>> tie_changes(sketch("A>B:2 B>C"), sketch("A>B:3 C>A")).values.tolist()
    [['A', 'B', 2.0, 3.0, 'kept'], ['B', 'C', 1.0, nan, 'lost'], ['C', 'A', nan, 1.0, 'gained']]
    """
    return ties_of_both(before, after).frame()


def count_unknown(before: Network, after: Network) -> int:
    """Return the number of ties of either network whose pair was not observed in the other.

    Examples
    --------
    >>> from sna.metrics import sketch
    >>> count_unknown(sketch("A>B"), sketch("A>B B>A"))
    0
    """
    return len(set(_unknown(before, after)))


def ties_of_both(before: Network, after: Network) -> TiesOfBoth:
    """Return every tie of two networks whose pair was observed in both, or had an end in one of them only.

    Raises
    ------
    NoResultError
        If one is directed and the other is not.
    """
    if before.directed != after.directed:
        problem = f"Layer '{after.layer.name}' is directed in one of the two and undirected in the other."
        raise NoResultError(Problem("E708", problem, hint="Compare layers that are alike."))
    ids = tuple(sorted({*before.roster.ids, *after.roster.ids}))
    place = {identifier: at for at, identifier in enumerate(ids)}
    # A number for every pair of places: sorted by sender, then receiver.
    old, new = (_pairs(network, place) for network in (before, after))
    pairs = np.unique(np.concatenate([old, new]))
    if unknown := [place[one] * len(ids) + place[other] for one, other in _unknown(before, after)]:
        pairs = np.setdiff1d(pairs, unknown, assume_unique=True)
    strengths = (_looked_up(pairs, known, network) for known, network in ((old, before), (new, after)))
    return TiesOfBoth(ids, pairs // max(len(ids), 1), pairs % max(len(ids), 1), *strengths)


def _pairs(network: Network, place: Mapping[str, int]) -> Places:
    """Return the pair of every tie as one number; ids are sorted in every roster, and so are these."""
    own = np.array([place[identifier] for identifier in network.roster.ids], dtype=np.int64)
    return own[network.ties.sender] * len(place) + own[network.ties.receiver]


def _looked_up(pairs: Places, known: Places, network: Network) -> Strengths:
    """Return the strength of every pair in a network; ``NaN`` where it has no tie."""
    strengths = np.full(len(pairs), np.nan)
    if len(pairs):
        at = np.minimum(np.searchsorted(pairs, known), len(pairs) - 1)
        here = pairs[at] == known
        strengths[at[here]] = network.ties.weight[here]
    return strengths


def _ends(network: Network) -> Iterator[Ends]:
    ids = network.roster.ids
    for s, r in zip(network.ties.sender.tolist(), network.ties.receiver.tolist(), strict=True):
        yield ids[s], ids[r]


def _unknown(before: Network, after: Network) -> Iterator[Ends]:
    """Yield ties of one network whose pair nobody could have reported in the other."""
    for one, other in ((before, after), (after, before)):
        if not other.unobserved:
            continue
        position = other.roster.position
        for sender, receiver in _ends(one):
            # Ids are sorted in every roster, so that an undirected pair has the same order of ends in both.
            if (position.get(sender, -1), position.get(receiver, -1)) in other.unobserved:
                yield sender, receiver
