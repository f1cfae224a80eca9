"""A network file becomes a study that is read without an error and holds the same network, hostile names included."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from network_files import HOSTILE, named, networks, rows

import sna
from sna.errors import OutputError
from sna.io.formats.from_study import network_of
from sna.io.formats.network_file import NetworkFile, Relation, Rows
from sna.io.formats.numbered import with_kept_ids
from sna.io.formats.to_study import HOLDS, study_files

SQUARE = replace(HOLDS, two_mode=False, parallel=False)


def loaded(network, folder, said=None):
    for name, data in study_files(network, [] if said is None else said).items():
        (folder / name).write_bytes(data)
    return sna.load(folder)


def positive(network):
    def strength(row):
        return (*row[:2], row[2].removeprefix("-"), *row[3:])

    relations = [
        replace(r, ties=Rows(r.ties.headings, tuple(map(strength, r.ties.cells)), r.ties.lines))
        if "weight" in r.ties.headings
        else r
        for r in network.relations
    ]
    return replace(network, relations=tuple(relations))


@settings(max_examples=30, deadline=None)
@given(network=networks(SQUARE, ("place", "centre", "opened", "type")).map(positive))
def test_a_study_holds_the_network_it_was_made_of(network, tmp_path_factory):
    folder = tmp_path_factory.mktemp("study")
    if not any(len(relation.ties) for relation in network.relations):
        said = []
        study_files(network, said)
        assert [problem.code for problem in said if problem.code == "W857"]
        return
    network = with_kept_ids(network, [])
    study = loaded(network, folder)
    assert study.roster.ids == tuple(sorted(network.organisations.column("organisation")))
    for relation in network.relations:
        found = study.network(relation.name or "random")
        ids = found.roster.ids
        weights = {
            (row[0], row[1]): (row[2] if "weight" in relation.ties.headings else "1") for row in relation.ties.cells
        }
        pairs = {
            ends if relation.directed else tuple(sorted(ends)): w for ends, w in weights.items() if ends[0] != ends[1]
        }
        ties = zip(found.ties.sender.tolist(), found.ties.receiver.tolist(), found.ties.weight.tolist(), strict=True)
        assert {(ids[i], ids[j]): w for i, j, w in ties} == {e: float(w) for e, w in pairs.items() if w and float(w)}
        assert {(ids[i], ids[j]) for i, j in found.unobserved} == {ends for ends, w in pairs.items() if not w}
        assert found.directed == relation.directed


def held(name):
    try:
        study_files(named(name), [])
    except OutputError as error:
        return {problem.code for problem in error.problems} != {"E855"}
    return True


def test_hostile_names_are_read_as_they_are(tmp_path):
    names = sorted(filter(held, HOSTILE))
    assert len(names) > len(HOSTILE) * 0.7
    table = rows(("organisation", "name", "place"), [(name, names[-1 - at], name) for at, name in enumerate(names)])
    ties = rows(("from", "to", "note"), [(one, other, one) for one, other in pairwise(names)])
    said = []
    study = loaded(NetworkFile("net.gml", table, (Relation("trust", directed=True, ties=ties),)), tmp_path, said)
    # Some of them a study would read as another, so they are numbered.
    assert "W856" in {problem.code for problem in said}
    assert study.roster.ids == tuple(f"{at:02}" for at in range(1, len(names) + 1))
    assert study.roster.attributes["id_in_file"] == tuple(names)
    assert study.roster.names == tuple(reversed(names))
    assert study.roster.attributes["place"] == tuple(names)
    found = study.network("trust").ties
    assert [(names[i], names[j]) for i, j in zip(found.sender, found.receiver, strict=True)] == list(pairwise(names))


def test_ids_that_a_study_keeps_are_kept(tmp_path):
    names = ["001", "5E1", "=A1", "NA", "a,b", "Ärzte", "x-1"]
    table = rows(("organisation",), [(name,) for name in names])
    ties = rows(("from", "to"), list(pairwise(names)))
    study = loaded(NetworkFile("net.gml", table, (Relation("trust", directed=True, ties=ties),)), tmp_path)
    assert study.roster.ids == tuple(sorted(names))


def test_layers_of_any_name_have_files_of_their_own(tmp_path):
    table = rows(("organisation",), [("A",), ("B",)])
    names = sorted(name for name in filter(held, HOSTILE) if "\n" not in name)
    layers = [
        Relation(name, directed=True, ties=rows(("from", "to", "weight"), [("A", "B", str(at))]))
        for at, name in enumerate(names, 1)
    ]
    study = loaded(NetworkFile("net.gml", table, tuple(layers)), tmp_path)
    assert {name: study.network(name).ties.weight.tolist() for name in study.layers} == {
        name: [float(at)] for at, name in enumerate(names, 1)
    }


def test_layers_with_the_same_ties_share_a_file(tmp_path):
    table = rows(("organisation",), [("A",), ("B",)])
    ties = rows(("from", "to"), [("A", "B")])
    layers = tuple(Relation(name, directed=True, ties=ties) for name in ("trust", "advice"))
    study = loaded(NetworkFile("net.gml", table, layers), tmp_path)
    assert [study.network(name).m for name in ("trust", "advice")] == [1, 1]


def test_columns_a_study_would_read_otherwise_are_renamed_and_said(tmp_path):
    table = rows(
        ("organisation", "centre", "opened", "sector"), [("A", "north", "x", "nhs"), ("B", "south", "", "nhs")]
    )
    ties = rows(("from", "to", "start", "kind"), [("A", "B", "soon", "x")])
    said = []
    study = loaded(NetworkFile("net.gml", table, (Relation("", directed=True, ties=ties),)), tmp_path, said)
    assert study.roster.group_of("centre_2") == {"A": "north", "B": "south"}
    assert study.network("net").m == 1
    assert sorted(problem.code for problem in said) == ["W856", "W856", "W856"]


def test_the_same_tie_twice_is_added_up_and_said(tmp_path):
    table = rows(("organisation",), [("A",), ("B",)])
    ties = rows(("from", "to", "weight"), [("A", "B", "2"), ("B", "A", "3")])
    said = []
    network = NetworkFile("net.gml", table, (Relation("trust", directed=False, ties=ties),))
    study = loaded(network, tmp_path, said)
    assert study.network("trust").ties.weight.tolist() == [5.0]
    assert [problem.code for problem in said] == ["W857"]


def test_negative_weights_are_refused():
    table = rows(("organisation",), [("A",), ("B",)])
    ties = rows(("from", "to", "weight"), [("A", "B", "-2")])
    with pytest.raises(OutputError, match="E856"):
        study_files(NetworkFile("net.gml", table, (Relation("", directed=True, ties=ties),)), [])


def test_events_become_meetings_and_attendance(tmp_path):
    table, events = (
        rows(("organisation",), [("A",), ("B",), ("C",)]),
        rows(("event", "topic"), [("m1", "x"), ("m2", "")]),
    )
    cells = [("A", "m1", "1"), ("B", "m1", "1"), ("C", "m1", ""), ("A", "m2", "0"), ("C", "m2", "1")]
    seats = Relation("board", directed=False, ties=rows(("from", "to", "weight"), cells), two_mode=True)
    study = loaded(NetworkFile("net.dl", table, (seats,), events), tmp_path)
    assert study.affiliation("board").columns.ids == ("m1", "m2")
    network = study.network("board")
    assert [
        (network.roster.ids[i], network.roster.ids[j])
        for i, j in zip(network.ties.sender, network.ties.receiver, strict=True)
    ] == [("A", "B")]


def test_a_study_of_networks_comes_back_as_the_same_networks(tmp_path):
    whole = network_of(sna.load("centralised-surgery"), "after")
    again = network_of(loaded(whole, tmp_path), "all")
    assert again.organisations.cells == whole.organisations.cells
    assert [(r.name, r.directed, r.ties.cells) for r in again.relations] == [
        (r.name, r.directed, r.ties.cells) for r in whole.relations
    ]
