"""What would be lost if one organisation, two, or one joint role went: direction and strength left away."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sna.contrast.gaps import DESCRIPTION
from sna.contrast.groups import groups_at, said
from sna.engines import as_presence
from sna.infer.withdrawal import Held, Loss
from sna.lenses.holders import Tie, held_by, unique_labels
from sna.lenses.lens import Looking, Row, says
from sna.metrics import compute
from sna.model import Network, Snapshot, Study

Flags = npt.NDArray[np.bool_]
Costs = dict[tuple[int, ...], "Cost"]
Named = dict[tuple[int, ...], Row]
"""Who goes, by place → what goes with them, and how they are called."""

PAIRS_UP_TO = 20
"""Organisations or joint roles up to which every two are tried together."""
MOST_ORGANISATIONS = 500
MOST_NAMED = 5
"""Equally bad withdrawals that are listed; the rest are counted."""
QUANTITIES = {
    "pairs": "lost_pairs",
    "uncovered": "lost_coverage",
    "isolated": "lost_isolated",
    "ties": "lost_ties",
    "parts": "lost_parts",
}
"""What is lost → quantity, in the order in which withdrawals are compared."""
ORDER = "by pairs that can no longer reach each other, then coverage, then organisations left alone, then ties"


@dataclass(frozen=True)
class Cost(Loss):
    """A `Loss`, and how many of the second group lose their last tie to the first."""

    uncovered: int = 0

    @property
    def key(self) -> tuple[int, ...]:
        """How bad it is, the worst first."""
        return (-self.pairs, -self.uncovered, -self.isolated, -self.ties)

    @property
    def words(self) -> list[str]:
        """What is lost, in words; nothing of what is not."""
        parts = (
            (self.pairs, f"pair{'' if self.pairs == 1 else 's'} cut"),
            (self.uncovered, "left uncovered"),
            (self.isolated, "left alone"),
            (self.ties, f"tie{'' if self.ties == 1 else 's'} lost"),
        )
        return [f"{count} {what}" for count, what in parts if count]

    @property
    def hurts(self) -> bool:
        """Whether anybody is cut off, left alone or left uncovered."""
        return bool(self.pairs or self.uncovered or self.isolated)


@dataclass(frozen=True, eq=False)
class Standing:
    """A layer at a snapshot as it holds together, and who of one group is tied to whom of another."""

    network: Network
    ties: Flags
    held: Held
    focal: Flags
    served: Flags

    @classmethod
    def of(cls, looking: Looking, network: Network) -> Standing:
        """Return the standing of a network; without a contrast nobody is served by anybody."""
        present = as_presence(network) > 0
        none = np.zeros(network.n, dtype=bool)
        focal = served = none
        if looking.contrast and looking.contrast.pairs:
            groups = groups_at(looking.contrast, network.roster)
            first, second = (looking.contrast.groups.index(name) for name in looking.contrast.pairs[0])
            focal, served = groups == first, groups == second
        ties = present | present.T
        return cls(network, ties, Held.of(ties), focal, served)

    def cost(self, gone: Sequence[int]) -> Cost:
        """Return what is lost when organisations go."""
        loss = self.held.without(gone)
        stay = np.ones(len(self.ties), dtype=bool)
        stay[list(gone)] = False
        now = (self.ties & (self.focal & stay)).any(axis=1)
        lost = self.served & stay & (self.ties & self.focal).any(axis=1) & ~now
        return _cost(loss, int(lost.sum()))

    def cost_of_ties(self, gone: Sequence[Tie]) -> Cost:
        """Return what is lost when ties go and everybody stays."""
        if not gone:
            return Cost(0, 0, 0, 0)
        left = self.ties.copy()
        for one, other in gone:
            left[one, other] = left[other, one] = False
        after = Held.of(left)
        alone = self.ties.any(axis=1) & ~left.any(axis=1)
        reach = [sum(m * (m - 1) // 2 for m in map(int.bit_count, held.whole)) for held in (self.held, after)]
        lost = self.served & (self.ties & self.focal).any(axis=1) & ~(left & self.focal).any(axis=1)
        parts = len(after.whole) - len(self.held.whole)
        loss = Loss(self.held.ties - after.ties, parts, int(alone.sum()), reach[0] - reach[1])
        return _cost(loss, int(lost.sum()))


def _cost(loss: Loss, uncovered: int) -> Cost:
    return Cost(loss.ties, loss.parts, loss.isolated, loss.pairs, uncovered)


def loss_rows(looking: Looking, layer: str, snapshot: Snapshot, network: Network) -> Iterator[Row]:
    """Yield what goes with each organisation and each joint role, the worst of them, and how much is held twice.

    ``lost_ties``, ``lost_parts``, ``lost_isolated`` and ``lost_pairs`` are those of `sna.infer.withdrawal.Loss`;
    ``lost_coverage`` counts members of the second group who lose their last tie to the first. ``worst_withdrawal``
    (of ``organisation``, or of ``group`` a joint role) and ``worst_pair`` (with ``other``) give the pairs cut by the
    worst; of equals the first five, and how many there are. ``doubly_tied`` is the share of tied pairs that would
    still reach each other without their own tie, ``doubly_reached`` the share of pairs that reach each other and
    still would whichever one other organisation went.
    """
    base = {"layer": layer, "snapshot": snapshot.name, "target": DESCRIPTION}
    if network.n > MOST_ORGANISATIONS:
        why = f"not worked out above {MOST_ORGANISATIONS} organisations"
        yield {**base, "quantity": "worst_withdrawal", "value": np.nan, "n": network.n, "note": why}
        return
    standing = Standing.of(looking, network)
    ids = network.roster.ids
    costs: Costs = {(place,): standing.cost([place]) for place in range(network.n)}
    names: Named = {places: {"organisation": ids[places[0]]} for places in costs}
    for places, cost in costs.items():
        yield from _cost_rows({**base, **names[places]}, cost, standing, looking)
    yield from worst_rows(base, "worst_withdrawal", costs, names)
    if 2 < network.n <= PAIRS_UP_TO:  # noqa: PLR2004 - of two, nobody would be left
        twos: Costs = {two: standing.cost(two) for two in itertools.combinations(range(network.n), 2)}
        both: Named = {(a, b): {"organisation": ids[a], "other": ids[b]} for a, b in twos}
        yield from worst_rows(base, "worst_pair", twos, both)
    yield from _redundancy(base, standing)
    yield from _role_rows(looking.study, base, standing, looking, snapshot)


def _cost_rows(base: Row, cost: Cost, standing: Standing, looking: Looking) -> Iterator[Row]:
    for name, quantity in QUANTITIES.items():
        if name == "uncovered":
            if looking.contrast is None or not looking.contrast.pairs:
                continue
            focal, served = (said(group) for group in looking.contrast.pairs[0])
            note = f"{served} without any tie to {focal} that had one"
            yield {**base, "quantity": quantity, "value": cost.uncovered, "n": int(standing.served.sum()), "note": note}
            continue
        n = standing.held.ties if name == "ties" else standing.network.n
        yield {**base, "quantity": quantity, "value": getattr(cost, name), "n": n}


def worst_rows(base: Row, quantity: str, costs: Costs, names: Named) -> Iterator[Row]:
    """Yield the worst of some withdrawals: the first few of those that are equally bad, and how many there are."""
    if not costs:
        return
    worst = min(cost.key for cost in costs.values())
    equal = [places for places, cost in costs.items() if cost.key == worst]
    cost = costs[equal[0]]
    row = {**base, "quantity": quantity, "value": cost.pairs, "n": len(costs)}
    if not cost.hurts:
        yield {**row, "note": f"of {len(costs)} tried none cuts anybody off; most ties lost: {cost.ties}"}
        return
    others = f"; {len(equal) - 1} others as bad" if len(equal) > 1 else ""
    lost = ", ".join(cost.words)
    for places in equal[:MOST_NAMED]:
        yield {**row, **names[places], "note": f"{lost}{others}; compared {ORDER}"}


def _redundancy(base: Row, standing: Standing) -> Iterator[Row]:
    network, held = standing.network, standing.held
    single = int(np.asarray(compute("cut_ties", network)))
    share = 1 - single / held.ties if held.ties else np.nan
    note = f"{single} of {held.ties} tied pairs hang on their own tie alone" if held.ties else "no ties"
    yield {**base, "quantity": "doubly_tied", "value": share, "n": held.ties, "note": note}
    kept, reach = held.doubly_reached()
    share = kept / reach if reach else np.nan
    note = f"{kept} of {reach} pairs that reach each other" if reach else "no two organisations reach each other"
    yield {**base, "quantity": "doubly_reached", "value": share, "n": reach, "note": note}
    cut = float(np.asarray(compute("cut_organisations", network)))
    yield {**base, "quantity": "cut_organisations", "value": cut, "n": network.n}


def _role_rows(study: Study, base: Row, standing: Standing, looking: Looking, snapshot: Snapshot) -> Iterator[Row]:
    """Yield what goes with each joint role of a layer of roles; a role is its profession and organisations, no name."""
    rule = study.layers[str(base["layer"])]
    if rule.table != "roles" or rule.history or not says(study.tables.get("roles"), "person", "organisation"):
        return
    roles = held_by(study, snapshot, standing.network)
    labels = unique_labels([label for label, _ in roles])
    holders: dict[Tie, int] = {}
    for _, pairs in roles:
        for pair in pairs:
            holders[pair] = holders.get(pair, 0) + 1
    everyone = range(len(roles))
    costs: Costs = {(at,): standing.cost_of_ties(_alone([roles[at][1]], holders)) for at in everyone}
    names: Named = {(at,): {"group": labels[at]} for at in everyone}
    for places, cost in costs.items():
        yield from _cost_rows({**base, **names[places]}, cost, standing, looking)
    yield from worst_rows(base, "worst_role", costs, names)
    if 1 < len(roles) <= PAIRS_UP_TO:
        two = list(itertools.combinations(everyone, 2))
        twos: Costs = {(a, b): standing.cost_of_ties(_alone([roles[a][1], roles[b][1]], holders)) for a, b in two}
        both: Named = {(a, b): {"group": labels[a], "other": labels[b]} for a, b in two}
        yield from worst_rows(base, "worst_role_pair", twos, both)


def _alone(gone: Sequence[set[Tie]], holders: Mapping[Tie, int]) -> list[Tie]:
    """Return the ties that nobody holds any more when some joint roles go."""
    ties = set[Tie]().union(*gone)
    return sorted(tie for tie in ties if holders[tie] == sum(tie in role for role in gone))
