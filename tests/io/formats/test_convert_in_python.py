"""`sna.convert`: the same as the verb, for notebooks."""

import pytest

import sna
from sna.errors import OutputError, UsageError

NET = 'graph [ directed 1 node [ id 1 label "Alder" ] node [ id 2 ] edge [ source 1 target 2 weight 3 ] ]'


@pytest.fixture
def net(tmp_path):
    path = tmp_path / "net.gml"
    path.write_text(NET)
    return path


def test_a_file_becomes_a_study_and_a_study_a_file(net, tmp_path):
    assert sna.convert(net, tmp_path / "study") == ()
    study = sna.load(tmp_path / "study")
    assert study.network("net").m == 1
    said = sna.convert(study, tmp_path / "again.dl")
    assert [problem.code for problem in said] == ["W855"]
    assert (tmp_path / "again.dl").read_text().endswith("data:\n0 3\n0 0\n")


def test_a_study_object_is_narrowed(tmp_path):
    study = sna.load("centralised-surgery")
    sna.convert(study, tmp_path / "all.net", snapshot=["before", "after"], layer="mdt")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all-after.net", "all-before.net"]


def test_the_format_can_be_named(net, tmp_path):
    odd = net.rename(tmp_path / "net.txt")
    sna.convert(odd, tmp_path / "out.txt", source_format="gml", target_format="pajek")
    assert (tmp_path / "out.txt").read_text().startswith("*Vertices 2\n")


def test_refusals(net, tmp_path):
    with pytest.raises(UsageError, match="E107"):
        sna.convert(net, tmp_path / "a.docx")
    with pytest.raises(UsageError, match="E401"):
        sna.convert(net, tmp_path / "a.dl", snapshot="after")
    with pytest.raises(OutputError, match="E609"):
        sna.convert(net, net, overwrite=True)
    sna.convert(net, tmp_path / "study")
    for source in (tmp_path / "study", tmp_path / "study" / "study.toml"):
        with pytest.raises(OutputError, match="E609"):
            sna.convert(source, tmp_path / "study" / "a.dl")
