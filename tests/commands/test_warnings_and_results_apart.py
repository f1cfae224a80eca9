"""Guards that what is worth saying of a study never gets into a result: it goes to standard error, or is not said."""

import csv
import io
import json

import pytest

VERBS = (
    ("measure", "density"),
    ("compare",),
    ("asymmetry",),
    ("lens", "posts"),
    ("test", "qap", "trust", "advice"),
)


@pytest.fixture
def doubtful(tmp_path):
    folder = tmp_path / "doubtful"
    folder.mkdir()
    names = "ABCDEFGH"
    rows = "".join(f"{name},{'specialist' if name in 'ABC' else 'local'}\n" for name in names)
    (folder / "organisations.csv").write_text(f"organisation,centre\n{rows}")
    ring = "".join(
        f"{names[at]},{names[at + wave]},{at + 1},{wave}\n" for wave in (1, 2) for at in range(len(names) - wave)
    )
    for name, own in (("trust", "A"), ("advice", "B")):
        (folder / f"{name}.csv").write_text(f"from,to,weight,wave\n{ring}{own},{own},2,1\n")
    (folder / "roles.csv").write_text("person,organisation,start\np1,A,2015-01-01\np1,B,2016-01-01\np2,C,2016-01-01\n")
    return folder


def _arguments(verb, study):
    name, *more = verb
    return [name, study, *more]


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
@pytest.mark.parametrize("quiet", [False, True])
def test_a_result_to_be_read_by_a_program_is_nothing_else(sna, doubtful, verb, quiet):
    flags = ["--quiet"] if quiet else []
    as_json = sna(*_arguments(verb, doubtful), "--format", "json", *flags)
    as_csv = sna(*_arguments(verb, doubtful), "--format", "csv", *flags)
    assert (as_json.code, as_csv.code) == (0, 0), as_json.err + as_csv.err
    json.loads(as_json.out)
    header, *rows = csv.reader(io.StringIO(as_csv.out))
    assert rows
    assert {len(row) for row in rows} == {len(header)}
    for ran in (as_json, as_csv):
        assert "warning" not in ran.out
        assert "says more" not in ran.out
        assert ("warning" in ran.err) == (not quiet)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
def test_a_quiet_run_prints_its_result_only(sna, doubtful, verb):
    said, quiet = sna(*_arguments(verb, doubtful)), sna(*_arguments(verb, doubtful), "--quiet")
    assert quiet.code == 0
    assert quiet.out == said.out
    assert "warning" in said.err
    assert "warning" not in quiet.err


def test_the_check_is_its_own_result(sna, doubtful):
    ran = sna("check", doubtful, "--format", "json", "--quiet")
    assert {row["severity"] for row in json.loads(ran.out)} == {"warning"}
    assert ran.err == ""
