"""What if: which single new tie would most reduce the dependence of one group on another. Not advice."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sna.contrast.gaps import DESCRIPTION
from sna.contrast.groups import groups_at, said
from sna.engines import as_presence
from sna.lenses.lens import Looking, Row
from sna.lenses.what_if_partner import what_if_partner_rows
from sna.metrics.group_routes import shortest
from sna.model import Network

Flags = npt.NDArray[np.bool_]

Tried = tuple[float, int, int, int]
"""Share of routes with a new tie, its two ends, and how many pairs have a route then."""
MOST_ORGANISATIONS = 40
BEST = 3
ALIKE = 1e-12


def share_of_routes(ties: Flags, members: Flags, through: Flags) -> tuple[float, int]:
    """Return the mean share of shortest routes between members on which others stand, and how many pairs have a route.

    As ``routes_through`` of `sna asymmetry`: over ordered pairs of members with a route.

    Examples
    --------
    >>> line = np.array([[0, 1, 0], [0, 0, 1], [0, 0, 0]], dtype=bool)
    >>> ends, middle = np.array([1, 0, 1], dtype=bool), np.array([0, 1, 0], dtype=bool)
    >>> share_of_routes(line, ends, middle)
    (1.0, 1)
    """
    around = ~through
    steps, routes = shortest(ties.astype(np.float64))
    past_steps, past = shortest(ties[np.ix_(around, around)].astype(np.float64))
    inside = np.ix_(members & around, members & around)
    there = members[around]
    past_inside = np.ix_(there, there)
    have = routes[inside] > 0
    np.fill_diagonal(have, val=False)
    if not have.any():
        return float("nan"), 0
    avoiding = np.where(past_steps[past_inside] == steps[inside], past[past_inside], 0.0)
    shares = 1 - avoiding[have] / routes[inside][have]
    return float(shares.mean()), int(have.sum())


def what_if_rows(looking: Looking, layer: str, network: Network) -> Iterator[Row]:
    """Yield the single new ties that would leave the smallest share of one group's routes running through another.

    ``routes_through_now`` is the share of shortest routes between members of the second group on which the first
    stands; ``what_if_new_tie`` that share if ``organisation`` and ``other`` were tied (directed: from the one to the
    other): the best three, and how many are as good as the last of them. Then the second reading of dependence, which
    `what_if_partner_rows` gives: the same ties need not be best by both, and the notes say whether they are.
    """
    if looking.contrast is None or not looking.contrast.pairs:
        return
    focal, served = looking.contrast.pairs[0]
    base = {"layer": layer, "snapshot": network.snapshot, "group": said(served), "target": DESCRIPTION, "n": network.n}
    row = {**base, "quantity": "what_if_new_tie"}
    if network.n > MOST_ORGANISATIONS:
        yield {**row, "value": np.nan, "note": f"not worked out above {MOST_ORGANISATIONS} organisations"}
        return
    groups = groups_at(looking.contrast, network.roster)
    through, members = (groups == looking.contrast.groups.index(name) for name in (focal, served))
    ties = as_presence(network) > 0
    now, pairs = share_of_routes(ties, members, through)
    tried = _tried(network, ties, members, through)
    better = [one for one in tried if one[0] < now - ALIKE]
    kind = "joint role" if looking.study.layers[layer].table == "roles" else "tie"
    names = said(served), said(focal)
    yield from _of_routes(base, network, names, _Found(now, pairs, len(tried), better), kind)
    best = {(a, b) for share, a, b, _ in better if share <= better[0][0] + ALIKE}
    yield from what_if_partner_rows(base, network, members, [(a, b) for _, a, b, _ in tried], best)


@dataclass(frozen=True)
class _Found:
    """The share of routes and how many pairs have one; how many ties were tried, and those that reduce it."""

    now: float
    pairs: int
    tried: int
    better: list[Tried]


def _of_routes(base: Row, network: Network, names: tuple[str, str], found: _Found, kind: str) -> Iterator[Row]:
    """Yield what one more tie does to the share of routes."""
    row = {**base, "quantity": "what_if_new_tie"}
    ways = 1 if network.directed else 2
    whose = f"shortest routes between members of '{names[0]}' through '{names[1]}'"
    if np.isnan(found.now):
        yield {**row, "value": np.nan, "note": f"no two members of '{names[0]}' have a route"}
        return
    note = f"{whose}; {found.pairs // ways} pairs have a route"
    yield {**base, "quantity": "routes_through_now", "value": found.now, "note": note}
    if not found.now:
        yield {**row, "value": np.nan, "note": f"nothing to reduce: none of the {whose}"}
        return
    better = found.better
    if not better:
        yield {**row, "value": np.nan, "note": f"of {found.tried} new ties none would reduce it"}
        return
    last = better[min(BEST, len(better)) - 1][0]
    for share, a, b, routed in better[:BEST]:
        equal = sum(abs(other[0] - share) <= ALIKE for other in better)
        alike = f"; {equal} new ties are equally good" if equal > 1 else ""
        cut = "; not all of them are listed" if abs(share - last) <= ALIKE and _more(better, share) else ""
        would = f"{routed // ways} pairs would have a route"
        note = f"what if, not advice: one new {kind} of {found.tried} tried{alike}{cut}; {would}"
        ends = {"organisation": network.roster.ids[a], "other": network.roster.ids[b]}
        yield {**row, **ends, "value": share, "note": note}


def _more(better: list[Tried], share: float) -> bool:
    """Whether more ties are as good as this one than are listed."""
    return any(abs(other[0] - share) <= ALIKE for other in better[BEST:])


def _tried(network: Network, ties: Flags, members: Flags, through: Flags) -> list[Tried]:
    """Return every new tie with the share it would leave, the best first; of equals in the order of the roster."""
    choose = itertools.permutations if network.directed else itertools.combinations
    found = []
    for a, b in choose(range(network.n), 2):
        if ties[a, b] or not network.observed[a, b]:
            continue
        new = ties.copy()
        new[a, b] = True
        if not network.directed:
            new[b, a] = True
        share, pairs = share_of_routes(new, members, through)
        found.append((share, a, b, pairs))
    return sorted(found, key=lambda one: (round(one[0], 12), one[1], one[2]))
