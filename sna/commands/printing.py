"""Print a table, or write it to a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    import pandas as pd

ENDINGS = {".csv": "csv", ".json": "json", ".xlsx": "xlsx", ".txt": "table"}
DIGITS = 4
WIDEST = 48


@dataclass(frozen=True)
class Output:
    """Where a table goes, and in which form."""

    form: str | None
    out: Path | None
    overwrite: bool
    raw_csv: bool

    def __post_init__(self) -> None:
        ending = self.out.suffix.lower() if self.out else ".txt"
        if self.form is None and ending not in ENDINGS:
            known = ", ".join(ENDINGS)
            raise click.UsageError(f"'{ending}' says no format: end --out in one of {known}, or add --format.")
        if self.out is None and self.form == "xlsx":
            raise click.UsageError("A workbook needs a file: add --out FILE.xlsx.")

    @property
    def is_plain(self) -> bool:
        """Whether the result goes to the terminal, to be read."""
        return self.out is None and self.form in (None, "table")

    def emit(self, table: pd.DataFrame, *, columns: Sequence[str] = ()) -> None:
        """Write a table to the file, or print it to standard output.

        Parameters
        ----------
        table
            The whole result.
        columns
            Columns that matter to a reader; on the terminal only these are shown.

        Raises
        ------
        OutputError
            If the file exists or cannot be written.
        """
        from sna.io import write_file

        if self.is_plain:
            click.echo(aligned(table[list(columns)] if columns else table), nl=False)
            return
        form = self.form or ENDINGS[self.out.suffix.lower() if self.out else ".txt"]
        if self.out is None:
            click.echo(self.encoded(table, form), nl=False)
            return
        write_file(self.out, self.encoded(table, form), overwrite=self.overwrite)
        click.echo(f"Written: {self.out}", err=True)

    def encoded(self, table: pd.DataFrame, form: str) -> bytes:
        """Return a table in one of the forms."""
        from sna.io import table_as_text, table_as_xlsx

        if form == "xlsx":
            return table_as_xlsx(table, "sna")
        if form == "table":
            return aligned(table).encode()
        return table_as_text(table, "json" if form == "json" else "csv", guard=not self.raw_csv).encode()


def aligned(table: pd.DataFrame) -> str:
    """Return a table for a terminal: columns that are blank throughout left out, numbers to four figures."""
    if table.empty:
        return "Nothing to show.\n"
    shown = table.loc[:, [column for column in table.columns if _says_something(table[column])]].copy()
    for column in shown.columns:
        write = _figures if shown[column].dtype.kind == "f" else _short
        shown[column] = [write(value) for value in shown[column]]
    return shown.to_string(index=False, justify="left") + "\n"


def _says_something(column: pd.Series[Any]) -> bool:
    return bool((column.notna() & (column.astype(str) != "")).any())


def _figures(value: float) -> str:
    return f"{value:.{DIGITS}g}" if value == value else ""  # noqa: PLR0124 - NaN is not equal to itself


def _short(value: object) -> str:
    text = "".join(letter if letter.isprintable() else " " for letter in ("" if value is None else str(value)))
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"
