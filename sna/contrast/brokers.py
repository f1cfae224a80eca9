"""Who goes between whom: brokerage by role and group of the brokers, beside what labels dealt at random give."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.contrast.groups import said
from sna.contrast.partition import Partition
from sna.engines import as_presence
from sna.infer import ROLES, OpenRoutes, chance_roles, roles_by_group

Matrix = npt.NDArray[np.float64]
Row = Mapping[str, Any]

MOST_WORK = 2_000_000_000
"""Steps of relabelling above which there is no p."""

MOST_ORGANISATIONS = 1_000
"""Organisations above which routes are not gone through one by one."""

GROUPS_OF_LIAISON = 3


def brokerage_rows(partition: Partition) -> Iterator[Row]:
    """Yield, for each role, how many open routes a → i → c run through members i of each group; directed layers only.

    Roles are those of ``brokerage_roles``; a liaison needs three groups. A route counts where a → c is known not to be
    tied; members of no group count nowhere. Never undefined in a group that has organisations.

    References
    ----------
    Gould and Fernandez (1989), doi:10.2307/270949
    """
    network = partition.subject.network
    if not network.directed:
        return
    roles = [role for role in ROLES if role != "liaison" or len(partition.subject.contrast.groups) >= GROUPS_OF_LIAISON]
    if partition.why_none or network.n > MOST_ORGANISATIONS:
        why = partition.why_none or f"not counted above {MOST_ORGANISATIONS} organisations"
        for role in roles:
            for group in partition.subject.contrast.groups:
                row = {**partition.nothing(why), "metric": f"brokerage_roles.{role}", "group": said(group)}
                yield {**row, "quantity": "brokerage"}
                yield {**row, "quantity": "brokerage_expected"}
        return
    yield from _rows(partition, roles)


def _rows(partition: Partition, roles: list[str]) -> Iterator[Row]:
    network = partition.subject.network
    at = np.ix_(partition.places, partition.places)
    ties = as_presence(network)[at] > 0
    routes = OpenRoutes.of(ties, ~ties & network.observed[at])
    kinds = list(ROLES)

    def statistics(labels: npt.NDArray[np.int8]) -> Matrix:
        return roles_by_group(routes.by_group(labels, partition.count)).reshape(len(labels), -1)

    closed = chance_roles(routes.count, partition.sizes)
    why = ""
    if routes.count * partition.count**2 * partition.deal.count > MOST_WORK:
        why = f"no p: {routes.count} routes are too many to relabel"
        value = statistics(partition.labels.astype(np.int8)[None, :])[0]
    else:
        width = 3 * len(routes.start) + partition.count**3 * partition.n
        tests = partition.test(statistics, families=[range(closed.size)], expected=closed.ravel(), width=width)
        value = np.array([test.test.value for test in tests])
    for role in roles:
        for group in partition.subject.contrast.groups:
            row = {"metric": f"brokerage_roles.{role}", "group": said(group)}
            place = partition.place(group)
            if place is None:
                nothing = {**partition.nothing(f"no organisation in '{said(group)}'"), **row}
                yield {**nothing, "quantity": "brokerage"}
                yield {**nothing, "quantity": "brokerage_expected"}
                continue
            cell = kinds.index(role) * partition.count + place
            chance = float(closed[kinds.index(role), place])
            if why:
                tested = {**partition.nothing(why), "value": float(value[cell])}
                expected: Row = {**partition.base, "value": chance, "method": "exact mean over all deals of the labels"}
            else:
                tested = partition.columns(tests[cell], (group,), over="roles and groups")
                expected = partition.expected(tests[cell], closed=True)
            if not math.isnan(value[cell]):
                yield {**tested, **row, "quantity": "brokerage"}
                yield {**expected, **row, "quantity": "brokerage_expected"}
