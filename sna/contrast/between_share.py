"""How much of the inequality of positions lies between groups, beside what labels dealt at random give."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.contrast.gaps import LABELS
from sna.contrast.groups import counted
from sna.contrast.headlines import primary_metric
from sna.contrast.partition import Partition
from sna.contrast.subjects import Subject, Testing
from sna.infer import PartitionTest

Matrix = npt.NDArray[np.float64]
Row = Mapping[str, Any]

MEASURES = (
    "degree",
    "in_degree",
    "out_degree",
    "weighted_degree",
    "weighted_in_degree",
    "weighted_out_degree",
    "strength",
    "in_strength",
    "out_strength",
    "betweenness",
    "weighted_betweenness",
    "flow_betweenness",
    "current_flow_betweenness",
)
"""Metrics of which organisations have more or less of a total, so that shares of it make sense."""

MOST_ORDERED = 8
"""Up to this many groups every order of them is tried for the largest share there can be."""

ROUNDING = 1e-12


def between_share_rows(subject: Subject, primary: str, testing: Testing) -> Iterator[Row]:
    """Yield the share of the Theil index of each metric that is between groups, 0 to 1, and what it could be.

    ``between_share_max`` is the largest share that groups of these sizes could have with these values (Elbers et al.).
    Undefined where everybody has as much. Metrics defined for the same organisations share deals and correction; the
    metric declared in advance is not corrected. p counts shares at least as large.

    References
    ----------
    Theil (1967); Shorrocks (1980), doi:10.2307/1913126. Elbers, Lanjouw, Mistiaen and Özler (2008),
    doi:10.1007/s10888-007-9064-x
    """
    metrics = [metric for metric in MEASURES if metric in subject.values]
    alike: dict[bytes, list[str]] = {}
    for metric in metrics:
        alike.setdefault((~np.isnan(subject.values[metric])).tobytes(), []).append(metric)
    headline = primary_metric(primary, subject.values)
    rows: dict[str, list[Row]] = {}
    for together in alike.values():
        partition = Partition.of(subject, testing, ~np.isnan(subject.values[together[0]]))
        rows |= _of_metrics(partition, together, headline)
    for metric in metrics:
        yield from rows[metric]


def _of_metrics(partition: Partition, metrics: Sequence[str], headline: str) -> dict[str, list[Row]]:
    """Return the rows of metrics that are defined for the same organisations."""
    values = np.column_stack([partition.subject.values[metric][partition.places] for metric in metrics])
    uneven = [
        place
        for place in range(len(metrics))
        if values[:, place].max(initial=0) > values[:, place].min(initial=math.inf)
    ]
    tests: dict[str, PartitionTest] = {}
    if uneven and not partition.why_none:
        family = [place for place, at in enumerate(uneven) if metrics[at] != headline]
        sizes = np.array(partition.sizes, dtype=np.float64)

        def statistics(labels: npt.NDArray[np.int8]) -> Matrix:
            return between_share(partition.inside(labels), sizes, values[:, uneven])

        width = (partition.count + 1) * max(partition.n, len(uneven))
        found = partition.test(statistics, families=[family] if len(family) > 1 else (), upper=True, width=width)
        tests = {metrics[at]: test for at, test in zip(uneven, found, strict=True)}
    return {
        metric: list(_rows(partition, metric, values[:, place], tests.get(metric)))
        for place, metric in enumerate(metrics)
    }


def between_share(inside: Matrix, sizes: Matrix, values: Matrix) -> Matrix:
    """Return deal × metric: Theil index of group means over Theil index of all, Σ s_g ln(s_g n / n_g) / Σ s ln(s n)."""
    shares = values / values.sum(axis=0)
    n = len(values)
    whole = _entropic(shares, np.full(shares.shape, float(n))).sum(axis=0)
    of_group = inside @ shares
    between = _entropic(of_group, np.broadcast_to((n / sizes)[:, None], of_group.shape)).sum(axis=1)
    share = np.clip(between / whole, 0.0, 1.0)
    # Rounding must not make a share of what is none.
    return np.asarray(np.where(share < ROUNDING, 0.0, share), dtype=np.float64)


def _entropic(share: Matrix, number: Matrix) -> Matrix:
    """Return share × ln(share × number), 0 for nothing."""
    return np.asarray(share * np.log(np.where(share > 0, share * number, 1.0)), dtype=np.float64)


def largest_share(values: Matrix, sizes: Sequence[int]) -> float:
    """Return the largest share between groups of these sizes, whoever is in which; ``nan`` for too many groups.

    It is convex in the sums of the groups, and so largest where groups follow one another in the order of the values.

    Examples
    --------
    >>> round(largest_share(np.array([0.0, 1.0, 1.0, 6.0]), [1, 3]), 3)
    0.844
    """
    if len(sizes) > MOST_ORDERED:
        return math.nan
    ordered = np.sort(values)[::-1]
    best = 0.0
    for order in itertools.permutations(range(len(sizes))):
        inside = np.zeros((1, len(sizes), len(values)))
        start = 0
        for group in order:
            inside[0, group, start : start + sizes[group]] = 1
            start += sizes[group]
        best = max(best, float(between_share(inside, np.array(sizes, dtype=np.float64), ordered[:, None])[0, 0]))
    return best


def _rows(partition: Partition, metric: str, values: Matrix, test: PartitionTest | None) -> Iterator[Row]:
    row = {"metric": metric, "target": LABELS}
    left = int((partition.subject.groups >= 0).sum()) - partition.n
    note = f"{counted(left)} undefined, left out" if left else ""
    if test is None:
        why = partition.why_none or (
            "0 for every organisation" if not values.any() else "the same for every organisation"
        )
        for quantity in ("between_share", "between_share_expected", "between_share_max"):
            yield {**partition.nothing(f"{why}; {note}" if note else why), **row, "quantity": quantity}
        return
    tested = partition.columns(test, partition.present, over="metrics", upper=True, note=note)
    yield {**tested, **row, "quantity": "between_share"}
    yield {**partition.expected(test), **row, "quantity": "between_share_expected"}
    most = largest_share(values, partition.sizes)
    note = f"not worked out for more than {MOST_ORDERED} groups" if math.isnan(most) else ""
    method = "largest with these values and group sizes"
    yield {**partition.base, **row, "quantity": "between_share_max", "value": most, "method": method, "note": note}
