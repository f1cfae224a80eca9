"""Columns of Arrow data → plain text: 2019-04-30, 1234.5, yes; blank where there is no value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from sna.errors import Problem
from sna.io.typed_rows import HEADINGS, Cells

_MIDNIGHT = re.compile(r"(\S+)[ T]00:00:00(?:\.0+)?")
_FRACTION = re.compile(r"(:\d\d)\.(\d*?)0*(?=$|[-+Z])")
_SECONDS = re.compile(r"(\d\d:\d\d):00")
_EXACT = 2.0**53
_REFUSED = {
    "is_list": "lists",
    "is_large_list": "lists",
    "is_fixed_size_list": "lists",
    "is_struct": "structures",
    "is_map": "maps",
    "is_union": "values of several kinds",
    "is_binary": "bytes",
    "is_large_binary": "bytes",
    "is_fixed_size_binary": "bytes",
    "is_duration": "spans of time",
    "is_interval": "spans of time",
}


def faults() -> tuple[type[Exception], ...]:
    """Return what Arrow raises over a file that is not what it should be."""
    import pyarrow as pa

    return (pa.ArrowException, OSError, ValueError)


def refused_kinds(schema: Any, label: str) -> list[Problem]:  # noqa: ANN401 - Arrow has no types for mypy
    """Return the problem of every column whose values cannot be the cells of a table."""
    wrong = ((field.name, _refused(field.type)) for field in schema)
    return [refused_column(label, name, kind) for name, kind in wrong if kind]


def refused_column(label: str, heading: str, kind: str, line: int = HEADINGS) -> Problem:
    """Return the problem of a column that holds bytes, lists or the like."""
    message = f"This column holds {kind}, which cannot be the cells of a table."
    hint = "Leave the column out, or write what it holds as text, one value a cell."
    return Problem("E221", message, label, line, heading.strip(), hint=hint)


def _refused(kind: Any) -> str:  # noqa: ANN401
    import pyarrow.types as kinds

    if kinds.is_dictionary(kind):
        return _refused(kind.value_type)
    if hasattr(kind, "storage_type"):
        return _refused(kind.storage_type)
    return next((words for test, words in _REFUSED.items() if getattr(kinds, test)(kind)), "")


def batch_cells(batch: Any) -> Iterator[Cells]:  # noqa: ANN401
    """Return the columns of an Arrow record batch, each as its distinct cells; a fault where it contradicts itself."""
    batch.validate(full=True)
    return (_cells(column) for column in batch.columns)


def _cells(column: Any) -> Cells:  # noqa: ANN401
    import pyarrow as pa

    if isinstance(column, pa.ExtensionArray):
        column = column.storage
    if pa.types.is_null(column.type):
        return Cells([""], np.zeros(len(column), dtype=np.int32))
    if not pa.types.is_dictionary(column.type):
        if pa.types.is_string_view(column.type):
            column = column.cast(pa.large_string())
        column = column.dictionary_encode()
    elif len(column.dictionary) > len(column):
        # A dictionary may serve the whole file: only what these rows use becomes text.
        column = column.dictionary_decode().dictionary_encode()
    values, typed = _texts(column.dictionary)
    indices = column.indices
    if indices.null_count:
        indices = indices.cast(pa.int64()).fill_null(len(values))
        values.append("")
    return Cells(values, indices.to_numpy(zero_copy_only=False).astype(np.int32), typed)


def _texts(values: Any) -> tuple[list[str], bool]:  # noqa: ANN401
    """Return values as text, and whether they were typed."""
    import pyarrow as pa

    kind = values.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return [value or "" for value in values.to_pylist()], False
    if pa.types.is_boolean(kind):
        return [{True: "yes", False: "no"}.get(value, "") for value in values.to_pylist()], True
    if pa.types.is_float16(kind):
        values = values.cast(pa.float32())
    written = [text or "" for text in values.cast(pa.string()).to_pylist()]
    if pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return [plain_number(text) for text in written], True
    return [plain_time(text) for text in written], True


def plain_number(text: str) -> str:
    """Return a number without needless zeros, whole ones as digits only.

    Examples
    --------
    >>> plain_number("12.50"), plain_number("3.0"), plain_number("1e+06"), plain_number("-0")
    ('12.5', '3', '1000000', '0')
    """
    if "e" in text.lower():
        value = float(text)
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT else text
    plain = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if plain == "-0" else plain


def plain_time(text: str) -> str:
    """Return a day without its midnight, and a time of day without needless parts.

    Examples
    --------
    >>> plain_time("2019-04-30 00:00:00.000"), plain_time("2019-04-30 09:30:00.500"), plain_time("09:30:00")
    ('2019-04-30', '2019-04-30 09:30:00.5', '09:30')
    """
    if midnight := _MIDNIGHT.fullmatch(text):
        return midnight[1]
    shorter = _FRACTION.sub(lambda found: found[1] + (f".{found[2]}" if found[2] else ""), text)
    of_day = _SECONDS.fullmatch(shorter)
    return of_day[1] if of_day else shorter
