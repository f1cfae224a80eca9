"""Rows of findings that differ in a few columns only, kept as columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy.typing as npt


@dataclass(frozen=True, eq=False)
class RowBlock:
    """Rows of which every one has the same in most columns: hundreds of them cost little more than one.

    Always true: ``columns`` is not empty and all of it is of one length; only numbers may be missing (``NaN``).

    Attributes
    ----------
    shared
        Column → what every row has in it.
    columns
        Column → what each row has in it: an array of numbers, or of texts as objects.

    Examples
    --------
    >>> import numpy as np
    >>> block = RowBlock({"quantity": "change"}, {"value": np.array([1.0, 2.0])})
    >>> list(block.rows())
    [{'quantity': 'change', 'value': 1.0}, {'quantity': 'change', 'value': 2.0}]
    """

    shared: Mapping[str, Any]
    columns: Mapping[str, npt.NDArray[Any]]

    def __post_init__(self) -> None:
        if len({len(values) for values in self.columns.values()}) != 1:
            raise ValueError("the columns of a block are of one length")

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    def get(self, column: str) -> Any:  # noqa: ANN401 - a text, a number, or an array of either
        """Return what every row has in a column, or what each has; ``None`` where it does not apply."""
        return self.columns[column] if column in self.columns else self.shared.get(column)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield each row by itself."""
        for values in zip(*(each.tolist() for each in self.columns.values()), strict=True):
            yield {**self.shared, **dict(zip(self.columns, values, strict=True))}


def spelt_out(parts: Iterable[Mapping[str, Any] | RowBlock]) -> list[Mapping[str, Any]]:
    """Return rows one by one, those of blocks in their place.

    Examples
    --------
    >>> import numpy as np
    >>> len(spelt_out([{"value": 0.0}, RowBlock({}, {"value": np.array([1.0, 2.0])})]))
    3
    """
    return [row for part in parts for row in (part.rows() if isinstance(part, RowBlock) else (part,))]
