"""Dependence of one group on another: whose shortest routes run through whom, and what is left without them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.contrast.brokers import MOST_ORGANISATIONS, MOST_WORK
from sna.contrast.gaps import DESCRIPTION
from sna.contrast.groups import said
from sna.contrast.partition import Partition
from sna.engines import as_presence
from sna.infer import PartitionTest, ShortestRoutes, pairs_in_reach

Matrix = npt.NDArray[np.float64]
Row = Mapping[str, Any]


def dependence_rows(partition: Partition) -> Iterator[Row]:
    """Yield, for each group and each other: the share of shortest routes between its members through the other.

    ``routes_through`` averages, over pairs of members of ``group`` with a route (directed: ordered pairs), the share of
    their shortest routes on which a member of ``other`` stands, 0 to 1; strengths are ignored. Undefined where no two
    members have a route. ``pairs_reaching`` counts these pairs, ``pairs_reaching_without`` those that still reach each
    other when the other's members are taken out; others stay.

    References
    ----------
    Freeman (1977), doi:10.2307/3033543, and Everett and Borgatti (1999), doi:10.1080/0022250X.1999.9990219, for
    betweenness of organisations and of groups
    """
    groups = partition.subject.contrast.groups
    pairs = [(group, other) for group in groups for other in groups if group != other]
    why = partition.why_none
    if partition.subject.network.n > MOST_ORGANISATIONS:
        why = f"not worked out above {MOST_ORGANISATIONS} organisations"
    if why:
        for group, other in pairs:
            for quantity in ("routes_through", "routes_through_expected"):
                yield {**partition.nothing(why), "quantity": quantity, "group": said(group), "other": said(other)}
        return
    tests = _tests(partition)
    for group, other in pairs:
        yield from _rows(partition, (group, other), tests.get((group, other)))


def _tests(partition: Partition) -> dict[tuple[str, str], PartitionTest]:
    """Test the share of routes of every group through every other, of those present."""
    network = partition.subject.network
    routes = ShortestRoutes.of(as_presence(network) > 0)
    cells = [(g, h) for g in range(partition.count) for h in range(partition.count) if g != h]

    def statistics(labels: npt.NDArray[np.int8]) -> Matrix:
        shares = routes.share_through(partition.inside_network(labels))
        return np.column_stack([shares[:, g, h] for g, h in cells])

    names = [(partition.present[g], partition.present[h]) for g, h in cells]
    if routes.work * partition.count * partition.deal.count > MOST_WORK:
        value = statistics(partition.labels.astype(np.int8)[None, :])[0]
        return {name: _untested(float(one)) for name, one in zip(names, value, strict=True)}
    families = [range(len(cells))]
    return dict(zip(names, partition.test(statistics, families=families, width=routes.cells), strict=True))


def _untested(value: float) -> PartitionTest:
    from sna.infer import LabelTest

    nan = math.nan
    return PartitionTest(LabelTest(value, nan, nan, nan, 0, exact=False, error=nan), nan)


def _rows(partition: Partition, pair: tuple[str, str], test: PartitionTest | None) -> Iterator[Row]:
    group, other = pair
    row = {"group": said(group), "other": said(other)}
    if test is None or math.isnan(test.test.value):
        empty = next((f"no organisation in '{said(name)}'" for name in pair if not partition.size(name)), "")
        nothing = partition.nothing(empty or f"no two organisations in '{said(group)}' have a route")
        yield {**nothing, **row, "quantity": "routes_through"}
        expected = nothing if test is None else partition.expected(test)
        yield {**expected, **row, "quantity": "routes_through_expected"}
    elif not test.test.resamples:
        why = "no p: too many routes to relabel"
        yield {**partition.nothing(why), **row, "value": test.test.value, "quantity": "routes_through"}
        yield {**partition.nothing(why), **row, "quantity": "routes_through_expected"}
    else:
        yield {**partition.columns(test, pair, over="pairs of groups"), **row, "quantity": "routes_through"}
        yield {**partition.expected(test), **row, "quantity": "routes_through_expected"}
    if partition.size(group) and partition.size(other):
        yield from _reach_rows(partition, pair, row)


def _reach_rows(partition: Partition, pair: tuple[str, str], row: Row) -> Iterator[Row]:
    """Yield how many pairs of a group reach each other, with the other group and without it."""
    network, subject = partition.subject.network, partition.subject
    ties = as_presence(network) > 0
    inside, taken = (np.zeros(network.n, dtype=bool) for _ in range(2))
    inside[subject.members(pair[0])], taken[subject.members(pair[1])] = True, True
    size = int(inside.sum())
    ways = 1 if network.directed else 2
    possible = size * (size - 1) // ways
    for quantity, removed in (("pairs_reaching", np.zeros_like(taken)), ("pairs_reaching_without", taken)):
        value = pairs_in_reach(ties, inside, removed) / ways
        note = f"of {possible} {'ordered ' if network.directed else ''}pairs"
        yield {**partition.base, **row, "quantity": quantity, "value": value, "target": DESCRIPTION, "note": note}
