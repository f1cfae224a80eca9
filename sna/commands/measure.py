"""`sna measure`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from sna.commands import options
from sna.commands.printing import Output
from sna.commands.reading import Reader

if TYPE_CHECKING:
    import pandas as pd


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
    table = measuring(read, metrics=metrics or None, by=by, processes=processors(), **chosen).table
    output.emit(with_n(table) if output.is_plain else table)


def with_n(table: pd.DataFrame) -> pd.DataFrame:
    """Return scores with the n of every mean of a group beside it: of how many organisations, where some have no value.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("all", "a", "A", "x", "eigenvector", 0.5, ""), ("all", "a", "B", "x", "eigenvector", float("nan"), "")]
    >>> rows += [("all", "a", "", "x", "eigenvector", 0.5, "")]
    >>> columns = ["snapshot", "layer", "organisation", "group", "metric", "value", "note"]
    >>> with_n(pd.DataFrame(rows, columns=columns))["n"].tolist()
    ['', '', '1 of 2']
    """
    keys = ["snapshot", "layer", "metric", "group"]
    members = table[(table["organisation"] != "") & (table["group"] != "")]
    counts = members.groupby(keys, sort=False)["value"].agg(["count", "size"])
    said = {
        key: f"{many:.0f}" if many == size else f"{many:.0f} of {size:.0f}" for key, many, size in counts.itertuples()
    }
    means = (table["organisation"] == "") & (table["group"] != "")
    found = table.copy()
    where = zip(means, table[keys].itertuples(index=False, name=None), strict=True)
    found.insert(
        list(found.columns).index("value") + 1, "n", [said.get(key, "") if mean else "" for mean, key in where]
    )
    return found
