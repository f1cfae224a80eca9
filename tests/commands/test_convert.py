"""`sna convert`: what it writes, what it says, and what it refuses with which exit code."""

import pytest

GML = (
    'graph [ directed 1 node [ id 1 label "Alder" ] node [ id 2 label "Birch" ] node [ id 3 ] '
    "edge [ source 1 target 2 weight 3 ] ]"
)


@pytest.fixture
def net(tmp_path):
    path = tmp_path / "net.gml"
    path.write_text(GML)
    return path


@pytest.mark.parametrize("ending", ["graphml", "gexf", "gml", "dl", "net", "paj", "vna", "csv", "xlsx"])
def test_every_format_is_written_from_a_file_and_from_a_study(sna, net, small, tmp_path, ending):
    for source, out in ((net, f"a.{ending}"), (small, f"b.{ending}")):
        ran = sna("convert", source, out)
        assert ran.code == 0, ran.err
        assert f"Written: {out}" in ran.out
        assert (tmp_path / out).stat().st_size > 0


def test_a_file_becomes_a_study_that_is_checked_and_measured(sna, net):
    assert sna("convert", net, "my-study").code == 0
    assert "ready to run" in sna("check", "my-study").out
    ran = sna("measure", "my-study", "density", "--format", "csv")
    assert ran.code == 0
    assert ",net,,,density,0.166666666667," in ran.out


def test_what_is_written_is_read_again(sna, net, tmp_path):
    assert sna("convert", net, "a.csv").code == 0
    assert (tmp_path / "a-nodes.csv").read_text() == 'Id,Label\n1,Alder\n2,Birch\n3,""\n'
    assert sna("convert", "a.csv", "b.gml").code == 0
    assert sna("convert", "b.gml", "c.csv").code == 0
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "c.csv").read_bytes()


def test_a_study_with_snapshots_gives_a_file_for_each_layer_and_snapshot(sna, tmp_path):
    ran = sna("convert", "centralised-surgery", "out", "--to", "graphml", "--layer", "mdt", "--layer", "joint_roles")
    assert ran.code == 0
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == sorted(
        f"centralised-surgery-{snapshot}-{layer}.graphml"
        for snapshot in ("before", "during", "after")
        for layer in ("mdt", "joint-roles")
    )
    assert sna("convert", "centralised-surgery", "one.net", "--snapshot", "after").code == 0
    assert sna("convert", "centralised-surgery", "siena", "--to", "rsiena").code == 0
    assert "sienaDependent" in (tmp_path / "siena" / "README.txt").read_text()


def test_what_has_no_place_is_said_and_can_count_as_an_error(sna, small, tmp_path):
    ran = sna("convert", small, "a.dl")
    assert ran.code == 0
    assert "W855" in ran.err
    assert "centre" in ran.err
    ran = sna("convert", small, "b.dl", "--strict")
    assert ran.code == 3
    assert not (tmp_path / "b.dl").exists()


def test_nothing_is_overwritten_unasked(sna, net, tmp_path):
    assert sna("convert", net, "a.graphml").code == 0
    before = (tmp_path / "a.graphml").read_bytes()
    ran = sna("convert", "centralised-surgery", "a.graphml", "--layer", "mdt", "--snapshot", "after")
    assert ran.code == 6
    assert "E610" in ran.err
    assert (tmp_path / "a.graphml").read_bytes() == before
    again = sna("convert", "centralised-surgery", "a.graphml", "--layer", "mdt", "--snapshot", "after", "--overwrite")
    assert again.code == 0


def test_a_study_folder_is_never_mixed_with_other_files(sna, net, small):
    ran = sna("convert", net, small, "--overwrite")
    assert ran.code == 6
    assert "E610" in ran.err


@pytest.mark.parametrize("out", ["net.gml", ".", "small/out.gml", "small"])
def test_the_output_is_never_the_input(sna, net, small, tmp_path, out):
    source = small if out.startswith("small") else net
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    ran = sna("convert", source, out, "--overwrite")
    assert ran.code == 6
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("none.gml", "a.dl"), 2, "E101"),
        (("net.gmll", "a.dl"), 2, "Did you mean 'net.gml'"),
        (("net.gml", "a.docx"), 2, "E107"),
        (("book.xlsb", "a.dl"), 3, "Save it as .xlsx"),
        (("called.gml", "a.dl"), 3, "--from dl"),
        (("half.##h", "a.dl"), 3, "E127"),
        (("nodes.csv", "a.dl"), 3, "table of nodes"),
        (("net.gml", "a.dl", "--layer", "trust"), 2, "E401"),
        (("net.gml", "a.dl", "--snapshot", "after"), 2, "no snapshots"),
        (("net.gml", "a.dl", "--two-mode"), 2, "leave out --two-mode"),
        (("net.graphml", "a.dl", "--encoding", "cp1252"), 2, "E603"),
        (("net.gml", "a.dl", "--from", "docx"), 2, "not one of"),
        (("untold.csv", "a.dl"), 3, "E406"),
    ],
)
@pytest.mark.usefixtures("net")
def test_what_cannot_be_met_is_said_with_its_exit_code(sna, tmp_path, arguments, code, said):
    (tmp_path / "book.xlsb").write_bytes(b"PK\x03\x04")
    (tmp_path / "called.gml").write_text("dl n=2\ndata:\n0 1\n0 0\n")
    (tmp_path / "half.##h").write_bytes(b"\x05V6404")
    (tmp_path / "nodes.csv").write_text("Id,Label\nA,Alder\n")
    (tmp_path / "untold.csv").write_text("Source,Target\nA,B\n")
    (tmp_path / "net.graphml").write_text('<graphml><graph edgedefault="directed"><node id="A"/></graph></graphml>')
    ran = sna("convert", *arguments)
    assert ran.code == code, ran.err
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert not (tmp_path / "a.dl").exists()


