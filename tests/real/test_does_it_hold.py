"""Does it hold, on a real programme of 25 organisations: leaving one out against the list of ties itself."""

import csv

import pytest

import sna
from sna.robustness import sensitivity


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_leaving_one_organisation_out_is_worked_out_from_the_list_of_ties(tobacco):
    found = sensitivity(sna.load(tobacco), layers=["contact"], draws=1)
    table = found.table.set_index("choice")
    level = {row["organisation"]: row["level"] for row in rows(tobacco / "organisations.csv")}
    ties = [row for row in rows(tobacco / "ties.csv") if row["layer"] == "contact" and float(row["weight"]) > 0]
    ends = ("source", "target") if "source" in ties[0] else ("from", "to")
    pairs = {frozenset(row[end] for end in ends) for row in ties}

    def gap(left_out):
        means = []
        for group in ("local", "state"):
            members = [who for who in level if level[who] == group and who != left_out]
            tied = [sum(who in pair and left_out not in pair for pair in pairs) for who in members]
            means.append(sum(tied) / len(tied))
        return means[0] - means[1]

    gaps = [gap(who) for who in level]
    row = table[table.index.str.startswith("each organisation left out")].iloc[0]
    assert table["value"].iloc[0] == pytest.approx(gap(""))
    assert (row["lowest"], row["highest"]) == pytest.approx((min(gaps), max(gaps)))
    assert row["turns"] == 25
    assert found.too_few["contact", "all"].startswith("11 choices change something: its facts have no dates")
