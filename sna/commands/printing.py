"""Print a table, or write it to a file."""

from __future__ import annotations

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

    @property
    def is_plain(self) -> bool:
        """Whether neither a form nor a file was asked for."""
        return self.form is None and self.out is None

    def emit(self, table: pd.DataFrame) -> None:
        """Write a table to the file, or print it to standard output.

        Raises
        ------
        UsageError
            If a workbook is asked for without a file to write it to.
        OutputError
            If the file exists or cannot be written.
        """
        from sna.io import write_file

        form = self.form or ENDINGS.get(self.out.suffix.lower() if self.out else "", "table")
        if self.out is None:
            if form == "xlsx":
                raise click.UsageError("A workbook needs a file: add --out FILE.xlsx.")
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
