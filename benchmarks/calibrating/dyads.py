"""Do two kinds of tie go together: QAP and MRQAP where they do not."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import partial

import numpy as np

from calibrating.drawn import CONTRAST, network_of, roster_of, study_of
from calibrating.experiment import Experiment, Measured
from sna.infer import Design, Stream, mrqap_test, qap_test
from sna.relate import mrqap

PART = "Networks against networks: QAP and MRQAP"
PERMUTATIONS = {12: 399, 40: 199}
Matrices = tuple[np.ndarray, ...]
Drawing = Callable[[int, np.random.Generator], Matrices]
CORRELATIONS = (0.2, 0.4)
PLAIN = (
    "known failure of the plain r, as other programs give it: it tests independence, and here only the slope is 0; the "
    "studentised test beside it is the headline"
)
UNEVEN_Y = (
    "known failure of the usual t: it tests independence, and here only the slope is 0; its robust t is beside it as "
    "mrqap_t_robust"
)
GROUPS = (
    "known failure: the smaller group's organisations vary twice as much; a p of .05 or less is warned of where that "
    "can be seen, or where p would be above .05 if they varied half as much again"
)
ROBUST = "a robust standard error of few large cells is unsteady; the usual t beside it is the headline"


def of_nodes(n: int, generator: np.random.Generator, share: float) -> np.ndarray:
    """Return cells of variance 1, of which a share comes from effects of senders and receivers."""
    sender, receiver = np.sqrt(share / 2) * generator.standard_normal((2, n))
    return sender[:, None] + receiver[None, :] + np.sqrt(1 - share) * generator.standard_normal((n, n))


def null(share: float, r: float, kind: str = "") -> Drawing:
    """Return y that x2 goes with and x1 does not, although x1 and x2 correlate by r."""

    def draw(n: int, generator: np.random.Generator) -> Matrices:
        x2, own, y = (of_nodes(n, generator, share) for _ in range(3))
        x1 = r * x2 + np.sqrt(1 - r * r) * own
        y = y + (0.5 * x2 if r else 0.0)
        if kind == "binary":
            off = ~np.eye(n, dtype=bool)
            y = (y > np.quantile(y[off], 0.8)).astype(float)
        if kind == "heteroscedastic":
            y = generator.standard_normal((n, n)) * np.exp(0.5 * x1)
        return y, x1, x2

    return draw


def once(draw: Drawing, n: int, name: str, number: int) -> dict[str, float]:
    """Test one pair, and one regression."""
    y, x1, x2 = draw(n, Stream(number, ("dyads", name)).generator())
    stream, permutations = Stream(number, ("relabelled", name)), PERMUTATIONS[n]
    found: dict[str, float] = {}
    pair = qap_test(x1, y, directed=True, permutations=permutations, stream=stream)
    if pair is not None:
        found |= {"QAP, studentised r": pair.studentised.p <= 0.05, "QAP, plain r": pair.plain.p <= 0.05}
    design = Design.of(y, [x1, x2], directed=True)
    coefficient = mrqap_test(design, permutations=permutations, stream=stream).coefficients[0]
    return found | {
        "MRQAP, DSP on t": coefficient.test.p <= 0.05,
        "MRQAP, DSP on robust t": coefficient.robust.p <= 0.05,
    }


def by_group(n: int, k: int, ratio: float, term: str, name: str, number: int) -> dict[str, float]:
    """Go the whole way to findings with a predictor made from groups; the first k vary ``ratio`` times as much."""
    generator = Stream(number, ("groups", name)).generator()
    wide = np.where(np.arange(n) < k, ratio, 1.0)
    sender, receiver = 0.5 * wide * generator.standard_normal((2, n))
    cells = sender[:, None] + receiver[None, :] + np.sqrt(0.5) * generator.standard_normal((n, n))
    cells = cells - cells.min() + 1.0  # strengths are above 0
    np.fill_diagonal(cells, 0.0)
    network = network_of(cells, roster_of(n, k), directed=True, snapshot="t1")
    study = study_of({("drawn", "t1"): network})
    formula = f"strength(drawn) ~ {term.format(CONTRAST.column)}"
    table = mrqap(study, formula, permutations=PERMUTATIONS[n], seed=number).table
    row, robust = (table[table["quantity"] == q].iloc[0] for q in ("mrqap_t", "mrqap_t_robust"))
    warns, rejects = "may be too small" in row["note"], row["p"] <= 0.05
    return {
        "MRQAP, DSP on t": rejects,
        "MRQAP, DSP on robust t": robust["p"] <= 0.05,
        "warning shown": warns,
        "rejections that carry the warning": warns if rejects else math.nan,
    }


NULLS: Mapping[str, tuple[Drawing, dict[str, tuple[float | str, float | str, str]]]] = {
    "independent cells": (
        null(0.0, 0.0),
        {
            "QAP, studentised r": (0.048, "", ""),
            "QAP, plain r": (".041 to .054", ".041 to .054", ""),
            "MRQAP, DSP on t": (0.044, 0.050, ""),
        },
    ),
    "node effects .5": (
        null(0.5, 0.0),
        {"QAP, plain r": (".041 to .054", ".041 to .054", ""), "MRQAP, DSP on t": (0.048, 0.042, "")},
    ),
    "node effects .5, predictors correlate .7": (null(0.5, 0.7), {"MRQAP, DSP on t": (0.048, 0.042, "")}),
    "node effects .5, predictors correlate .9": (null(0.5, 0.9), {"MRQAP, DSP on t": (0.048, 0.042, "")}),
    "binary y (20 % ties), predictors correlate .7": (
        null(0.5, 0.7, "binary"),
        {"MRQAP, DSP on t": (0.063, 0.049, "")},
    ),
    "variance of y grows with x1, slope 0": (
        null(0.0, 0.0, "heteroscedastic"),
        {
            "QAP, studentised r": (0.067, 0.062, ROBUST.partition(";")[0]),
            "QAP, plain r": ("", "", PLAIN),
            "MRQAP, DSP on t": (0.18, 0.19, UNEVEN_Y),
        },
    ),
}


def _null_experiment(n: int, title: str, runs: int) -> Experiment:
    draw, earlier = NULLS[title]
    measured = {}
    names = ["MRQAP, DSP on t", "MRQAP, DSP on robust t"]
    if "correlate" not in title:  # r with a confounder left out is no null
        names = ["QAP, studentised r", "QAP, plain r", *names]
    for name in names:
        small, large, why = earlier.get(name, ("", "", ""))
        measured[name] = Measured("level", small if n < 20 else large, why or (ROBUST if "robust" in name else ""))
    if "correlate" in title:
        measured |= {name: Measured("share") for name in ("QAP, studentised r", "QAP, plain r")}
    return Experiment(PART, n, title, partial(once, draw, n, f"{title} {n}"), measured, runs)


def _power_experiment(n: int, r: float, earlier: float, runs: int) -> Experiment:
    def draw(size: int, generator: np.random.Generator) -> Matrices:
        y, x1, x2 = null(0.5, r)(size, generator)
        return y + 0.25 * x1, x1, x2

    title = f"x1 does matter (.25 per sd), predictors correlate {r:g}"
    names = ("QAP, studentised r", "QAP, plain r", "MRQAP, DSP on t", "MRQAP, DSP on robust t")
    measured = {name: Measured("power", earlier if name == "MRQAP, DSP on t" else "") for name in names}
    return Experiment(PART, n, title, partial(once, draw, n, f"{title} {n}"), measured, runs)


def alone(r: float) -> Drawing:
    """Return y and x1 that correlate by r and nothing else goes with; organisations differ in both."""

    def draw(n: int, generator: np.random.Generator) -> Matrices:
        x1, own, x2 = (of_nodes(n, generator, 0.5) for _ in range(3))
        return r * x1 + np.sqrt(1 - r * r) * own, x1, x2

    return draw


def correlation_experiment(n: int, r: float, runs: int) -> Experiment:
    """Return the setting in which two networks go together and nothing else does."""
    title = f"two networks correlate {r:g}, organisations differ in both"
    measured = {name: Measured("power") for name in ("QAP, studentised r", "QAP, plain r")}
    measured |= {name: Measured("power") for name in ("MRQAP, DSP on t", "MRQAP, DSP on robust t")}
    return Experiment(PART, n, title, partial(once, alone(r), n, f"{title} {n}"), measured, runs)


def _group_experiments(n: int, k: int, runs: int) -> list[Experiment]:
    found = []
    for ratio, said in ((1.0, "equal spread"), (2.0, "the smaller group varies twice as much")):
        for term in ("sender({}=specialist)", "same({})"):
            spread = said.replace("smaller", "one") if 2 * k == n else said
            title = f"{term.format('centre')}, {k} against {n - k}, {spread}".replace("the one group", "one group")
            earlier = ".033 to .060" if ratio == 1 else ".047 to .055" if k == n - k else ".091 to .167"
            why = GROUPS if ratio > 1 else ""
            measured = {
                "MRQAP, DSP on t": Measured("level", earlier, why),
                "MRQAP, DSP on robust t": Measured("level", why=why or ROBUST),
                "warning shown": Measured("share"),
                "rejections that carry the warning": Measured("share"),
            }
            once_ = partial(by_group, n, k, ratio, term, f"{title} {n}")
            found.append(Experiment(PART, n, title, once_, measured, runs))
    return found


def experiments() -> list[Experiment]:
    """Return every setting of this part."""
    found = []
    for n, runs in ((12, 1000), (40, 400)):
        found += [_null_experiment(n, title, runs) for title in NULLS]
        found += [_power_experiment(n, r, earlier, runs // 2) for r, earlier in ((0.5, 0.41), (0.9, 0.15)) if n == 12]
    found += [correlation_experiment(12, r, 500) for r in CORRELATIONS]
    for n, k, runs in ((12, 4, 600), (12, 6, 600), (40, 10, 300)):
        found += _group_experiments(n, k, runs)
    return found
