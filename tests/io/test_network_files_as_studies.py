"""A network file is measured as the study that `sna convert` makes of it, or is a layer beside organisations.csv."""

import pytest
from hypothesis import given, settings
from network_files import networks, written

import sna
from sna.errors import DataError, SnaError
from sna.io.formats.converting import Writing, converted
from sna.io.formats.known_formats import FORMATS, READABLE
from sna.io.formats.opening import read_network_file
from sna.io.shelf import NETWORKS

NET = '*Vertices 4\n1 "A" 0.1 0.2\n2 "B"\n3 "C"\n4 "D"\n*Arcs\n1 2 2\n2 3 1.5\n'
GRAPHML = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="k" for="node" attr.name="sector" attr.type="string"/>
<graph id="advice" edgedefault="undirected">
<node id="A"><data key="k">nhs</data></node><node id="B"><data key="k">charity</data></node><node id="C"/>
<edge source="A" target="B"/>
</graph></graphml>
"""
TWO_MODE = "dl nr=3, nc=2 format=fullmatrix\nrow labels:\nA,B,C\ncolumn labels:\nm1,m2\ndata:\n1 1\n1 0\n0 1\n"
SEVERAL = (
    "dl n=3, nm=2\nlabels:\nA,B,C\nmatrix labels:\ntrust,roles\ndata:\n0 1 0\n0 0 1\n0 0 0\n\n0 2 0\n2 0 0\n0 0 0\n"
)
MIXED = '*Vertices 3\n1 "a"\n2 "A"\n3 " b"\n*Edges\n1 2 1\n2 3 4\n'
REPEATED = '*Vertices 2\n1 "A"\n2 "B"\n*Arcs\n1 2 1\n1 2 4\n'
FILES = {
    "net.net": NET,
    "net.graphml": GRAPHML,
    "board.dl": TWO_MODE,
    "several.dl": SEVERAL,
    "alike.net": MIXED,
    "again.net": REPEATED,
    "ties.csv": "Source,Target,Type,Weight\nA,B,Undirected,2\nB,C,Undirected,1\n",
    "matrix.csv": ",A,B,C\nA,0,1,0\nB,1,0,2\nC,0,2,0\n",
    "said.txt": TWO_MODE,
}


def placed(folder, files):
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def converted_study(path, folder):
    folder.mkdir()
    files = converted({"": read_network_file(path)}, FORMATS["study"], "", Writing(), [])
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return sna.load(folder)


def everything(study):
    assert study.roster is not None
    found = [study.roster.ids, study.roster.names, dict(study.roster.attributes), list(study.layers)]
    for name in study.layers:
        net = study.network(name)
        found.append((name, net.directed, net.ties.sender.tolist(), net.ties.receiver.tolist()))
        found.append((net.ties.weight.tolist(), sorted(net.unobserved)))
    return found


def found_in(path):
    return [(problem.code, problem.file, problem.line) for problem in sna.check(path).problems]


@pytest.mark.parametrize("name", FILES)
def test_both_ways_give_the_same_study_and_the_same_measures(name, tmp_path):
    placed(tmp_path, FILES)
    one, other = sna.load(tmp_path / name), converted_study(tmp_path / name, tmp_path / "study")
    assert everything(one) == everything(other)
    assert one.title == other.title == name
    metrics = ["density", "betweenness", "components"]
    assert sna.measure(one, metrics).drop(columns="note").equals(sna.measure(other, metrics).drop(columns="note"))


@settings(max_examples=25, deadline=None)
@given(network=networks(FORMATS["graphml"].holds, ("place", "centre", "opened", "type")))
def test_hostile_networks_give_the_same_study_both_ways(network, tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "net.graphml").write_bytes(written(network, "graphml")[0])
    direct = [problem for problem in sna.check(folder / "net.graphml").problems if problem.severity == "error"]
    try:
        other = converted_study(folder / "net.graphml", folder / "study")
    except SnaError:
        assert direct
        return
    assert direct == []
    assert everything(sna.load(folder / "net.graphml")) == everything(other)


def test_every_ending_that_is_a_format_of_its_own_is_read_directly():
    own = {suffix for key in READABLE for suffix in FORMATS[key].suffixes} - {".csv", ".xlsx", ".##d"}
    assert set(NETWORKS) == own


def test_a_folder_with_nothing_but_a_network_is_that_network(tmp_path):
    placed(tmp_path, {"net.graphml": GRAPHML})
    study = sna.load(tmp_path)
    assert study.roster.attributes["sector"] == ("nhs", "charity", None)
    assert list(study.layers) == ["advice"]
    (tmp_path / "study.toml").write_text('[study]\ntitle = "Advice"\n\n[layer.advised]\nfrom = "net.graphml"\n')
    study = sna.load(tmp_path)
    assert (study.title, list(study.layers)) == ("Advice", ["advised"])
    assert not study.network("advised").directed
    assert study.roster.attributes["sector"] == ("nhs", "charity", None)


def test_a_network_lies_beside_organisations_as_a_layer(tmp_path):
    listed = "organisation,name\nA,Alpha\nB,Beta\nC,Gamma\nD,Delta\n"
    placed(tmp_path, {"organisations.csv": listed, "trust.net": NET, "advice.graphml": GRAPHML})
    study = sna.load(tmp_path)
    assert list(study.layers) == ["advice", "trust"]
    assert [study.network(name).directed for name in study.layers] == [False, True]
    assert study.network("trust").ties.weight.tolist() == [2.0, 1.5]
    assert study.roster.names == ("Alpha", "Beta", "Gamma", "Delta")
    assert "sector" not in study.roster.attributes
    said = {(problem.code, problem.file, problem.value) for problem in study.problems}
    assert {("W205", "advice.graphml", "'sector'"), ("W126", "trust.net", "")} <= said
    assert set(study.inputs) == {"organisations.csv", "trust.net", "advice.graphml"}


def test_a_network_is_declared_as_a_layer_with_a_decimal_comma_and_another_encoding_beside_it(tmp_path):
    toml = '[read]\ndecimal = ","\nencoding = "cp1252"\n\n[layer.trust]\nfrom = "n.net"\nduplicates = "max"\n'
    placed(tmp_path, {"study.toml": toml})
    (tmp_path / "organisations.csv").write_bytes("organisation\nA\nÄrzte\n".encode("cp1252"))
    (tmp_path / "n.net").write_bytes('*Vertices 2\n1 "A"\n2 "Ärzte"\n*Arcs\n1 2 1.5\n1 2 4\n'.encode("cp1252"))
    assert sna.load(tmp_path).network("trust").ties.weight.tolist() == [4.0]


def test_what_organisations_do_not_list_is_said_at_its_line_in_the_network_file(tmp_path):
    placed(tmp_path, {"organisations.csv": "organisation\nA\nB\n", "trust.net": NET})
    errors = [(p.file, p.line, p.value) for p in sna.check(tmp_path).problems if p.code == "E401"]
    assert errors == [("trust.net", 5, "D"), ("trust.net", 8, "C")]


def test_an_approved_spelling_in_a_network_file_is_listed(tmp_path):
    aliases = "written,organisation,approve\nD,A,yes\n"
    placed(tmp_path, {"organisations.csv": "organisation\nA\nB\nC\n", "trust.net": NET, "aliases.csv": aliases})
    assert [p.code for p in sna.check(tmp_path).problems if p.severity == "error"] == []


def test_two_modes_lie_beside_organisations_as_attendance(tmp_path):
    placed(tmp_path, {"organisations.csv": "organisation\nA\nB\nC\n", "boards.dl": TWO_MODE})
    study = sna.load(tmp_path)
    assert list(study.layers) == ["attendance"]
    assert study.network("attendance").m == 2
    placed(tmp_path, {"attendance.csv": "organisation,meeting\nA,m1\n", "more.dl": TWO_MODE})
    assert {code for code, _, _ in found_in(tmp_path)} >= {"E126"}


def test_relations_of_one_file_are_layers_and_can_be_named(tmp_path):
    placed(tmp_path, {"organisations.csv": "organisation\nA\nB\nC\n", "two.dl": SEVERAL})
    assert list(sna.load(tmp_path).layers) == ["roles-ties", "trust"]
    (tmp_path / "study.toml").write_text('[layer.confidence]\nfrom = "[two.dl]trust"\n')
    study = sna.load(tmp_path)
    assert (list(study.layers), study.network("confidence").m) == (["confidence"], 2)


def test_everything_wrong_is_said_at_once_with_the_line_of_the_network_file(tmp_path):
    bad = NET.replace("1 2 2", "1 9 2").replace("2 3 1.5", "2 3 x")
    placed(tmp_path, {"organisations.csv": "organisation\nA\nA\n", "trust.net": bad, "net.gml": "graph [ node [ ] ]"})
    found = found_in(tmp_path)
    with pytest.raises(DataError) as refused:
        read_network_file(tmp_path / "trust.net")
    assert {(p.code, p.file, p.line) for p in refused.value.problems} <= set(found)
    assert {file for _, file, _ in found} >= {"trust.net", "net.gml", "organisations.csv"}


def test_negative_weights_are_refused_at_their_line(tmp_path):
    placed(tmp_path, {"net.net": NET.replace("1 2 2", "1 2 -2")})
    assert ("E317", "net.net", 7) in found_in(tmp_path / "net.net")


def test_a_table_of_a_study_is_no_network_of_its_own(tmp_path):
    placed(tmp_path, {"organisations.csv": "organisation\nA\nB\n", "ties.csv": "from,to\nA,B\n"})
    for name in ("organisations.csv", "ties.csv"):
        with pytest.raises(SnaError, match="Give the folder"):
            sna.load(tmp_path / name)


def test_a_network_under_another_ending_is_a_layer_where_it_is_named(tmp_path):
    placed(tmp_path, {"organisations.csv": "organisation\nA\nB\nC\n", "two.txt": SEVERAL, "note.txt": "dear all"})
    assert [p.code for p in sna.check(tmp_path).problems if p.file == "two.txt"] == []
    (tmp_path / "study.toml").write_text('[layer.confidence]\nfrom = "[two.txt]trust"\n')
    assert sna.load(tmp_path).network("confidence").m == 2
    (tmp_path / "study.toml").write_text('[layer.confidence]\nfrom = "note.txt"\n')
    assert "E101" in {code for code, _, _ in found_in(tmp_path)}
