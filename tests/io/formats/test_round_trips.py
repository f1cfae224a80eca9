"""What is written is read back: the same network, or a refusal that says which text the format cannot hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from network_files import HOSTILE, back, content, expected, named, networks, written

from sna.errors import OutputError
from sna.io.formats.known_formats import FORMATS, READABLE

COLUMNS = ("place", "Size of it", "size", "é", "x.y")
PLAIN = ("place", "size", "Sector1")
BOTH = [key for key in READABLE if FORMATS[key].holds]


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


def test_blanks_between_a_million_elements_are_no_text():
    data = written(named("Royal Free"), "gexf")[0].replace(b"<edges>", b"<edges>" + b" " * 1_100_000)
    assert len(FORMATS["gexf"].read(data, file="net.gexf").relations[0].ties) == 2
