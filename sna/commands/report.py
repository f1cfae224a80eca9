"""`sna report`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sna.commands import options
from sna.commands.beside import pays, second_process
from sna.commands.reading import Reader


@click.command()
@options.study
@options.choosing
@options.grouping
@options.resampling
@options.folder
@options.units
def report(
    study: str,
    by: str | None,
    chosen: dict[str, Any],
    resampling: dict[str, Any],
    target: tuple[Path | None, bool],
    reader: Reader,
) -> None:
    """Write a page on STUDY: what was read, the findings in sentences, figures, tables, methods and the run record.

    The page opens in any browser and needs neither scripts nor a network.
    """
    from sna.api import contrast_of
    from sna.io import write_run
    from sna.metrics import processors

    read = reader.load(study, target=target[0]).narrowed(**chosen)
    folder, overwrite = target[0] or Path(f"{read.name}-report"), target[1]
    with second_process(wanted=pays(read, processors())) as beside:
        from sna.report import compose, files_of

        document = compose(read, by=contrast_of(by), processes=processors(), beside=beside, **resampling)
        write_run(folder, files_of(document), overwrite=overwrite)
    if not reader.quiet:
        for sentence in document.headlines:
            click.echo(sentence)
    click.echo(f"Report: {folder / 'report.html'}")
