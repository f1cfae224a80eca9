"""Studies in memory for the tests of contrasts."""

import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

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

GRAPHS = Path(__file__).parents[1] / "reference" / "graphs"


def rows_of(name: str) -> list[list[str]]:
    return [line.split(",") for line in (GRAPHS / f"{name}.csv").read_text().splitlines()[1:]]


def network_of(
    groups: Mapping[str, str | None], ties: Sequence[Sequence[str]], *, directed: bool = True, counts: str = "ties"
) -> Network:
    """Build a network from id → group and rows sender, receiver[, weight]."""
    roster = Roster.of(list(groups), attributes={"kind": list(groups.values())})
    places = [(roster.position[t[0]], roster.position[t[1]], float(t[2]) if len(t) > 2 else 1.0) for t in ties]
    return Network(roster, Layer("links", directed=directed, counts=counts), Ties.of(places, directed=directed))


def study_with(networks: Sequence[Network], groups: Sequence[str], *, primary: str = "", table: str = "links") -> Study:
    """Build a study of one layer, a network per snapshot, with a contrast on ``kind``."""
    by_name = {network.snapshot: network for network in networks}

    def derive(_study: Study, _rule: LayerRule, when: Snapshot, _filters: Filters) -> Network:
        return by_name[when.name]

    def attend(_study: Study, _rule: LayerRule, _when: Snapshot, _filters: Filters) -> Affiliation:
        raise AssertionError("nobody asked who attended")

    return Study(
        name="study",
        title="",
        roster=networks[-1].roster,
        tables={},
        snapshots=Snapshots(tuple(Snapshot(name) for name in by_name)),
        layers={"links": LayerRule("links", table)},
        contrasts=(Contrast("kind", tuple(groups)),) if groups else (),
        deriving=Deriving(derive, attend),
        primary=primary,
    )


def brute_force(labels: Sequence[str], statistic: Callable[[tuple[str, ...]], float]) -> dict[str, float]:
    """Work out expectation and p of a statistic by going through every deal of the labels, one at a time."""
    deals = sorted(set(itertools.permutations(labels)))
    values = [statistic(deal) for deal in deals]
    observed = statistic(tuple(labels))
    known = [value for value in values if not math.isnan(value)]
    mean = sum(known) / len(known)
    distances = [math.inf if math.isnan(value) else abs(value - mean) for value in values]
    size, furthest = abs(observed - mean), max(abs(value - mean) for value in known)
    beyond = sum(d > size + 1e-9 and d != math.inf for d in distances)
    tied = sum(abs(d - size) <= 1e-9 or d == math.inf for d in distances)
    return {
        "value": observed,
        "expected": mean,
        "p": (beyond + tied) / len(deals),
        "p_mid": (beyond + tied / 2) / len(deals),
        "p_min": sum(d >= furthest - 1e-9 for d in distances) / len(deals),
        "p_upper": sum(value >= observed - 1e-9 for value in values) / len(deals),
    }


@pytest.fixture
def over_all_deals() -> Callable[..., dict[str, float]]:
    return brute_force


@pytest.fixture
def make_network() -> Callable[..., Network]:
    return network_of


@pytest.fixture
def make_study() -> Callable[..., Study]:
    return study_with


@pytest.fixture
def knoke() -> Network:
    return network_of({row[0]: row[1] for row in rows_of("knoke_nodes")}, rows_of("knoke_information"))


@pytest.fixture
def karate() -> Network:
    groups = {row[0]: row[1] for row in rows_of("karate_nodes")}
    return network_of(groups, rows_of("karate"), directed=False, counts="shared activities")


@pytest.fixture
def advice() -> Network:
    groups = {row[0]: "manager" if int(row[3]) >= 2 else "staff" for row in rows_of("krackhardt_nodes")}
    return network_of(groups, rows_of("krackhardt_advice"))
