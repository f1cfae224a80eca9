"""How long a person waits: start-up, and a whole report from a cold start, as whole processes. `make bench`."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

AIMS = {"python -c pass": None, "sna --help": 0.15, "sna report centralised-surgery": 10.0}
RUNS = 5


def commands(folder: Path) -> dict[str, list[str]]:
    """Return what is timed: the interpreter alone is the floor."""
    python = sys.executable
    report = [python, "-m", "sna", "report", "centralised-surgery", "--quiet", "--overwrite", "--out", str(folder)]
    return dict(zip(AIMS, ([python, "-c", "pass"], [python, "-m", "sna", "--help"], report), strict=True))


def seconds(command: list[str]) -> float:
    """Return how long one run takes."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begun


def main() -> None:
    """Time every command after one run to warm the disk, and print medians as ratios to the bare interpreter."""
    floor = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for name, command in commands(Path(folder) / "report").items():
            seconds(command)
            median = statistics.median(seconds(command) for _ in range(RUNS))
            floor = floor or median
            aim = f"aim {AIMS[name]:g} s" if AIMS[name] else "floor"
            print(f"{name:32} {median:7.3f} s   {median / floor:6.1f} x the interpreter   {aim}")


if __name__ == "__main__":
    main()
