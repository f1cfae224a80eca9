"""What is written is read back: the same network, or a refusal that says which text the format cannot hold."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from network_files import HOSTILE, content, named, networks

from sna.errors import OutputError
from sna.io.formats.known_formats import FORMATS, READABLE
from sna.io.formats.network_file import NAME, Rows
from sna.io.formats.write_csv import write_csv

COLUMNS = ("place", "Size of it", "size", "é", "x.y")
PLAIN = ("place", "size", "Sector1")
BOTH = [key for key in READABLE if FORMATS[key].holds]


def written(network, key, said=None):
    """Return the files of a network in the order in which they are read."""
    said = [] if said is None else said
    if key != "csv":
        return [FORMATS[key].writer(network, said)]
    tables = write_csv(network, said)
    return [tables["edges"], tables["nodes"]]


def back(network, key, said=None):
    """Return a network written and read again."""
    known = FORMATS[key]
    found = known.read(*written(network, key, said), file=network.file)
    return unnumbered(found, network) if key == "gml" else found


def unnumbered(found, network):
    """Return what GML gave back with labels as ids again, where nodes had to be numbered."""
    ids = dict(
        zip(found.organisations.column("organisation"), network.organisations.column("organisation"), strict=True)
    )
    if list(ids) == list(ids.values()):
        return found
    label = "label" if "label" in found.organisations.headings else NAME
    assert found.organisations.column(label) == tuple(ids.values())
    at = found.organisations.headings.index(label)
    cells = tuple((ids[row[0]], *row[1:at], *row[at + 1 :]) for row in found.organisations.cells)
    headings = (*found.organisations.headings[:at], *found.organisations.headings[at + 1 :])
    ties = found.relations[0].ties
    ends = tuple((ids[row[0]], ids[row[1]], *row[2:]) for row in ties.cells)
    relation = replace(found.relations[0], ties=Rows(ties.headings, ends, ties.lines))
    return replace(found, organisations=Rows(headings, cells, found.organisations.lines), relations=(relation,))


def expected(network, key):
    """Return a network without what the format has no place for."""
    holds = FORMATS[key].holds
    table = network.organisations
    kept = [at for at, h in enumerate(table.headings) if at == 0 or (holds.names if h == NAME else holds.attributes)]
    organisations = Rows(
        tuple(table.headings[at] for at in kept),
        tuple(tuple(row[at] for at in kept) for row in table.cells),
        table.lines,
    )
    relations = []
    for relation in network.relations:
        ties = relation.ties
        own = [at for at, h in enumerate(ties.headings) if holds.tie_attributes or h in ("from", "to", "weight")]
        cells = tuple(tuple(row[at] for at in own) for row in ties.cells)
        bare = Rows(tuple(ties.headings[at] for at in own), cells, ties.lines)
        # A table of edges without a row says nothing of direction.
        directed = relation.directed and (key != "csv" or len(bare) > 0)
        name = relation.name if holds.titled else ""
        if key == "vna":
            name = (name or "strength") if len(bare) else ""
        relations.append(replace(relation, ties=bare, name=name, directed=directed))
    return replace(network, organisations=organisations, relations=tuple(relations))


@pytest.mark.parametrize("key", BOTH)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_networks_come_back_as_they_were(key, data):
    network = data.draw(networks(FORMATS[key].holds, PLAIN if key == "gml" else COLUMNS))
    assert content(back(network, key)) == content(expected(network, key))


@pytest.mark.parametrize("key", BOTH)
@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_hostile_names_come_back_or_are_refused(key, name):
    network = named(name)
    try:
        files = written(network, key)
    except OutputError as error:
        refusal = error.problems
    else:
        refusal = ()
        assert files
    assert {problem.code for problem in refusal} <= {"E855"}
    assert all(len(str(problem)) < 500 for problem in refusal)
    if refusal:
        return
    found = back(network, key)
    assert content(found) == content(expected(network, key))


@pytest.mark.parametrize("key", BOTH)
def test_most_hostile_names_are_held(key):
    def held(name):
        try:
            written(named(name), key)
        except OutputError:
            return False
        return True

    assert sum(map(held, HOSTILE)) >= len(HOSTILE) * 0.7


@pytest.mark.parametrize("key", BOTH)
def test_the_same_network_gives_the_same_bytes(key):
    assert written(named("Royal Free"), key) == written(named("Royal Free"), key)
