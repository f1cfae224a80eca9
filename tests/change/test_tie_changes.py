"""Guards what became of each tie between two networks, rosters alike or not."""

import math

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sna.change import count_unknown, tie_changes
from sna.errors import NoResultError

WORDS = [a + b for a in "ABCDE" for b in "ABCDE" if a != b]


def test_kept_gained_and_lost(make_network) -> None:
    table = tie_changes(make_network("ABC", "AB:2 BC"), make_network("ABC", "CA AB:5"))
    assert table.columns.tolist() == ["sender", "receiver", "before", "after", "change"]
    assert table[["sender", "receiver", "change"]].to_numpy().tolist() == [
        ["A", "B", "kept"],
        ["B", "C", "lost"],
        ["C", "A", "gained"],
    ]
    assert table.loc[0, ["before", "after"]].tolist() == [2, 5]
    assert math.isnan(table.loc[1, "after"])
    assert math.isnan(table.loc[2, "before"])


def test_undirected_ties_have_one_row(make_network) -> None:
    # A leaves, Z joins: the places of all others shift, their ids do not.
    before = make_network("ACB", "CB AB", directed=False)
    after = make_network("ZCB", "BC ZB", directed=False)
    rows = tie_changes(before, after)[["sender", "receiver", "change"]].to_numpy().tolist()
    assert rows == [["A", "B", "lost"], ["B", "C", "kept"], ["B", "Z", "gained"]]


def test_a_pair_nobody_was_asked_about_is_neither_gained_nor_lost(make_network) -> None:
    before = make_network("ABC", "AB BC", unobserved=["CA", "CB"])
    after = make_network("ABCD", "AB CA DA", unobserved=["BC"])
    table = tie_changes(before, after)
    assert table[["sender", "receiver", "change"]].to_numpy().tolist() == [["A", "B", "kept"], ["D", "A", "gained"]]
    assert count_unknown(before, after) == 2
    assert count_unknown(after, before) == 2


def test_directed_and_undirected_are_not_compared(make_network) -> None:
    with pytest.raises(NoResultError, match="E708"):
        tie_changes(make_network("AB", "AB"), make_network("AB", "AB", directed=False))


def test_empty_networks_give_an_empty_table_of_the_same_shape(make_network) -> None:
    empty, full = make_network("AB", ""), make_network("AB", "AB")
    table = tie_changes(empty, empty)
    assert table.empty
    pd.testing.assert_series_equal(table.dtypes, tie_changes(full, full).dtypes)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.sampled_from(WORDS)), st.sets(st.sampled_from(WORDS)))
def test_reversing_time_exchanges_gains_and_losses(make_network, first: set[str], second: set[str]) -> None:
    old, new = make_network("ABCDE", " ".join(first)), make_network("ABCDE", " ".join(second))
    forward, backward = tie_changes(old, new), tie_changes(new, old)
    counts, turned = forward["change"].value_counts().to_dict(), backward["change"].value_counts().to_dict()
    assert counts.get("gained", 0) == turned.get("lost", 0) == len(second - first)
    assert counts.get("lost", 0) == turned.get("gained", 0) == len(first - second)
    assert counts.get("kept", 0) == turned.get("kept", 0) == len(first & second)
