"""The whole path on real data that nobody here wrote: numbers agree with a count by other means."""

import csv
import itertools
from collections import Counter, defaultdict

import networkx as nx
import pytest

import sna
from sna.report import compose, files_of


def lines(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def strengths(network):
    ids, ties = network.roster.ids, network.ties
    ends = zip(ties.sender.tolist(), ties.receiver.tolist(), strict=True)
    return {(ids[s], ids[r]): w for (s, r), w in zip(ends, ties.weight.tolist(), strict=True)}


def test_tobacco_three_layers_and_three_levels(tobacco):
    study = sna.load(tobacco)
    assert {layer: study.network(layer).m for layer in study.layers} == {
        "contact": 175,
        "collaboration": 161,
        "dissemination": 103,
    }
    document = compose(study)
    assert len(document.headlines) == 6
    # Published for these data (Luke 2015): the lead agency is tied to every other organisation in each layer.
    scores = document.tables["scores"]
    lead = scores[(scores["organisation"] == "ITPC") & (scores["metric"] == "degree")]
    assert lead["value"].tolist() == [24.0, 24.0, 24.0]
    assert all("cannot tell" in sentence for sentence in document.headlines[:3])


def test_lazio_large_and_small_hospitals(lazio):
    study = sna.load(lazio)
    network = study.network("transfers")
    rows = lines(lazio / "transfers.csv")
    assert (network.n, network.m) == (85, 1306)
    assert network.ties.weight.sum() == sum(float(row["patients"]) for row in rows)
    received = Counter()
    for row in rows:
        received[row["to"]] += float(row["patients"])
    scores = sna.measure(study, "in_strength")
    found = scores[scores["organisation"] != ""].set_index("organisation")["value"].to_dict()
    assert {name: value for name, value in found.items() if value} == dict(received)
    document = compose(study)
    assert document.headlines[0].startswith("Transfers: large organisations average")
    assert "report.html" in files_of(document)


def test_boards_joint_roles_by_brute_force(boards):
    study = sna.load(boards)
    assert study.snapshots.names == tuple(str(year) for year in range(2002, 2012))
    assert study.contrasts == ()
    seats = defaultdict(list)
    for row in lines(boards / "roles.csv"):
        seats[row["person"]].append((row["organisation"], row["start"], row["end"] or "9999-12-31"))
    for year in ("2003", "2009"):
        expected = defaultdict(set)
        for person, held in seats.items():
            for (a, a1, a2), (b, b1, b2) in itertools.combinations(held, 2):
                first, last = max(a1, b1, f"{year}-01-01"), min(a2, b2, f"{year}-12-31")
                if a != b and first <= last:
                    expected[min(a, b), max(a, b)].add(person)
        network = study.network("roles", year)
        found = strengths(network)
        assert found == {pair: float(len(people)) for pair, people in expected.items()}


def test_boards_report_without_a_contrast(boards):
    document = compose(sna.load(boards))
    assert "names no groups" in document.headlines[0]
    kinds = {figure.name.split("-")[0] for figure in document.figures}
    assert kinds == {"sociogram", "ranks"}
    page = files_of(document)["report.html"]
    assert b">NaN<" not in page
    assert len(page) < 5_000_000


def test_davis_women_met_as_networkx_has_them(davis):
    study = sna.load(davis)
    network = study.network("events")
    women = nx.davis_southern_women_graph()
    known = nx.bipartite.weighted_projected_graph(women, women.graph["top"])
    # networkx writes names in full, and calls one woman Katherina.
    named = {name: name.split()[0].upper().replace("KATHERINA", "KATHERINE") for name in women.graph["top"]}
    expected = {tuple(sorted((named[a], named[b]))): w for a, b, w in known.edges(data="weight")}
    found = strengths(network)
    assert (network.n, network.m) == (18, 139)
    assert found == expected


def test_congress_committees_share_members_by_brute_force(congress):
    network = sna.load(congress).network("roles")
    seats = defaultdict(set)
    for row in lines(congress / "roles.csv"):
        seats[row["person"]].add(row["organisation"])
    expected = Counter(pair for held in seats.values() for pair in itertools.combinations(sorted(held), 2))
    found = strengths(network)
    assert found == expected


@pytest.mark.parametrize("name", ["tobacco", "lazio", "boards", "davis", "congress"])
def test_real_studies_have_no_errors(name, request):
    report = sna.check(request.getfixturevalue(name))
    assert [problem for problem in report.problems if problem.severity == "error"] == []
