"""A study as network files: its own ties, missing pairs as missing, and the same bytes whatever the order of rows."""

import numpy as np
import pytest

import sna
from sna.io.formats.converting import Writing, converted
from sna.io.formats.from_study import network_of, networks_of
from sna.io.formats.known_formats import FORMATS, WRITABLE

ORGANISATIONS = ["A,Alder,specialist", "B,,local", "C,Cedar,"]
TIES = ["B,A,3", "C,A,", "A,B,1"]


def small(folder, organisations=ORGANISATIONS, ties=TIES):
    folder.mkdir()
    (folder / "organisations.csv").write_text("\n".join(["organisation,name,centre", *organisations, ""]))
    (folder / "referrals.csv").write_text("\n".join(["from,to,weight", *ties, ""]))
    return sna.load(folder)


def test_names_attributes_and_missing_pairs_are_there(tmp_path):
    found = network_of(small(tmp_path / "s"), "all")
    assert found.organisations.headings == ("organisation", "name", "centre")
    assert found.organisations.cells == (("A", "Alder", "specialist"), ("B", "B", "local"), ("C", "Cedar", ""))
    [relation] = found.relations
    assert (relation.name, relation.directed) == ("referrals", True)
    assert relation.ties.cells == (("A", "B", "1"), ("B", "A", "3"), ("C", "A", ""))


@pytest.mark.parametrize("snapshot", ["before", "during", "after"])
def test_every_layer_has_the_ties_of_the_study(snapshot):
    study = sna.load("centralised-surgery")
    for relation in network_of(study, snapshot).relations:
        network = study.network(relation.name, snapshot)
        ids = network.roster.ids
        matrix = np.zeros((network.n, network.n))
        for one, other, weight in relation.ties.cells:
            matrix[ids.index(one), ids.index(other)] = float(weight)
        ends = (network.ties.sender, network.ties.receiver)
        assert np.allclose(matrix[ends], network.ties.weight, rtol=1e-11)
        assert (matrix > 0).sum() == network.m


def test_attendance_can_stay_attendance():
    study = sna.load("centralised-surgery")
    found = network_of(study, "after", two_mode=True)
    seats = next(relation for relation in found.relations if relation.two_mode)
    affiliation = study.affiliation("meetings", "after")
    assert len(seats.ties) == len(affiliation.row)
    assert found.events.column("event") == affiliation.columns.ids
    assert {row[1] for row in seats.ties.cells} <= set(affiliation.columns.ids)


@pytest.mark.parametrize("key", WRITABLE)
def test_the_order_of_rows_does_not_matter(tmp_path, key):
    studies = [small(tmp_path / "a"), small(tmp_path / "b", ORGANISATIONS[::-1], TIES[::-1])]
    how = Writing(drop_missing=True)
    first, second = (converted(networks_of(study), FORMATS[key], "net", how, []) for study in studies)
    first.pop("study.toml", None)
    second.pop("study.toml", None)
    assert first == second