def test_direction_and_encoding_are_declared_where_a_file_does_not_say(sna, tmp_path):
    (tmp_path / "ties.csv").write_bytes("Source,Target\nCafé,B\n".encode("cp1252"))
    ran = sna("convert", "ties.csv", "a.graphml", "--undirected", "--encoding", "cp1252")
    assert ran.code == 0, ran.err
    text = (tmp_path / "a.graphml").read_text(encoding="utf-8")
    assert 'edgedefault="undirected"' in text
    assert 'id="Café"' in text


def test_formulas_are_guarded_unless_raw(sna, tmp_path):
    (tmp_path / "net.gml").write_text('graph [ directed 1 node [ id 1 label "=1+1" ] ]')
    assert sna("convert", "net.gml", "a.csv").code == 0
    assert (tmp_path / "a-nodes.csv").read_text() == "Id,Label\n1,'=1+1\n"
    assert sna("convert", "net.gml", "b.csv", "--raw-csv").code == 0
    assert (tmp_path / "b-nodes.csv").read_text() == "Id,Label\n1,=1+1\n"


def test_unobserved_pairs_are_kept_or_left_out_when_asked(sna, small, tmp_path):
    (small / "referrals.csv").write_text("from,to,weight\nB,A,3\nC,A,\nA,B,1\n")
    assert sna("convert", small, "a.dl").code == 0
    assert "\n3 0 0\nna 0 0\n" in (tmp_path / "a.dl").read_text()
    ran = sna("convert", small, "a.gexf")
    assert ran.code == 6
    assert "--drop-missing" in ran.err
    ran = sna("convert", small, "a.gexf", "--drop-missing")
    assert ran.code == 0
    assert "W857" in ran.err


def test_what_a_file_says_beyond_its_network_is_counted(sna, tmp_path):
    (tmp_path / "net.net").write_text('*Vertices 2\n1 "A" 0.1 0.2 0.5\n2 "B" 0.3 0.4 0.5\n*Arcs\n1 2 1\n')
    ran = sna("convert", "net.net", "a.graphml")
    assert ran.code == 0
    assert "W126" in ran.err
    assert "positions" in ran.err


def test_several_networks_of_a_file_are_layers_when_declared(sna, tmp_path):
    nodes = '<node id="A"/><node id="B"/>'
    graphs = "".join(
        f'<graph id="{name}" edgedefault="directed">{nodes}<edge source="{a}" target="{b}"/></graph>'
        for name, a, b in (("trust", "A", "B"), ("advice", "B", "A"))
    )
    (tmp_path / "net.graphml").write_text(f"<graphml>{graphs}</graphml>")
    ran = sna("convert", "net.graphml", "a.net")
    assert ran.code == 3
    assert "E407" in ran.err
    assert sna("convert", "net.graphml", "one.net", "--layer", "advice").code == 0
    assert (tmp_path / "one.net").read_text().endswith('*Arcs :1 "advice"\n2 1 1\n')
    assert sna("convert", "net.graphml", "all.net", "--all-graphs").code == 0
    assert (tmp_path / "all.net").read_text().endswith('*Arcs :1 "trust"\n1 2 1\n*Arcs :2 "advice"\n2 1 1\n')


@pytest.mark.parametrize("ending", ["graphml", "gexf", "gml", "csv", "net", "dl"])
def test_attendance_goes_out_and_comes_back_as_meetings(sna, tmp_path, ending):
    asked = ("--layer", "meetings", "--snapshot", "before", "--two-mode")
    assert sna("convert", "centralised-surgery", f"a.{ending}", *asked).code == 0
    ran = sna("convert", f"a.{ending}", "my-study")
    assert ran.code == 0, ran.err
    assert len((tmp_path / "my-study" / "meetings.csv").read_text().splitlines()) == 72
    assert len((tmp_path / "my-study" / "attendance.csv").read_text().splitlines()) == 204
    assert "ready to run" in sna("check", "my-study").out
