"""Guards the facts behind the headline sentence."""

import dataclasses
import math

import pytest

from sna.contrast import asymmetry, headline


def test_managers_are_asked_more(advice, make_study) -> None:
    study = make_study([advice], ["manager", "*"])
    found = asymmetry(study)
    (head,) = headline(found, study)
    row = found.table[(found.table["quantity"] == "difference") & (found.table["metric"] == "in_degree")].iloc[0]
    assert (head.metric, head.group, head.other, head.verdict) == ("in_degree", "manager", "all others", "higher")
    assert (head.n, head.other_n) == (5, 16)
    assert head.difference == pytest.approx(head.mean - head.other_mean)
    assert (head.p, head.p_min, head.low, head.high) == tuple(row[["p", "p_min", "low", "high"]])
    (turned,) = headline(asymmetry(turned_study := make_study([advice], ["staff", "manager"])), turned_study)
    assert turned.verdict == "lower"


def test_no_verdict_without_a_small_p(knoke, make_study) -> None:
    study = make_study([knoke], ["GOV", "*"])
    (head,) = headline(asymmetry(study), study)
    assert head.p > 0.05
    assert head.verdict == "cannot tell"


def test_no_verdict_where_p_was_refused(make_network, make_study) -> None:
    network = make_network(dict(zip("ABCDEF", "xyyyyy", strict=True)), ["BA", "CA", "DA", "EA", "FA"])
    study = make_study([network], ["x", "y"])
    (head,) = headline(asymmetry(study), study)
    assert math.isnan(head.p)
    assert (head.difference, head.verdict) == (5, "cannot tell")


def test_the_latest_snapshot_and_the_declared_metric(advice, make_study) -> None:
    networks = [dataclasses.replace(advice, snapshot=name) for name in ("late", "early")]
    study = make_study(networks, ["manager", "*"], primary="betweenness")
    (head,) = headline(asymmetry(study), study)
    # Snapshots are in the study's order, not the alphabet's.
    assert (head.snapshot, head.metric) == ("early", "betweenness")


def test_an_undirected_layer_takes_degree(karate, make_study) -> None:
    study = make_study([karate], ["Mr. Hi", "Officer"], primary="in_degree")
    (head,) = headline(asymmetry(study, permutations=99), study)
    assert head.metric == "degree"


def test_an_empty_group_and_no_contrast(knoke, make_study) -> None:
    study = make_study([knoke], ["GOV", "none"])
    (head,) = headline(asymmetry(study), study)
    assert (head.verdict, head.other_n) == ("cannot tell", 0)
    assert math.isnan(head.difference)
    assert headline(asymmetry(make_study([knoke], [])), study) == ()
