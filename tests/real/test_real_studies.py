"""The whole path on real data that nobody here wrote: numbers agree with a count by other means."""

import csv
import itertools
from collections import Counter, defaultdict
from pathlib import Path

import networkx as nx
import pytest

import sna
from sna.report import compose, files_of

DATA = Path(__file__).parents[2].parent / "shared" / "data"


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
    assert kinds == {"sociogram", "ranks", "charts", "posts", "resilience"}
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


def test_delta_partners_of_projects_are_the_source_s_own_ties(delta):
    study = sna.load(delta)
    known = lines(DATA / "delta_science_orgs" / "edges.csv")
    # The source's list of ties counts the council as its science programme, and leaves one funder out.
    council, programme, funder = "49646", "49647", "49736"
    for period in study.snapshots.names:
        theirs = {frozenset((row["from_org_id"], row["to_org_id"])) for row in known if row[period] == "True"}
        found = {frozenset(pair) for pair in strengths(study.network("projects", period))}
        assert {
            frozenset({council: programme}.get(end, end) for end in pair) for pair in found if funder not in pair
        } == (theirs)
        assert theirs ^ found == {pair for pair in theirs ^ found if pair & {council, programme, funder}}
    assert sum(study.network("projects", period).m for period in study.snapshots.names) == 220 + 98 + 103 + 160


def test_nhs_predecessors_count_as_their_successors(nhs):
    study = sna.load(nhs)
    heir = {row["organisation"]: row["successor"] for row in lines(nhs / "organisations.csv")}

    def last(code):
        while heir[code]:
            code = heir[code]
        return code

    expected = Counter((last(row["from"]), last(row["to"])) for row in lines(nhs / "mdt_links.csv"))
    assert strengths(study.network("mdt_links")) == {pair: n for pair, n in expected.items() if pair[0] != pair[1]}
    assert len(study.roster.ids) == len({last(code) for code in heir})
    assert max(expected.values()) > 1


@pytest.mark.parametrize("name", ["tobacco", "lazio", "boards", "davis", "congress", "delta", "nhs"])
def test_real_studies_have_no_errors(name, request):
    report = sna.check(request.getfixturevalue(name))
    assert [problem for problem in report.problems if problem.severity == "error"] == []
