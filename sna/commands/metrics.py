"""`sna metrics`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sna.commands import options
from sna.commands.printing import Output

if TYPE_CHECKING:
    from sna.model import MetricRecord

OF = {"affiliation": "attendance (two-mode)", "multiplex": "two or more layers together"}
COLUMNS = ("metric", "level", "direction", "weights", "low", "high", "undefined", "source")


@click.command()
@click.argument("name", required=False)
@options.writing
def metrics(name: str | None, output: Output) -> None:
    """List every metric, or explain NAME: formula, direction, weights, bounds, what a high value means, source.

    NAME is an id, or the words a report uses for it. Metrics with parts have an id for each, NAME.PART; NAME stands for
    all of them.
    """
    import pandas as pd

    from sna.metrics import catalogue
    from sna.metrics.registry import check_name

    known = catalogue()
    if name is None:
        rows = [{**vars(record), "metric": record.name} for record in known.values()]
        output.emit(pd.DataFrame(rows)[list(COLUMNS)])
        return
    by_label = {record.label.lower(): record.name for record in known.values()}
    click.echo(explained(check_name(by_label.get(name.lower(), name))))


def explained(record: MetricRecord) -> str:
    """Return one metric in words."""
    weights = {
        "ignored": "ties are present or absent",
        "strength": "stronger ties count for more",
        "length": "1/strength",
    }
    ties = {"in": "ties received", "out": "ties sent", "both": "ties sent and received", "none": "direction ignored"}
    missing = {"excluded": "unobserved pairs are left out", "no tie": "unobserved pairs count as no tie, with a note"}
    whose = "the network" if record.level == "network" else f"each {record.level}"
    lines = {
        "what": f"{record.label} (of {whose})",
        "a high value": record.means,
        "formula": record.formula,
        "direction": ties[record.direction],
        "weights": weights[record.weights],
        "layers": f"{OF.get(record.of, record.layers)}{', of ratings only' if record.ratings else ''}",
        "groups": "needs groups of organisations (--by)" if record.groups else "",
        "bounds": f"{record.low:g} to {record.high:g}",
        "undefined": record.undefined,
        "missing": missing[record.missing],
        "meant for": f"up to {record.up_to:,} organisations; more take long",
        "source": record.source,
        "measured": "" if record.default else "only when named",
    }
    parts = [f"  {leaf.name}: {leaf.label}" for leaf in record.leaves if record.parts]
    return "\n".join([record.name, *(f"  {key:<13} {value}" for key, value in lines.items() if value), *parts])
