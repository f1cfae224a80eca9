"""`sna new`."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from sna.commands import options


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--tables",
    multiple=True,
    metavar="NAME[,NAME...]",
    help="Only these tables (repeatable); organisations are always there. The usual ones if left out.",
)
@options.OVERWRITE
def new(path: Path, tables: tuple[str, ...], *, overwrite: bool) -> None:
    """Write an empty study at PATH: a workbook if it ends in .xlsx, else a folder of CSV files.

    Every table has an example row or two, closed lists are drop-downs, and a dictionary says what each column holds.
    The example runs as it is; 'sna check' says where rows of it are left over.
    """
    from sna.io import new_study

    named = [name.strip() for given in tables for name in given.split(",") if name.strip()]
    written = new_study(path, tables=named, overwrite=overwrite)
    start = click.get_current_context().find_root().info_name
    click.echo(f"Written: {path} ({', '.join(written)}).")
    click.echo(f"Fill it in, delete the rows that start with EXAMPLE, then: {start} check {shlex.quote(str(path))}")
