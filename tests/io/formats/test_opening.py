"""Whatever a file is called and holds, opening it ends in a network or a documented refusal."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from network_files import named, written

from sna.errors import DataError, SnaError
from sna.io.formats.known_formats import FORMATS, READABLE
from sna.io.formats.opening import looks_like, read_network_file

ENDINGS = sorted({suffix for known in FORMATS.values() for suffix in known.suffixes} | {".txt", ".tsv", ".xls", ""})
BOTH = [key for key in READABLE if FORMATS[key].holds]


@st.composite
def damaged(draw):
    """Return a file of some format with a part taken out or something put in, or no file of any format."""
    data = b"\n".join(written(named("Royal Free"), draw(st.sampled_from(BOTH))))
    at, end = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
    return draw(st.sampled_from((data[:at] + data[end:], data[:at] + draw(st.binary(max_size=20)) + data[at:], data)))


@settings(max_examples=300, deadline=None)
@given(data=st.one_of(damaged(), st.binary(max_size=200)), ending=st.sampled_from(ENDINGS))
def test_a_network_or_a_documented_refusal(data, ending, tmp_path_factory):
    path = tmp_path_factory.getbasetemp() / f"net{ending}"
    path.write_bytes(data)
    try:
        network = read_network_file(path)
    except SnaError as error:
        lines = [str(problem) for problem in error.problems]
    else:
        lines = []
        assert network.relations
    assert all(len(line) < 500 and "\n" not in line and str(path.parent) not in line for line in lines)


@pytest.mark.parametrize("key", [key for key in BOTH if key not in {"csv", "xlsx"}])
def test_an_ending_that_says_nothing_is_no_matter(key, tmp_path):
    [data] = written(named("A"), key)
    path = tmp_path / "net.txt"
    path.write_bytes(data)
    assert len(read_network_file(path).organisations) == 4
    assert looks_like(data) in {key, {"paj": "pajek"}.get(key, key)}


@pytest.mark.parametrize("key", [key for key in BOTH if key not in {"csv", "paj", "pajek", "xlsx"}])
def test_an_ending_that_says_something_else_is_said(key, tmp_path):
    path = tmp_path / "net.net"
    path.write_bytes(written(named("A"), key)[0])
    with pytest.raises(DataError, match=f"--from {key}"):
        read_network_file(path)


def test_every_ending_has_one_format_that_reads_it():
    owned = [suffix for key in READABLE for suffix in FORMATS[key].suffixes]
    assert len(owned) == len(set(owned))


def test_bare_numbers_are_the_same_network_whoever_reads_them(tmp_path):
    (tmp_path / "net.adj").write_text("0 2 0\n0 0 1\n0.5 0 0\n")
    own, other = (read_network_file(tmp_path / "net.adj", form=form) for form in ("", "matrix"))
    assert own.relations[0].ties.cells == other.relations[0].ties.cells
    assert own.relations[0].directed
    assert other.relations[0].directed
