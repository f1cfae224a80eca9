"""Ties within and between groups: the mixing matrix beside what labels dealt at random give."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.contrast.gaps import DESCRIPTION
from sna.contrast.groups import said
from sna.contrast.partition import ALL_DEALS, Partition
from sna.infer import PartitionTest, ratios, sums_by_group

Matrix = npt.NDArray[np.float64]
Row = Mapping[str, Any]


def mixing_rows(partition: Partition) -> Iterator[Row]:
    """Yield ties, their density and their strength from every group to every group, and what chance labels give.

    In an undirected layer each tie counts once, and is in the rows of both orders of two groups.
    """
    tests = {} if partition.why_none else _tests(partition)
    for metric in ("ties", "density", *(["strength"] if _weighted(partition) else [])):
        for group, other in itertools.product(partition.subject.contrast.groups, repeat=2):
            ends = (partition.place(group), partition.place(other))
            found = tests.get((metric, *ends))
            if found is None and not tests and None not in ends:
                found = _untested(partition, metric)
            yield from _cell_rows(partition, metric, (group, other), found)


def _weighted(partition: Partition) -> bool:
    return partition.subject.network.layer.counts != "ties"


def _halved(partition: Partition, sums: Matrix) -> Matrix:
    """Return sums by group with each pair counted once in undirected layers."""
    return sums if partition.subject.network.directed else sums / (1 + np.eye(sums.shape[-1]))


def _possible(partition: Partition) -> Matrix:
    """Return the number of pairs from group to group that could have a tie."""
    sizes = np.array(partition.sizes, dtype=np.float64)
    return _halved(partition, np.outer(sizes, sizes) - np.diag(sizes))


def _tables(partition: Partition, inside: Matrix) -> dict[str, Matrix]:
    """Return deal × group × group of every kind of cell."""
    ties = _halved(partition, sums_by_group(partition.ties(), inside))
    missing = partition.unobserved()
    possible = np.broadcast_to(_possible(partition), ties.shape)
    pairs = possible if missing is None else possible - _halved(partition, sums_by_group(missing, inside))
    tables = {"ties": ties, "density": ratios(ties, pairs)}
    if _weighted(partition):
        tables["strength"] = _halved(partition, sums_by_group(partition.strengths(), inside))
    return tables


def _tests(partition: Partition) -> dict[tuple[str, int | None, int | None], PartitionTest]:
    """Test every cell; cells of one kind are corrected together."""
    cells = list(np.ndindex(partition.count, partition.count))
    observed = _tables(partition, partition.inside(partition.labels.astype(np.int8)[None, :]))

    def statistics(labels: npt.NDArray[np.int8]) -> Matrix:
        tables = _tables(partition, partition.inside(labels))
        return np.hstack([table.reshape(len(labels), -1) for table in tables.values()])

    families = [[at * len(cells) + place for place in range(len(cells))] for at in range(len(observed))]
    closed = np.concatenate([_closed(partition, name, table[0]).ravel() for name, table in observed.items()])
    width = len(observed) * (len(cells) + partition.count * partition.n)
    tests = partition.test(statistics, families=families, expected=closed, width=width)
    names = [(name, *cell) for name in observed for cell in cells]
    return dict(zip(names, tests, strict=True))


def _closed(partition: Partition, metric: str, sums: Matrix) -> Matrix:
    """Return the mean over all deals: any two organisations are as likely as any others to get two labels."""
    possible = _possible(partition)
    missing = partition.unobserved() is not None
    if metric == "density":
        every = math.nan if missing else partition_density(partition)
        return np.where(possible > 0, every, np.nan)
    return possible * _total(partition, sums) / max(_total(partition, possible), 1)


def partition_density(partition: Partition) -> float:
    """Return ties over pairs among the organisations in groups, all pairs observed."""
    ties = float(partition.ties().sum())
    return ties / max(partition.n * (partition.n - 1), 1)


def _total(partition: Partition, sums: Matrix) -> float:
    return float(sums.sum() if partition.subject.network.directed else np.triu(sums).sum())


def _untested(partition: Partition, metric: str) -> PartitionTest:
    """Return the one cell there is where a single group has organisations: what is there is what chance gives."""
    observed = _tables(partition, partition.inside(partition.labels.astype(np.int8)[None, :]))[metric]
    return partition.test(lambda labels: np.repeat(observed.reshape(1, -1), len(labels), axis=0))[0]


def _cell_rows(partition: Partition, metric: str, pair: tuple[str, str], found: PartitionTest | None) -> Iterator[Row]:
    """Yield one cell, and what chance labels give for it."""
    row = {"metric": metric, "group": said(pair[0]), "other": said(pair[1])}
    note = _note(partition, metric, pair, found)
    if found is None or math.isnan(found.test.value):
        none = {**partition.base, **row, "value": math.nan, "target": DESCRIPTION, "note": note}
        yield {**none, "quantity": "mixing"}
        yield {**none, "quantity": "mixing_expected", "method": ALL_DEALS}
        return
    if partition.why_none:
        plain = {**partition.base, **row, "value": found.test.value, "target": DESCRIPTION, "note": partition.why_none}
        yield {**plain, "quantity": "mixing"}
    else:
        yield {**partition.columns(found, pair, over="cells"), **row, "quantity": "mixing"}
    closed = metric != "density" or partition.unobserved() is None
    yield {**partition.expected(found, closed=closed), **row, "quantity": "mixing_expected", "target": DESCRIPTION}


def _note(partition: Partition, metric: str, pair: tuple[str, str], found: PartitionTest | None) -> str:
    empty = dict.fromkeys(f"'{said(group)}'" for group in pair if not partition.size(group))
    if empty:
        return f"no organisation in {' or '.join(empty)}"
    undefined = found is not None and math.isnan(found.test.value)
    return "no pair of organisations was observed" if metric == "density" and undefined else ""
