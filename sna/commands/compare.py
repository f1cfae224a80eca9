"""`sna compare`."""

from __future__ import annotations

from typing import Any

import click

from sna.commands import options
from sna.commands.printing import Output
from sna.commands.reading import Reader

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


@click.command()
@options.study
@click.argument("other", required=False)
@BETWEEN
@click.option("--metric", "metrics", multiple=True, metavar="ID", help="Only this metric (repeatable).")
@options.choosing_layers
@options.grouping
@options.swapping
@options.writing
@options.reading
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
    if output.is_plain and later is None:
        from sna.report.change_prose import change_summary

        for sentence in change_summary(findings, read):
            click.echo(sentence)
        table = findings.table
        output.emit(table[(table["organisation"] == "") & ~table["quantity"].str.endswith("_common")], columns=SHOWN)
        click.echo("Every organisation, and the organisations in both: add --format csv.", err=True)
        return
    output.emit(findings.table, columns=SHOWN)
