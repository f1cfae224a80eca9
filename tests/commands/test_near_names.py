"""Guards that a name that is none is answered with the one that is meant, or with the few that belong."""

import pytest


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (("draw", "STUDY", "map"), "Did you mean 'sociogram'?"),
        (("draw", "STUDY", "sociogramm"), "Did you mean 'sociogram'?"),
        (("convert", "STUDY", "out", "--to", "rsienna"), "Did you mean 'rsiena'?"),
        (("help",), "--help"),
        (("codes", "E703"), "Those of its family: E702, E704"),
        (("metrics", "cases"), "strength, in_strength"),
        (("measure", "STUDY", "centrality"), "degree, in_degree"),
        (("measure", "STUDY", "strength received"), "Write its id: 'in_strength'."),
        (("measure", "STUDY", "--layer", "referal"), "Did you mean 'referrals'?"),
        (("measure", "STUDY", "--snapshot", "befor"), "all"),
        (("check", "a5.xslx"), "'a5.xlsx' is there."),
    ],
)
def test_what_is_meant_is_said(sna, small, tmp_path, arguments, answer):
    (tmp_path / "a5.xlsx").write_bytes(b"PK")
    ran = sna(*(small if argument == "STUDY" else argument for argument in arguments))
    assert ran.code == 2
    assert answer in ran.err


def test_codes_are_not_guessed_at(sna):
    ran = sna("codes", "E701")
    assert "Did you mean" not in ran.err
    assert "E9" not in ran.err
    assert "'sna codes' lists all" in sna("codes", "x").err


def test_layers_are_known_whatever_their_capitals(sna, small):
    (small / "referrals.csv").rename(small / "Trust.csv")
    ran = sna("measure", small, "in_degree", "--layer", "tRUST", "--format", "csv")
    assert ran.code == 0, ran.err
    assert "trust" in ran.out.lower()


def test_a_primary_metric_called_by_its_label_is_answered_with_its_id(sna, small):
    (small / "study.toml").write_text('[asymmetry]\nprimary = "strength received"\n')
    ran = sna("asymmetry", small)
    assert "Write its id: 'in_strength'." in ran.err + ran.out


def test_a_study_of_many_snapshots_says_how_to_convert_it(sna, tmp_path):
    ran = sna("convert", "centralised-surgery", tmp_path / "out")
    assert ran.code == 6
    assert "--snapshot 'before'" in ran.err
    assert "--to rsiena" in ran.err


def test_a_file_in_another_encoding_says_which_option_to_add(sna, tmp_path):
    (tmp_path / "b4.dl").write_bytes("dl n=2 format=edgelist1\nlabels:\nK\xf6ln,Bonn\ndata:\n1 2\n".encode("cp1252"))
    ran = sna("convert", tmp_path / "b4.dl", tmp_path / "out.gml")
    assert "--encoding cp1252" in ran.err
    assert sna("convert", tmp_path / "b4.dl", tmp_path / "out.gml", "--encoding", "cp1252").code == 0
