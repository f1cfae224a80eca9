"""E-I index, of all groups and of each: ties between groups against ties within, and what could be had."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.contrast.groups import said
from sna.contrast.partition import ALL_DEALS, Partition
from sna.infer import PartitionTest, ratios, sums_by_group
from sna.metrics import compute_parts
from sna.metrics.mixing import pairs_by_group, ties_by_group

Matrix = npt.NDArray[np.float64]
Row = Mapping[str, Any]

RANGE = "as many ties, groups as they are: as many of them as can be {} groups"
NO_TIES = "no ties"


def e_i_rows(partition: Partition) -> Iterator[Row]:
    """Yield (E − I) / (E + I), E ties between groups and I ties within, for all groups together and for each.

    From −1 (all ties within) to 1 (all between). Beside it what labels dealt at random give, and the lowest and highest
    it can be with groups of these sizes and as many ties (of a group: as many ties of its members). A group's own E and
    I are the ties of its members, whichever way they run. Undefined without ties.

    References
    ----------
    Krackhardt and Stern (1988), doi:10.2307/2786835
    """
    why = partition.why_none
    tests = {} if why else _tests(partition)
    whole = tests.get("", None)
    if whole is None or math.isnan(whole.test.value):
        yield from _none(partition, "", why or NO_TIES)
    else:
        found = compute_parts("e_i_index", partition.subject.network, partition.grouping)
        yield from _rows(
            partition, whole, ("", partition.present), (float(found["e_i_index.min"]), float(found["e_i_index.max"]))
        )
    for group in partition.subject.contrast.groups:
        test = tests.get(group)
        if test is None or math.isnan(test.test.value):
            empty = "" if partition.size(group) else f"no organisation in '{said(group)}'"
            yield from _none(partition, group, why or empty or "no ties of its members")
        else:
            yield from _rows(partition, test, (group, (group,)), attainable(partition, group))


def attainable(partition: Partition, group: str) -> tuple[float, float]:
    """Return the lowest and the highest E-I index a group can have with as many ties of its members."""
    place = partition.subject.contrast.groups.index(group)
    network, grouping = partition.subject.network, partition.grouping
    within, outward = (
        _of_group(matrix(network, grouping), place, network.directed) for matrix in (ties_by_group, pairs_by_group)
    )
    every = sum(within)
    possible_within, possible_outward = outward
    return (
        (every - 2 * min(every, possible_within)) / every,
        (2 * min(every, possible_outward) - every) / every,
    )


def _of_group(matrix: Matrix, place: int, directed: bool) -> tuple[float, float]:
    """Return what is within a group and what is between it and others, each tie or pair once."""
    own = float(matrix[place, place])
    sent, received = float(matrix[place].sum()) - own, float(matrix[:, place].sum()) - own
    return (own, sent + received) if directed else (own / 2, sent)


def _tests(partition: Partition) -> dict[str, PartitionTest]:
    """Test the index of all groups (``""``) and of each group present."""
    ties = partition.ties()
    directed = partition.subject.network.directed

    def statistics(labels: npt.NDArray[np.int8]) -> Matrix:
        sums = sums_by_group(ties, partition.inside(labels))
        own = np.diagonal(sums, axis1=1, axis2=2)
        every, within = sums.sum(axis=(1, 2)), own.sum(axis=1)
        outward = sums.sum(axis=2) - own + ((sums.sum(axis=1) - own) if directed else 0)
        inward = own if directed else own / 2
        return np.column_stack([ratios(every - 2 * within, every), ratios(outward - inward, outward + inward)])

    pairs, within = math.comb(partition.n, 2), sum(math.comb(size, 2) for size in partition.sizes)
    closed = [(pairs - 2 * within) / pairs if partition.n > 1 and ties.sum() else math.nan]
    found = partition.test(
        statistics,
        families=[range(1, partition.count + 1)],
        expected=[*closed, *[math.nan] * partition.count],
        width=partition.count * partition.n,
    )
    return dict(zip(("", *partition.present), found, strict=True))


def _rows(
    partition: Partition, test: PartitionTest, of: tuple[str, tuple[str, ...]], ends: tuple[float, float]
) -> Iterator[Row]:
    group = said(of[0])
    yield {**partition.columns(test, of[1], over="groups"), "group": group, "quantity": "e_i_index"}
    expected = partition.expected(test, closed=not group, note=partition.apart)
    yield {**expected, "group": group, "quantity": "e_i_index_expected"}
    for value, end, where in ((ends[0], "min", "within"), (ends[1], "max", "between")):
        row = {**partition.base, "group": group, "value": value, "note": partition.apart}
        yield {**row, "quantity": f"e_i_index_{end}", "method": RANGE.format(where)}


def _none(partition: Partition, group: str, why: str) -> Iterator[Row]:
    for quantity in ("e_i_index", "e_i_index_expected", "e_i_index_min", "e_i_index_max"):
        yield {**partition.nothing(why), "group": said(group), "quantity": quantity, "method": ALL_DEALS}
