"""By pathway: the same table for each, and who is specialist for one and local for another."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np

from sna.contrast.gaps import DESCRIPTION, LABELS, refusal, test_columns
from sna.contrast.groups import groups_at, said
from sna.contrast.headlines import primary_metric
from sna.contrast.subjects import comparable_metrics
from sna.derive.rosters import roster_at
from sna.derive.selecting import knows
from sna.infer import mean_difference_tests
from sna.lenses.lens import Lens, Looking, Row
from sna.metrics import measure
from sna.model import Contrast, Network, Scores, Study

COUNT = "count of these records"
NO_INTERVAL = "no interval here: 'sna asymmetry STUDY --pathway NAME' has it"
BESIDE = "not corrected for the other pathways"
CENTRALISATION = {True: "in_degree_centralisation", False: "degree_centralisation"}


def pathways_of(study: Study) -> tuple[str, ...]:
    """Return the pathways that any table names; those asked for where facts are narrowed to some."""
    named = {
        str(value)
        for table in study.tables.values()
        if "pathway" in table.frame.columns
        for value in table.frame["pathway"].dropna().unique()
    }
    return tuple(sorted(named & set(study.filters.get("pathway", named))))


def by_pathway(looking: Looking) -> Iterator[Row]:
    """Yield the same findings for every pathway, layer and snapshot, side by side.

    ``organisations`` with a tie, ``ties``, ``density`` and ``centralisation`` of the network that the pathway's facts
    make; for each pair of groups, which the pathway's own centres settle, ``mean`` of each and ``difference`` of the
    metric of the headline, with its p. ``centre_for`` is, for each organisation and group, for how many pathways it is
    one; ``several_kinds`` counts organisations that are of different groups for different pathways.
    """
    study = looking.study
    names = pathways_of(study)
    columns = ("pathway", *study.filters)
    layers = [name for name, rule in study.layers.items() if all(knows(study, rule.table, c) for c in columns)]
    for pathway in names if layers else ():
        scores = _scores(study, layers, pathway, looking.contrast)
        for layer in layers:
            for snapshot in study.snapshots.names:
                network = study.network(layer, snapshot, pathway=pathway)
                base = {"layer": layer, "snapshot": snapshot, "metric": f"pathway: {pathway}"}
                yield from ({**base, **row} for row in _of_network(network, scores))
                if looking.contrast and network.m:
                    yield from ({**base, **row} for row in _gaps(looking, network, scores))
    if looking.contrast and looking.contrast.column == "centre" and "centres" in study.tables:
        yield from _kinds(study, names, looking.contrast)


def _scores(study: Study, layers: Sequence[str], pathway: str, contrast: Contrast | None) -> Scores:
    """Measure what the table needs, of one pathway."""
    ways = {study.network(layer, study.snapshots.names[-1]).directed for layer in layers}
    metrics = {metric_of(study, directed) for directed in ways}
    metrics |= {"density", *(CENTRALISATION[directed] for directed in ways)}
    return measure(study, metrics=sorted(metrics), layers=layers, pathway=pathway, by=contrast)


def metric_of(study: Study, directed: bool) -> str:
    """Return the metric of the headline of a directed or an undirected network."""
    return primary_metric(study.primary, _comparable("directed" if directed else "undirected"))


@cache
def _comparable(layers: str) -> tuple[str, ...]:
    records = comparable_metrics().values()
    return tuple(r.name for r in records if r.layers in (layers, "any") and r.of == "network" and not r.ratings)


def _of_network(network: Network, scores: Scores) -> Iterator[dict[str, Any]]:
    tied = len({*network.ties.sender.tolist(), *network.ties.receiver.tolist()})
    base = {"n": network.n, "target": DESCRIPTION}
    yield {**base, "quantity": "organisations", "value": tied, "target": COUNT}
    yield {**base, "quantity": "ties", "value": network.m, "target": COUNT}
    table = scores.table
    here = (table["layer"] == network.layer.name) & (table["snapshot"] == network.snapshot)
    for quantity, metric in (("density", "density"), ("centralisation", CENTRALISATION[network.directed])):
        row = table[here & (table["metric"] == metric)].iloc[0]
        yield {**base, "quantity": quantity, "value": float(row["value"]), "note": str(row["note"])}


def _gaps(looking: Looking, network: Network, scores: Scores) -> Iterator[dict[str, Any]]:
    """Yield the means of groups on the metric of the headline, and the difference of each pair, tested."""
    contrast = looking.contrast
    assert contrast is not None  # noqa: S101 - the caller has looked
    metric = metric_of(looking.study, network.directed)
    table = scores.table
    here = (table["layer"] == network.layer.name) & (table["snapshot"] == network.snapshot)
    known = table[here & (table["metric"] == metric) & (table["organisation"] != "")].set_index("organisation")["value"]
    values = known.reindex(list(network.roster.ids)).to_numpy(dtype=np.float64)
    groups = groups_at(contrast, network.roster)
    groups = np.where(np.isnan(values), -1, groups)
    for at, group in enumerate(contrast.groups):
        own = values[groups == at]
        note = "" if len(own) else f"no organisation in '{said(group)}' for this pathway"
        mean = float(own.mean()) if len(own) else math.nan
        row = {"quantity": "mean", "group": said(group), "n": len(own), "target": DESCRIPTION}
        yield {**row, "value": mean, "note": note or metric}
    for group, other in contrast.pairs:
        g, h = contrast.groups.index(group), contrast.groups.index(other)
        places = np.flatnonzero((groups == g) | (groups == h))
        member = groups[places] == g
        base = {"quantity": "difference", "group": said(group), "other": said(other), "n": len(places)}
        if not 0 < member.sum() < len(places):
            empty = said(group if not member.any() else other)
            why = f"no organisation in '{empty}' for this pathway"
            yield {**base, "value": math.nan, "target": LABELS, "note": why}
            continue
        testing = looking.testing
        test = mean_difference_tests(
            values[places][:, None],
            member,
            permutations=testing.permutations,
            exact=testing.exact,
            stream=testing.stream(network.layer.name, network.snapshot, group, other, str(network.filters)),
        )[0]
        refused = refusal(test, int(min(member.sum(), (~member).sum())))
        note = "; ".join(part for part in (refused, metric, BESIDE, NO_INTERVAL) if part)
        yield {**base, **test_columns(test, testing, refused), "value": test.value, "target": LABELS, "note": note}


def _kinds(study: Study, names: Sequence[str], contrast: Contrast) -> Iterator[Row]:
    """Yield for how many pathways each organisation is in each group, and how many are in different ones."""
    for snapshot in study.snapshots:
        of: dict[str, dict[str, int]] = {}
        for pathway in names:
            roster = roster_at(study, snapshot, {**study.filters, "pathway": (pathway,)})
            for identifier, centre in roster.group_of(contrast.column).items():
                group = contrast.assign(centre)
                if group is not None:
                    counts = of.setdefault(identifier, {})
                    counts[group] = counts.get(group, 0) + 1
        base = {"snapshot": snapshot.name, "target": COUNT}
        for identifier, counts in sorted(of.items()):
            for group, many in counts.items():
                row = {"quantity": "centre_for", "organisation": identifier, "group": said(group)}
                yield {**base, **row, "value": many, "n": len(names)}
        several = sum(len(counts) > 1 for counts in of.values())
        yield {**base, "quantity": "several_kinds", "value": several, "n": len(of)}


def _can(study: Study) -> bool:
    known = any(knows(study, rule.table, "pathway") for rule in study.layers.values())
    return known and len(pathways_of(study)) > 1 and study.roster.kind == "organisations"


LENS = Lens(
    "pathway",
    "How do the pathways differ, and who is a specialist centre for one and a local centre for another?",
    "two pathways or more in a column pathway of meetings, roles, MDT links, members or a list of ties.",
    _can,
    by_pathway,
)
