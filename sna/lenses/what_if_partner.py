"""What if: which single new tie would leave one group least dependent on its strongest partners. Not advice."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.engines import as_matrix
from sna.lenses.lens import Row
from sna.metrics.levels import turned
from sna.model import Network

Flags = npt.NDArray[np.bool_]
Tie = tuple[int, int]

BEST = 3
ALIKE = 1e-12


def mean_on_strongest(strengths: npt.NDArray[np.float64], counted: Flags) -> float:
    """Return the mean share of strength that the strongest partner has; row = who depends.

    As ``strongest_partner`` of `sna asymmetry`, on average over those who are counted.

    Examples
    --------
    >>> mean_on_strongest(np.array([[0.0, 3.0, 1.0], [0.0, 0.0, 2.0], [0.0, 0.0, 0.0]]), np.array([True, True, False]))
    0.875
    """
    theirs = strengths[counted]
    return float((theirs.max(axis=1) / theirs.sum(axis=1)).mean())


def what_if_partner_rows(
    base: Mapping[str, Any], network: Network, members: Flags, ties: Collection[Tie], by_routes: Collection[Tie]
) -> Iterator[Row]:
    """Yield the single new ties that would most reduce what a group's members have with their strongest partner.

    ``strongest_partner_now`` is the mean share of strength that a member's strongest partner has, over members with a
    partner; ``what_if_strongest_partner`` that mean over the same members if ``organisation`` and ``other`` were tied
    (directed: from the one to the other) as strongly as the median tie: the best three, and how many are as good.

    Parameters
    ----------
    base
        Columns that all rows share.
    network, members
        The network, and which places are of the group.
    ties
        New ties to try.
    by_routes
        Those that reduce the share of routes most; none where none reduces it.
    """
    strengths = turned(network, as_matrix(network), "receiver")
    counted = members & (strengths.sum(axis=1) > 0)
    row = {**base, "quantity": "what_if_strongest_partner"}
    who = f"member of '{base['group']}'"
    if not counted.any():
        yield {**row, "value": np.nan, "note": f"no {who} has a tie by which it depends on another"}
        return
    now = mean_on_strongest(strengths, counted)
    of = f"mean over {counted.sum()} of {members.sum()} with a partner"
    what = f"strength that the strongest partner of the average {who} has"
    yield {**base, "quantity": "strongest_partner_now", "value": now, "note": f"{what}; {of}"}
    typical = float(np.median(network.ties.weight))
    tried = {tie: _with(network, strengths, tie, typical, counted) for tie in ties}
    better = {tie: value for tie, value in tried.items() if value < now - ALIKE}
    if not better:
        none = f"of {len(tried)} new ties none would reduce it" if tried else "all pairs that were observed are tied"
        yield {**row, "value": np.nan, "note": none}
        return
    # Of equals those first that are best by routes as well.
    order = sorted(better, key=lambda tie: (round(better[tie], 12), tie not in by_routes, tie))
    apart = _apart([tie for tie in order if better[tie] <= better[order[0]] + ALIKE], by_routes)
    for tie in order[:BEST]:
        equal = sum(abs(value - better[tie]) <= ALIKE for value in better.values())
        alike = f"; {equal} new ties are equally good" if equal > 1 else ""
        new = f"one new tie as strong as the median one ({typical:g}), of {len(tried)} tried"
        ends = {"organisation": network.roster.ids[tie[0]], "other": network.roster.ids[tie[1]]}
        yield {**row, **ends, "value": better[tie], "note": f"what if, not advice: {new}{alike}; {of}; {apart}"}


def _with(network: Network, strengths: npt.NDArray[np.float64], tie: Tie, strength: float, counted: Flags) -> float:
    """Return the mean with one more tie."""
    more = strengths.copy()
    ends = [tie, tie[::-1]] if not network.directed else [tie[::-1] if network.layer.depends == "receiver" else tie]
    for depends, on in ends:
        more[depends, on] = strength
    return mean_on_strongest(more, counted)


def _apart(best: Collection[Tie], by_routes: Collection[Tie]) -> str:
    """Return whether the best ties are the best by routes too."""
    if not by_routes:
        return "by routes no new tie would reduce anything: the two readings disagree"
    shared = len(set(best) & set(by_routes))
    if not shared:
        return "none of the best is among the best by routes: the two readings disagree"
    are = "is" if shared == 1 else "are"
    return f"{shared} of the {len(best)} best {are} among the {len(by_routes)} best by routes"
