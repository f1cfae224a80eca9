"""What a network file does not say of itself is asked for in words that can be followed at the command line."""

import pytest

SEVERAL = (
    '<graphml><graph id="x" edgedefault="directed"><node id="A"/></graph>'
    '<graph id="y" edgedefault="directed"><node id="A"/></graph></graphml>'
)
UNSAID = {
    "untold.csv": ("Source,Target\nA,B\n", "--undirected", ("--undirected",)),
    "divided.csv": (";p,q;r\nA,x;0;1\nB,y;1;0\n", "--delimiter", ("--delimiter", ";")),
    "latin.gml": ('graph [ node [ id 1 label "Ärzte" ] ]', "--encoding cp1252", ("--encoding", "cp1252")),
    "latin.net": ('*Vertices 1\n1 "Ärzte"\n', "--encoding cp1252", ("--encoding", "cp1252")),
    "labels.csv": ("1,2\n0,1\n1,0\n", "--labels", ("--labels", "columns")),
    "triangle.csv": (",A,B\nA,,1\nB,,\n", "--part", ("--part", "upper")),
    "events.csv": (",A,b\nA,1,0\nB,0,1\n", "--two-mode", ("--two-mode",)),
    "wide.csv": (",A,b,c\nA,1,0,1\nB,0,1,1\n", "--two-mode", ("--two-mode",)),
    "neighbours.csv": ("a;b;c\nd\n", "--directed", ("--directed",)),
    "several.graphml": (
        SEVERAL,
        "--layer ID",
        ("--layer", "x"),
    ),
    "several-again.graphml": (
        SEVERAL,
        "--all-graphs",
        ("--all-graphs",),
    ),
    "called.gml": ("dl n=2\ndata:\n0 1\n0 0\n", "--from dl", ("--from", "dl")),
}
FORMS = {"neighbours.csv": ("--from", "adjacency")}


@pytest.mark.parametrize("name", UNSAID)
def test_a_hint_names_an_option_and_following_it_reads_the_file(sna, tmp_path, name):
    text, option, followed = UNSAID[name]
    (tmp_path / name).write_bytes(text.encode("cp1252"))
    ran = sna("convert", name, "out.vna", *FORMS.get(name, ()))
    assert ran.code == 3, ran.err
    assert option in ran.err
    ran = sna("convert", name, "out.dl", *FORMS.get(name, ()), *followed)
    assert ran.code == 0, ran.err


@pytest.mark.parametrize("mark", [";", "semicolon"])
def test_a_delimiter_is_its_mark_or_its_name(sna, tmp_path, mark):
    (tmp_path / "net.csv").write_text("Source;Target;Type\nA,x;B;Directed\n")
    assert sna("convert", "net.csv", "out.csv", "--delimiter", mark).code == 0
    assert '"A,x",B,Directed' in (tmp_path / "out.csv").read_text()


@pytest.mark.parametrize(("option", "said"), [("--delimiter=,", "--delimiter"), ("--two-mode", "--two-mode")])
def test_what_a_format_says_itself_is_not_said_again(sna, tmp_path, option, said):
    (tmp_path / "net.net").write_text("*Vertices 1\n")
    ran = sna("convert", "net.net", "out.vna", option)
    assert (ran.code, said in ran.err) == (2, True)


def test_what_a_file_does_not_say_is_no_matter_of_a_study(sna, small):
    ran = sna("convert", small, "out.vna", "--labels", "both")
    assert (ran.code, "IN is a study" in ran.err) == (2, True)
