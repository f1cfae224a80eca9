"""The report: self-contained, true to its tables, the same bytes each time, hostile names harmless."""

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest

import sna
from sna.contrast import comparable_metrics
from sna.model import Contrast
from sna.report import compose, files_of

HOSTILE = '<script>alert("1")</script> & $x^2$ =HYPERLINK("x")'


@pytest.fixture(scope="module")
def surgery():
    return compose(sna.load("centralised-surgery"))


@pytest.fixture(scope="module")
def files(surgery):
    return files_of(surgery)


def study_folder(folder, *, name="Alder", toml=""):
    folder.mkdir()
    escaped = name.replace('"', '""')
    centres = ["specialist"] * 3 + ["local"] * 5
    lines = [f'{i},"{escaped} {i}",{centre}' for i, centre in zip("ABCDEFGH", centres, strict=True)]
    (folder / "organisations.csv").write_text("\n".join(["organisation,name,centre", *lines, ""]))
    ties = [f"{a},{b},{1 + (a < b)}" for a in "DEFGH" for b in "ABC"] + ["A,B,1", "D,E,1"]
    (folder / "referrals.csv").write_text("\n".join(["from,to,weight", *ties, ""]))
    if toml:
        (folder / "study.toml").write_text(toml)
    return folder


class Page(HTMLParser):
    """Collect tags, attributes and text of a page."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.words = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())


def test_the_page_needs_no_script_and_no_network(files):
    page = Page(files["report.html"].decode())
    assert not {"script", "iframe", "link", "object", "embed"} & set(page.tags)
    outside = [value for name, value in page.attributes if name in ("src", "href", "xlink:href") and value]
    assert [value for value in outside if not value.startswith(("#", "data:"))] == []
    assert [name for name, _ in page.attributes if name.startswith("on")] == []


def test_the_page_has_every_part(surgery, files):
    page = Page(files["report.html"].decode())
    assert surgery.chapters[0] == "In short"
    assert {"What was read", "Methods", "Run record"} <= set(surgery.chapters)
    for headline in surgery.headlines:
        assert " ".join(headline.split()) in page.text
    assert page.tags.count("figure") == len(surgery.figures)
    of_layers = [f.name for f in surgery.figures if f.name.startswith(("sociogram-", "asymmetry-", "ranks-"))]
    assert len(of_layers) == 3 * 3
    assert {"attendance", "leaders", "profession", "tier", "cases", "decisions"} <= {
        figure.name for figure in surgery.figures
    }
    record = json.loads(files["run.json"])
    assert record["seed"] == 0
    assert set(record["inputs"]) >= {"organisations.csv", "study.toml"}


def test_the_headline_says_what_the_table_says(surgery):
    gaps = surgery.tables["asymmetry"]
    row = gaps[
        (gaps["layer"] == "mdt")
        & (gaps["snapshot"] == "after")
        & (gaps["metric"] == "in_degree")
        & (gaps["quantity"] == "difference")
    ].iloc[0]
    sentence = next(s for s in surgery.headlines if s.startswith("MDT"))
    assert f"a difference of {row['value']:g}" in sentence
    assert "n = 4" in sentence
    assert "n = 8" in sentence


def test_shuffled_labels_cannot_tell(tmp_path):
    folder = tmp_path / "shuffled"
    subprocess.run(
        [sys.executable, "-m", "sna", "datasets", "centralised-surgery", "--to", folder],
        check=True,
        capture_output=True,
    )
    table = (folder / "organisations.csv").read_text().splitlines()
    head = table[0].split(",")
    place = head.index("centre")
    cells = [line.split(",") for line in table[1:]]
    # Two true specialists and two true locals are called specialist: nothing is left to find.
    specialist = [row for row in cells if row[place] == "specialist"]
    local = [row for row in cells if row[place] == "local"]
    for row in specialist[:2]:
        row[place] = "local"
    for row in local[:2]:
        row[place] = "specialist"
    (folder / "organisations.csv").write_text("\n".join([table[0], *(",".join(row) for row in cells), ""]))
    sentence = next(s for s in compose(sna.load(folder)).headlines if s.startswith("MDT"))
    assert "the data cannot tell" in sentence


def test_a_study_without_a_contrast_leaves_it_out_and_says_so(tmp_path):
    folder = study_folder(tmp_path / "plain")
    lines = (folder / "organisations.csv").read_text().splitlines()
    (folder / "organisations.csv").write_text("\n".join(line.rsplit(",", 1)[0] for line in lines) + "\n")
    document = compose(sna.load(folder))
    assert "names no groups" in document.headlines[0]
    assert document.tables["asymmetry"].empty
    assert not [figure for figure in document.figures if figure.name.startswith("asymmetry")]


def test_hostile_names_are_text_everywhere(tmp_path):
    document = compose(sna.load(study_folder(tmp_path / "hostile", name=HOSTILE)))
    files = files_of(document)
    page = Page(files["report.html"].decode())
    assert "script" not in page.tags
    assert "<script>alert" in page.text
    for name, data in files.items():
        if name.endswith(".csv"):
            cells = re.split(r"[,\n]", data.decode())
            assert not [cell for cell in cells if cell.lstrip('"').startswith("=")]


def test_the_same_bytes_whatever_the_order_of_rows_hash_seed_locale_or_time_zone(tmp_path):
    one, other = study_folder(tmp_path / "one", toml='[study]\ntitle = "Two orders"\n'), tmp_path / "two" / "one"
    other.mkdir(parents=True)
    (other / "study.toml").write_bytes((one / "study.toml").read_bytes())
    for path in one.glob("*.csv"):
        head, *rows = path.read_text().splitlines()
        (other / path.name).write_text("\n".join([head, *reversed(rows), ""]))
    outputs = []
    for folder, seed, zone in ((one, "0", "UTC"), (other, "7", "Pacific/Kiritimati")):
        out = tmp_path / f"report-{seed}"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        subprocess.run(
            [sys.executable, "-m", "sna", "report", folder, "--quiet", "--out", out], env=environment, check=True
        )
        outputs.append({path.relative_to(out): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()})
    assert outputs[0].keys() == outputs[1].keys()
    # The fingerprints of reordered files differ, in the run record and where the page prints it: nothing else may.
    differ = {str(name) for name in outputs[0] if outputs[0][name] != outputs[1][name]}
    assert differ == {"run.json", "report.html"}
    pages = [next(data for name, data in output.items() if name.name == "report.html") for output in outputs]
    assert len({re.sub(rb"[0-9a-f]{64}", b"", page) for page in pages}) == 1


def test_one_tie_and_no_tie_do_not_stop_a_report(tmp_path):
    folder = study_folder(tmp_path / "thin")
    (folder / "referrals.csv").write_text("from,to,weight\nA,B,1\n")
    assert compose(sna.load(folder)).headlines
    (folder / "referrals.csv").write_text("from,to,weight\nA,B,0\n")
    assert "No ties" in compose(sna.load(folder)).figures[0].picture.title


@pytest.mark.parametrize("declared", ["katz", "bonacich_power.positive", "fragmentation_gain"])
def test_a_declared_metric_outside_the_default_set_is_measured_and_leads(tmp_path, declared):
    toml = f'[groups]\ncentre = ["specialist", "local"]\n[asymmetry]\nprimary = "{declared}"\n'
    study = sna.load(study_folder(tmp_path / "study", toml=toml))
    results = files_of(compose(study))
    assert f",{declared}," in results["tables/scores.csv"].decode()
    label = comparable_metrics()[declared].label
    assert label in Page(results["report.html"].decode()).text


@pytest.mark.parametrize("declared", ["density", "group_degree", "overlap", "katx"])
def test_a_declared_metric_that_groups_cannot_be_compared_on_is_an_error_with_its_place(tmp_path, declared):
    toml = f'[groups]\ncentre = ["specialist", "local"]\n[asymmetry]\nprimary = "{declared}"\n'
    folder = study_folder(tmp_path / "study", toml=toml)
    with pytest.raises(sna.errors.DataError) as raised:
        compose(sna.load(folder))
    (problem,) = raised.value.problems
    assert (problem.code, problem.place, problem.value) == ("E603", "study.toml, column primary", declared)
    assert problem in sna.check(folder).problems


def test_every_layer_is_asked_whether_its_gap_holds(surgery, files):
    page = Page(files["report.html"].decode()).text
    assert page.count("Does it hold?") == 3
    table = surgery.tables["sensitivity"]
    for layer, rows in table.groupby("layer"):
        changing = rows[rows["changes"] == "yes"]
        said = "holds under" if (rows["verdict"] == "holds").any() else "p is at most 0.05 under"
        told = changing["verdict"].isin(["holds", "clearer", "flips"])
        # Left out in turn, a thing counts against what the data cannot tell only where every turn says so.
        number = (told & ~((changing["verdict"] != "holds") & (changing["turns_alike"] > 0))).sum()
        assert f"{said} {number} of {len(changing)} other choices" in page, layer
    assert {"tables/sensitivity.csv", "tables/rank_stability.csv"} <= set(files)
    assert "not independent tests" in page


def test_who_did_not_answer_is_listed_beside_what_was_observed(tmp_path):
    folder = tmp_path / "survey"
    folder.mkdir()
    centres = dict.fromkeys("ABC", "specialist") | dict.fromkeys("DEFGH", "local")
    listed = [f"{who},{who} Trust,{centre}" for who, centre in centres.items()]
    (folder / "organisations.csv").write_text("\n".join(["organisation,name,centre", *listed, ""]))
    answers = [f"{a},{b},{int(b in 'ABC')}" for a in "ABDEFG" for b in centres if a != b]
    (folder / "survey.csv").write_text("\n".join(["respondent,partner,value", *answers, ""]))
    (folder / "study.toml").write_text('[groups]\ncentre = ["specialist", "local"]\n')
    page = Page(files_of(compose(sna.load(folder)))["report.html"].decode()).text
    assert "6 of 8 organisations approached answered (75%)" in page
    assert "42 of 56 pairs were observed, 38% of which are tied" in page
    assert "Not answered: C Trust and H Trust." in page
    assert "Not answered: C, H." in page


def test_a_group_against_all_others_is_drawn_and_reported():
    document = compose(sna.load("centralised-surgery"), by=Contrast("centre", ("specialist", "*")), permutations=99)
    picture = next(figure.picture for figure in document.figures if figure.name == "asymmetry-mdt")
    assert "all others" in picture.title
    assert picture.drawn["differences"]["value"].notna().any()
