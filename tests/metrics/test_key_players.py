"""Guards which organisations are key players, that ties between sets are counted, and that a shortcut says so."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from metric_references import graph, stored

from sna.errors import NoResultError
from sna.metrics import compute, sketch
from sna.metrics import key_player_sets as module
from sna.metrics.key_player_sets import Aim, all_can_be_tried, fragmentation_without, key_players, proximity
from sna.model import Layer, Network, Roster, Ties


def network_of(seed: int, n: int, density: float, *, directed: bool) -> Network:
    random = np.random.Generator(np.random.PCG64(seed))
    chosen = [p for p in itertools.permutations(range(n), 2) if random.random() < density and (directed or p[0] < p[1])]
    ties = Ties.of([(a, b, 1.0) for a, b in chosen], directed=directed)
    return Network(Roster.of([f"o{i:03d}" for i in range(n)]), Layer("drawn", directed=directed), ties)


def stars(hubs: int, spokes: int) -> Network:
    """Return hubs, each with spokes of its own; the first place is a hub, then its spokes, and so on."""
    size = spokes + 1
    rows = [(hub * size, hub * size + spoke, 1.0) for hub in range(hubs) for spoke in range(1, size)]
    roster = Roster.of([f"o{i:03d}" for i in range(hubs * size)])
    return Network(roster, Layer("stars", directed=False), Ties.of(rows, directed=False))


@pytest.mark.parametrize(
    ("name", "aim", "members"),
    [
        ("karate", "fragment", ["1", "2"]),
        ("karate", "reach", ["1", "34"]),
        ("florentine_marriage", "fragment", ["Guadagni", "Medici"]),
        ("florentine_marriage", "reach", ["Bischeri", "Medici"]),
        ("florentine_business", "fragment", ["Barbadori", "Medici"]),
        ("florentine_business", "reach", ["Lamberteschi", "Medici"]),
    ],
)
def test_pairs_of_the_reference(name: str, aim: Aim, members: list[str]) -> None:
    key = {"fragment": "kpp_neg_k2", "reach": "kpp_pos_k2"}[aim]
    expected, _ = stored(f"{name}.py", name, key)
    found = key_players(graph(name), aim=aim, size=2)
    assert expected["set"] == members
    assert found.exhaustive
    assert found.value == pytest.approx(expected["value"], abs=1e-11)
    assert list(found.organisations) == members or found.as_good


def test_sets_as_good_are_counted_and_the_first_is_named() -> None:
    ring = sketch("A-B B-C C-D D-A")
    found = key_players(ring, aim="fragment", size=2)
    assert (found.organisations, found.value, found.as_good) == (("A", "C"), 1.0, 1)
    assert key_players(ring, aim="reach", size=1).as_good == 3


@pytest.mark.parametrize("aim", ["fragment", "reach"])
@pytest.mark.parametrize("size", [1, 2, 3])
def test_the_shortcut_is_never_better_and_is_consistent(monkeypatch: pytest.MonkeyPatch, aim: Aim, size: int) -> None:
    networks = [network_of(seed, 9, 0.25, directed=bool(seed % 2)) for seed in range(6)]
    exact = [key_players(network, aim=aim, size=size) for network in networks]
    monkeypatch.setattr(module, "MOST_SETS", 0)
    short = [key_players(network, aim=aim, size=size) for network in networks]
    assert all(found.exhaustive for found in exact)
    assert not any(found.exhaustive for found in short)
    assert {found.as_good for found in short} == {None}
    assert all(found.value <= best.value + 1e-12 for found, best in zip(short, exact, strict=True))
    for network, found in zip(networks, short, strict=True):
        places = [network.roster.position[i] for i in found.organisations]
        worth = (
            fragmentation_without(network, tuple(places))
            if aim == "fragment"
            else proximity(network)[places].max(axis=0).mean()
        )
        assert found.value == pytest.approx(worth)
        assert places == sorted(set(places))
        assert len(places) == size


def test_too_many_sets_are_said_and_have_no_exact_value() -> None:
    network = stars(3, 62)
    assert network.n == 189
    found = key_players(network, aim="reach", size=3)
    assert (found.organisations, found.value, found.exhaustive) == (("o000", "o063", "o126"), 1.0, False)
    assert np.isnan(compute("key_player_reach.three", network))
    assert compute("key_player_reach.two", network) == pytest.approx(126 / 189)


def test_removing_is_costlier_to_try_than_reaching() -> None:
    network = network_of(1, 100, 0.3, directed=False)
    assert all_can_be_tried(network, aim="reach", size=3)
    assert not all_can_be_tried(network, aim="fragment", size=3)


def test_one_key_player_is_the_best_organisation() -> None:
    network = network_of(3, 10, 0.25, directed=False)
    gain, reach = compute("fragmentation_gain", network), compute("distance_weighted_reach", network)
    whole = fragmentation_without(network, ())
    assert key_players(network, aim="fragment", size=1).value == pytest.approx(gain.max() + whole)
    assert key_players(network, aim="reach", size=1).value == pytest.approx(reach.max())


def test_no_set_in_too_small_a_network() -> None:
    with pytest.raises(NoResultError, match="3 organisations"):
        key_players(sketch("A-B B-C"), aim="fragment", size=2)
    with pytest.raises(NoResultError, match="no set of 0"):
        key_players(sketch("A-B B-C"), aim="reach", size=0)
    assert key_players(sketch("A B"), aim="reach", size=2).value == 1
