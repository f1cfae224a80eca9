"""Who goes between whom: brokerage by role and group of the brokers, beside what labels dealt at random give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.contrast.groups import said
from sna.contrast.partition import ALL_DEALS, Partition
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
    network, contrast = partition.subject.network, partition.subject.contrast
    if not network.directed:
        return
    why = partition.why_none
    if network.n > MOST_ORGANISATIONS:
        why = f"not counted above {MOST_ORGANISATIONS} organisations"
    found = {} if why else _found(partition)
    for role in ROLES if len(contrast.groups) >= GROUPS_OF_LIAISON else [role for role in ROLES if role != "liaison"]:
        for group in contrast.groups:
            row = {"metric": f"brokerage_roles.{role}", "group": said(group)}
            nothing = partition.nothing(why or f"no organisation in '{said(group)}'")
            value, expected = found.get((role, group), (nothing, nothing))
            yield {**value, **row, "quantity": "brokerage"}
            yield {**expected, **row, "quantity": "brokerage_expected"}


def _found(partition: Partition) -> dict[tuple[str, str], tuple[Row, Row]]:
    """Return the columns of what was counted, and of what chance gives, by role and group present."""
    network = partition.subject.network
    at = np.ix_(partition.places, partition.places)
    ties = as_presence(network)[at] > 0
    routes = OpenRoutes.of(ties, ~ties & network.observed[at])

    def statistics(labels: npt.NDArray[np.int8]) -> Matrix:
        return roles_by_group(routes.by_group(labels, partition.count)).reshape(len(labels), -1)

    names = [(role, group) for role in ROLES for group in partition.present]
    closed = chance_roles(routes.count, partition.sizes).ravel()
    if routes.count * partition.count**2 * partition.deal.count > MOST_WORK:
        why = f"no p: {routes.count} routes are too many to relabel"
        values = statistics(partition.labels.astype(np.int8)[None, :])[0].tolist()
        chance = {**partition.base, "method": ALL_DEALS}
        return {
            name: ({**partition.nothing(why), "value": value}, {**chance, "value": mean})
            for name, value, mean in zip(names, values, closed.tolist(), strict=True)
        }
    width = 3 * len(routes.start) + partition.count**3 * partition.n
    tests = partition.test(statistics, families=[range(len(names))], expected=closed, width=width)
    return {
        name: (partition.columns(test, name[1:], over="roles and groups"), partition.expected(test, closed=True))
        for name, test in zip(names, tests, strict=True)
    }
