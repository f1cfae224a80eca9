"""Drawn ties as networks and studies of `sna`, so that the whole path from a study to its findings is simulated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from sna.model import Contrast, Deriving, Layer, LayerRule, Network, Roster, Snapshot, Snapshots, Study, Ties

GROUPS = ("specialist", "local")
CONTRAST = Contrast("centre", GROUPS)


def roster_of(n: int, k: int) -> Roster:
    """Return n organisations, the first k of them specialist."""
    ids = tuple(f"{place:03d}" for place in range(n))
    labels = {identifier: GROUPS[place >= k] for place, identifier in enumerate(ids)}
    return Roster(ids).with_attribute("centre", labels)


def network_of(
    cells: np.ndarray, roster: Roster, *, directed: bool, name: str = "drawn", snapshot: str = ""
) -> Network:
    """Return a network; cells are ties or their strengths."""
    sender, receiver = np.nonzero(cells if directed else np.triu(cells))
    weight = np.asarray(cells, dtype=np.float64)[sender, receiver]
    ties = Ties.from_arrays(sender, receiver, weight, directed=directed)
    counts = "ties" if (weight == 1).all() else "cases"
    return Network(roster, Layer(name, directed=directed, counts=counts), ties, snapshot)


def study_of(networks: Mapping[tuple[str, str], Network], primary: str = "") -> Study:
    """Return a study of networks by layer and snapshot, all over the same organisations."""
    layers, snapshots = (tuple(dict.fromkeys(key[place] for key in networks)) for place in (0, 1))
    roster = next(iter(networks.values())).roster
    deriving = Deriving(lambda _, rule, when, __: networks[rule.name, when.name], lambda *_: None)
    rules = {name: LayerRule(name, "links") for name in layers}
    ordered = Snapshots(tuple(Snapshot(name) for name in snapshots))
    return Study("drawn", "", roster, {}, ordered, rules, (CONTRAST,), deriving, primary=primary)


def snapshots_study(drawn: Sequence[np.ndarray], k: int, *, directed: bool) -> Study:
    """Return a study of one layer with a snapshot for each matrix."""
    roster = roster_of(len(drawn[0]), k)
    names = [f"t{place}" for place in range(1, len(drawn) + 1)]
    networks = {
        ("drawn", name): network_of(cells, roster, directed=directed, snapshot=name)
        for name, cells in zip(names, drawn, strict=True)
    }
    return study_of(networks)


def relabelled(study: Study, generator: np.random.Generator) -> Study:
    """Return a study with the labels of its first contrast dealt out anew among the organisations that have one."""
    column = study.contrasts[0].column
    labels = study.roster.group_of(column)
    ids = [identifier for identifier in study.roster.ids if labels[identifier] is not None]
    dealt = dict(zip(ids, (labels[ids[place]] for place in generator.permutation(len(ids))), strict=True))

    def network(_: Study, rule: LayerRule, when: Snapshot, __: object) -> Network:
        found = study.network(rule.name, when.name)
        return replace(found, roster=found.roster.with_attribute(column, dealt))

    deriving = Deriving(network, lambda _, rule, when, __: study.affiliation(rule.name, when.name))
    return replace(study, roster=study.roster.with_attribute(column, dealt), deriving=deriving, _derived={})
