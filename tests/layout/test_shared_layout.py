"""Guards the places of organisations: near the least stress, the same for a seed, whatever the order of rows."""

import subprocess
import sys

import igraph
import numpy as np
import pytest

from sna.layout import layout_quality, shared_layout
from sna.layout.crossings import crossings, tie_ends
from sna.layout.distances import path_lengths, union_presence, union_roster, unit_lengths
from sna.layout.stress import majorise, starting_points
from sna.model import Layer, Network, Roster, Ties


def network(pairs, n, *, ids=None, directed=False):
    ids = ids or [f"{i:03}" for i in range(n)]
    ties = Ties.of([(a, b, 1.0) for a, b in pairs], directed=directed)
    return Network(Roster.of(ids), Layer("trust", directed=directed), ties)


def path(n):
    return network([(i, i + 1) for i in range(n - 1)], n)


def ring(n):
    return network([(i, (i + 1) % n) for i in range(n)], n)


def grid(side):
    right = [(i * side + j, i * side + j + 1) for i in range(side) for j in range(side - 1)]
    down = [(i * side + j, (i + 1) * side + j) for i in range(side - 1) for j in range(side)]
    return network(right + down, side * side)


def random_network(n, share, seed=0):
    generator = np.random.Generator(np.random.PCG64(seed))
    present = np.triu(generator.random((n, n)) < share, 1)
    return network([tuple(pair) for pair in np.argwhere(present).tolist()], n)


def stress(points, wanted):
    off = np.triu_indices(len(wanted), 1)
    apart = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))[off]
    ratio = apart / wanted[off]
    ratio = ratio * ratio.sum() / (ratio**2).sum()
    return float(((ratio - 1) ** 2).sum())


@pytest.mark.parametrize(
    "drawn", [path(8), ring(9), grid(4), random_network(25, 0.15)], ids=["path", "ring", "grid", "random"]
)
def test_stress_is_no_worse_than_kamada_kawai_of_igraph(drawn):
    wanted = path_lengths(unit_lengths(union_presence([drawn], drawn.roster.ids)))
    points, found = majorise(wanted, starting_points(wanted, starts=20, seed=1))
    graph = igraph.Graph(
        n=drawn.n, edges=list(zip(drawn.ties.sender.tolist(), drawn.ties.receiver.tolist(), strict=True))
    )
    theirs = min(
        stress(np.array(graph.layout_kamada_kawai(maxiter=200 * drawn.n, seed=start).coords), wanted)
        for start in (None, graph.layout_circle().coords)
    )
    assert stress(points[found.argmin()], wanted) <= theirs * 1.01 + 1e-9


def test_majorisation_never_raises_stress():
    drawn = random_network(20, 0.2)
    wanted = path_lengths(unit_lengths(union_presence([drawn], drawn.roster.ids)))
    starts = starting_points(wanted, starts=5, seed=0)
    _, found = majorise(wanted, starts)
    before = [
        (((np.hypot(*(s[:, None] - s[None]).transpose(2, 0, 1)) - wanted)[wanted > 0] / wanted[wanted > 0]) ** 2).sum()
        / 2
        for s in starts
    ]
    assert (found <= np.array(before)).all()


def test_a_path_lies_flat_with_even_steps():
    places = shared_layout([path(5)])
    assert np.allclose(np.sort(places["x"]), [0, 0.25, 0.5, 0.75, 1.0], atol=0.02)
    assert np.ptp(places["y"]) < 0.02


def test_the_order_of_rows_and_of_networks_does_not_matter():
    one, two = random_network(14, 0.2, 1), random_network(14, 0.2, 2)
    shuffled = network(list(zip(one.ties.sender.tolist(), one.ties.receiver.tolist(), strict=True))[::-1], 14)
    assert shared_layout([one, two]).equals(shared_layout([two, shuffled]))


def test_direction_does_not_move_anyone():
    one = random_network(10, 0.3)
    pairs = list(zip(one.ties.sender.tolist(), one.ties.receiver.tolist(), strict=True))
    turned = network([(b, a) for a, b in pairs], 10, directed=True)
    assert shared_layout([one]).equals(shared_layout([turned]))


def test_the_same_in_another_process_and_for_another_hash_seed():
    code = (
        "from sna.model import *; from sna.layout import shared_layout;"
        "ties = Ties.of([(i, (i * 3 + 1) % 12, 1.0) for i in range(12) if i != (i * 3 + 1) % 12], directed=True);"
        "n = Network(Roster.of(['é%02d' % i for i in range(12)]), Layer('x', directed=True), ties);"
        "print(shared_layout([n], seed=3).to_csv(), end=str())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        ).stdout
        for seed in ("0", "77")
    ]
    assert runs[0] == runs[1]
    assert runs[0].count(b"\n") == 13


def test_places_fill_a_unit_box_and_keep_their_shape():
    places = shared_layout([random_network(30, 0.1)])
    assert places[["x", "y"]].min().min() == 0.0
    assert places[["x", "y"]].max().max() == 1.0
    assert np.ptp(places["x"]) >= np.ptp(places["y"])


def test_rosters_that_differ_are_united():
    early = network([(0, 1)], 2, ids=["B", "A"])
    late = network([(0, 1)], 2, ids=["C", "B"])
    assert shared_layout([early, late])["organisation"].tolist() == ["A", "B", "C"]


def test_many_isolates_stand_in_rows_below_and_few_do_not():
    many = shared_layout([network([(0, 1), (1, 2)], 8)])
    assert many["y"][3:].max() < many["y"][:3].min()
    few = shared_layout([network([(0, 1), (1, 2), (0, 2), (2, 3), (3, 4)], 6)])
    assert not few.duplicated(["x", "y"]).any()
    assert np.hypot(few["x"][5] - few["x"][:5], few["y"][5] - few["y"][:5]).min() > 0.1


@pytest.mark.parametrize("n", [0, 1, 2, 5, 30])
def test_networks_without_ties_have_places_of_their_own(n):
    places = shared_layout([network([], n)])
    assert len(places) == n
    assert not places.duplicated(["x", "y"]).any()
    assert np.isfinite(places[["x", "y"]].to_numpy()).all()


def test_components_do_not_fall_on_each_other():
    two = network([(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5)], 6)
    assert layout_quality([two], shared_layout([two]), apart=0.05)["overlaps"] == 0


def test_among_near_equal_arrangements_the_one_with_fewest_crossings_is_taken():
    drawn = random_network(16, 0.2, 4)
    ids = union_roster([drawn])
    wanted_by_quality = layout_quality([drawn], shared_layout([drawn]))["crossings"]
    presence = union_presence([drawn], ids)
    wanted = path_lengths(unit_lengths(presence))
    points, found = majorise(wanted, starting_points(wanted, starts=30, seed=0))
    assert wanted_by_quality <= crossings(points[found.argmin()], tie_ends(presence))
