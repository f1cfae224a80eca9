"""Files too large to hold are refused before anything is made of what they claim."""

import time

import pytest

from sna.errors import DataError
from sna.io.formats import gdf, text_file, ties
from sna.io.formats.dl import read_dl
from sna.io.formats.gdf import read_gdf
from sna.io.formats.pajek import read_pajek
from sna.io.formats.sociomatrix import read_sociomatrix


def code(read, data):
    with pytest.raises(DataError) as caught:
        read(data, "net")
    return caught.value.problems[0].code


def test_a_file_of_too_many_bytes_or_lines(monkeypatch):
    monkeypatch.setattr(text_file, "LARGEST_FILE", 10)
    assert code(read_pajek, b"*Vertices 2\n*Arcs\n1 2\n") == "E114"
    monkeypatch.undo()
    monkeypatch.setattr(text_file, "MOST_LINES", 2)
    assert code(read_pajek, b"*Vertices 2\n*Arcs\n1 2\n") == "E114"


def test_too_many_ties(monkeypatch):
    monkeypatch.setattr(ties, "MOST_TIES", 3)
    assert code(read_sociomatrix, b"1 1\n1 1\n") == "E114"
    assert code(read_dl, b"dl n=2 format=edgelist1 data:\n" + b"1 2\n" * 4) == "E114"


@pytest.mark.parametrize(
    ("read", "data"),
    [
        (read_dl, b"dl n=1000000 data: " + b"1 " * 1000),
        (read_dl, b'dl n=2 labels: "' + b'""' * 200_000),
        (read_dl, b"dl " + b"data " * 100_000),
        (read_dl, b"dl n=2 data:\n" + b'"' * 99_999),
        (read_pajek, b"*Vertices 1000000\n*Matrix\n1"),
        (read_pajek, b"*Vertices 2\n1 " + b"[" * 200_000),
        (read_gdf, b"nodedef>" + b"(" * gdf._LONGEST_HEAD),
        (read_gdf, b"nodedef>name" + b"," * 1_000_000),
        (read_gdf, b"nodedef>name\n" + b"," * 1_000_000),
        (read_gdf, b"nodedef>name\n'" + b"' " * 300_000),
    ],
)
def test_a_file_made_to_take_long_does_not(read, data):
    start = time.process_time()
    assert code(read, data)
    assert time.process_time() - start < 5
