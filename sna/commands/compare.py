"""`sna compare`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from sna.commands import options
from sna.commands.printing import Output
from sna.commands.reading import Reader

if TYPE_CHECKING:
    from sna.model import Study

SHOWN = (
    *("layer", "before", "snapshot", "quantity", "metric", "organisation", "group", "other"),
    *("value", "low", "high", "p", "p_min", "n", "note"),
)
BETWEEN = options.gathered(
    "between",
    dict,
    {
        "before": click.option("--before", metavar="NAME", help="The earlier snapshot."),
        "after": click.option("--after", metavar="NAME", help="The later snapshot."),
    },
)


IN_FULL = ("_common", "_by_group_pair", "_by_organisation", "_composition", "_retying", "_everyone")
"""Endings of what a table on the terminal leaves out: sentences say what matters of it, files have all."""


@click.command()
@options.study
@click.argument("other", required=False)
@BETWEEN
@click.option("--metric", "metrics", multiple=True, metavar="ID", help="Only this metric (repeatable).")
@click.option("--distances", is_flag=True, help="Say how far apart every two networks are, instead.")
@options.choosing_layers
@options.grouping
@options.swapping
@options.writing
@options.units
def compare(study: str, other: str | None, *, output: Output, reader: Reader, **asked: Any) -> None:
    """Say what changed between the snapshots of STUDY, or between STUDY and the study OTHER.

    Without --before and --after, each snapshot is compared with the next.
    """
    from sna.api import contrast_of
    from sna.change import compare as comparing
    from sna.metrics import processors

    read = reader.load(study, target=output.out)
    later = reader.load(other, target=output.out) if other else None
    if later is None and len(read.snapshots) == 1:
        click.echo("This study has one snapshot: there is nothing to compare it with.", err=True)
    if asked["distances"]:
        _distances(read, later, output, asked)
        return
    findings = comparing(
        read,
        later,
        metrics=asked["metrics"] or None,
        by=contrast_of(asked["by"]),
        processes=processors(),
        **asked["between"],
        **asked["swapping"],
        **asked["chosen"],
    )
    table = findings.table
    if output.is_plain and len(table):
        from sna.report import how_p_was_had
        from sna.report.change_prose import change_summary

        for sentence in change_summary(findings, read, later):
            click.echo(sentence)
        if told := how_p_was_had([findings]):
            click.echo(told)
        if asked["metrics"] or output.form:
            whole = (table["organisation"] == "") & ~table["quantity"].str.endswith(IN_FULL)
            output.emit(table[whole], columns=SHOWN)
        more = "Every change of the whole network: add --format table. Every organisation and group pair, the"
        click.echo(f"{more} organisations in both, and who or how of each change: add --format csv.", err=True)
        return
    output.emit(table, columns=SHOWN)


def _distances(read: Study, later: Study | None, output: Output, asked: Mapping[str, Any]) -> None:
    """Print or write the distances between networks."""
    from sna.change import network_distances

    findings = network_distances(read, later, metrics=asked["metrics"] or None, **asked["between"], **asked["chosen"])
    if output.is_plain and later is None:
        from sna.report.change_tables import distance_tables

        for matrix in distance_tables(findings):
            output.emit(matrix)
        return
    output.emit(findings.table, columns=("layer", "before", "snapshot", "metric", "value", "n", "method", "note"))
