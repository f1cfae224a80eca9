"""Studies in memory for the tests of change."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence

import pytest

from sna.model import (
    Affiliation,
    Contrast,
    Deriving,
    Filters,
    Layer,
    LayerRule,
    Network,
    Roster,
    Snapshot,
    Snapshots,
    Study,
    Ties,
)


def network_of(
    organisations: str,
    ties: str,
    *,
    directed: bool = True,
    groups: Mapping[str, str] | None = None,
    unobserved: Sequence[str] = (),
) -> Network:
    """Build a network of one-letter organisations: ``network_of("ABC", "AB BC:2")``."""
    kinds = [(groups or {}).get(i) for i in organisations]
    roster = Roster.of(list(organisations), attributes={"kind": kinds})
    rows = []
    for word in ties.split():
        pair, _, weight = word.partition(":")
        rows.append((roster.position[pair[0]], roster.position[pair[1]], float(weight or 1)))
    hidden = frozenset((roster.position[p[0]], roster.position[p[1]]) for p in unobserved)
    return Network(roster, Layer("links", directed=directed), Ties.of(rows, directed=directed), unobserved=hidden)


def study_with(
    networks: Mapping[str, Network], *, name: str = "study", samples: Sequence[str] = (), groups: Sequence[str] = ()
) -> Study:
    """Build a study of one layer from snapshot → network."""
    named = {when: dataclasses.replace(network, snapshot=when) for when, network in networks.items()}

    def derive(_study: Study, _rule: LayerRule, when: Snapshot, _filters: Filters) -> Network:
        return named[when.name]

    def attend(_study: Study, _rule: LayerRule, _when: Snapshot, _filters: Filters) -> Affiliation:
        raise AssertionError("nobody asked who attended")

    everyone = sorted({i for network in networks.values() for i in network.roster.ids})
    sample_of = dict(zip(named, samples or [""] * len(named), strict=True))
    return Study(
        name=name,
        title="",
        roster=Roster.of(everyone, attributes={"kind": [None] * len(everyone)}),
        tables={},
        snapshots=Snapshots(tuple(Snapshot(when, sample=sample_of[when]) for when in named)),
        layers={"links": LayerRule("links", "links")},
        contrasts=(Contrast("kind", tuple(groups)),) if groups else (),
        deriving=Deriving(derive, attend),
    )


@pytest.fixture
def make_network() -> Callable[..., Network]:
    return network_of


@pytest.fixture
def make_study() -> Callable[..., Study]:
    return study_with
