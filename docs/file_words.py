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
| `.graphml`, `.gml`, `.gexf`, `.dl`, `.net`, `.paj`, `.vna`, `.##h`, `.gdf`, `.mpx`, `.sm`, `.adj`, `.2sm`, `.lst` | \
a network file of another program | |

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

A network file is a study by itself: `sna measure net.graphml` measures what `sna convert net.graphml my-study` would
write. So are a CSV file with the columns `Source` and `Target` of Gephi (with `NAME-nodes.csv` beside it) or with a
matrix, and a workbook with one such sheet or as `sna convert` writes it, unless they lie in the folder of a study. Its
organisations, with their columns, become the table of organisations; each relation is a layer under its name, or that
of the file; a relation of organisations and events becomes meetings and attendance. Ids that a study would read as
another are numbered (`W856`), and what is no network is counted (`W126`).

Beside `organisations.csv` a network file gives its ties alone. One relation is a layer called like the file, several
are called as the file calls them; in `study.toml` they are `from = "trust.net"` or `from = "[multi.paj]trust"`, and a
relation of events is `"[boards.net]attendance"`. Ids are compared with `organisations.csv`, those without a tie too
(`E401`, with the line in the network file); the file's own columns of organisations are not used, and that is said
(`W205`). Direction is as the file has it; `directed = false` takes ties of both directions for one. `[read] encoding`
holds for network files that do not say theirs. A folder whose only file is a network, with or without `study.toml`,
takes its organisations from it. A network file under another ending (`.txt`, `.dat`) is read where study.toml names
it, if its first words say what it is.

In a list of ties a column `Type` that says `Directed` or `Undirected` in every row, as Gephi writes it, gives the layer
its direction; where rows differ the table is refused (`E406`).

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
