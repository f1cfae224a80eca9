"""What became of the rows that were read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sna.derive import row_fates
from sna.derive.fates import OTHER_LAYER, OUTSIDE, USED
from sna.errors import parts_of
from sna.model import Study
from sna.terms import worded

if TYPE_CHECKING:
    import pandas as pd


def rows_table(study: Study) -> pd.DataFrame:
    """Return one row a table and layer: rows read, used in a layer, set aside, and why.

    Tables that no layer is made from (organisations, people, meetings, …) are listed with the rows that were read.
    """
    import pandas as pd

    behind: dict[str, list[str]] = {}
    for name, rule in study.layers.items():
        behind.setdefault(rule.table, []).append(name)
    sheets = any(parts_of(table.file)[1] for table in study.tables.values())
    rows = []
    for table in study.tables.values():
        for layer in behind.get(table.name, [""]):
            fates = dict(row_fates(study, study.layers[layer])) if layer else {USED: len(table)}
            elsewhere = fates.pop(OTHER_LAYER, 0)
            aside = {
                reason.replace(OUTSIDE, "outside every snapshot"): n for reason, n in fates.items() if reason != USED
            }
            rows.append(
                {
                    "table": table.name,
                    "file": parts_of(table.file)[0],
                    **({"sheet": parts_of(table.file)[1]} if sheets else {}),
                    "layer": layer,
                    "rows read": str(table.rows_read - elsewhere),
                    "used": str(fates.get(USED, 0)),
                    "set aside": str(sum(aside.values()) + table.rows_read - len(table)),
                    "why": worded(
                        "; ".join(
                            f"{number} {reason}" for reason, number in {**aside, **table.unused}.items() if number
                        ),
                        study.roster.kind,
                    ),
                }
            )
    return pd.DataFrame(rows)
