"""Files for RSiena: one order of actors, codes that RSiena knows, covariates in numbers, and a page that says so."""

import pytest
from network_files import HOSTILE, rows

import sna
from sna.errors import OutputError
from sna.io.formats.from_study import networks_of
from sna.io.formats.network_file import NetworkFile, Relation
from sna.io.formats.write_rsiena import write_rsiena


def wave(organisations, cells, headings=("organisation", "centre", "beds"), *, directed=True):
    ties = rows(("from", "to", "weight"), cells)
    return NetworkFile("study", rows(headings, organisations), (Relation("Joint roles", directed=directed, ties=ties),))


BEFORE = wave([("C", "local", "10"), ("A", "none", "20")], [("A", "C", "2"), ("C", "A", "")])
AFTER = wave([("A", "none", "20"), ("B", "local", ""), ("C", "specialist", "10")], [("B", "A", "1"), ("C", "A", "0")])
WAVES = {"before": BEFORE, "after it": AFTER}


def test_matrices_tell_none_from_missing_from_absent():
    files = write_rsiena(WAVES, [])
    assert files["joint-roles-1-before.txt"] == b"0 10 1\n10 0 10\nNA 10 0\n"
    assert files["joint-roles-2-after-it.txt"] == b"0 0 0\n1 0 0\n0 0 0\n"
    assert files["joint-roles-weights-1-before.txt"] == b"0 NA 2\nNA 0 NA\nNA NA 0\n"
    assert files["joint-roles-weights-2-after-it.txt"] == b"0 0 0\n1 0 0\n0 0 0\n"


def test_covariates_are_constant_or_changing_and_their_codes_are_told():
    files = write_rsiena(WAVES, [])
    assert files["covariate-centre.txt"] == b"2 2\nNA 1\n1 3\n"
    assert files["covariate-beds.txt"] == b"20\nNA\n10\n"
    page = files["README.txt"].decode()
    assert "  1 = local\n  2 = none\n  3 = specialist\n" in page
    assert "sameX" in page
    assert 'varCovar(read_matrix("covariate-centre.txt"))' in page
    assert 'coCovar(scan("covariate-beds.txt", na.strings = "NA"))' in page
    assert 'read_matrix("joint-roles-2-after-it.txt")), dim = c(n, n, 2)))' in page
    assert files["actors.csv"] == b"actor,organisation\n1,A\n2,B\n3,C\n"


def test_ties_without_direction_stand_on_both_sides():
    files = write_rsiena({"a": wave([("A", "", ""), ("B", "", "")], [("B", "A", "1")], directed=False)}, said := [])
    assert files["joint-roles-1-a.txt"] == b"0 1\n1 0\n"
    assert [problem.code for problem in said] == ["W857"]


@pytest.mark.parametrize(
    "other",
    [
        wave([("A", "", ""), ("C", "", "")], [("A", "C", "1")], directed=False),
        wave([("A", "", ""), ("C", "", "")], [("A", "C", "-1")]),
        wave([("A", "", ""), ("C", "", "")], [("A", "C", "1"), ("A", "C", "1")]),
    ],
)
def test_what_matrices_of_waves_cannot_hold_is_refused(other):
    with pytest.raises(OutputError, match="E856"):
        write_rsiena({"before": BEFORE, "after": other}, [])


def test_a_layer_that_a_wave_does_not_have_was_not_observed():
    trust = Relation("trust", directed=True, ties=rows(("from", "to"), [("A", "C")]))
    first = NetworkFile("study", BEFORE.organisations, (*BEFORE.relations, trust))
    files = write_rsiena({"before": first, "after": AFTER}, [])
    assert files["trust-2-after.txt"] == b"0 NA NA\nNA 0 NA\nNA NA 0\n"


def test_names_are_in_the_list_of_actors_alone():
    held = [name for name in HOSTILE if name.strip() == name and name.isprintable() and name]
    table = rows(("organisation", "name"), [(name, f"{name} it") for name in held])
    ties = Relation("t", directed=True, ties=rows(("from", "to"), [(held[0], held[1])]))
    files = write_rsiena({"a": NetworkFile("study", table, (ties,)), "b": NetworkFile("study", table, (ties,))}, [])
    assert files["actors.csv"].decode().count("\n") == len(held) + 1
    assert "\n1,\"'=HYPERLINK" in files["actors.csv"].decode() or ",'=1+1," in files["actors.csv"].decode()
    size = {len(line.split()) for line in files["t-1-a.txt"].decode().splitlines()}
    assert size == {len(held)}


def test_a_bundled_study_agrees_with_its_networks():
    study = sna.load("centralised-surgery")
    files = write_rsiena(networks_of(study), [])
    for number, snapshot in enumerate(study.snapshots.names, 1):
        network = study.network("mdt", snapshot)
        cells = [line.split() for line in files[f"mdt-{number}-{snapshot}.txt"].decode().splitlines()]
        assert sum(row.count("1") for row in cells) == network.m
        assert sum(row.count("10") for row in cells) == 2 * 12 * (13 - network.n)
        assert len(cells) == 13
