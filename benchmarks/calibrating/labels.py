"""Are groups apart: label permutation of one network, one metric and six together, and the E-I index."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import partial
from itertools import product

import numpy as np

from calibrating.drawn import network_of, roster_of, snapshots_study
from calibrating.experiment import Experiment, Measured
from calibrating.laws import Law, alike, hubs, one_hub, spread, uneven
from sna.contrast import asymmetry
from sna.infer import LabelTest, Stream, deal_labels, draw_ties, mean_difference_tests, partition_tests
from sna.metrics import compute

PART = "Groups in one network: label permutation"
SIX = ("in_degree", "out_degree", "betweenness", "harmonic_closeness_in", "pagerank", "constraint")
COARSE = "few distinct values are possible, so p is conservative; its mid-p is beside it"
SPREAD = (
    "known failure: labels are not exchangeable where the smaller group varies more; a p of .05 or less is warned of "
    "where that group's spread is seen to be 1.5 times the other's, or where p would be above .05 if it were: what is "
    "left without a warning is the level less the share that carries it"
)
UNCORRECTED = "six tests without correction, shown for what correction is worth"
PERMUTATIONS = 1_999


def drawn(law: Law, number: int, *names: str) -> tuple[np.ndarray, bool]:
    """Return one network of a law, and whether it has a direction."""
    generator = Stream(number, ("ties", *names)).generator()
    model = law(generator)
    return draw_ties(model, ~np.eye(len(model.log_odds), dtype=bool), generator), model.directed


def one_network(law: Law, k: int, name: str, number: int) -> dict[str, float]:
    """Test degree, betweenness and E-I of one network."""
    ties, directed = drawn(law, number, name)
    n = len(ties)
    network = network_of(ties, roster_of(n, k), directed=directed)
    values = np.column_stack([ties.sum(axis=0).astype(float), compute("betweenness", network)])
    stream = Stream(number, ("labels", name))
    tests = mean_difference_tests(values, np.arange(n) < k, permutations=PERMUTATIONS, stream=stream)
    found = {}
    for title, test in zip(("degree", "betweenness"), tests, strict=True):
        found |= {title: test.p <= 0.05, f"{title}, mid-p": test.p_mid <= 0.05}
    ends = network.ties.sender, network.ties.receiver
    if len(ends[0]):
        test = _e_i_test(*ends, np.arange(n) >= k, Stream(number, ("e-i", name)))
        found |= {"E-I index": test.p <= 0.05, "E-I index, mid-p": test.p_mid <= 0.05}
    return found


def _e_i_test(sender: np.ndarray, receiver: np.ndarray, labels: np.ndarray, stream: Stream) -> LabelTest:
    """Test the E-I index of two groups, as `sna.contrast` does: about what all deals of the labels give."""
    sizes = np.bincount(labels)
    pairs, within = math.comb(len(labels), 2), sum(math.comb(size, 2) for size in sizes.tolist())

    def index(dealt: np.ndarray) -> np.ndarray:
        return 2 * (dealt[:, sender] != dealt[:, receiver]).mean(axis=1, keepdims=True) - 1

    deal = deal_labels(sizes.tolist(), permutations=PERMUTATIONS, stream=stream)
    (found,) = partition_tests(index, labels, deal, expected=[(pairs - 2 * within) / pairs], width=len(sender))
    return found.test


def six_metrics(law: Law, k: int, name: str, number: int) -> dict[str, float]:
    """Test six metrics of one directed network together, as if none had been declared in advance."""
    ties, _ = drawn(law, number, name)
    n = len(ties)
    network = network_of(ties, roster_of(n, k), directed=True)
    values = [np.asarray(compute(metric, network), dtype=float) for metric in SIX]
    table = np.column_stack([column for column in values if not np.isnan(column).any()])
    stream = Stream(number, ("six", name))
    family = range(table.shape[1])
    tests = mean_difference_tests(table, np.arange(n) < k, permutations=PERMUTATIONS, stream=stream, family=family)
    return {
        "any of six, unadjusted": min(test.p for test in tests) <= 0.05,
        "any of six, step-down maxT": min(test.p_adjusted for test in tests) <= 0.05,
        "in-degree alone": tests[0].p <= 0.05,
        "in-degree, step-down maxT": tests[0].p_adjusted <= 0.05,
    }


def warned(law: Law, k: int, name: str, number: int) -> dict[str, float]:
    """Go the whole way to findings, and see whether a rejection comes with the warning."""
    ties, directed = drawn(law, number, name)
    study = snapshots_study([ties], k, directed=directed)
    metrics = ["in_degree", "betweenness"]
    table = asymmetry(study, metrics=metrics, permutations=PERMUTATIONS, seed=number).table
    found = {}
    for metric, title in zip(metrics, ("degree", "betweenness"), strict=True):
        row = table[(table["quantity"] == "difference") & (table["metric"] == metric)].iloc[0]
        warns = "may be too small" in row["note"]
        rejects = row["p"] <= 0.05
        found |= {title: rejects, f"{title}: warning shown": warns}
        found[f"{title}: rejections that carry the warning"] = warns if rejects else math.nan
    return found


def _levels(earlier: tuple[float, float]) -> dict[str, Measured]:
    """Return what is counted where labels mean nothing: level of the p, and of the mid-p."""
    found = {}
    for title, value in zip(("degree", "betweenness"), earlier, strict=True):
        found |= {title: Measured("level", value, COARSE), f"{title}, mid-p": Measured("level")}
    return found | {"E-I index": Measured("level", why=COARSE), "E-I index, mid-p": Measured("level")}


EARLIER: Mapping[str, tuple[tuple[float, float], ...]] = {
    "every tie equally likely": ((0.028, 0.046), (0.035, 0.044), (0.027, 0.046), (0.031, 0.048)),
    "hubs unrelated to the label, ties returned": ((0.036, 0.050), (0.038, 0.041), (0.030, 0.040), (0.048, 0.057)),
    "undirected, organisations differ (sd 1)": ((0.030, 0.038), (0.037, 0.040), (0.034, 0.036), (0.039, 0.050)),
    "one super-hub, whichever": ((0.028, 0.032), (0.028, 0.022), (0.022, 0.014), (0.040, 0.046)),
}
EARLIER_SPREAD = ((0.138, 0.069), (0.097, 0.060), (0.039, 0.054), (0.133, 0.105))
GROUPS = ((12, 3), (12, 4), (12, 6), (40, 10))


def _laws(n: int) -> dict[str, Law]:
    small = n < 20
    laws = (
        alike(n, 0.25 if small else 0.1),
        hubs(n, -1.8 if small else -3.0),
        uneven(n, -1.4 if small else -2.8),
        one_hub(n, 0.2 if small else 0.08),
    )
    return dict(zip(EARLIER, laws, strict=True))


def level_experiments() -> list[Experiment]:
    """Return the settings in which labels mean nothing, and the one in which the test is known to fail."""
    found = []
    for place, (n, k) in enumerate(GROUPS):
        for title, law in _laws(n).items():
            name = f"{title}; {k} against {n - k}"
            once = partial(one_network, law, k, name)
            found.append(Experiment(PART, n, name, once, _levels(EARLIER[title][place]), 2000 if n < 20 else 1000))
        name = f"SPREAD: equal means, the {k} vary more; {k} against {n - k}"
        law = spread(n, k, 0.3 if n < 20 else 0.15, 0.95)
        measured = {}
        for title, earlier in zip(("degree", "betweenness"), EARLIER_SPREAD[place], strict=True):
            measured[title] = Measured("level", earlier, SPREAD)
            measured[f"{title}: warning shown"] = Measured("share")
            measured[f"{title}: rejections that carry the warning"] = Measured("share")
        found.append(Experiment(PART, n, name, partial(warned, law, k, name), measured, 600 if n < 20 else 400))
    return found


def needless_experiments() -> list[Experiment]:
    """Return the settings in which both groups vary alike, without a gap and with one: how often that is doubted."""
    found = []
    for (n, k), (ties, boost) in product(((12, 3), (12, 4)), ((0, 0.0), BOOSTS[12][2], BOOSTS[12][3])):
        gap = f"the {k} receive about {ties:g} ties more" if ties else "no gap"
        name = f"both groups vary alike, {gap}; {k} against {n - k}"
        measured = {}
        for title in ("degree", "betweenness"):
            measured[title] = Measured("power") if ties else Measured("level", why=COARSE)
            measured[f"{title}: warning shown"] = Measured("share")
            measured[f"{title}: rejections that carry the warning"] = Measured("share")
        found.append(Experiment(PART, n, name, partial(warned, hubs(n, -1.8, k, boost), k, name), measured, 600))
    return found


BOOSTS = {12: ((1, 0.56), (2, 1.10), (3, 1.65), (4, 2.27)), 40: ((1.8, 0.46), (3.8, 0.88))}
"""Log-odds that make the first group's mean in-degree so many ties larger."""

