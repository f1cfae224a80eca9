"""The networks of many snapshots as series: ties, density, centralisation and the gap of the headline metric."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import numpy as np

from sna.contrast import headline_metric
from sna.contrast.groups import said
from sna.lenses.lens import Looking
from sna.lenses.over_time import Series, sharing_days
from sna.metrics import measure
from sna.model import Scores

CENTRALISATION = {False: "degree_centralisation", True: "in_degree_centralisation"}
SHARED = "no limits and no rules: neighbouring snapshots share days, so neighbouring points are alike by construction"
SAMPLES = "no limits and no rules: snapshots of different samples are not one series"


def network_series(looking: Looking) -> Iterator[Series]:
    """Yield, for every layer, the number of ties, density, centralisation and, with two groups, the headline's gap."""
    study = looking.study
    if len(study.snapshots) == 1:
        return
    wanted = {layer: headline_metric(study, layer) for layer in study.layers}
    last = study.snapshots.names[-1]
    directed = {study.network(layer, last).directed for layer in study.layers}
    metrics = sorted({"density", *(CENTRALISATION[way] for way in directed), *filter(None, wanted.values())})
    scores = measure(study, metrics=metrics, by=looking.contrast)
    for layer in study.layers:
        yield from _of_layer(looking, layer, scores, wanted[layer])


def _of_layer(looking: Looking, layer: str, scores: Scores, headline: str) -> Iterator[Series]:
    study = looking.study
    periods = study.snapshots.ordered
    networks = [study.network(layer, period.name) for period in periods]
    sizes = np.array([network.n for network in networks], dtype=np.float64)
    no_rules = SHARED if sharing_days(periods) else ""
    no_rules = SAMPLES if not study.snapshots.one_sample else no_rules
    spells = study.layers[layer].table in ("roles", "members")
    ties = np.array([network.m for network in networks], dtype=np.float64)
    series = functools.partial(Series, layer, periods=periods, n=sizes, no_rules=no_rules, lasting=spells)
    yield series("ties", values=ties)
    table = scores.table[(scores.table["layer"] == layer) & (scores.table["organisation"] == "")]
    for metric in ("density", *CENTRALISATION.values()):
        rows = table[(table["metric"] == metric) & (table["group"] == "")].set_index("snapshot")["value"]
        if len(rows):
            yield series(metric, values=rows.reindex(study.snapshots.names).to_numpy())
    contrast = looking.contrast
    if contrast is None or not contrast.pairs or not headline:
        return
    one, other = contrast.pairs[0]
    means = table[table["metric"] == headline].set_index(["snapshot", "group"])["value"]
    gap = np.array([means.get((p.name, one), np.nan) - means.get((p.name, other), np.nan) for p in periods])
    group = f"{said(one)} − {said(other)}"
    yield series(f"gap: {headline}", values=gap, group=group)
