"""Whether intervals of a gap cover, for the same organisations under other tie noise."""

from __future__ import annotations

import math
from functools import lru_cache, partial

import numpy as np

from calibrating.drawn import network_of, roster_of, snapshots_study
from calibrating.experiment import Experiment, Measured
from calibrating.laws import Law, alike, apart, centres, expected_ties, hubs, referral
from sna.contrast import asymmetry
from sna.infer import Stream, TieModel, draw_ties, noise_interval, tie_noise
from sna.metrics import compute

PART = "A gap in one network: interval by model bootstrap"
DRAWS = 20
"""Networks drawn for the same organisations."""

WIDE = "wider than it need be: effects that are drawn towards 0 in the model leave noise in"
MEETINGS = (
    "known failure: ties that come in cliques do not vary one by one; the tool refuses this interval, the row is why"
)
TRUTH = 400


@lru_cache(maxsize=4)
def _organisations(law: Law, k: int, name: str, block: int) -> tuple[TieModel, dict[str, float]]:
    """Return organisations and what their gaps are in expectation over tie noise: degree exactly, betweenness drawn."""
    generator = Stream(block, ("organisations", name)).generator()
    model = law(generator)
    n, seen = len(model.log_odds), ~np.eye(len(model.log_odds), dtype=bool)
    roster = roster_of(n, k)
    between = [
        apart(compute("betweenness", network_of(draw_ties(model, seen, generator), roster, directed=model.directed)), k)
        for _ in range(TRUTH)
    ]
    return model, {"degree": apart(expected_ties(model).sum(axis=0), k), "betweenness": float(np.mean(between))}


def gaps(law: Law, k: int, name: str, number: int) -> dict[str, float]:
    """Go the whole way to findings and see whether intervals hold the truth; refused ones do not count."""
    model, truth = _organisations(law, k, name, number // DRAWS)
    seen = ~np.eye(len(model.log_odds), dtype=bool)
    ties = draw_ties(model, seen, Stream(number, ("network", name)).generator())
    study = snapshots_study([ties], k, directed=model.directed)
    names = {"degree": "in_degree" if model.directed else "degree", "betweenness": "betweenness"}
    table = asymmetry(study, metrics=list(names.values()), permutations=99, seed=number).table
    found: dict[str, float] = {}
    for title, metric in names.items():
        row = table[(table["quantity"] == "difference") & (table["metric"] == metric)].iloc[0]
        refused = math.isnan(row["low"])
        assert not refused or "no interval" in row["note"]
        found[f"{title}: refused"] = refused
        found[title] = math.nan if refused else row["low"] <= truth[title] <= row["high"]
    return found


def coverage(law: Law, n: int, k: int, *, networks: int, draws: int = DRAWS, seed: int = 0) -> float:
    """Return how often the interval of the gap in degree holds its expectation, from the array functions alone."""
    generator = Stream(seed, ("coverage",)).generator()
    seen, held = ~np.eye(n, dtype=bool), 0
    for number in range(networks):
        if number % draws == 0:
            model = law(generator)
            truth = apart(expected_ties(model).sum(axis=0), k)
        ties = draw_ties(model, seen, generator)
        stream = Stream(seed, ("network", str(number)))
        statistic = lambda drawn: apart(drawn.sum(axis=0), k)  # noqa: E731
        sd = tie_noise(ties, seen, statistic, directed=model.directed, stream=stream)[0]
        low, high = noise_interval(statistic(ties), float(sd), n)
        held += low <= truth <= high
    return held / networks


@lru_cache(maxsize=4)
def _attenders(n: int, k: int, meetings: int, block: int) -> tuple[np.ndarray, float]:
    generator = Stream(block, ("attendance", str(meetings))).generator()
    chance = np.clip(generator.beta(1.2, 8, n) + 0.1 * (np.arange(n) < k), 0, 0.9)
    drawn = [apart(_met(chance, meetings, generator).sum(axis=0), k) for _ in range(2000)]
    return chance, float(np.mean(drawn))


def _met(chance: np.ndarray, meetings: int, generator: np.random.Generator) -> np.ndarray:
    present = (generator.random((meetings, len(chance))) < chance).astype(int)
    return (present.T @ present > 0) & ~np.eye(len(chance), dtype=bool)


def of_attendance(n: int, k: int, meetings: int, number: int) -> dict[str, float]:
    """See what the interval would cover where ties are made from shared meetings."""
    chance, truth = _attenders(n, k, meetings, number // DRAWS)
    ties = _met(chance, meetings, Stream(number, ("met", str(meetings))).generator())
    statistic = lambda drawn: apart(drawn.sum(axis=0), k)  # noqa: E731
    stream = Stream(number, ("meeting", str(meetings)))
    sd = tie_noise(ties, ~np.eye(n, dtype=bool), statistic, directed=False, stream=stream)[0]
    low, high = noise_interval(statistic(ties), float(sd), n)
    return {"degree, if it were not refused": low <= truth <= high}


def laws(n: int, k: int) -> dict[str, Law]:
    """Return the laws that intervals are tried on."""
    small = n < 20
    return {
        "every tie equally likely": alike(n, 0.25 if small else 0.1),
        "hubs, ties returned": hubs(n, -1.8 if small else -3.0),
        "centres, undirected": centres(n, k, -1.8 if small else -3.0),
        "one-way referral to the centres": referral(n, k, 1.0 if small else 0.3),
    }


RANGES = {12: (".958 to .974", ".962 to .981"), 40: (".927 to .963", ".960 to .983")}


def experiments() -> list[Experiment]:
    """Return every setting of this part."""
    found = []
    for n, k, runs in ((12, 4, 1000), (40, 10, 400)):
        for title, law in laws(n, k).items():
            measured = {
                "degree": Measured("coverage", RANGES[n][0], WIDE),
                "degree: refused": Measured("share"),
                "betweenness": Measured("coverage", RANGES[n][1], WIDE),
                "betweenness: refused": Measured("share"),
            }
            found.append(Experiment(PART, n, title, partial(gaps, law, k, f"{title} {n}"), measured, runs))
    for meetings in (5, 10, 20):
        name = "degree, if it were not refused"
        measured = {name: Measured("coverage", why=MEETINGS)}
        once = partial(of_attendance, 12, 4, meetings)
        found.append(Experiment(PART, 12, f"ties from {meetings} shared meetings", once, measured, 1000))
    return found
