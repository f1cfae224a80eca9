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
    """Draw every figure of every bundled study, and the page that shows them."""
    lines = [INTRO]
    for name in bundled_studies():
        lines.append(f"## {name}\n")
        for figure in figures_of(sna.load(name)):
            file = f"{name}-{figure.name}.png"
            (HERE / file).write_bytes(render(figure.picture, "png", dpi=150))
            lines.append(f"![{figure.picture.title}]({file})\n")
    (HERE / "README.md").write_text("\n".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
