"""How much memory reading may take, and whom it tells how far it is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from sna.errors import Problem, TooLargeError

_SHARE = 0.8
_PER_CELL = 32
"""Bytes a cell of a typed table comes to while it is read: its code, and its place in the finished table, twice."""
_UNITS = {"": 1, "k": 2**10, "m": 2**20, "g": 2**30, "t": 2**40}

Batch = TypeVar("Batch", bound="Sized")


class Sized(Protocol):
    """Some rows."""

    @property
    def num_rows(self) -> int:
        """How many."""


def _silent(table: str, done: float) -> None:
    del table, done


def memory_of_machine() -> int:
    """Return the bytes of memory of this machine; 0 where the system does not say."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return 0


@dataclass(frozen=True)
class Loading:
    """The terms on which a study is read.

    Attributes
    ----------
    memory
        Bytes that a table may come to; 0 for four fifths of the machine's memory.
    progress
        Told a table's label and the share of it that has been read, now and then.
    window
        Months that end with each snapshot of the calendar; 0 for as study.toml says.
    """

    memory: int = 0
    progress: Callable[[str, float], None] = field(default=_silent, repr=False)
    window: int = 0

    def afford(self, file: str, *, size: int = 0, cells: int = 0) -> None:
        """Refuse a table before it is read where it would not fit.

        Parameters
        ----------
        file
            Name of the file.
        size, cells
            Bytes of a text file, or cells of a typed table.

        Raises
        ------
        TooLargeError
            With how much is needed and how to allow it.

        Examples
        --------
        >>> Loading(memory=2**30).afford("attendance.csv", size=2**29)
        Traceback (most recent call last):
        sna.errors.TooLargeError: E901 attendance.csv: Reading this file takes about 4 GB of memory, ...
        """
        budget = self.memory or int(_SHARE * memory_of_machine())
        needed = size * PER_BYTE + cells * _PER_CELL
        if not budget or needed <= budget:
            return
        message = f"Reading this file takes about {_spelled(needed)} of memory, and {_spelled(budget)} may be used."
        hint = f"Allow more with --memory {_spelled(needed * 5 // 4).replace(' ', '')}, or divide the table by period."
        if size:
            hint += " A Parquet file or a DuckDB database of the same rows needs less."
        raise TooLargeError(Problem("E901", message, file, hint=hint))

    def followed(self, label: str, batches: Iterator[Batch], many: int) -> Iterator[Batch]:
        """Return batches of rows one by one, telling how far they are."""
        done = 0
        for batch in batches:
            yield batch
            done += batch.num_rows
            self.progress(label, min(done / many, 1.0) if many else 1.0)


PER_BYTE = 8
"""Bytes of memory that reading takes for each byte of a text file; measured in benchmarks/reading.py."""


def _spelled(size: int) -> str:
    for unit in ("TB", "GB", "MB"):
        whole = _UNITS[unit[0].lower()]
        if size >= whole:
            return f"{size / whole:.3g} {unit}"
    return f"{max(size // 2**10, 1)} kB"


def bytes_of(written: str) -> int | None:
    """Return how many bytes a size means; ``None`` where it is none.

    Examples
    --------
    >>> bytes_of("8GB"), bytes_of("512 m"), bytes_of("plenty")
    (8589934592, 536870912, None)
    """
    text = written.strip().lower().removesuffix("b").removesuffix("i").strip()
    unit = text[-1:] if text[-1:] in _UNITS and not text[-1:].isdigit() else ""
    number = text.removesuffix(unit).strip()
    try:
        size = float(number) * _UNITS[unit]
    except ValueError:
        return None
    return int(size) if 0 <= size < 2.0**63 else None
