"""End to end: a study whose labels were dealt out at random, and how many findings it has."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache, partial

import numpy as np

import sna
from calibrating.drawn import network_of, relabelled, roster_of, study_of
from calibrating.experiment import Experiment, Measured
from calibrating.laws import hubs, uneven
from sna.contrast import asymmetry, headline
from sna.infer import Stream, draw_ties
from sna.model import Study

PART = "End to end: labels shuffled"
SEVERAL = (
    "several layers, each with a headline of its own at .05: any of them is below it more often; correction is over "
    "the metrics of one network, not over layers"
)
RAW = "every p in the table without correction; p_adjusted is beside it"
COARSE = "conservative: few distinct values are possible, and some p are refused"

TOGETHER = "corrected within a kind of finding, not over kinds; asymmetry says how many its output tested"
KINDS = {"mixing": "mixing", "between_share": "share between groups", "routes_through": "routes through a group"}
"""Quantity → what it is called here, beside headlines, gaps and the E-I index."""
OF_ARROWS = {"net_flow": "net flow", "brokerage": "brokerage"}
OF_LINES = {"strongest_partner_in": "strongest partners"}


def kinds(*, directed: bool) -> dict[str, str]:
    """Return the further kinds of findings of a layer."""
    return KINDS | (OF_ARROWS if directed else OF_LINES)


@lru_cache(maxsize=2)
def _bundled() -> Study:
    return sna.load("centralised-surgery")


def invented(number: int) -> Study:
    """Return a study of twelve organisations, four of them called specialist, which means nothing."""
    generator = Stream(number, ("invented",)).generator()
    roster, seen = roster_of(12, 4), ~np.eye(12, dtype=bool)
    laws = {"referrals": hubs(12, -1.8), "partnerships": uneven(12, -1.4)}
    networks = {}
    for layer, law in laws.items():
        model = law(generator)
        ties = draw_ties(model, seen, generator)
        networks[layer, "now"] = network_of(ties, roster, directed=model.directed, name=layer, snapshot="now")
    return study_of(networks)


def findings(kind: str, number: int) -> dict[str, float]:
    """Count what a reader would call findings, where there is nothing to find."""
    if kind == "invented":
        study = invented(number)
    else:
        study = relabelled(_bundled(), Stream(number, ("shuffled", kind)).generator())
    last = study.snapshots.names[-1]
    found = asymmetry(study, snapshots=last, permutations=999, seed=number)
    table = found.table
    gaps = table[table["quantity"] == "difference"]
    result: dict[str, float] = {}
    verdicts = headline(found, study)
    result["any headline says higher or lower"] = any(each.verdict != "cannot tell" for each in verdicts)
    for each in verdicts:
        result[f"headline of {each.layer}"] = math.nan if math.isnan(each.p) else each.verdict != "cannot tell"
    for layer, part in gaps.groupby("layer"):
        result[f"any p_adjusted of {layer}"] = bool((part["p_adjusted"].dropna() <= 0.05).any())
        result[f"any p of {layer}"] = bool((part["p"].dropna() <= 0.05).any())
        p = table[(table["quantity"] == "e_i_index") & (table["layer"] == layer)]["p"]
        result[f"E-I index of {layer}"] = math.nan if p.isna().all() else float(p.iloc[0]) <= 0.05
        of_layer = table[table["layer"] == layer]
        for quantity, words in kinds(directed=study.network(str(layer), last).layer.directed).items():
            p = of_layer[of_layer["quantity"] == quantity]["p_adjusted"].dropna()
            result[f"any {words} of {layer}"] = bool((p <= 0.05).any()) if len(p) else math.nan
    corrected = [value for name, value in result.items() if not name.startswith("any p of")]
    result["anything of any kind, corrected within it"] = float(1 in corrected)
    return result


def _measured(layers: Mapping[str, bool]) -> dict[str, Measured]:
    """Return what is counted of layers, by name and whether they are directed."""
    found = {"any headline says higher or lower": Measured("level", why=SEVERAL)}
    for layer, directed in layers.items():
        found |= {
            f"headline of {layer}": Measured("level", why=COARSE),
            f"any p_adjusted of {layer}": Measured("level", why=COARSE),
            f"any p of {layer}": Measured("level", why=RAW),
            f"E-I index of {layer}": Measured("level", why=COARSE),
        }
        found |= {
            f"any {words} of {layer}": Measured("level", why=COARSE) for words in kinds(directed=directed).values()
        }
    return found | {"anything of any kind, corrected within it": Measured("share", why=TOGETHER)}


def experiments() -> list[Experiment]:
    """Return every setting of this part."""
    bundled = _bundled()
    last = bundled.snapshots.names[-1]
    layers = {name: bundled.network(name, last).layer.directed for name in bundled.layers}
    n = bundled.network(next(iter(layers)), last).n
    named = "centralised-surgery at its last snapshot, its labels dealt out anew"
    null = "an invented study, hubs unrelated to the label"
    drawn = {"referrals": True, "partnerships": False}
    return [
        Experiment(PART, n, named, partial(findings, "bundled"), _measured(layers), 1000),
        Experiment(PART, 12, null, partial(findings, "invented"), _measured(drawn), 1000),
    ]
