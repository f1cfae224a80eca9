"""The whole path of a comparison: measures of routes as well, and what is refused."""

from __future__ import annotations

import math
from functools import partial

from calibrating.drawn import snapshots_study
from calibrating.experiment import Experiment, Measured
from calibrating.laws import Law, alike, centres, hubs, referral
from calibrating.turnover import churn, kept
from sna.change import compare
from sna.infer import Stream

PART = "Change between two snapshots: from a study to its findings"
COARSE = "few pairs change, p is discrete, and runs that are refused are not among these: conservative"
WIDE = "wider than it need be: the larger of two standard deviations is taken"
NAMED = {
    "degree_centralisation": "degree centralisation",
    "in_degree_centralisation": "degree centralisation",
    "betweenness_centralisation": "betweenness centralisation",
    "krackhardt_hierarchy": "hierarchy",
    "betweenness": "gap in betweenness",
}
PERMUTATIONS = 199


def whole(law: Law, k: int, keep: float, name: str, number: int) -> dict[str, float]:
    """Compare two snapshots that differ by turnover alone, and read the findings."""
    generator = Stream(number, ("routes", name)).generator()
    model = law(generator)
    n, directed = len(model.log_odds), model.directed
    drawn = churn(lambda _: model, n, keep)(generator)
    study = snapshots_study(drawn, k, directed=directed)
    chosen = ["betweenness_centralisation", "betweenness"]
    chosen += ["in_degree_centralisation", "krackhardt_hierarchy"] if directed else ["degree_centralisation"]
    table = compare(study, metrics=chosen, permutations=PERMUTATIONS, seed=number).table
    found: dict[str, float] = {}
    for quantity, ending in (
        ("change", ""),
        ("change_given_density", ", density kept"),
        ("change_by_group", ", labels"),
    ):
        rows = table[(table["quantity"] == quantity) & (table["organisation"] == "")]
        for row in rows.itertuples():
            if row.metric not in NAMED or (row.metric == "betweenness" and not row.other):
                continue
            title = NAMED[row.metric] + ending
            refused = math.isnan(row.p)
            assert not refused or "no p" in row.note or "undefined" in row.note or math.isnan(row.value), row.note
            found[title] = math.nan if refused else row.p <= 0.05
            if quantity == "change":
                found[f"{title}: refused"] = refused
                found[f"{title}: interval"] = math.nan if math.isnan(row.low) else row.low <= 0 <= row.high
    return found


EARLIER = {
    "degree centralisation: interval": (".959 to .998", ".907 to .990"),
    "betweenness centralisation: interval": (".941 to .999", ".917 to .995"),
    "hierarchy: interval": (".961 to 1.0", ".940 to 1.0"),
    "gap in betweenness: interval": (".969 to .999", ".963 to .998"),
    "gap in betweenness, labels": (".020 to .070", ".020 to .070"),
    "hierarchy": ("at most .053", "at most .068"),
    "gap in betweenness": ("at most .053", "at most .068"),
    "betweenness centralisation": ("at most .053", "at most .068"),
    "degree centralisation": ("at most .053", "at most .068"),
}


def _measured(n: int, *, directed: bool) -> dict[str, Measured]:
    found = {}
    titles = ["degree centralisation", "betweenness centralisation", *(["hierarchy"] if directed else [])]
    for title in [*titles, "gap in betweenness"]:
        kinds = ("", ", density kept") if title in titles else ("", ", labels")
        for name in (title + ending for ending in kinds):
            found[name] = Measured("level", EARLIER.get(name, ("", ""))[n > 20], COARSE)
        found[f"{title}: refused"] = Measured("share")
        name = f"{title}: interval"
        found[name] = Measured("coverage", EARLIER[name][n > 20], WIDE)
    return found


def experiments() -> list[Experiment]:
    """Return every setting of this part."""
    found = []
    for n, k, runs in ((12, 4, 400), (40, 10, 120)):
        small = n < 20
        laws: tuple[tuple[str, Law, float, bool], ...] = (
            ("every tie equally likely", alike(n, 0.25 if small else 0.1), 0.25 if small else 0.1, True),
            ("hubs, ties returned", hubs(n, -1.8 if small else -3.0), 0.32 if small else 0.12, True),
            ("one-way referral to the centres", referral(n, k, 1.0 if small else 0.3), 0.11 if small else 0.03, True),
            ("centres, undirected", centres(n, k, -1.8 if small else -3.0), 0.31 if small else 0.12, False),
        )
        for title, law, density, directed in laws:
            name = f"{title}; 60 % of ties persist"
            run = partial(whole, law, k, kept(0.6, density), f"{name} {n}")
            found.append(Experiment(PART, n, name, run, _measured(n, directed=directed), runs))
    return found
