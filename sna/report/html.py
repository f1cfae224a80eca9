"""A document as one HTML page that needs no script and no network."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

from sna import draw

if TYPE_CHECKING:
    from sna.report.document import Document


def as_html(document: Document) -> bytes:
    """Return a document as a self-contained page; every name in it is escaped, figures are inline SVG."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    here = files("sna.report")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["inline"] = lambda picture: Markup(draw.render(picture, "svg", text=True).decode())  # noqa: S704
    template = environment.from_string((here / "page.html").read_text(encoding="utf-8"))
    page = template.render(
        document=document,
        style=Markup((here / "page.css").read_text(encoding="utf-8")),  # noqa: S704 - our own style sheet
        record=json.dumps(document.record, indent=2, sort_keys=True, ensure_ascii=False),
    )
    return page.encode()
