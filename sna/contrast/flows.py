"""Net flow between two groups: who sends and who receives, beside what labels dealt at random give."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.contrast.groups import said
from sna.contrast.partition import Partition
from sna.infer import PartitionTest, ratios, sums_by_group

Matrix = npt.NDArray[np.float64]
Row = Mapping[str, Any]

OVER = "ties, strength and pairs of groups"


def net_flow_rows(partition: Partition) -> Iterator[Row]:
    """Yield A = (W_gh − W_hg) / (W_gh + W_hg) of every pair of groups, W_gh what g sends to h, in directed layers.

    From −1 (only the other sends) over 0 (as much each way) to 1 (only the group sends); of ties and, where a layer
    counts something, of strength. Which end depends on which is the layer's to say. An operational measure of
    dependence, after Emerson (1962), doi:10.2307/2089716. Undefined where there are no ties between the two.
    """
    if not partition.subject.network.directed:
        return
    kinds = ["ties"] if partition.subject.network.layer.counts == "ties" else ["ties", "strength"]
    tests = _tests(partition, kinds)
    for kind in kinds:
        for pair in partition.subject.contrast.pairs:
            row = {"metric": kind, "group": said(pair[0]), "other": said(pair[1])}
            test = tests.get((kind, pair))
            why = _why_none(partition, pair)
            known = test is not None and not math.isnan(test.test.value)
            found = partition.columns(test, pair, over=OVER) if test and known else partition.nothing(why)
            yield {**found, **row, "quantity": "net_flow"}
            yield {
                **(partition.expected(test) if test else partition.nothing(why)),
                **row,
                "quantity": "net_flow_expected",
            }


def _tests(partition: Partition, kinds: Sequence[str]) -> dict[tuple[str, tuple[str, str]], PartitionTest]:
    """Test the flow of each kind between groups that have organisations; all are corrected together."""
    pairs = [pair for pair in partition.subject.contrast.pairs if all(partition.size(group) for group in pair)]
    names = [(kind, pair) for kind in kinds for pair in pairs]
    if not names:
        return {}
    ends = [(partition.present.index(group), partition.present.index(other)) for group, other in pairs]
    matrices = [partition.ties() if kind == "ties" else partition.strengths() for kind in kinds]

    def statistics(labels: npt.NDArray[np.int8]) -> Matrix:
        sums = [sums_by_group(matrix, partition.inside(labels)) for matrix in matrices]
        return np.column_stack([_net(flow[:, g, h], flow[:, h, g]) for flow in sums for g, h in ends])

    families = [range(len(names))] if len(names) > 1 else []
    found = partition.test(statistics, families=families, width=3 * partition.count * partition.n)
    return dict(zip(names, found, strict=True))


def _net(forth: Matrix, back: Matrix) -> Matrix:
    return ratios(forth - back, forth + back)


def _why_none(partition: Partition, pair: tuple[str, str]) -> str:
    empty = [f"'{said(group)}'" for group in pair if not partition.size(group)]
    return f"no organisation in {' or '.join(empty)}" if empty else "no ties between these groups"
