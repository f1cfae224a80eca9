"""Guards which ties are drawn: what stands out by chance, nobody left out, and the same ties at every snapshot."""

import numpy as np
import pytest

from sna.layout import drawn_over_time, drawn_ties, left_out
from sna.model import Layer, Network, Roster, Ties


def network(rows, n, *, directed=True, snapshot="all", counts="cases"):
    ids = [f"{i:03}" for i in range(n)]
    return Network(Roster.of(ids), Layer("mdt", directed, counts), Ties.of(rows, directed=directed), snapshot)


def heavy(n, seed=0, *, directed=True):
    generator = np.random.Generator(np.random.PCG64(seed))
    pairs = [(i, j) for i in range(n) for j in range(n) if i != j and (directed or i < j) and generator.random() < 0.2]
    return network([(i, j, float(np.ceil(generator.pareto(1.0) * 3))) for i, j in pairs], n, directed=directed)


def pairs(drawn):
    return set(zip(drawn.ties.sender.tolist(), drawn.ties.receiver.tolist(), strict=True))


def by_definition(drawn, alpha):
    """Disparity filter by integrating its null density, one tie at a time (Serrano and others 2009, equation 2)."""
    rows = list(zip(drawn.ties.sender.tolist(), drawn.ties.receiver.tolist(), drawn.ties.weight.tolist(), strict=True))

    def chance(same, weight):
        k, share = len(same), weight / sum(same)
        if k == 1:
            return 1.0
        x = np.linspace(0.0, share, 20001)
        return 1 - (k - 1) * np.trapezoid((1 - x) ** (k - 2), x)

    kept = set()
    for s, r, w in rows:
        if drawn.directed:
            ends = [[v for a, _, v in rows if a == s], [v for _, b, v in rows if b == r]]
        else:
            ends = [[v for a, b, v in rows if end in {a, b}] for end in (s, r)]
        if min(chance(same, w) for same in ends) < alpha:
            kept.add((s, r))
    return kept


@pytest.mark.parametrize("directed", [True, False])
def test_ties_that_stand_out_are_those_of_the_definition(directed):
    whole = heavy(45, directed=directed)
    drawn, wanted = pairs(drawn_ties(whole)), by_definition(whole, 0.05)
    assert wanted <= drawn
    touched = {end for pair in wanted for end in pair}
    assert all(not set(pair) <= touched for pair in drawn - wanted)


def test_a_small_network_is_drawn_whole():
    whole = heavy(40)
    assert drawn_ties(whole) is whole
    assert left_out(whole, drawn_ties(whole)) == ""


def test_nobody_with_ties_is_left_without():
    whole = heavy(60, 3)
    drawn = drawn_ties(whole)
    assert drawn.m < whole.m
    assert set(np.concatenate([whole.ties.sender, whole.ties.receiver]).tolist()) == set(
        np.concatenate([drawn.ties.sender, drawn.ties.receiver]).tolist()
    )
    assert drawn.roster == whole.roster
    assert drawn.filters["drawn"] == ("disparity filter, alpha 0.05",)


def test_equal_strengths_cannot_stand_out_so_all_are_drawn():
    whole = network(
        [(i, j, 1.0) for i in range(50) for j in range(50) if i != j and (i * j) % 7 == 1], 50, counts="ties"
    )
    assert drawn_ties(whole) is whole


def test_a_tie_drawn_once_is_drawn_whenever_it_exists():
    early, late = heavy(50, 1), heavy(50, 2)
    first, second = drawn_over_time([early, late])
    chosen = pairs(first) | pairs(second)
    assert pairs(first) == pairs(early) & chosen
    assert pairs(second) == pairs(late) & chosen


def test_what_is_left_out_is_said_in_numbers():
    whole = network([(0, 1, 6.0), (1, 2, 2.0), (2, 0, 2.0)], 3)
    part = network([(0, 1, 6.0)], 3)
    assert left_out(whole, part) == "Drawn: 1 of 3 ties, with 60% of all cases; no organisation is left out."
