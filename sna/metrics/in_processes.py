"""Measuring many snapshots on several cores: the same numbers, sooner."""

from __future__ import annotations

import itertools
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sna.model import Affiliation, MetricRecord, Network, Scores, Study

if TYPE_CHECKING:
    from collections.abc import Callable

ENOUGH = 60_000_000
"""Pairs of organisations, over all snapshots and layers, below which starting processes takes longer than it saves."""
FEWEST_SNAPSHOTS = 12
MOST_ROWS = 1_000_000
"""Fact rows beyond which a copy for each process takes more memory than it should."""
PARTS_EACH = 4
"""Parts of the work that a process takes, one after another, so that none waits long for the slowest."""

Derived = dict[tuple[object, ...], Network | Affiliation]


@dataclass
class _Work:
    """What a process works on; set once when it starts."""

    study: Study | None = None
    asked: Mapping[str, Any] = field(default_factory=dict)


_work = _Work()


def processors() -> int:
    """Return how many cores this program may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def pays(study: Study, snapshots: int, layers: int) -> bool:
    """Whether measuring so many snapshots and layers takes long enough to start processes for it."""
    rows = sum(len(table) for table in study.tables.values())
    work = snapshots * layers * len(study.roster) ** 2
    return snapshots >= FEWEST_SNAPSHOTS and work >= ENOUGH and rows <= MOST_ROWS


def measure_in_parts(
    study: Study, snapshots: Sequence[str], asked: Mapping[str, Any], *, processes: int
) -> Scores | None:
    """Measure snapshots in several processes; ``None`` where this machine lets no process be started.

    The networks that they derive come back with the scores, so that nobody derives them again.

    Parameters
    ----------
    study, snapshots
        What to measure.
    asked
        The other arguments of `sna.metrics.measure`.
    processes
        How many.
    """
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    parts = _parts(snapshots, processes * PARTS_EACH)
    bare = replace(study, _derived={})
    try:
        # A fresh interpreter on every system: a copy of this one would share the threads of its libraries.
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(processes, context, _begin, (bare, dict(asked))) as pool:
            found = list(pool.map(_measure_part, parts))
    except (BrokenProcessPool, OSError, ImportError):
        return None
    for _, derived in found:
        for key, thing in derived.items():
            study._derived.setdefault(key, thing)  # noqa: SLF001 - the study's own store, filled from elsewhere
    return _joined([scores for scores, _ in found])


def _parts(snapshots: Sequence[str], count: int) -> list[list[str]]:
    """Return neighbouring snapshots in so many parts of about the same length."""
    ends = [round(k * len(snapshots) / count) for k in range(count + 1)]
    return [list(snapshots[a:b]) for a, b in itertools.pairwise(ends) if b > a]


def _begin(study: Study, asked: Mapping[str, Any]) -> None:
    _work.study, _work.asked = study, asked


def _measure_part(snapshots: list[str]) -> tuple[Scores, Derived]:
    from sna.metrics.measuring import measure

    study = _work.study
    assert study is not None  # noqa: S101
    measuring: Callable[..., Scores] = measure
    scores = measuring(study, snapshots=snapshots, **_work.asked)
    derived = dict(study._derived)  # noqa: SLF001 - as above
    study._derived.clear()  # noqa: SLF001
    return scores, derived


def _joined(found: Sequence[Scores]) -> Scores:
    """Return scores of neighbouring snapshots as one."""
    import pandas as pd

    records: dict[str, MetricRecord] = {}
    for scores in found:
        records |= scores.metrics
    table = pd.concat([scores.table for scores in found], ignore_index=True)
    return Scores(table, {name: records[name] for name in sorted(records)})
