"""`sna metrics`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sna.commands import options
from sna.commands.printing import Output

if TYPE_CHECKING:
    from sna.model import MetricRecord

COLUMNS = ("metric", "level", "direction", "weights", "low", "high", "undefined", "source")


@click.command()
@click.argument("name", required=False)
@options.writing
def metrics(name: str | None, output: Output) -> None:
    """List every metric, or explain NAME: formula, direction, weights, bounds, what a high value means, source."""
    import pandas as pd

    from sna.errors import Problem, UsageError, nearest
    from sna.metrics import catalogue

    known = catalogue()
    if name is None:
        rows = [{**vars(record), "metric": record.name} for record in known.values()]
        output.emit(pd.DataFrame(rows)[list(COLUMNS)])
        return
    if name not in known:
        raise UsageError(Problem("E702", f"There is no metric '{name}'.", hint=nearest(name, known)))
    click.echo(explained(known[name]))


def explained(record: MetricRecord) -> str:
    """Return one metric in words."""
    weights = {
        "ignored": "ties are present or absent",
        "strength": "stronger ties count for more",
        "length": "1/strength",
    }
    ties = {"in": "ties received", "out": "ties sent", "both": "ties sent and received", "none": "direction ignored"}
    missing = {"excluded": "unobserved pairs are left out", "no tie": "unobserved pairs count as no tie, with a note"}
    whose = "each organisation" if record.level == "organisation" else f"the {record.level}"
    lines = {
        "what": f"{record.label} (of {whose})",
        "a high value": record.means,
        "formula": record.formula,
        "direction": ties[record.direction],
        "weights": weights[record.weights],
        "layers": record.layers,
        "bounds": f"{record.low:g} to {record.high:g}",
        "undefined": record.undefined,
        "missing": missing[record.missing],
        "source": record.source,
    }
    return "\n".join([record.name, *(f"  {key:<13} {value}" for key, value in lines.items())])
