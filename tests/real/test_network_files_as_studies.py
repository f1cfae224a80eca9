"""Real network files of many programs, opened as studies: whole, or refused in the words of `sna convert`."""

from pathlib import Path

import pytest

import sna
from sna.errors import SnaError
from sna.io.formats.converting import Writing, converted
from sna.io.formats.known_formats import FORMATS
from sna.io.formats.opening import read_network_file

PLACES = (parent / "shared" / "data" / "format_corpus" for parent in Path(__file__).parents)
CORPUS = next((place for place in PLACES if place.is_dir()), None)
FILES = sorted(path for path in CORPUS.glob("*/*") if not path.name.endswith("##d")) if CORPUS else []
FEWEST = {True: 60, False: 20}
"""Files that are read whole, and files that are refused: so many at least."""


def refusals(path):
    """Return why a file is no network; nothing where it is read."""
    try:
        read_network_file(path)
    except SnaError as error:
        return {str(problem) for problem in error.problems}
    return set()


def errors(path):
    try:
        return {str(problem) for problem in sna.check(path).problems if problem.severity == "error"}
    except SnaError as error:
        return {problem.code for problem in error.problems}


def unfit(path):
    """Return why a file that is read makes no study: the converter's reason, or a network without a tie."""
    try:
        said = []
        converted({"": read_network_file(path)}, FORMATS["study"], "", Writing(), said)
    except SnaError as error:
        return {problem.code for problem in error.problems}
    return {"no ties" for problem in said if "no tie" in problem.message}


def test_a_real_file_is_a_study_or_is_refused_as_converting_refuses_it():
    if not FILES:
        pytest.skip("real data not present: format_corpus")
    seen = {True: 0, False: 0}
    for path in FILES:
        refused, found = refusals(path), errors(path)
        seen[not refused] += 1
        if refused and found == {"E101"}:
            # What nothing says is a network is not tried as one.
            assert {text[:4] for text in refused} == {"E107"}, path.name
        elif refused:
            assert found == refused, path.name
        else:
            assert bool(found) == bool(unfit(path)), (path.name, found)
    assert all(seen[read] >= FEWEST[read] for read in seen), seen
