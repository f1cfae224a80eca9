"""Counts of what pairs and triples of organisations look like."""

from __future__ import annotations

from itertools import product

import numpy as np

from sna.engines import as_presence, lean_igraph
from sna.metrics.asked import asked_ties
from sna.metrics.registry import NEVER, metric
from sna.model import Network

TRIADS = {
    "003": "triples without a tie",
    "012": "triples with one tie",
    "102": "triples with one mutual tie",
    "021D": "triples where one sends to two",
    "021U": "triples where two send to one",
    "021C": "triples with a chain",
    "111D": "triples with a mutual tie that one of them receives another tie beside",
    "111U": "triples with a mutual tie that one of them sends another tie beside",
    "030T": "triples with a chain and a tie from its start to its end",
    "030C": "triples with a cycle",
    "201": "triples with two mutual ties",
    "120D": "triples with a mutual tie between two who receive from the third",
    "120U": "triples with a mutual tie between two who send to the third",
    "120C": "triples with a mutual tie and a chain from one of its ends to the other",
    "210": "triples with two mutual ties and a one-way tie",
    "300": "triples with three mutual ties",
}


def _triad(ij: int, ik: int, jk: int) -> str:
    """Return the name of a triple from its pairs: 0 no tie, 1 a tie forward, 2 a tie back, 3 both."""
    mutual = (ij, ik, jk).count(3)
    missing = (ij, ik, jk).count(0)
    name = f"{mutual}{3 - mutual - missing}{missing}"
    one_way = [ends for code, ends in ((ij, "ij"), (ik, "ik"), (jk, "jk")) for ends in _arrow(code, ends)]
    senders, receivers = ([ends[side] for ends in one_way] for side in (0, 1))
    if name == "030":
        return "030C" if len(set(senders)) == 3 else "030T"  # noqa: PLR2004
    if name in ("021", "120"):
        return name + ("D" if len(set(senders)) == 1 else "U" if len(set(receivers)) == 1 else "C")
    if name == "111":
        both = next(ends for code, ends in ((ij, "ij"), (ik, "ik"), (jk, "jk")) if code == 3)  # noqa: PLR2004
        return "111D" if receivers[0] in both else "111U"
    return name


def _arrow(code: int, ends: str) -> list[str]:
    """Return sender and receiver of a one-way tie, or nothing."""
    return {1: [ends], 2: [ends[::-1]]}.get(code, [])


_PLACE = np.array([list(TRIADS).index(_triad(*codes)) for codes in product(range(4), repeat=3)])
"""Place in `TRIADS` of a triple by its code: 16 × pair ij + 4 × pair ik + pair jk."""


@metric(
    label="pairs of organisations by kind of tie",
    level="network",
    direction="both",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined=NEVER,
    means="Many pairs are of this kind: returned ties are partnerships, one-way ties dependence, no tie distance.",
    formula="number of pairs with i → j and j → i (mutual), with one of the two (asymmetric), with neither (null)",
    source="holland1970",
    layers="directed",
    missing="excluded",
    default=False,
    parts={
        "mutual": "pairs tied both ways",
        "asymmetric": "pairs tied one way",
        "null": "pairs without a tie",
    },
)
def dyad_census(network: Network) -> dict[str, float]:
    """Count the pairs of organisations that are tied both ways, one way, or not at all.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.

    Returns
    -------
    dict of float
        Counts ``mutual``, ``asymmetric`` and ``null``, which add up to the pairs that were observed in both directions;
        other pairs are left out, with their ties. Never undefined.

    References
    ----------
    Holland and Leinhardt (1970), doi:10.1086/224954

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> dyad_census(sketch("A>B B>A B>C D"))
    {'mutual': 1.0, 'asymmetric': 1.0, 'null': 4.0}
    """
    ties, returned, pairs = asked_ties(network)
    mutual, one_way = returned / 2, float(ties - returned)
    return {"mutual": mutual, "asymmetric": one_way, "null": pairs - mutual - one_way}


@metric(
    label="triples of organisations by kind of ties",
    level="network",
    direction="both",
    weights="ignored",
    low=0,
    high=np.inf,
    undefined=NEVER,
    means="Many triples are of this kind: closed ones (030T, 120, 210, 300) are circles, open ones rest on one.",
    formula="number of triples i < j < k of each of 16 kinds; MAN names: pairs tied both ways, one way, not at all,"
    " then down, up, transitive, cyclic",
    source="holland1976",
    layers="directed",
    missing="excluded",
    default=False,
    parts=TRIADS,
)
def triad_census(network: Network) -> dict[str, float]:
    """Count the triples of organisations by how they are tied.

    Parameters
    ----------
    network
        A directed layer; strengths are ignored.

    Returns
    -------
    dict of float
        A count for each of 16 kinds, named as in R's ``sna::triad.census``. They add up to the triples of which all
        pairs were observed in both directions; others are left out, with their ties. Never undefined.

    References
    ----------
    Holland and Leinhardt (1976), doi:10.2307/270703

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> census = triad_census(sketch("A>B B>C A>C D"))
    >>> {kind: count for kind, count in census.items() if count}
    {'012': 3.0, '030T': 1.0}
    """
    found = (triple_by_triple if network.unobserved else by_igraph)(network)
    return dict(zip(TRIADS, found, strict=True))


def by_igraph(network: Network) -> list[float]:
    """Count the triples of a network that was observed throughout, which needs only those with a tie to be visited."""
    found = lean_igraph(network).triad_census()
    return [float(found[kind]) for kind in TRIADS]


def triple_by_triple(network: Network) -> list[float]:
    """Count the triples of which all pairs were observed, one after the other."""
    ties = as_presence(network).astype(np.int64)
    pair = ties + 2 * ties.T
    seen = network.observed & network.observed.T
    counts = np.zeros(len(TRIADS))
    for first in range(network.n - 2):
        rest = slice(first + 1, None)
        known = np.triu(seen[rest, rest] & seen[first, rest, None] & seen[first, None, rest], 1)
        codes = 16 * pair[first, rest, None] + 4 * pair[first, None, rest] + pair[rest, rest]
        counts += np.bincount(_PLACE[codes[known]], minlength=len(TRIADS))
    listed: list[float] = counts.tolist()
    return listed
