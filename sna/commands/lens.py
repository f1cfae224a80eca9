"""`sna lens`."""

from __future__ import annotations

from typing import Any

import click

from sna.commands import options
from sna.commands.printing import Output
from sna.commands.reading import Reader


@click.command()
@options.study
@click.argument("lenses", nargs=-1, metavar="[LENS]...")
@options.choosing
@options.grouping
@options.resampling
@options.writing
@options.units
def lens(
    study: str,
    lenses: tuple[str, ...],
    by: str | None,
    chosen: dict[str, Any],
    resampling: dict[str, Any],
    output: Output,
    reader: Reader,
) -> None:
    """Look at the facts of STUDY one way at a time.

    LENS is one way, for example series; without one, all that the tables allow. The whole table has a column lens, and
    then the columns that every finding has.
    """
    from sna.api import contrast_of
    from sna.lenses import LENSES, see
    from sna.report import how_p_was_had
    from sna.report.views import VIEWS, sentences_of, table_of, tables_of
    from sna.terms import worded

    read = reader.load(study, target=output.out).narrowed(**chosen)
    found = see(read, lenses, by=contrast_of(by), **resampling)
    if not output.is_plain:
        output.emit(table_of(found))
        return
    for name, findings in found.items():
        click.echo(f"{VIEWS[name].title} ({name}): {worded(LENSES[name].asks, read.roster.kind)}")
        for sentence in sentences_of(name, findings, read):
            click.echo(f"- {sentence}")
        for shown in tables_of(name, findings, read):
            click.echo(f"\n{shown.caption}")
            output.emit(shown.table)
        click.echo("")
    if told := how_p_was_had(found.values()):
        click.echo(told)
    click.echo("Everything, with methods: add --format csv.", err=True)
