"""What was measured of a network, as it is held against that of another."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pandas as pd

Reading = tuple[float, str]
"""A value, and its note."""
Texts = npt.NDArray[np.object_]
READ = ("snapshot", "layer", "metric", "organisation", "group", "note")


@dataclass(frozen=True, eq=False)
class Measured(Mapping[str, Reading]):
    """Values of one metric: organisation (network: empty text; of a metric of groups: group) → value and note.

    Attributes
    ----------
    names, numbers, notes
        Whose each value is, the value, and what to know of it.
    """

    names: Texts
    numbers: npt.NDArray[np.float64]
    notes: Texts

    @cached_property
    def _by_name(self) -> dict[str, Reading]:
        return dict(zip(self.names.tolist(), zip(self.numbers.tolist(), self.notes.tolist(), strict=True), strict=True))

    @property
    def of_network(self) -> bool:
        """Whether it is the one value of a network."""
        return len(self.names) == 1 and self.names[0] == ""

    @cached_property
    def silent(self) -> bool:
        """Whether no value has a note."""
        return not self.notes.any()

    def __getitem__(self, name: str) -> Reading:
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self.names)

    def value(self, name: str) -> float:
        """Return a value; ``NaN`` where nobody of that name was measured."""
        return self._by_name.get(name, (math.nan, ""))[0]


@dataclass(frozen=True)
class Readings:
    """What was measured of one network: metric → organisations' values, or the network's.

    ``of_groups`` has the metrics of groups: metric → groups' values.
    """

    of: dict[str, Measured] = field(default_factory=dict)
    of_groups: dict[str, Measured] = field(default_factory=dict)


def readings(table: pd.DataFrame, of_groups: Collection[str] = ()) -> dict[tuple[str, str], Readings]:
    """Return what was measured of every network in a table of scores: layer and snapshot → readings.

    Parameters
    ----------
    table
        Scores, the rows of each metric together. Rows with the mean of a group are passed over: groups of two networks
        are compared by the organisations in both.
    of_groups
        The metrics that are of groups.

    Examples
    --------
    >>> from sna.metrics import measure_network, sketch
    >>> found = readings(measure_network(sketch("A>B C>B"), metrics=["in_degree", "density"]).table)
    >>> {metric: dict(values) for metric, values in found["sketch", "all"].of.items()}
    {'density': {'': (0.3333333333333333, '')}, 'in_degree': {'A': (0.0, ''), 'B': (2.0, ''), 'C': (0.0, '')}}
    """
    columns = {name: _Column.of(table[name]) for name in READ}
    values = table["value"].to_numpy(dtype=np.float64)
    kept = ~columns["organisation"].blank | columns["group"].blank
    where = [columns[name] for name in ("layer", "snapshot", "metric")]
    begins = np.flatnonzero((np.diff([column.codes for column in where], prepend=-1) != 0).any(axis=0)).tolist()
    found: dict[tuple[str, str], Readings] = {}
    for begin, end in zip(begins, [*begins[1:], len(table)], strict=True):
        layer, snapshot, metric = (column.known[column.codes[begin]] for column in where)
        network = found.setdefault((layer, snapshot), Readings())
        if metric in of_groups:
            rows, whose, into = np.arange(begin, end), columns["group"], network.of_groups
        else:
            rows, whose, into = np.flatnonzero(kept[begin:end]) + begin, columns["organisation"], network.of
        if len(rows):
            into[metric] = Measured(whose.at(rows), values[rows], columns["note"].at(rows))
    return found


@dataclass(frozen=True, eq=False)
class _Column:
    """Texts of a column, each once, and which of them every row has."""

    codes: npt.NDArray[np.int64]
    known: Texts

    @classmethod
    def of(cls, column: pd.Series[str]) -> _Column:
        codes, known = column.factorize()
        return cls(codes, np.array(known, dtype=object))

    @property
    def blank(self) -> npt.NDArray[np.bool_]:
        """Rows with an empty text."""
        return np.asarray(np.isin(self.codes, np.flatnonzero(self.known == "")), dtype=bool)

    def at(self, rows: npt.NDArray[np.int64]) -> Texts:
        """Return the texts of some rows."""
        return self.known[self.codes[rows]]
