"""The lenses as a page: what each asks, what it needs, and every quantity it finds, from the code that finds it."""

from __future__ import annotations

import inspect
import re

from sna.commands.draw import FIGURES
from sna.lenses import LENSES

START = """# Lenses

A lens looks at the facts of a study one way: `sna lens STUDY` shows what every lens finds that the tables
allow, `sna lens STUDY NAME` one of them, `--format csv` all of it with methods. Those of power are part of
`sna asymmetry` too, and the report has a section for each. Every number comes with `n` and its uncertainty, or
with the reason why there is none. Below, for each: the question, the tables, and what is found, by quantity.
"""
CODE = re.compile(r"``([^`]+)``")
REFERENCE = re.compile(r"(?<!`)`([^`]+)`(?!`)")


def lens_page() -> str:
    """Return every lens with its question, its tables and its quantities."""
    lines = [START]
    for name, lens in LENSES.items():
        said = inspect.getdoc(lens.look) or ""
        lines += [f"## {name}", "", f"**{lens.asks}** Needed: {lens.needs}", ""]
        marks = ["part of `sna asymmetry`"] if lens.of_power else []
        marks += [f"`sna draw STUDY {name}` draws it"] if name in FIGURES else []
        if marks:
            lines += [f"{'; '.join(marks)[0].upper()}{'; '.join(marks)[1:]}.", ""]
        lines += [_as_markdown(said), ""]
    return "\n".join(lines)


def _as_markdown(docstring: str) -> str:
    """Return a docstring as Markdown: sections become bold words, code stays code."""
    text = re.sub(r"\n(\w[\w ]*)\n-+\n", r"\n**\1**\n\n", docstring.partition("\nExamples\n")[0])
    found = re.sub(r"^Yield,? ", "", CODE.sub(r"`\1`", REFERENCE.sub(r"`\1`", text)).strip())
    return found[:1].upper() + found[1:]
