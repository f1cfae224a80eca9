"""`sna asymmetry`."""

from __future__ import annotations

from typing import Any

import click

from sna.commands import options
from sna.commands.printing import Output
from sna.commands.reading import Reader

SHOWN = ("layer", "snapshot", "quantity", "metric", "group", "other", "value", "low", "high", "p", "p_min", "note")
MAIN = ("mean", "difference", "cliffs_delta", "e_i_index", "e_i_index_expected")


@click.command()
@options.study
@click.argument("metrics", nargs=-1, metavar="[METRIC]...")
@options.choosing
@options.grouping
@options.resampling
@options.writing
@options.units
def asymmetry(
    study: str,
    metrics: tuple[str, ...],
    by: str | None,
    chosen: dict[str, Any],
    resampling: dict[str, Any],
    output: Output,
    reader: Reader,
) -> None:
    """Say how uneven positions are between groups of organisations in STUDY, and how sure one can be.

    The p beside a difference says how often random groups of the same size would differ as much.
    """
    from sna.api import contrast_of
    from sna.contrast import asymmetry as contrasting

    read = reader.load(study, target=output.out)
    if not read.contrasts and not by:
        click.echo(f"This study has no groups to compare: add [groups] to {read.settings}, or --by COLUMN.", err=True)
    findings = contrasting(read, by=contrast_of(by), metrics=metrics or None, **chosen, **resampling)
    if output.is_plain:
        from sna.report import headline_sentences

        for sentence in headline_sentences(findings, read).values():
            click.echo(f"{sentence}\n")
        table = findings.table[findings.table["quantity"].isin(MAIN)]
        output.emit(table, columns=SHOWN)
        click.echo("Shares, ratios, mixing and methods: add --format csv.", err=True)
        return
    output.emit(findings.table)
