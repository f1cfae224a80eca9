"""`sna draw`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sna.commands import options
from sna.commands.reading import Reader

if TYPE_CHECKING:
    from sna.report import Form

FIGURES = (
    "sociogram",
    "asymmetry",
    "ranks",
    "sensitivity",
    "attendance",
    "leaders",
    "voice",
    "profession",
    "tier",
    "indicators",
    "partnerships",
    "factors",
    "cases",
    "decisions",
    "posts",
    "resilience",
    "charts",
)
MEANT = {
    **dict.fromkeys(("map", "network", "networks", "graph", "maps", "diagram", "net"), "sociogram"),
    **dict.fromkeys(("gap", "gaps", "groups", "power", "dumbbell"), "asymmetry"),
    **dict.fromkeys(("rank", "ranking", "rankings", "bump"), "ranks"),
    **dict.fromkeys(("holds", "robustness", "choices", "multiverse", "stability"), "sensitivity"),
    **dict.fromkeys(("heat", "heatmap", "heat_map", "heat-map", "presence", "attending"), "attendance"),
    **dict.fromkeys(("leader", "leading", "leadership", "chairs", "chairing", "hosts", "lorenz"), "leaders"),
    **dict.fromkeys(("seats", "influence", "slope", "slopes", "slopegraph"), "voice"),
    **dict.fromkeys(("roles", "gantt", "joint_roles", "timeline"), "posts"),
    **dict.fromkeys(("removal", "withdrawal", "withdrawals"), "resilience"),
    **dict.fromkeys(("chart", "control", "spc", "xmr", "run", "trend", "trends"), "charts"),
}
"""What people call a figure."""


@click.command()
@options.study
@click.argument("figures", nargs=-1, type=options.Named(FIGURES, MEANT), metavar="[FIGURE]...")
@options.choosing
@options.grouping
@options.seed
@click.option("--pdf", is_flag=True, help="Write PDF as well.")
@options.folder
@options.units
def draw(
    study: str, figures: tuple[str, ...], *, pdf: bool, target: tuple[Path | None, bool], reader: Reader, **asked: Any
) -> None:
    """Draw STUDY as PNG and SVG, each with the table that was drawn and a text that says what it shows.

    FIGURE is sociogram, asymmetry, ranks, sensitivity or the name of a lens that draws one; without one, all that the
    data allow.
    """
    from sna.api import contrast_of
    from sna.io import write_files
    from sna.report import figure_files, figures_of

    read = reader.load(study, target=target[0]).narrowed(**asked["chosen"])
    folder, overwrite = target[0] or Path(f"{read.name}-figures"), target[1]
    by = contrast_of(asked["by"])
    drawn = figures_of(read, kinds=figures or FIGURES, by=by, seed=asked["seed"])
    forms: tuple[Form, ...] = ("png", "svg", "pdf") if pdf else ("png", "svg")
    files = {name: data for figure in drawn for name, data in figure_files(figure, forms=forms).items()}
    write_files(folder, files, overwrite=overwrite)
    for figure in drawn:
        click.echo(f"{folder / figure.name}.png  {figure.picture.title}")
