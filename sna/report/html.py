"""A document as one HTML page that needs no script and no network."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup

    from sna.report.beside import Rendered
    from sna.report.blocks import Drawn
    from sna.report.document import Document

WORDS = {
    *("measure", "organisation", "group", "from", "to", "step", "table", "file", "layer", "why"),
    *("of", "a high value means", "formula", "source", "snapshot", "series"),
}
"""Columns that hold words; all others hold numbers and stand to the right."""


def as_html(document: Document, drawn: Mapping[Drawn, Rendered]) -> bytes:
    """Return a document as a self-contained page; every name in it is escaped, figures are inside, as they were drawn.

    Parameters
    ----------
    document
        What to show.
    drawn
        The pictures of every figure, from `sna.report.beside.pictures`.
    """
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    here = files("sna.report")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["embedded"] = lambda block: embedded(block, drawn[block])
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


def embedded(figure: Drawn, drawn: Rendered) -> Markup:
    """Return a figure as part of a page."""
    from markupsafe import Markup

    if drawn.vector:
        return Markup(drawn.screen)  # noqa: S704 - drawn here, names escaped by the renderer
    return Markup('<img alt="{}" src="data:image/png;base64,{}">').format(figure.picture.alt, drawn.screen)
