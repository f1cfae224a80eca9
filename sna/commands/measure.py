"""`sna measure`."""

from __future__ import annotations

from typing import Any

import click

from sna.commands import options
from sna.commands.printing import Output
from sna.commands.reading import Reader


@click.command()
@options.study
@click.argument("metrics", nargs=-1, metavar="[METRIC]...")
@options.choosing
@options.grouping
@options.writing
@options.units
def measure(
    study: str, metrics: tuple[str, ...], by: str | None, chosen: dict[str, Any], output: Output, reader: Reader
) -> None:
    """Score the organisations, groups and networks of STUDY.

    METRIC is an id from 'sna metrics', or NAME.PART for one part; without one, every default metric that a layer
    allows.
    """
    from sna.metrics import measure as measuring
    from sna.metrics import processors

    read = reader.load(study, target=output.out)
    output.emit(measuring(read, metrics=metrics or None, by=by, processes=processors(), **chosen).table)
