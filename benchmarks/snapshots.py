"""Many snapshots: what comparing them costs beside measuring them, and what a second core saves. `make bench`.

python benchmarks/snapshots.py [STUDY]     a study with many snapshots; an invented one where none is given
"""

from __future__ import annotations

import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# As the command line does: two processes of two threads each would wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

import sna
from sna.change import compare
from sna.metrics import measure, processors
from sna.metrics.in_processes import pays
from sna.model import Study

AIM = 1.2
ROUNDS = 3
PEOPLE_EACH, MONTHS = 10, 112
SIZES = (383, 1_000)
"""Organisations: as many as there were of Norwegian boards; and enough for several processes to pay."""


def invented(folder: Path, size: int) -> Study:
    """Return people with seats that last for years in several of so many organisations, month by month."""
    rng = np.random.default_rng(0)
    start = np.datetime64("2002-05", "M")
    lines = ["person,organisation,start,end"]
    for person in range(PEOPLE_EACH * size):
        for place in rng.choice(size, 1 + rng.poisson(0.9), replace=False):
            first = int(rng.integers(-30, MONTHS))
            last = first + int(rng.geometric(1 / 40))
            days = f"{start + first}-01,{start + last}-28"
            lines.append(f"P{person},O{place:04},{days}")
    (folder / "roles.csv").write_text("\n".join(lines) + "\n")
    names = "\n".join(f"O{place:04}" for place in range(size))
    (folder / "organisations.csv").write_text(f"organisation\n{names}\n")
    until = start + MONTHS - 1
    (folder / "study.toml").write_text(
        f'[study]\norganisations = "present"\nsnapshots = "month"\ncut_off = {until}-28\n'
    )
    study = sna.load(folder)
    return study.narrowed(snapshots=study.snapshots.names[-MONTHS:])


@dataclass(frozen=True)
class Taken:
    """What a piece of work took: seconds on the clock, and of the processor in this process."""

    clock: float
    processor: float


def taken(work: Callable[[], Any]) -> tuple[Taken, Any]:
    """Return what a piece of work takes, and its result."""
    gc.collect()
    begun = time.perf_counter(), time.process_time()
    found = work()
    return Taken(time.perf_counter() - begun[0], time.process_time() - begun[1]), found


def timed(study: Study) -> None:
    """Time measuring and comparing in turn, each from facts that nobody has made ties of yet."""
    ties = [study.network(layer, name).m for layer in study.layers for name in study.snapshots.names]
    print(f"{study}, {min(ties)} to {max(ties)} ties")
    fresh = study.narrowed
    compare(fresh(snapshots=study.snapshots.names[:2]))
    rounds = [(taken(lambda: measure(fresh()))[0], taken(lambda: compare(fresh()))[0]) for _ in range(ROUNDS)]
    alone, compared = (statistics.median(of.processor for of in each) for each in zip(*rounds, strict=True))
    clock, compared_clock = (statistics.median(of.clock for of in each) for each in zip(*rounds, strict=True))
    print(f"measure                 {clock:7.2f} s   {alone:7.2f} s of one core")
    ratio = f"{compared / alone:5.2f} x measuring   aim {AIM:g} x"
    print(f"compare                 {compared_clock:7.2f} s   {compared:7.2f} s of one core   {ratio}")
    if not pays(study, len(study.snapshots), len(study.layers)):
        print("too small for several processes")
        return
    for name, work, before in (("measure", measure, clock), ("compare", compare, compared_clock)):
        shared, parts = taken(lambda work=work: work(fresh(), processes=processors()))
        same = "the same table" if work(fresh()).table.equals(parts.table) else "ANOTHER TABLE"
        ratio = f"{shared.clock / before:5.2f} x one process"
        print(f"{name}, {processors()} processes    {shared.clock:7.2f} s   {ratio}   {same}")


def main() -> None:
    """Time the study that is named, or two invented ones."""
    if sys.argv[1:]:
        timed(sna.load(sys.argv[1]))
        return
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            timed(invented(Path(folder), size))


if __name__ == "__main__":
    main()
