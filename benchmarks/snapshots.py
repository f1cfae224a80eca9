"""Many snapshots: what comparing them costs beside measuring them, and what a second core saves. `make bench`.

python benchmarks/snapshots.py [STUDY]     a study with many snapshots; an invented one where none is given
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
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


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return how long a piece of work takes, and its result."""
    begun = time.perf_counter()
    found = work()
    return time.perf_counter() - begun, found


def timed(study: Study) -> None:
    """Time measuring and comparing, each from facts that nobody has made ties of yet."""
    ties = [study.network(layer, name).m for layer in study.layers for name in study.snapshots.names]
    print(f"{study}, {min(ties)} to {max(ties)} ties")
    fresh = study.narrowed
    measure(fresh(snapshots=study.snapshots.names[:2]))
    alone, scores = seconds(lambda: measure(fresh()))
    compared, _ = seconds(lambda: compare(fresh()))
    print(f"measure                 {alone:7.2f} s")
    print(f"compare                 {compared:7.2f} s   {compared / alone:5.2f} x measuring   aim {AIM:g} x")
    if not pays(study, len(study.snapshots), len(study.layers)):
        print("too small for several processes")
        return
    shared, parts = seconds(lambda: measure(fresh(), processes=processors()))
    same = "the same table" if scores.table.equals(parts.table) else "ANOTHER TABLE"
    print(f"measure, {processors()} processes    {shared:7.2f} s   {shared / alone:5.2f} x measuring   {same}")


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
