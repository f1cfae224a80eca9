"""Do the tests hold their level and the intervals cover? ``python benchmarks/calibration.py [SHARE] [--write]``.

SHARE of the full number of runs, 1 if left out. Settings are drawn on two processes; the number of a run is its seed,
so results do not hang on who drew it. ``--write`` writes ``docs/calibration.md``; ``--keep FILE`` keeps the counts, and
``--from FILE`` makes the page of counts that were kept.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import multiprocessing
import os
import sys
import time
from pathlib import Path

os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
# Processes share the cores; threads would only fight over them. Read when numpy is first imported, below.

from calibrating import chance, change, dyads, intervals, labels, realistic, routes, whole
from calibrating.experiment import Count, Counted, Experiment, run, verdict
from calibrating.page import page, unexplained

PAGE = Path(__file__).parents[1] / "docs" / "calibration.md"
BLOCK = 20
"""Runs a process takes at a time: those that share their organisations."""

EXPERIMENTS: list[Experiment] = []


def settings(word: str = "") -> list[Experiment]:
    """Return all settings, or those with a word in their name."""
    parts = (labels, intervals, change, routes, realistic, dyads, chance, whole)
    found = [each for part in parts for each in part.experiments()]
    return [each for each in found if word.lower() in f"{each.part} {each.n} {each.setting}".lower()]


def _block(task: tuple[int, range]) -> tuple[int, Counted]:
    return task[0], run(EXPERIMENTS[task[0]], task[1])


def counts(share: float, cores: int) -> list[Counted]:
    """Draw every setting, and print each as soon as it is done."""
    tasks, left = [], []
    for place, experiment in enumerate(EXPERIMENTS):
        runs = max(BLOCK, round(experiment.runs * share))
        blocks = [range(first, min(first + BLOCK, runs)) for first in range(0, runs, BLOCK)]
        tasks += [(place, block) for block in blocks]
        left.append(len(blocks))
    results = [Counted() for _ in EXPERIMENTS]
    with multiprocessing.get_context("fork").Pool(cores) as pool:
        for place, found in pool.imap_unordered(_block, tasks):
            results[place].add(found)
            left[place] -= 1
            if not left[place]:
                show(EXPERIMENTS[place], results[place])
    return results


def show(experiment: Experiment, found: Counted) -> None:
    """Print what came of one setting, and how long it took."""
    print(f"\nn={experiment.n} {experiment.setting}  ({found.seconds:.1f} s)")
    for name, measured in experiment.measured.items():
        count = found.counts[name]
        mark = verdict(measured, count)
        earlier = f"earlier {measured.earlier}" if measured.earlier != "" else ""
        print(
            f"  {name:48s} {measured.should:9s}{count.share:6.3f} of {count.counted:5d}  {earlier:24s} {mark}",
            flush=True,
        )


def _keep(path: Path, results: list[Counted], seconds: float) -> None:
    """Write counts, setting by setting."""
    kept = {
        "seconds": seconds,
        "date": dt.date.today().isoformat(),  # noqa: DTZ011
        "settings": {
            f"{each.part} | {each.n} | {each.setting}": {
                "seconds": found.seconds,
                "counts": {name: [count.counted, count.hits] for name, count in found.counts.items()},
            }
            for each, found in zip(EXPERIMENTS, results, strict=True)
        },
    }
    path.write_text(json.dumps(kept, indent=1), encoding="utf-8")


def _kept(path: Path) -> tuple[list[Counted], float, str]:
    """Return counts that were kept, their seconds and their day."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    found = []
    for each in EXPERIMENTS:
        of = kept["settings"].get(f"{each.part} | {each.n} | {each.setting}", {"counts": {}, "seconds": 0.0})
        drawn = {name: Count(*of["counts"].get(name, (0, 0))) for name in each.measured}
        found.append(Counted(drawn, of["seconds"]))
    return found, kept["seconds"], kept["date"]


def main() -> int:
    """Draw, print, and write the page if asked to."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("share", nargs="?", type=float, default=1.0)
    asked.add_argument("--write", action="store_true")
    asked.add_argument("--only", default="")
    asked.add_argument("--keep", type=Path)
    asked.add_argument("--from", type=Path, dest="kept")
    asked.add_argument("--cores", type=int, default=2)
    chosen = asked.parse_args()
    start = time.perf_counter()
    EXPERIMENTS.extend(settings(chosen.only))
    if chosen.kept:
        results, seconds, day = _kept(chosen.kept)
    else:
        results = counts(chosen.share, chosen.cores)
        seconds, day = time.perf_counter() - start, dt.date.today().isoformat()  # noqa: DTZ011
    if chosen.keep:
        _keep(chosen.keep, results, seconds)
    print(f"\n{len(EXPERIMENTS)} settings in {seconds:.0f} s")
    for line in unexplained(EXPERIMENTS, results):
        print(f"marked, no reason given: {line}")
    if chosen.write:
        PAGE.write_text(page(EXPERIMENTS, results, day=day), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
