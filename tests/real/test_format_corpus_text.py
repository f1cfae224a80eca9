"""Files of UCINET, Pajek, NetDraw, GUESS, multinet and SocNetV as they lie about, against other readings of them."""

import math
import re
import warnings
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from sna.errors import DataError
from sna.io.formats.dl import read_dl
from sna.io.formats.gdf import read_gdf
from sna.io.formats.multinet import read_multinet
from sna.io.formats.pajek import read_pajek
from sna.io.formats.sociomatrix import read_neighbour_list, read_sociomatrix, read_two_mode_sociomatrix
from sna.io.formats.ucinet import read_ucinet
from sna.io.formats.vna import read_vna

PLACES = (parent / "shared" / "data" / "format_corpus" for parent in Path(__file__).parents)
CORPUS = next((place for place in PLACES if place.is_dir()), None)
pytestmark = pytest.mark.skipif(CORPUS is None, reason="real data not present: format_corpus")

READERS = {
    **dict.fromkeys((".dl", ".dat"), read_dl),
    **dict.fromkeys((".net", ".paj"), read_pajek),
    ".vna": read_vna,
    ".gdf": read_gdf,
    ".mpx": read_multinet,
    ".adj": read_sociomatrix,
    ".2sm": read_two_mode_sociomatrix,
    ".lst": read_neighbour_list,
}
# Where this differs from what the collection expects: the .DAT is not DL; the railway network has Y and N for weights;
# the last column of pajek_bip2 is the sum of its row, which a matrix of Pajek does not have (igraph drops it unsaid).
REFUSED = {
    "Nets__KnokBur.DAT": ("E113", 1),
    "Nets__TheyRule.paj": ("E116", 172),
    "igraph__pajek_bip2.net": ("E218", 18),
    "orange3-ne__railway.net": ("E319", 33),
    "igraph__invalid_pajek1.net": ("E113", 1),
    "igraph__invalid_pajek3.net": ("E113", 2),
    "ogdf__broken-edge-list.dl": ("E113", 4),
    "ogdf__invalid-matrix.dl": ("E218", 3),
}
BY_IGRAPH = {
    "Read_Pajek": [
        *(f"igraph__{name}.net" for name in ("pajek1", "pajek2", "pajek3", "pajek4", "pajek_bip", "pajek_edgeslist")),
        *("igraph__pajek_signed.net", "igraph__links.net", "manynet__SouthernWomen.paj", "orange3-ne__davis.net"),
    ],
    "Read_DL": [
        *(f"igraph__{name}.dl" for name in ("edgelist1", "edgelist3", "edgelist7", "fullmatrix1", "fullmatrix2")),
        *("igraph__fullmatrix4.dl", "igraph__nodelist2.dl"),
        *("ogdf__embedded.dl", "ogdf__labels.dl", "ogdf__simple.dl"),
    ],
}


def files():
    return sorted(path for path in CORPUS.rglob("*") if path.suffix.lower() in READERS) if CORPUS else []


def path_of(name):
    return next(CORPUS.rglob(name))


def read(name, encoding="utf-8"):
    path = path_of(name)
    return READERS[path.suffix.lower()](path.read_bytes(), name, encoding)


def weights(relation):
    at = relation.ties.headings.index("weight") if "weight" in relation.ties.headings else None
    return [1.0 if at is None else float(row[at] or math.nan) for row in relation.ties.cells]


def ties(relation):
    ends = [row[:2] if relation.directed else tuple(sorted(row[:2])) for row in relation.ties.cells]
    return Counter(zip(ends, weights(relation), strict=True))


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
def test_every_file_comes_in_whole_or_is_refused_by_line(path):
    expected = REFUSED.get(path.name)
    if expected is None:
        found = read(path.name)
        assert found.organisations.cells
        assert sum(len(relation.ties) for relation in found.relations)
        return
    with pytest.raises(DataError) as caught:
        read(path.name)
    (problem,) = caught.value.problems
    assert (problem.code, problem.line) == expected
    assert problem.file == path.name


@pytest.mark.parametrize(("how", "name"), [(how, name) for how, names in BY_IGRAPH.items() for name in names])
def test_as_igraph_reads_it(how, name):
    igraph = pytest.importorskip("igraph")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        graph = getattr(igraph.Graph, how)(str(path_of(name)))
    found = read(name)
    (relation,) = found.relations
    names = graph.vs["name"] if "name" in graph.vs.attributes() else [str(at + 1) for at in range(graph.vcount())]
    assert [*found.organisations.column("organisation"), *(row[0] for row in found.events.cells)] == names
    assert relation.directed == graph.is_directed()
    valued = graph.es["weight"] if "weight" in graph.es.attributes() else [1.0] * graph.ecount()
    ends = [(names[edge.source], names[edge.target]) for edge in graph.es]
    if not relation.directed:
        ends = [(min(pair), max(pair)) for pair in ends]
    assert ties(relation) == Counter(zip(ends, valued, strict=True))


