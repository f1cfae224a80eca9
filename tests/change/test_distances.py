"""Guards distances between networks: against other implementations, by hand, and what must always be so."""

import csv
import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sna.change import network_distances
from sna.change.deltacon import deltacon
from sna.change.distances import DISTANCES
from sna.change.spectral import laplacian_distance
from sna.errors import UsageError
from sna.metrics import sketch
from sna.model import Layer, Network, Roster, Ties

REFERENCE = Path(__file__).parents[1] / "reference"
RECORDS = json.loads((REFERENCE / "network_distances.json").read_text())["distances"]
WORDS = [a + b for a in "ABCDEF" for b in "ABCDEF" if a < b]


def read(name: str) -> Network:
    """Read a published network, ties either way; all Florentine families, also those without a tie."""
    with (REFERENCE / f"graphs/{name}.csv").open() as file:
        rows = [row[:2] for row in csv.reader(file)][1:]
    ids = {end for row in rows for end in row}
    if name.startswith("florentine"):
        with (REFERENCE / "graphs/florentine_nodes.csv").open() as file:
            ids |= {row[0] for row in list(csv.reader(file))[1:]}
    roster = Roster.of(sorted(ids))
    pairs = {tuple(sorted(roster.position[end] for end in row)) for row in rows}
    return Network(
        roster, Layer("links", directed=False), Ties.of([(a, b, 1.0) for a, b in sorted(pairs)], directed=False)
    )


def with_isolates(known: dict[str, object]) -> bool:
    return known["metric"] == "normalised_laplacian" and str(known["before"]).startswith("florentine")


@pytest.mark.parametrize(
    "known",
    [known for known in RECORDS if not with_isolates(known)],
    ids=lambda known: f"{known['metric']}-{known['before']}-{known['after']}",
)
def test_against_other_implementations(known: dict[str, object]) -> None:
    found = DISTANCES[str(known["metric"])].of(read(str(known["before"])), read(str(known["after"])))
    assert found == pytest.approx(known["value"], rel=1e-9)


def test_isolates_have_a_zero_where_the_reference_has_a_one() -> None:
    """NetComp puts 1 on the diagonal for an isolate; Chung's definition, taken here, puts 0."""
    [known] = [known for known in RECORDS if with_isolates(known)]
    spectra = []
    for name in (str(known["before"]), str(known["after"])):
        network = read(name)
        ties = np.zeros((network.n, network.n))
        ties[network.ties.sender, network.ties.receiver] = 1
        ties += ties.T
        degree = ties.sum(axis=0)
        scaled = ties / np.sqrt(np.outer(np.maximum(degree, 1), np.maximum(degree, 1)))
        spectra.append([np.linalg.eigvalsh(np.diag(diagonal) - scaled) for diagonal in (degree > 0, degree >= 0)])
    ours, theirs = (float(np.linalg.norm(spectra[0][way] - spectra[1][way])) for way in (0, 1))
    assert DISTANCES["normalised_laplacian"].of(*map(read, (str(known["before"]), str(known["after"])))) == (
        pytest.approx(ours)
    )
    assert known["value"] == pytest.approx(theirs)


def test_laplacians_by_hand() -> None:
    # Of a path of three the eigenvalues are 0, 1, 3; of a triangle 0, 3, 3.
    assert laplacian_distance(sketch("A-B B-C"), sketch("A-B B-C A-C")) == pytest.approx(2)


def test_distances_of_one_to_one_only_are_refused_for_others() -> None:
    for distance in (deltacon, laplacian_distance):
        with pytest.raises(ValueError, match="organisations"):
            distance(sketch("A-B"), sketch("A-B C"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.sampled_from(WORDS)), st.sets(st.sampled_from(WORDS)), st.booleans())
def test_nothing_to_itself_and_the_same_both_ways(make_network, one: set[str], two: set[str], directed: bool) -> None:
    old, new = (make_network("ABCDEF", " ".join(sorted(words)), directed=directed) for words in (one, two))
    for name, distance in DISTANCES.items():
        assert distance.of(old, old) == 0, name
        assert distance.of(old, new) == pytest.approx(distance.of(new, old), abs=1e-9), name
        assert distance.of(old, new) >= 0, name
    assert DISTANCES["portrait_divergence"].of(old, new) <= 1
    assert DISTANCES["netsimile"].of(old, new) <= 35


def test_every_pair_of_snapshots(make_study, make_network) -> None:
    networks = {
        "one": make_network("ABC", "AB"),
        "two": make_network("ABD", "AB BD"),
        "three": make_network("ABC", "AB"),
    }
    table = network_distances(make_study(networks)).table
    pairs = table.loc[table["metric"] == "deltacon", ["before", "snapshot", "n"]].to_numpy().tolist()
    assert pairs == [["one", "two", 2], ["one", "three", 3], ["two", "three", 2]]
    same = table[(table["before"] == "one") & (table["snapshot"] == "three")]
    assert set(same["metric"]) == set(DISTANCES)
    assert set(same["value"]) == {0.0}
    # Among organisations in both nothing changed; the whole networks did.
    two = table[(table["before"] == "one") & (table["snapshot"] == "two")].set_index("metric")["value"]
    assert two["deltacon"] == two["laplacian"] == 0
    assert two["portrait_divergence"] > 0


def test_what_cannot_be_compared_says_so(make_study, make_network) -> None:
    apart = make_study({"one": make_network("AB", "AB"), "two": make_network("CD", "CD")})
    rows = network_distances(apart, metrics=["deltacon", "portrait_divergence"]).table.set_index("metric")
    assert rows.loc["deltacon", "note"] == "no organisation in both snapshots"
    assert rows.loc["portrait_divergence", "value"] == 0
    sampled = make_study({"one": make_network("AB", "AB"), "two": make_network("AB", "AB")}, samples=["x", "y"])
    table = network_distances(sampled).table
    assert table["value"].isna().all()
    assert (table["note"] == "different samples are not compared").all()
    for wrong in ({"metrics": "deltacom"}, {"layers": "link"}):
        with pytest.raises(UsageError, match="Did you mean"):
            network_distances(apart, **wrong)


def test_an_empty_roster_is_undefined() -> None:
    nobody = sketch("")
    assert all(math.isnan(distance.of(nobody, nobody)) for distance in DISTANCES.values())
