"""Real network files of many programs: each is written in every format that can hold it, and comes back as it was."""

from pathlib import Path

import pytest
from network_files import back, unfaithful, written

import sna
from sna.errors import OutputError, SnaError
from sna.io.formats.converting import Writing, converted, pieces
from sna.io.formats.known_formats import FORMATS, READABLE
from sna.io.formats.opening import read_network_file

PLACES = (parent / "shared" / "data" / "format_corpus" for parent in Path(__file__).parents)
CORPUS = next((place for place in PLACES if place.is_dir()), Path("none"))
FILES = sorted(path for path in CORPUS.glob("*/*") if not path.name.endswith("##d")) if CORPUS.is_dir() else []
BOTH = [key for key in READABLE if FORMATS[key].holds]


def networks():
    if not FILES:
        pytest.skip("real data not present: format_corpus")
    for path in FILES:
        try:
            yield read_network_file(path)
        except SnaError as error:
            assert error.problems  # noqa: PT017 - a refusal is fine, and what it says is tested with each reader


def test_most_real_files_are_read():
    assert len(list(networks())) > 60


@pytest.mark.parametrize("key", BOTH)
def test_real_networks_come_back_as_they_were_or_what_is_missing_was_said(key):
    held = 0
    for network in networks():
        for piece in pieces(network, FORMATS[key]).values():
            said = []
            try:
                written(piece, key, said)
            except OutputError:
                continue
            held += 1
            assert unfaithful(piece, back(piece, key), said) == [], network.file
    assert held > 40


def test_real_networks_become_studies_without_an_error(tmp_path):
    made = 0
    for at, network in enumerate(networks()):
        if not any(len(relation.ties) for relation in network.relations):
            continue
        try:
            files = converted({"": network}, FORMATS["study"], "", Writing(), [])
        except OutputError:
            continue
        folder = tmp_path / str(at)
        folder.mkdir()
        for name, data in files.items():
            (folder / name).write_bytes(data)
        study = sna.load(folder)
        made += 1
        assert len(study.roster) == len(network.organisations)
        assert len(study.layers) == len(network.relations)
    assert made > 60