EARLIER_POWER = {
    12: ((0.14, 0.10), (0.37, 0.21), (0.70, 0.39), (0.92, 0.53)),
    40: ((0.46, 0.26), (0.96, 0.63)),
}


def power_experiments() -> list[Experiment]:
    """Return the settings in which one group really receives more ties."""
    found = []
    for (n, k), base in (((12, 4), -1.8), ((40, 10), -3.0)):
        for (ties, boost), earlier in zip(BOOSTS[n], EARLIER_POWER[n], strict=True):
            name = f"the {k} receive about {ties:g} ties more; {k} against {n - k}"
            once = partial(one_network, hubs(n, base, k, boost), k, name)
            measured = {key: Measured("power") for key in _levels((math.nan, math.nan))}
            measured |= {t: Measured("power", e) for t, e in zip(("degree", "betweenness"), earlier, strict=True)}
            found.append(Experiment(PART, n, name, once, measured, 1000 if n < 20 else 500))
    return found


EARLIER_SIX = {(12, 2): (0.161, 0.037), (12, 3): (0.140, 0.043), (12, 4): (0.170, 0.049), (40, 10): (0.187, 0.063)}
EARLIER_SIX_POWER = {
    (12, 2): (0.31, 0.46, 0.23),
    (12, 3): (0.46, 0.59, 0.37),
    (12, 4): (0.52, 0.63, 0.45),
    (40, 10): (1.0, 1.0, 1.0),
}


