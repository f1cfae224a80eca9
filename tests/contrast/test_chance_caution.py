"""The caution at the foot counts what was tested; where labels mean nothing no more is found than it says."""

from __future__ import annotations

import re

import numpy as np
import pytest

import sna
from sna.contrast import asymmetry, headline
from sna.report import chance_caution, group_sentences, headline_sentences
from sna.report.prose import headline_sentence

COUNTED = re.compile(r"up to ([\d.]+) of these (\d+) would on average still be stated as findings")


def sentences(findings, study) -> list[str]:
    if study.tables:
        return list(headline_sentences(findings, study).values())
    return [headline_sentence(found, label="links received") for found in headline(findings, study)]


def caution(findings, study) -> tuple[float, int]:
    said = chance_caution(findings, study, sentences(findings, study), [])
    found = COUNTED.search(said)
    assert found is not None
    return float(found[1]), int(found[2])


def test_it_counts_the_tests_of_the_table() -> None:
    study = sna.load("centralised-surgery")
    findings = asymmetry(study)
    table = findings.table
    pairs = 0
    for found in headline(findings, study):
        latest = table[(table["layer"] == found.layer) & (table["snapshot"] == found.snapshot) & table["p"].notna()]
        # Two groups: one pair.
        pairs += bool(((latest["metric"] == found.metric) & (latest["quantity"] == "difference")).any())
        pairs += len(set(latest["quantity"]) & {"net_flow", "routes_through", "brokerage"})
        pairs += bool(((latest["quantity"] == "mixing") & (latest["metric"] == "ties")).any())
        pairs += bool(((latest["quantity"] == "strongest_partner_in") & (latest["group"] != latest["other"])).any())
        pairs += bool(((latest["quantity"] == "between_share") & (latest["metric"] == found.metric)).any())
    expected, count = caution(findings, study)
    assert count == pairs
    assert expected == pytest.approx(0.05 * count, rel=0.05)


def test_labels_dealt_at_random_give_no_more_findings_than_it_says(make_network, make_study) -> None:
    generator = np.random.default_rng(11)
    names = "ABCDEFGHIJKL"
    ties = [a + b for a in names for b in names if a != b and generator.random() < (0.6 if b in "AB" else 0.2)]
    stated = expected = 0.0
    for _ in range(40):
        labels = generator.permutation(list("xxxxyyyyyyyy")).tolist()
        study = make_study([make_network(dict(zip(names, labels, strict=True)), ties)], ["x", "y"])
        findings = asymmetry(study, metrics="in_degree")
        told = group_sentences(findings, layer="links", snapshot="all", metric="in_degree")
        stated += sum(said.clear for said in told) + (headline(findings, study)[0].verdict != "cannot tell")
        expected += 0.05 * caution(findings, study)[1]
    assert 0 < expected
    # Tests of one output go together: three times the standard error of independent ones, and half as much again.
    assert stated <= expected + 4.5 * np.sqrt(expected)


def test_without_a_test_nothing_is_said(make_network, make_study) -> None:
    study = make_study([make_network({"A": "x", "B": "y", "C": "y"}, ["AB"])], ["x", "y"])
    findings = asymmetry(study, metrics="in_degree")
    assert chance_caution(findings, study, sentences(findings, study), []) == ""
