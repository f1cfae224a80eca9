"""Counting ties that meet under relabelling: looked up one by one or packed into bits, it is the same number."""

import math

import numpy as np
import pytest

from sna.infer import Stream, qap_test
from sna.infer.look_up import LookUp, Met, Rounds, how_many
from sna.infer.meeting import Presence, meeting_of
from sna.infer.packed import Packed, is_less_work
from sna.infer.qap import pair_cells


def networks(n, *, share, seed=0):
    rng = np.random.default_rng(seed)
    here, there = (rng.random((n, n)) < share for _ in range(2))
    np.fill_diagonal(here, val=False)
    np.fill_diagonal(there, val=False)
    places = rng.random((7, n)).argsort(axis=1).T
    return here, there, places


def rounds_of(here):
    return Rounds.of(*np.nonzero(here), len(here))


@pytest.mark.parametrize("n", [2, 12, 50, 51, 101, 256, 257])
@pytest.mark.parametrize("share", [0.1, 0.6])
def test_ties_that_meet_are_counted(n, share):
    here, there, places = networks(n, share=share)
    one_by_one = [int((here & there[np.ix_(order, order)]).sum()) for order in places.T]
    assert Packed(here, there).of(places).tolist() == one_by_one
    assert Met(rounds_of(here), there.astype(np.uint8)).of(places).tolist() == one_by_one


def test_a_second_call_of_another_size_starts_anew():
    here, there, places = networks(20, share=0.4)
    for way in (Packed(here, there), Met(rounds_of(here), there.astype(np.uint8))):
        whole = way.of(places).tolist()
        assert way.of(places[:, :3]).tolist() == whole[:3]
        assert way.of(places).tolist() == whole


def test_strengths_are_looked_up_where_ties_are():
    here, _, places = networks(30, share=0.2)
    cells = np.random.default_rng(1).normal(size=(30, 30))
    ties = rounds_of(here)
    found = LookUp(ties, cells).of(places)
    for column, order in enumerate(places.T):
        assert found[:, column].tolist() == cells[order[ties.senders], order[ties.receivers]].tolist()


@pytest.mark.parametrize("rows", [0, 1, 127, 128, 255, 256, 40_000])
def test_folding_bytes_loses_nothing(rows):
    assert how_many(np.ones((rows, 3), dtype=np.uint8)).tolist() == [rows] * 3


def test_dense_networks_are_packed_and_sparse_ones_looked_up():
    for share, kind in ((0.05, Met), (0.5, Packed)):
        here, there, _ = networks(60, share=share)
        meeting = meeting_of(here.astype(float), there.astype(float), pair_cells(60, directed=True))
        assert isinstance(meeting, Presence)
        assert isinstance(meeting.met, kind)
    assert not is_less_work(12, 3)


@pytest.mark.parametrize("share", [0.05, 0.5])
def test_which_way_it_is_counted_changes_no_p(share, monkeypatch):
    here, there, _ = (cells.astype(float) for cells in networks(40, share=share))
    found = []
    for packs in (True, False):
        monkeypatch.setattr("sna.infer.meeting.is_less_work", lambda *_, packs=packs: packs)
        found.append(qap_test(here, there, directed=True, permutations=1_999, stream=Stream(0)))
    assert found[0] == found[1]
    assert not math.isnan(found[0].plain.p)