def family_experiments() -> list[Experiment]:
    """Return the settings of six metrics tested together: none apart, and all of them."""
    found = []
    for (n, k), (raw, together) in EARLIER_SIX.items():
        base, runs = (-1.8, 2000) if n < 20 else (-3.0, 600)
        name = f"six metrics, hubs unrelated to the label; {k} against {n - k}"
        measured = {
            "any of six, unadjusted": Measured("level", raw, UNCORRECTED),
            "any of six, step-down maxT": Measured("level", together, COARSE),
            "in-degree alone": Measured("level", why=COARSE),
            "in-degree, step-down maxT": Measured("share"),
        }
        found.append(Experiment(PART, n, name, partial(six_metrics, hubs(n, base), k, name), measured, runs))
        name = f"six metrics, the {k} receive more (log-odds 1.5); {k} against {n - k}"
        any_of, alone, adjusted = EARLIER_SIX_POWER[n, k]
        measured = {
            "any of six, unadjusted": Measured("power"),
            "any of six, step-down maxT": Measured("power", any_of),
            "in-degree alone": Measured("power", alone),
            "in-degree, step-down maxT": Measured("power", adjusted),
        }
        law = hubs(n, base, k, 1.5)
        found.append(Experiment(PART, n, name, partial(six_metrics, law, k, name), measured, runs // 2))
    return found


def experiments() -> list[Experiment]:
    """Return every setting of this part."""
    return [*level_experiments(), *needless_experiments(), *power_experiments(), *family_experiments()]
