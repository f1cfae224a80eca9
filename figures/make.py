"""Draw the gallery from the bundled studies: `make figures`."""

from __future__ import annotations

from pathlib import Path

import sna
from sna.draw import render
from sna.io import bundled_studies
from sna.report import figures_of

HERE = Path(__file__).parent
INTRO = """# Figures

Drawn from the bundled studies by `make figures`, never by hand. The studies are invented, names included.
"""


def main() -> None:
    """Draw every figure of the first study, of the others the kinds not yet shown, and the page that shows them."""
    lines, shown = [INTRO], set[str]()
    for name in bundled_studies():
        figures = [figure for figure in figures_of(sna.load(name)) if _kind(figure.name) not in shown]
        shown |= {_kind(figure.name) for figure in figures}
        lines += [f"## {name}\n"] if figures else []
        for figure in figures:
            file = f"{name}-{figure.name}.png"
            (HERE / file).write_bytes(render(figure.picture, "png", dpi=150))
            lines.append(f"![{figure.picture.title}]({file})\n")
    (HERE / "README.md").write_text("\n".join(lines), encoding="utf-8", newline="\n")


def _kind(name: str) -> str:
    return name.partition("-")[0]


if __name__ == "__main__":
    main()
