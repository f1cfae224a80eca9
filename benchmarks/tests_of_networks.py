"""How long permutation tests of networks take, beside R's sna on the same matrices: ``make bench`` runs it.

R does as few permutations as say something, and its time is scaled; it starts from matrices that are already there. Of
MRQAP it relabels four columns (it tests the intercept, too) where we relabel three; it gives the usual t, as we do in
the line "mrqap", while "mrqap, robust" gives the robust one as well, which is what we do unasked. R uses one
processor. We are timed twice: by the clock, with all processors there are, as anybody waits for it; and by the time
(user and system) of one processor. Each is the best of some runs.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from sna.infer import Design, Stream, compiled, logit_test, mrqap_test, qap_test, side_by_side

N, PERMUTATIONS, RUNS, AT_LEAST = 100, 10_000, 5, 0.5
IN_R = {"qap": 200, "mrqap": 5}
"""Permutations that R does."""
AIMS = {("qap", False): 500, ("qap", True): 1500, ("mrqap", False): 700, ("mrqap", True): 3000}
ROBUST, LOGIT = "mrqap, robust", "mrqap --logit"
SCRIPT = """
suppressPackageStartupMessages(library(sna))
read <- function(name) as.matrix(read.csv(file.path(commandArgs(TRUE)[1], name), header = FALSE))
x <- read("x.csv"); y <- read("y.csv"); n <- nrow(x)
spent <- function(call, reps) { s <- replicate(3, sum(system.time(call(reps))[1:2])); min(s) / reps }
cat("qap", spent(function(reps) qaptest(list(x, y), gcor, g1 = 1, g2 = 2, reps = reps), QAP), "\\n")
p <- array(0, c(3, n, n)); for (k in 1:3) p[k, , ] <- read(paste0("p", k, ".csv"))
r <- read("r.csv")
cat("mrqap", spent(function(reps) netlm(r, p, nullhyp = "qapspp", reps = reps), MRQAP), "\\n")
"""


def matrices() -> dict[str, np.ndarray]:
    """Return two networks with a tenth of their ties, a response and three predictors."""
    generator = np.random.default_rng(0)
    found = {name: (generator.random((N, N)) < 0.1).astype(float) for name in ("x", "y")}
    found |= {f"p{k}": generator.standard_normal((N, N)) for k in (1, 2, 3)}
    found["r"] = 0.02 * found["p1"] + generator.standard_normal((N, N))
    for cells in found.values():
        np.fill_diagonal(cells, 0)
    return found


def in_r(cells: dict[str, np.ndarray]) -> dict[str, float]:
    """Return seconds a permutation in R; empty where it is not installed."""
    rscript = shutil.which("Rscript")
    if rscript is None:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        for name, matrix in cells.items():
            np.savetxt(Path(folder, f"{name}.csv"), matrix, delimiter=",", fmt="%.17g")
        script = Path(folder, "times.R")
        script.write_text(
            SCRIPT.replace("MRQAP", str(IN_R["mrqap"])).replace("QAP", str(IN_R["qap"])), encoding="utf-8"
        )
        ran = subprocess.run([rscript, script, folder], capture_output=True, text=True, check=False)
    return {name: float(spent) for name, spent in (line.split() for line in ran.stdout.splitlines() if " " in line)}


def best(call: Callable[[], object], runs: int = RUNS, clock: Callable[[], float] = time.process_time) -> float:
    """Return the shortest of some runs, more of them if they are short; in seconds of a processor or another clock."""
    times: list[float] = []
    while len(times) < runs or (runs > 1 and sum(times) < AT_LEAST):
        begun = clock()
        call()
        times.append(clock() - begun)
    return min(times)


def on_one(call: Callable[[], object]) -> float:
    """Return seconds on one processor."""
    every = side_by_side.processors
    side_by_side.processors = lambda: 1
    try:
        return best(call)
    finally:
        side_by_side.processors = every


def looked_up() -> float:
    """Return seconds of looking up 10⁷ numbers at random places of a table in cache: what gathering cannot beat."""
    table = np.random.default_rng(0).standard_normal(N * N)
    at = np.random.default_rng(1).integers(0, N * N, 50_000)
    out = np.empty(50_000)
    return best(lambda: [np.take(table, at, out=out, mode="clip") for _ in range(200)])


def main() -> None:
    """Print seconds, ratios to R, and shares of the time that bare look-ups take."""
    cells = matrices()
    r = in_r(cells)
    predictors = [cells[f"p{k}"] for k in (1, 2, 3)]
    design = Design.of(cells["r"], predictors, directed=True)
    ties = Design.of(cells["r"] > 1, predictors, directed=True)
    calls = {
        "qap": lambda: qap_test(cells["x"], cells["y"], directed=True, permutations=PERMUTATIONS, stream=Stream(0)),
        "mrqap": lambda: mrqap_test(design, permutations=PERMUTATIONS, robust=False, stream=Stream(0)),
        ROBUST: lambda: mrqap_test(design, permutations=PERMUTATIONS, stream=Stream(0)),
        LOGIT: lambda: logit_test(ties, permutations=PERMUTATIONS, stream=Stream(0)),
    }
    gather = looked_up() / 1e7
    steps = {"qap": float(cells["x"].sum()) * PERMUTATIONS, "mrqap": 3.0 * N * N * PERMUTATIONS}
    steps[ROBUST] = steps[LOGIT] = steps["mrqap"]
    print(f"{PERMUTATIONS} permutations, {N} organisations, {side_by_side.processors()} processors")
    print(f"one look-up takes {1e9 * gather:.2f} ns")
    installed = compiled.is_installed
    for with_numba in (False, True) if installed() else (False,):
        # Much work is compiled unasked where numba is there.
        compiled.is_installed = installed if with_numba else lambda: False  # type: ignore[assignment]
        if with_numba:
            begun = time.perf_counter()
            compiled.compile_now()
            for call in calls.values():
                call()
            print(f"compiling and a first run: {time.perf_counter() - begun:.1f} s")
        for name, call in calls.items():
            times = best(call, clock=time.perf_counter), on_one(call)
            report(name, times, r, steps[name] * gather, with_numba=with_numba)
    every = cells["x"][:12, :12], cells["y"][:12, :12] + np.eye(12, k=1)
    for n in (9, 10, 11, 12):
        x, y = (m[:n, :n] for m in every)
        spent = best(lambda x=x, y=y: qap_test(x, y, directed=True, exact=True, stream=Stream(0)), 1)  # type: ignore[misc]
        print(f"qap, all relabellings of {n:2d}           {spent:8.3f} s")


def report(name: str, times: tuple[float, float], in_r: dict[str, float], bare: float, *, with_numba: bool) -> None:
    """Print one line: seconds by the clock and of one processor, the latter beside bare look-ups, both beside R."""
    how, (waited, alone) = "numba" if with_numba else "numpy", times
    ratio, aim, same = "", AIMS.get((name, with_numba)), name.split(",", 1)[0]
    if same in in_r:
        ratios = " and".join(f"{in_r[same] * PERMUTATIONS / spent:6.0f}" for spent in times)
        ratio = f"   {ratios} x R ({in_r[same] * PERMUTATIONS:.1f} s, scaled from {IN_R[same]})"
        ratio += f"   aim {aim}" if aim else ""
    print(f"{name:14} {how}   {waited:7.4f} s, alone {alone:7.4f} s   {alone / bare:5.1f} x bare look-ups{ratio}")


if __name__ == "__main__":
    main()
