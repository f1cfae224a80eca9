"""Guards the files of figures: the same bytes every time, accessible, and safe whatever the names are."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from sna.draw import render, sociogram

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("fmt", ["png", "svg", "pdf"])
def test_the_same_bytes_twice_and_from_a_new_picture(fmt, organisations, ties, words):
    picture = sociogram(organisations, ties, **words)
    first = render(picture, fmt, dpi=72)
    assert render(picture, fmt, dpi=72) == first
    assert render(sociogram(organisations, ties, **words), fmt, dpi=72) == first


def test_the_same_bytes_in_another_process_and_for_another_hash_seed(tmp_path, organisations, ties, words):
    organisations.to_pickle(tmp_path / "o.pkl")
    ties.to_pickle(tmp_path / "t.pkl")
    code = (
        "import pandas as pd, hashlib; from sna.draw import render, sociogram;"
        f"p = sociogram(pd.read_pickle(r'{tmp_path / 'o.pkl'}'), pd.read_pickle(r'{tmp_path / 't.pkl'}'), **{words!r});"
        "print([hashlib.sha256(render(p, f, dpi=60)).hexdigest() for f in ('png', 'svg', 'pdf')])"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "MPLCONFIGDIR": str(tmp_path), "TZ": zone, "HOME": str(Path.home())},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(runs) == 1


@pytest.mark.parametrize("text", [True, False])
def test_svg_has_title_and_description_and_names_every_symbol(text, organisations, ties, words):
    picture = sociogram(organisations, ties, **words)
    root = ET.fromstring(render(picture, "svg", text=text))  # noqa: S314 - our own file
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == picture.title
    assert root.find(f"{SVG}desc").text == picture.alt
    tips = [title.text for title in root.iter(f"{SVG}title")][1:]
    assert sorted(tips) == sorted(picture.tips.values())
    assert any(tip.startswith("Albion · specialist · 2025") for tip in tips)
    names = [node.text for node in root.iter(f"{SVG}text")]
    assert names.count("Albion") == (3 if text else 0)


def test_svg_is_valid_whatever_the_names_are(organisations, ties, words):
    hostile = organisations.assign(name="<script>alert('$x$')</script>\x00\x1b]]>&\u202e")
    picture = sociogram(hostile, ties, **words)
    svg = render(picture, "svg", text=True)
    root = ET.fromstring(svg)  # noqa: S314 - our own file
    assert not list(root.iter(f"{SVG}script"))
    assert b"<script" not in svg
    assert "<script>" in root.find(f"{SVG}title").text


def test_nothing_says_when_or_with_what_it_was_made(organisations, ties, words):
    picture = sociogram(organisations, ties, **words)
    for fmt in ("png", "svg", "pdf"):
        found = render(picture, fmt, dpi=60)
        assert b"CreationDate" not in found
        assert b"matplotlib.org" not in found
        assert b"<dc:date>" not in found


def test_a_page_is_180_mm_wide(organisations, ties, words):
    picture = sociogram(organisations, ties, **words)
    assert picture.get_size_inches()[0] == pytest.approx(180 / 25.4)
    width = int.from_bytes(render(picture, "png", dpi=300)[16:20], "big")
    assert width == round(180 / 25.4 * 300) or width == int(180 / 25.4 * 300)


def test_other_formats_are_refused(organisations, ties, words):
    with pytest.raises(ValueError, match="png, svg or pdf"):
        render(sociogram(organisations, ties, **words), "gif")
