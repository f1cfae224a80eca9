"""Did anything change but ties: dyad swap, density-conditional swap and Welch labels of changes, with intervals."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np

from calibrating.experiment import Experiment, Measured
from calibrating.laws import Law, alike, attracting, centres, expected_ties, hubs
from calibrating.turnover import Drawing, Networks, churn, expected_change, kept, of_meetings, of_people, shocked
from sna.change.swapped import Frame, OfSums
from sna.infer import (
    Pairs,
    Stream,
    change_noise,
    concentration_test,
    density_swaps,
    draw_changes,
    dyad_swaps,
    swap_tests,
    welch_label_test,
)
from sna.model import Layer

PART = "Change between two snapshots: tests and intervals"
PERMUTATIONS = 399
TITLES = ("density", "centralisation", "gap")
COARSE = "few pairs change and p is discrete: conservative, its mid-p is beside it"
CAREFUL = "conservative: turnover alone moves it less than the swaps do"
WIDE = "wider than it need be: the larger of two standard deviations is taken"
NOT_SWAPPED = "known failure: one person or meeting makes several ties, which do not come and go one by one; refused"
PILED = (
    "known limit: events of whole organisations are not turnover of ties; the finding then says 'change concentrated "
    "in …' (p of the concentration below .10, beside it)"
)


@dataclass(frozen=True)
class Setting:
    """Size, direction, and whether intervals are looked at."""

    n: int
    k: int
    directed: bool = True
    interval: bool = False


@lru_cache(maxsize=16)
def true_changes(draw: Drawing, setting: Setting, exact: tuple[float, float] | None) -> tuple[float, ...]:
    """Return the expected change of density, centralisation (drawn) and the gap; 0 where none is given."""
    if exact is None:
        return (0.0, 0.0, 0.0)
    generator = Stream(0, ("truth",)).generator()
    drawn = np.array([draw(generator) for _ in range(4000)], dtype=float)
    statistics = _statistics(setting)[1]
    moved = [statistics.of(np.stack(pair))[1] - statistics.of(np.stack(pair))[0] for pair in drawn]
    return exact[0], float(np.mean(moved, axis=0)[1]), exact[1]


def _statistics(setting: Setting) -> tuple[Frame, OfSums]:
    n, members = setting.n, {"x": np.arange(setting.k), "y": np.arange(setting.k, setting.n)}
    frame = Frame(~np.eye(n, dtype=bool), Layer("drawn", directed=setting.directed), members)
    kind = "in_degree" if setting.directed else "degree"
    return frame, OfSums(frame, [("density", "", ""), (f"{kind}_centralisation", "", ""), (kind, "x", "y")])


def once(networks: Networks, setting: Setting, name: str, truth: tuple[float, ...]) -> dict[str, float]:
    """Test one pair of networks in every way."""
    frame, statistics = _statistics(setting)
    before, after = (each.astype(float) for each in networks)
    pairs = Pairs.between(before, after, directed=setting.directed)
    observed = statistics.of(np.stack([before, after]))
    swaps = dyad_swaps(pairs.count, permutations=PERMUTATIONS, exact_pairs=9, stream=Stream(1, (name,)))
    held = density_swaps(pairs.shift, permutations=PERMUTATIONS, exact_pairs=9, stream=Stream(2, (name,)))
    tests = swap_tests(observed, statistics.swapped(pairs, swaps.rows), swaps)
    given = swap_tests(observed, statistics.swapped(pairs, held.rows), held)[1]
    degree, inside = after.sum(axis=0) - before.sum(axis=0), np.arange(setting.n) < setting.k
    labels = welch_label_test(degree, inside, permutations=PERMUTATIONS, stream=Stream(3, (name,)))
    found: dict[str, float] = {}
    for title, test in zip(TITLES, tests, strict=True):
        found |= {title: test.p <= 0.05, f"{title}, mid-p": test.p_mid <= 0.05}
    found |= {"centralisation, density kept": given.p <= 0.05, "gap, labels": labels.p <= 0.05}
    found["gap, both"] = found["gap"] and found["gap, labels"]
    found["changes pile up (p below .10)"] = concentration_test(pairs, swaps).p < 0.10
    if setting.interval:
        drawn = draw_changes(networks, frame.observed, directed=setting.directed, stream=Stream(4, (name,)))
        spread = change_noise(drawn, statistics.of)
        for title, test, sd, value in zip(TITLES, tests, spread, truth, strict=True):
            found[f"{title}: interval"] = abs(test.value - value) <= 1.96 * max(test.spread, float(sd))
    return found


def _run(
    drawing: Drawing, setting: Setting, exact: tuple[float, float] | None, name: str, number: int
) -> dict[str, float]:
    networks = drawing(Stream(number, ("change", name)).generator())
    return once(networks, setting, f"{name} {number}", true_changes(drawing, setting, exact))


def rejections(draw: Drawing, setting: Setting, *, runs: int, seed: int = 0) -> dict[str, float]:
    """Return how often each test rejects at .05 (intervals: holds no change)."""
    generator = Stream(seed, ("change", str(setting.n))).generator()
    totals: dict[str, float] = {}
    for number in range(runs):
        for name, hit in once(draw(generator), setting, str(number), (0.0, 0.0, 0.0)).items():
            totals[name] = totals.get(name, 0) + hit / runs
    return totals


EARLIER_LEVEL = {
    12: {"density": ".013 to .033", "density, mid-p": ".036 to .051", "gap, labels": ".022 to .060"},
    40: {"density": "at most .068", "gap, labels": ".022 to .060"},
}


def _null(n: int, interval: bool) -> dict[str, Measured]:
    earlier = EARLIER_LEVEL[n]
    names = [part for title in TITLES for part in (title, f"{title}, mid-p")]
    names += ["centralisation, density kept", "gap, labels"]
    found = {
        name: Measured("level", earlier.get(name, "at most .068" if n > 20 else "at most .053"), COARSE)
        for name in names
    }
    for name in [f"{title}, mid-p" for title in TITLES] + ["gap, labels"]:
        found[name] = Measured("level", earlier.get(name, ".038 to .056" if n < 20 else ""), CAREFUL)
    found |= {"gap, both": Measured("share"), "changes pile up (p below .10)": Measured("share")}
    ranges = (
        (".957 to .992", ".959 to .998", ".952 to .988") if n < 20 else (".945 to .983", ".907 to .990", ".953 to .975")
    )
    covers = {f"{title}: interval": Measured("coverage", e, WIDE) for title, e in zip(TITLES, ranges, strict=True)}
    return found | (covers if interval else {})


def null_experiments(n: int, k: int) -> list[Experiment]:
    """Return the settings in which nothing changes but ties."""
    small, found = n < 20, []
    laws: tuple[tuple[str, Law, float, bool], ...] = (
        ("every tie equally likely", alike(n, 0.25 if small else 0.1), 0.25 if small else 0.1, True),
        ("hubs, ties returned", hubs(n, -1.8 if small else -3.0), 0.32 if small else 0.12, True),
        ("centres, undirected", centres(n, k, -1.8 if small else -3.0), 0.31 if small else 0.12, False),
    )
    for persisting in (0.6, 0.8):
        for title, law, density, directed in laws:
            name = f"{title}; {persisting:.0%} of ties persist".replace("%", " %")
            setting = Setting(n, k, directed=directed, interval=True)
            drawing = churn(law, n, kept(persisting, density))
            run = partial(_run, drawing, setting, None, f"{name} {n}")
            found.append(Experiment(PART, n, name, run, _null(n, interval=True), 1000 if small else 400))
    return found


EARLIER_POWER = {
    ("density", 12): {"density": ".37 to .51", "centralisation, density kept": "at most .033"},
    ("density", 40): {"density": ".82", "centralisation": ".113", "centralisation, density kept": "at most .033"},
    ("the gap", 12): {"gap": ".41", "gap, labels": ".27"},
    ("the gap", 40): {"gap": ".97", "gap, labels": ".84"},
}


def other_experiments(n: int, k: int) -> list[Experiment]:
    """Return the settings in which something does change, and those in which the tests are known to fail."""
    small, found = n < 20, []
    density, base = (0.18, -1.8) if small else (0.08, -3.0)
    first = attracting(n, k, base, 1.2)
    even = float(expected_ties(first(np.random.default_rng(0))).sum() / (n * (n - 1)))
    # Where states are kept the second law shows only in part: it is set so that density comes to half as much again.
    keep = kept(0.6, density)
    changes: dict[str, tuple[Law, Law, float]] = {
        "density rises by half; 60 % of ties persist": (
            alike(n, density),
            alike(n, density + density / 2 / (1 - keep)),
            keep,
        ),
        "the gap goes, density stays; 40 % of ties persist": (first, alike(n, even), kept(0.4, even)),
    }
    for title, (law, other, keep) in changes.items():
        exact = expected_change(law, other, keep, k)
        setting = Setting(n, k, interval=True)
        measured = {name: Measured("power") for name in _null(n, interval=False)}
        measured |= {f"{each}: interval": Measured("coverage", why=WIDE) for each in TITLES}
        measured |= {name: Measured("power", value) for name, value in EARLIER_POWER[title[:7], n].items()}
        if title.startswith("density"):
            name, earlier = "centralisation, density kept", EARLIER_POWER[title[:7], n]["centralisation, density kept"]
            measured[name] = Measured("level", earlier, COARSE)
        run = partial(_run, churn(law, n, keep, other), setting, exact, f"{title} {n}")
        found.append(Experiment(PART, n, title, run, measured, 1000 if small else 300))
    return found + _failures(n, k, base)


def _failures(n: int, k: int, base: float) -> list[Experiment]:
    """Return the settings in which ties do not come and go one by one."""
    found, runs = [], 600 if n < 20 else 200
    shared: list[tuple[str, Drawing, bool, str]] = [
        ("ties of shared people, everybody placed anew", of_people(n, n), False, NOT_SWAPPED),
        ("ties of shared meetings, held anew", of_meetings(n, 8), False, NOT_SWAPPED),
        ("organisations have events of their own (sd .5)", shocked(n, base, 0.4, 0.5), True, PILED),
    ]
    for name, drawing, directed, why in shared:
        measured = {title: Measured("share") for title in _null(n, interval=False)}
        measured |= {title: Measured("level", why=why) for title in TITLES}
        measured["changes pile up (p below .10)"] = Measured("share")
        if why is PILED:
            measured["density"] = Measured("level", ".21" if n < 20 else ".39", PILED)
            measured["changes pile up (p below .10)"] = Measured("share", ".46 (p below .05)" if n < 20 else "")
        run = partial(_run, drawing, Setting(n, k, directed=directed), None, f"{name} {n}")
        found.append(Experiment(PART, n, name, run, measured, runs))
    return found


def experiments() -> list[Experiment]:
    """Return every setting of this part."""
    sizes = ((12, 4), (40, 10))
    return [each for n, k in sizes for each in (*null_experiments(n, k), *other_experiments(n, k))]