@pytest.mark.parametrize(
    "name",
    [
        "app__Bernard_Killworth_Fraternity.dl",
        "app__Freeman_EIES_networks_32actors.dl",
        "app__Stokman_Ziegler_Corporate_Interlocks_Netherlands.dl",
        "app__Thurman_Office_Networks_Coalitions.dl",
    ],
)
def test_full_matrices_against_the_bare_numbers(name):
    text = path_of(name).read_text()
    size = int(re.search(r"N=(\d+)", text)[1])
    numbers = np.array(text.split("DATA:")[1].split(), dtype=float).reshape(-1, size, size)
    found = read(name)
    position = {row[0]: at for at, row in enumerate(found.organisations.cells)}
    assert len(found.relations) == len(numbers)
    for relation, expected in zip(found.relations, numbers, strict=True):
        matrix = np.zeros((size, size))
        for row, weight in zip(relation.ties.cells, weights(relation), strict=True):
            matrix[position[row[0]], position[row[1]]] = weight
        assert np.array_equal(matrix, expected)


@pytest.mark.parametrize("name", ["Messages", "Acquaintanceship_at_time_2"])
def test_edge_lists_against_the_bare_numbers(name):
    name = f"app__Freeman_EIES_network_48actors_{name}.dl"
    rows = np.array(path_of(name).read_text().split("data:")[1].split(), dtype=int).reshape(-1, 3)
    (relation,) = read(name).relations
    assert [tuple(map(int, row)) for row in relation.ties.cells] == [tuple(row) for row in rows.tolist()]


@pytest.mark.parametrize(
    "stem", ["manynet__ucinettest", *(f"rucinet__{n}" for n in ("Camp92_6404", "steve-6404", "test-6", "test-7"))]
)
def test_ucinet_datasets_against_the_bare_numbers(stem):
    folder = CORPUS / "ucinet_binary"
    head, data = ((folder / f"{stem}.##{kind}").read_bytes() for kind in "hd")
    found = read_ucinet(head, data, f"{stem}.##h")
    position = {row[0]: at for at, row in enumerate(found.organisations.cells)}
    size = len(position)
    numbers = np.frombuffer(data, "<f4").reshape(-1, size, size)
    assert len(numbers) == len(found.relations)
    for relation, expected in zip(found.relations, numbers, strict=True):
        matrix = np.zeros((size, size), dtype="f4")
        for row, weight in zip(relation.ties.cells, weights(relation), strict=True):
            matrix[position[row[0]], position[row[1]]] = weight
        assert np.array_equal(matrix, expected)


def test_networks_with_published_counts():
    zachary = read_ucinet(
        *((CORPUS / "ucinet_binary" / f"manynet__ucinettest.##{kind}").read_bytes() for kind in "hd"), "zachary.##h"
    )
    # Zachary 1977: 34 members, 78 ties, each in both directions of the matrix.
    assert (len(zachary.organisations), len(zachary.relations[0].ties)) == (34, 2 * 78)
    for name in ("app__Padgett_Florentine_Families.paj", "Nets__Padgett.paj"):
        # Padgett and Ansell 1993: 20 marriages and 15 business ties among 16 families.
        marriage, business, *_ = read(name).relations
        assert (len(marriage.ties), len(business.ties)) == (2 * 20, 2 * 15)
    # Rossi and Magnani 2015: 61 members of a department; ties of its five layers.
    aucs = read("multinet__aucs.mpx")
    assert len(aucs.organisations) == 61
    published = {"lunch": 193, "facebook": 124, "coauthor": 21, "leisure": 88, "work": 194}
    assert {relation.name: len(relation.ties) for relation in aucs.relations} == published
    florentine = read("multinet__florentine.mpx")
    assert {relation.name: len(relation.ties) for relation in florentine.relations} == {"marriage": 20, "business": 15}
    # Davis, Gardner and Gardner 1941: 18 women, 14 events, 89 attendances.
    women = read("manynet__SouthernWomen.paj")
    assert (len(women.organisations), len(women.events), len(women.relations[0].ties)) == (18, 14, 89)


def test_a_project_in_the_encoding_it_was_written_in():
    found = read("Nets__TheyRule.paj", "cp1252")
    # A file of 6,911 directors and 517 companies and institutions, 7,428 vertices as its first line says.
    assert (len(found.organisations), len(found.events)) == (6911, 517)
    text = path_of("Nets__TheyRule.paj").read_bytes()
    arcs = text.split(b"*Arcs")[1].split(b"*Edges")[0].split()
    assert len(found.relations[0].ties) == len(arcs) // 3
    kinds = Counter(found.organisations.column("Types")) + Counter(found.events.column("Types"))
    partition = text.split(b"*Vertices 7428\r\n")[1].split()
    assert kinds == Counter(value.decode() for value in partition)
    names = dict(row[:2] for row in found.organisations.cells)
    assert names["168"] == "Roberto HernándezRamírez"


def test_relations_of_a_file_with_two_modes_and_three_relations():
    found = read("Nets__SupremeCourt.net")
    sections = path_of("Nets__SupremeCourt.net").read_text().split("*Edges")[1:]
    assert [relation.name for relation in found.relations] == ["Yes", "No", "Abstention"]
    for relation, section in zip(found.relations, sections, strict=True):
        assert len(relation.ties) == len(section.splitlines()[1:]) - section.splitlines()[1:].count("")
    # 26 decisions by nine justices: every one a Yes, a No or an abstention.
    assert (len(found.organisations), len(found.events)) == (26, 9)
    assert sum(len(relation.ties) for relation in found.relations) == 26 * 9
