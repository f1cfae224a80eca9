"""A document as one HTML page that needs no script and no network."""

from __future__ import annotations

import base64
import json
from importlib.resources import files
from typing import TYPE_CHECKING

from sna import draw

if TYPE_CHECKING:
    from markupsafe import Markup

    from sna.report.document import Document

WORDS = {
    *("measure", "organisation", "group", "from", "to", "step", "table", "file", "layer", "why"),
    *("of", "a high value means", "formula", "source", "snapshot", "series"),
}
"""Columns that hold words; all others hold numbers and stand to the right."""
LARGEST_SVG = 1_000_000
SCREEN_DPI = 200


def as_html(document: Document) -> bytes:
    """Return a document as a self-contained page; every name in it is escaped, figures are inside."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    here = files("sna.report")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["embedded"] = embedded
    environment.filters["side"] = side
    template = environment.from_string((here / "page.html").read_text(encoding="utf-8"))
    page = template.render(
        document=document,
        style=Markup((here / "page.css").read_text(encoding="utf-8")),  # noqa: S704 - our own style sheet
        record=json.dumps(document.record, indent=2, sort_keys=True, ensure_ascii=False),
    )
    return page.encode()


def side(column: str) -> str:
    """Return whether a column holds words, which stand to the left, or numbers."""
    return "words" if column in WORDS else "numbers"


def embedded(picture: draw.Picture) -> Markup:
    """Return a figure as part of a page: SVG, or a PNG where thousands of marks would make the SVG too heavy."""
    from markupsafe import Markup

    drawn = draw.render(picture, "svg", text=True)
    if len(drawn) <= LARGEST_SVG:
        return Markup(drawn.decode())  # noqa: S704 - drawn here, names escaped by the renderer
    data = base64.b64encode(draw.render(picture, "png", dpi=SCREEN_DPI)).decode()
    return Markup('<img alt="{}" src="data:image/png;base64,{}">').format(picture.alt, data)
