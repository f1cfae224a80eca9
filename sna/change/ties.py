"""Which ties were kept, gained and lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sna.errors import NoResultError, Problem
from sna.model import Network

if TYPE_CHECKING:
    import pandas as pd

Ends = tuple[str, str]


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
    import pandas as pd

    if before.directed != after.directed:
        problem = f"Layer '{after.layer.name}' is directed in one of the two and undirected in the other."
        raise NoResultError(Problem("E708", problem, hint="Compare layers that are alike."))
    old, new = _weights(before), _weights(after)
    unknown = set(_unknown(before, after))
    rows = []
    for ends in sorted((old.keys() | new.keys()) - unknown):
        change = "kept" if ends in old and ends in new else "gained" if ends in new else "lost"
        rows.append((*ends, old.get(ends), new.get(ends), change))
    table = pd.DataFrame(rows, columns=["sender", "receiver", "before", "after", "change"])
    return table.astype({"sender": object, "receiver": object, "before": float, "after": float, "change": object})


def count_unknown(before: Network, after: Network) -> int:
    """Return the number of ties of either network whose pair was not observed in the other.

    Examples
    --------
    >>> from sna.metrics import sketch
    >>> count_unknown(sketch("A>B"), sketch("A>B B>A"))
    0
    """
    return len(set(_unknown(before, after)))


def _weights(network: Network) -> dict[Ends, float]:
    """Return ends → strength."""
    return dict(zip(_ends(network), network.ties.weight.tolist(), strict=True))


def _ends(network: Network) -> Iterator[Ends]:
    ids = network.roster.ids
    for s, r in zip(network.ties.sender.tolist(), network.ties.receiver.tolist(), strict=True):
        yield ids[s], ids[r]


def _unknown(before: Network, after: Network) -> Iterator[Ends]:
    """Yield ties of one network whose pair nobody could have reported in the other."""
    for one, other in ((before, after), (after, before)):
        position = other.roster.position
        for sender, receiver in _ends(one):
            # Ids are sorted in every roster, so that an undirected pair has the same order of ends in both.
            if (position.get(sender, -1), position.get(receiver, -1)) in other.unobserved:
                yield sender, receiver
