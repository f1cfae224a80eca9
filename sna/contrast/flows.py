"""Net flow between two groups: who sends and who receives, beside what labels dealt at random give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.contrast.groups import said
from sna.contrast.partition import Partition
from sna.infer import ratios, sums_by_group

Matrix = npt.NDArray[np.float64]
Row = Mapping[str, Any]


def net_flow_rows(partition: Partition) -> Iterator[Row]:
    """Yield A = (W_gh − W_hg) / (W_gh + W_hg) of every pair of groups, W_gh what g sends to h, in directed layers.

    From −1 (only the other sends) over 0 (as much each way) to 1 (only the group sends); of ties and, where a layer
    counts something, of strength. Which end depends on which is the layer's to say. An operational measure of
    dependence, after Emerson (1962), doi:10.2307/2089716. Undefined where there are no ties between the two.
    """
    network = partition.subject.network
    if not network.directed:
        return
    kinds = {"ties": partition.ties}
    if network.layer.counts != "ties":
        kinds["strength"] = partition.strengths
    pairs = [pair for pair in partition.subject.contrast.pairs if all(partition.size(group) for group in pair)]
    ends = [(partition.present.index(group), partition.present.index(other)) for group, other in pairs]
    tests = {}
    if pairs:
        matrices = [kind() for kind in kinds.values()]

        def statistics(labels: npt.NDArray[np.int8]) -> Matrix:
            sums = [sums_by_group(matrix, partition.inside(labels)) for matrix in matrices]
            return np.column_stack([_net(flow[:, g, h], flow[:, h, g]) for flow in sums for g, h in ends])

        families = [[at * len(pairs) + place for place in range(len(pairs))] for at in range(len(kinds))]
        found = partition.test(
            statistics, families=families if len(pairs) > 1 else (), width=3 * partition.count * partition.n
        )
        tests = dict(zip([(kind, pair) for kind in kinds for pair in pairs], found, strict=True))
    for kind in kinds:
        for pair in partition.subject.contrast.pairs:
            row = {"metric": kind, "group": said(pair[0]), "other": said(pair[1])}
            test = tests.get((kind, pair))
            if test is None or np.isnan(test.test.value):
                why = _why_none(partition, pair)
                yield {**partition.nothing(why), **row, "quantity": "net_flow"}
            else:
                yield {**partition.columns(test, pair, over="pairs of groups"), **row, "quantity": "net_flow"}
            if test is None:
                yield {**partition.nothing(_why_none(partition, pair)), **row, "quantity": "net_flow_expected"}
            else:
                yield {**partition.expected(test), **row, "quantity": "net_flow_expected"}


def _net(forth: Matrix, back: Matrix) -> Matrix:
    return ratios(forth - back, forth + back)


def _why_none(partition: Partition, pair: tuple[str, str]) -> str:
    empty = [f"'{said(group)}'" for group in pair if not partition.size(group)]
    return f"no organisation in {' or '.join(empty)}" if empty else "no ties between these groups"
