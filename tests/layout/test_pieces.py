"""Guards networks in pieces: the largest keeps the room, small pieces and single organisations stand below, apart."""

import numpy as np
import pytest

from sna.layout import shared_layout
from sna.layout.pieces import in_rows, pieces_of
from sna.model import Layer, Network, Roster, Ties

LAYER = Layer("roles", directed=False)


def network(pairs, n):
    ids = [f"Q{k:03}" for k in range(n)]
    return Network(Roster.of(ids), LAYER, Ties.of([(one, two, 1.0) for one, two in pairs], directed=False))


def ring(n):
    return [(k, (k + 1) % n) for k in range(n)] + [(k, (k * 7 + 3) % n) for k in range(n) if (k * 7 + 3) % n > k + 1]


def test_pieces_are_those_of_scipy():
    from scipy.sparse.csgraph import connected_components

    generator = np.random.Generator(np.random.PCG64(3))
    presence = np.triu(generator.random((60, 60)) < 0.02, 1).astype(float)
    presence = presence + presence.T
    many, of = connected_components(presence, directed=False)
    found = pieces_of(presence)
    assert len(found) == many
    assert all(len({of[k] for k in piece}) == 1 for piece in found)
    assert [len(piece) for piece in found] == sorted((len(piece) for piece in found), reverse=True)


def test_more_than_three_small_pieces_stand_below_with_those_without_ties():
    pairs = ring(48) + [(48 + 2 * k, 49 + 2 * k) for k in range(5)]
    places = shared_layout([network(pairs, 64)])
    points = places[["x", "y"]].to_numpy()
    assert points[48:, 1].max() < points[:48, 1].min()
    apart = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1)) + np.eye(64)
    assert apart[48:].min() > 0.02
    assert np.ptp(points[:48, 0]) > 0.75


def test_few_small_pieces_stay_where_their_ties_put_them():
    pairs = ring(48) + [(48 + 2 * k, 49 + 2 * k) for k in range(3)]
    points = shared_layout([network(pairs, 54)])[["x", "y"]].to_numpy()
    assert points[48:, 1].max() > points[:48, 1].min()


@pytest.mark.parametrize("many", [1, 2, 3])
def test_a_few_without_ties_take_no_room_from_the_others(many):
    points = shared_layout([network(ring(12), 12 + many)])[["x", "y"]].to_numpy()
    alone = shared_layout([network(ring(12), 12)])[["x", "y"]].to_numpy()
    assert np.allclose(points[:12], alone)
    low, high = alone.min(axis=0) - 1e-6, alone.max(axis=0) + 1e-6
    assert ((points[12:] >= low) & (points[12:] <= high)).all()
    apart = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1)) + np.eye(12 + many)
    assert apart[12:].min() > 0.08


def test_rows_stay_below_and_within_the_width():
    above = np.array([[0.0, 0.0], [1.0, 1.0]])
    pieces = [np.array([[0.0, 0.0], [0.3, 0.1]])] * 6 + [np.zeros((1, 2))] * 20
    placed = np.vstack(in_rows(pieces, above, 0.1))
    assert placed[:, 1].max() < 0
    assert placed[:, 0].min() >= 0
    assert placed[:, 0].max() <= 1 + 1e-9
