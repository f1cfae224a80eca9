"""A measure that would take what was not observed as no tie has no value where that is most of the network."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sna.metrics.incomplete import hardly_seen, too_few
from sna.metrics.measuring import measure_network
from sna.metrics.registry import catalogue
from sna.metrics.sketch import sketch
from sna.model import Network


def silent(who: str) -> Network:
    """Return a network of four in which A and B name each other and C, and some answered nothing."""
    network = sketch("A>B B>A A>C B>C D")
    places = [network.roster.position[one] for one in who]
    return replace(network, unobserved=frozenset((i, j) for i in places for j in range(4) if i != j))


def values(network: Network, metric: str) -> list[float]:
    table = measure_network(network, metrics=[metric]).table
    return table["value"].tolist()


def test_who_did_not_answer_does_not_send_nothing() -> None:
    network = silent("D")
    assert values(network, "out_degree")[:3] == [2.0, 2.0, 0.0]
    assert np.isnan(values(network, "out_degree")[3])
    assert values(network, "in_degree") == [1.0, 1.0, 2.0, 0.0]
    notes = measure_network(network, metrics=["out_degree"]).table["note"].tolist()
    assert notes[3] == "0 of 3 possible ties sent observed: too few to take the others as no tie"
    assert notes[0] == "3 pairs not observed, taken as no tie"


@pytest.mark.parametrize("metric", ["in_degree", "betweenness", "in_degree_centralisation", "components"])
def test_half_is_enough_and_less_is_not(metric: str) -> None:
    record = catalogue()[metric]
    assert not too_few(record, [silent("CD")])
    less = replace(silent("CD"), unobserved=silent("CD").unobserved | {(0, 3)})
    assert too_few(record, [less]) == "5 of 12 pairs observed: too few to take the others as no tie"
    table = measure_network(less, metrics=[metric]).table
    assert table["value"].isna().all()
    assert set(table["note"]) == {too_few(record, [less])}


def test_what_leaves_unobserved_pairs_out_is_measured_all_the_same() -> None:
    less = replace(silent("CD"), unobserved=silent("CD").unobserved | {(0, 3)})
    assert values(less, "density") == [4 / 5]
    assert hardly_seen(catalogue()["density"], [less]) == {}


def test_a_network_that_was_observed_whole_is_never_too_little() -> None:
    assert not any(too_few(record, [sketch("A>B C")]) for record in catalogue().values())
