"""The sections of the page on data that say which files are read, and in which shapes."""

from __future__ import annotations

FILES = """
## Files that are read

| ending | holds | needs |
|---|---|---|
| `.csv`, `.tsv` | one table, named after the file | |
| `.xlsx` | every sheet is a table, see [workbooks](#workbooks) | |
| `.parquet` | one table, named after the file | `pip install 'sna[large]'` |
| `.duckdb`, `.db` | a DuckDB database: every table and view in `main` is a table | `pip install 'sna[large]'` |
| `.sqlite`, `.sqlite3`, `.db` | an SQLite database: every table and view is a table | |

A database may lie in the folder beside other files, or be the study itself: `sna measure study.duckdb`. Then no
`study.toml` is read; where one is needed, put it beside the database and give the folder, or the `study.toml`. In
`study.toml` a table of a database is `"[register.duckdb]attendance"`; `attendance = "register.duckdb"` means the table
of that name.

Cells that have a type become text: a date `2019-04-30`, a number `12.5`, a whole one `12`, yes or no; what has no
value is blank. A time stamp at midnight is its day; one with a time of day or a time zone is not a date. Lists,
structures and bytes are refused by the name of their column. Such files have rows instead of lines: row 1 is the first
row, in the order in which the file holds them; rows of a view are sorted. No result depends on the order of rows,
except where `duplicates = "last"` asks for it. Databases are opened for reading only: no extension is fetched, and a
view that reads a file or a site outside the database is refused.

A table that needs more memory than four fifths of the machine's is refused before it is read (`E901`), by its size;
`--memory 16GB` allows more or less.
""".splitlines()

SHAPES = """## Matrices, and partners side by side

A table that is neither a known one nor a list of ties is read as one of these where it has its shape; unless study.toml
declares a layer from it, `sna check` says so (`W218`).

**A matrix**: its headings, after the first, are the same organisations as the cells of its first column, in any order.
Rows are senders and columns receivers; a symmetric matrix has no direction. A blank cell is a pair that was not
observed, zero is a pair that was asked about and has no tie, and the diagonal is set aside. With `directed = false` one
half may be left blank, and halves that differ are an error at the first cell that does (`E218`); so are labels that
rows and columns do not share.

```
who,RAA,RBB,RCC
RAA,0,3,1
RBB,2,0,
RCC,0,0,0
```

**Partners side by side**: one row a respondent, its column named `respondent`, `ego` or `from`, and partners in
numbered columns (`partner_1`, `partner_2`; `alter1`, `alter2`), each with a weight if every one has it (`weight_1`, …).
Other columns, such as a date, hold for every tie of their row. A blank cell names nobody.

```
respondent,partner_1,weight_1,partner_2,weight_2
RAA,RBB,3,RCC,1
RBB,RAA,2,,
```

A matrix of organisations by meetings is not read: list attendance one row each.

""".splitlines()
