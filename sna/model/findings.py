"""What asymmetry, inference and comparison say: one shape for all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sna.model.records import MetricRecord
from sna.model.roster import ORGANISATIONS
from sna.model.row_block import RowBlock
from sna.model.scores import check_table, labelled
from sna.terms import worded

if TYPE_CHECKING:
    import pandas as pd

TEXT_COLUMNS = ("layer", "snapshot", "before", "quantity", "metric", "organisation", "group", "other")
NUMBER_COLUMNS = ("value", "low", "high", "p", "p_mid", "p_min", "p_adjusted", "n")
FINDING_COLUMNS = (*TEXT_COLUMNS, *NUMBER_COLUMNS, "target", "method", "resamples", "seed", "note")
"""Columns of `Findings`, in order. Text is empty and numbers are ``NaN`` where they do not apply."""
_NUMBERS = frozenset({*NUMBER_COLUMNS, "resamples", "seed"})


@dataclass(frozen=True, eq=False)
class Findings:
    """Long table of findings: a value, its uncertainty, and how it was had.

    Always true: columns are `FINDING_COLUMNS`; a value that is undefined is ``NaN`` and ``note`` says why; a p comes
    with its method, its target and the number of resamples.
    """

    table: pd.DataFrame
    metrics: Mapping[str, MetricRecord]

    def __post_init__(self) -> None:
        check_table(self.table, FINDING_COLUMNS)
        if (self.table["note"][self.table["value"].isna()] == "").any():
            raise ValueError("an undefined value says why in its note")
        if (self.table["method"][self.table["p"].notna()] == "").any():
            raise ValueError("a p comes with its method")

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any] | RowBlock], metrics: Mapping[str, MetricRecord]) -> Findings:
        """Build findings from rows that name only the columns that apply, or from blocks of such rows."""
        import pandas as pd

        # Column by column: a list of dictionaries takes pandas several times as long, and there may be a million rows.
        listed = list(rows)
        blocks = [(place, part) for place, part in enumerate(listed) if isinstance(part, RowBlock)]
        single = [part for part in listed if not isinstance(part, RowBlock)]
        begins = np.cumsum([0, *(len(part) if isinstance(part, RowBlock) else 1 for part in listed)])
        alone = np.ones(begins[-1], dtype=bool)
        for place, _ in blocks:
            alone[begins[place] : begins[place + 1]] = False
        columns: dict[str, Any] = {}
        for column in FINDING_COLUMNS:
            own = _of_rows([row.get(column) for row in single], number=column in _NUMBERS)
            whole = np.full(len(alone), np.nan if column in _NUMBERS else "", dtype=own.dtype)
            whole[alone] = own
            for place, block in blocks:
                if (found := block.get(column)) is not None:
                    whole[begins[place] : begins[place + 1]] = found
            # pandas would look into every text to find out what an array of objects holds.
            columns[column] = whole if column in _NUMBERS else pd.Series(whole, dtype=object)
        return cls(pd.DataFrame(columns, copy=False), metrics)

    def with_rows(self, *others: Findings) -> Findings:
        """Return these findings with those of others below.

        Examples
        --------
        >>> one = Findings.of([{"quantity": "mean", "value": 1.0}], {})
        >>> len(one.with_rows(one, one).table)
        3
        """
        import pandas as pd

        tables = [found.table for found in (self, *others) if len(found.table)]
        if not tables:
            return self
        records = {name: record for found in (self, *others) for name, record in found.metrics.items()}
        return Findings(pd.concat(tables, ignore_index=True), records)

    def worded(self, kind: str) -> Findings:
        """Return the findings with the word for what the units are, people or organisations, where words stand."""
        if kind == ORGANISATIONS:
            return self
        said = {c: self.table[c].map(lambda text: worded(text, kind)) for c in ("target", "method", "note")}
        return Findings(self.table.assign(**{c: texts.astype(object) for c, texts in said.items()}), self.metrics)

    def frame(self) -> pd.DataFrame:
        """Return a copy of the table, with plain labels of its metrics in ``attrs["labels"]`` for figures."""
        return labelled(self.table, self.metrics)

    def __str__(self) -> str:
        return f"{len(self.table)} findings"


def _of_rows(values: Sequence[Any], *, number: bool) -> npt.NDArray[Any]:
    """Return one column of single rows; what does not apply is ``NaN``, or an empty text."""
    import pandas as pd

    if number:
        return np.array(values, dtype=np.float64)
    texts = pd.Series(values, dtype=object)
    return texts.where(texts.notna(), "").to_numpy()
