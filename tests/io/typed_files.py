"""A folder of CSV tables → the same study as Parquet files, a DuckDB and an SQLite database, cells typed."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

KINDS = ("parquet", "duckdb", "sqlite")


def typed(path: Path) -> pd.DataFrame:
    """Return a CSV table with dates, numbers, yes/no and categories as what they are."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False).replace("", None)
    for name in table.columns:
        cells = table[name].dropna()
        if not len(cells):
            continue
        if cells.str.fullmatch(r"\d{4}-\d\d-\d\d").all():
            table[name] = pd.to_datetime(table[name])
        elif cells.str.fullmatch(r"\d+(\.\d+)?").all():
            table[name] = table[name].astype(float)
        elif cells.isin(["yes", "no"]).all():
            table[name] = table[name].map({"yes": True, "no": False}).astype("boolean")
        elif cells.nunique() < 20:
            table[name] = table[name].astype("category")
    return table


def converted(folder: Path, target: Path, kind: str, *, seed: int | None = None) -> Path:
    """Write every CSV table of a folder in another kind, rows shuffled by a seed; return where the study is now."""
    target.mkdir()
    for path in sorted(folder.glob("*.csv")):
        table = typed(path)
        if seed is not None:
            table = table.sample(frac=1, random_state=seed)
        write(pa.Table.from_pandas(table, preserve_index=False), path.stem, target, kind)
    if (folder / "study.toml").exists():
        toml = (folder / "study.toml").read_text(encoding="utf-8")
        within = {"parquet": ".parquet", "duckdb": "", "sqlite": ""}[kind]
        (target / "study.toml").write_text(toml.replace(".csv", within), encoding="utf-8")
    return target


def write(table: pa.Table, name: str, folder: Path, kind: str) -> None:
    """Write one table: a Parquet file, or a table of ``study.duckdb`` or ``study.sqlite``."""
    if kind == "parquet":
        pq.write_table(table, folder / f"{name}.parquet")
    elif kind == "duckdb":
        with duckdb.connect(str(folder / "study.duckdb")) as database:
            database.register("given", table)
            database.execute(f'CREATE TABLE "{name}" AS SELECT * FROM given')  # noqa: S608
    else:
        headings = ", ".join(f'"{heading}"' for heading in table.column_names)
        rows = [tuple(_stored(cell) for cell in row.values()) for row in table.to_pylist()]
        database = sqlite3.connect(folder / "study.sqlite")
        database.execute(f'CREATE TABLE "{name}" ({headings})')
        database.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * table.num_columns)})', rows)  # noqa: S608
        database.commit()
        database.close()


def _stored(cell: object) -> object:
    return cell.date().isoformat() if isinstance(cell, dt.datetime) else cell
