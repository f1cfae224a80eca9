"""Against chance and of several groups: CUG tests, vertex bootstrap and permutation analysis of variance."""

from __future__ import annotations

from functools import partial

import numpy as np

from calibrating.drawn import network_of, roster_of, snapshots_study
from calibrating.experiment import Experiment, Measured
from calibrating.labels import drawn
from calibrating.laws import Law, alike, centres, expected_ties, hubs, referral
from sna.infer import Stream, anova_tests, bootstrap_vertices, chance_ties, cug_tests, noise_interval
from sna.metrics import compute
from sna.relate import vertex_bootstrap

PART = "Against chance, other organisations, and several groups"
RESAMPLES = 199
WIDE = "wider than it need be: where ties are independent, drawing whole organisations counts their noise twice"
NARROW = (
    "known limit: where organisations differ this much, hubs come and go with the sample more than resamples of twelve "
    "show"
)
COARSE = "few distinct values are possible, so p is conservative; its mid-p is beside it"


def against_chance(n: int, density: float, given: str, number: int) -> dict[str, float]:
    """Draw a network from the very chance it is tested against."""
    generator = Stream(number, ("cug", given, str(n))).generator()
    seen = ~np.eye(n, dtype=bool)
    start = np.where(seen, generator.random((n, n)) < density, False)
    ties = chance_ties(start, seen, given, directed=True, generator=generator)  # type: ignore[arg-type]
    roster = roster_of(n, 1)
    metrics = ("transitivity", "betweenness_centralisation")

    def values(cells: np.ndarray) -> list[float]:
        network = network_of(cells, roster, directed=True)
        return [float(compute(metric, network)) for metric in metrics]

    def draw(each: np.random.Generator) -> list[float]:
        return values(chance_ties(ties, seen, given, directed=True, generator=each))  # type: ignore[arg-type]

    observed = values(ties)
    if np.isnan(observed).any():
        return {}
    tests = cug_tests(observed, draw, resamples=RESAMPLES, stream=Stream(number, ("chance", given)))
    found = {}
    for metric, test in zip(metrics, tests, strict=True):
        title = metric.replace("_", " ")
        found |= {title: test.p <= 0.05, f"{title}, mid-p": test.p_mid <= 0.05}
    return found


def resampled(law: Law, density: float, name: str, number: int) -> dict[str, float]:
    """Ask whether the vertex bootstrap holds the density expected over organisations as well as ties."""
    ties, directed = drawn(law, number, "bootstrap", name)
    cells = np.where(np.eye(len(ties), dtype=bool), np.nan, ties)
    found = bootstrap_vertices(cells, directed=directed, resamples=RESAMPLES, stream=Stream(number, ("vertices", name)))
    assert found is not None
    low, high = noise_interval(found.value, found.error, len(ties), low=0.0, high=1.0)
    result = {"density": low <= density <= high}
    if number == 0:
        table = vertex_bootstrap(snapshots_study([ties], 4, directed=directed), "betweenness_centralisation").table
        assert table["low"].isna().all()
        assert "no interval" in table["note"].iloc[0]
    return result


def expected_density(law: Law, draws: int = 20_000) -> float:
    """Return the density expected over organisations and ties."""
    generator = Stream(0, ("density",)).generator()
    models = [expected_ties(law(generator)) for _ in range(draws)]
    return float(np.mean([model.sum() / (len(model) * (len(model) - 1)) for model in models]))


def several_groups(law: Law, sizes: tuple[int, ...], name: str, number: int) -> dict[str, float]:
    """Test three groups that mean nothing."""
    ties, directed = drawn(law, number, "anova", name)
    n = len(ties)
    network = network_of(ties, roster_of(n, 1), directed=directed)
    values = np.column_stack([ties.sum(axis=0).astype(float), compute("betweenness", network)])
    labels = np.repeat(np.arange(len(sizes)), sizes)
    tests = anova_tests(values, labels, permutations=999, stream=Stream(number, ("groups", name)))
    found = {}
    for title, each in zip(("degree", "betweenness"), tests, strict=True):
        found |= {title: each.test.p <= 0.05, f"{title}, mid-p": each.test.p_mid <= 0.05}
    return found


def experiments() -> list[Experiment]:
    """Return every setting of this part."""
    found = []
    for n, density, runs in ((12, 0.25, 400), (40, 0.1, 200)):
        for given, said in (("edges", "size and number of ties"), ("dyads", "mutual, one-way and empty pairs")):
            titles = ("transitivity", "betweenness centralisation")
            measured = {title: Measured("level", why=COARSE) for title in titles}
            measured |= {f"{title}, mid-p": Measured("level") for title in titles}
            once = partial(against_chance, n, density, given)
            found.append(Experiment(PART, n, f"CUG: drawn from chance, given {said}", once, measured, runs))
        small, k = n < 20, 4 if n < 20 else 10
        laws: dict[str, tuple[Law, float, str]] = {
            "every tie equally likely": (alike(n, density), 0.994 if small else 1.0, WIDE),
            "centres, undirected": (centres(n, k, -1.8 if small else -3.0), 0.988 if small else 0.993, WIDE),
            "hubs, ties returned": (hubs(n, -1.8 if small else -3.0), 0.849 if small else 0.937, NARROW),
            "one-way referral to the centres": (referral(n, k, 1.0 if small else 0.3), 0.995 if small else 1.0, WIDE),
        }
        for title, (law, earlier, why) in laws.items():
            truth = expected_density(law, 2_000 if title == "hubs, ties returned" else 500)
            once = partial(resampled, law, truth, f"{title} {n}")
            measured = {"density": Measured("coverage", earlier, why)}
            found.append(Experiment(PART, n, f"Vertex bootstrap: {title}", once, measured, runs * 3))
        sizes = (3, 4, 5) if small else (8, 12, 20)
        for title in ("every tie equally likely", "hubs, ties returned"):
            measured = {each: Measured("level", why=COARSE) for each in ("degree", "betweenness")}
            measured |= {f"{each}, mid-p": Measured("level") for each in ("degree", "betweenness")}
            said = " / ".join(map(str, sizes))
            once = partial(several_groups, laws[title][0], sizes, f"{title} {n}")
            found.append(Experiment(PART, n, f"ANOVA, groups of {said}: {title}", once, measured, runs * 3))
    return found
