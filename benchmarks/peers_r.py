"""How long R's package sna takes for what metrics compute, where Rscript and the package are installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

CALLS = {
    "betweenness": "betweenness(g)",
    "brokerage_roles": "brokerage(g, groups)",
    "closeness_in": "closeness(t(g), cmode='directed')",
    "coreness": "kcores(g, cmode='freeman')",
    "cut_organisations": "cutpoints(either, mode='graph')",
    "density": "gden(g)",
    "dyad_census": "dyad.census(g)",
    "eigenvector": "evcent(t(g))",
    "flow_betweenness": "flowbet(g)",
    "in_degree": "degree(g, cmode='indegree')",
    "information": "infocent(either)",
    "edge_reciprocity": "grecip(g, measure='edgewise')",
    "krackhardt_connectedness": "connectedness(g)",
    "krackhardt_efficiency_arcs": "efficiency(g)",
    "krackhardt_hierarchy": "hierarchy(g, measure='krackhardt')",
    "krackhardt_lubness": "lubness(g)",
    "transitivity": "gtrans(either, mode='graph')",
    "triad_census": "triad.census(g)",
}
LARGEST, PATIENCE = 1_000, 20.0
"""Organisations beyond which R, which fills a whole matrix, is not asked; seconds for one call."""
SCRIPT = """
suppressPackageStartupMessages(library(sna))
given <- commandArgs(TRUE)
n <- as.integer(given[2])
ties <- as.matrix(read.csv(given[1], header = FALSE)) + 1
g <- matrix(0, n, n); g[ties] <- 1
either <- pmax(g, t(g))
groups <- (seq_len(n) - 1) %% 3
calls <- list(CALLS)
for (name in names(calls)) {
  setTimeLimit(elapsed = PATIENCE, transient = TRUE)
  spent <- tryCatch({
    times <- sapply(seq_len(if (n <= 100) 20 else 3), function(i) system.time(eval(calls[[name]]))[["elapsed"]])
    min(times[times > 0], Inf)
  }, error = function(e) NA)
  cat(name, spent, "\\n")
}
"""


def times_in_r(n: int, ties: dict[bool, list[tuple[int, int]]]) -> dict[str, float]:
    """Return metric → seconds in R, from a matrix that is already there: R starts with that advantage."""
    rscript = shutil.which("Rscript")
    if rscript is None or n > LARGEST:
        return {}
    calls = ", ".join(f"{name} = quote({call})" for name, call in CALLS.items())
    with tempfile.TemporaryDirectory() as folder:
        edges, script = Path(folder, "ties.csv"), Path(folder, "times.R")
        edges.write_text("".join(f"{a},{b}\n" for a, b in ties[True]), encoding="utf-8")
        script.write_text(SCRIPT.replace("CALLS", calls).replace("PATIENCE", str(PATIENCE)), encoding="utf-8")
        ran = subprocess.run([rscript, script, edges, str(n)], capture_output=True, text=True, check=False)
    found = dict(line.split() for line in ran.stdout.splitlines() if len(line.split()) == 2)
    return {name: float(spent) for name, spent in found.items() if spent not in {"NA", "Inf"}}
