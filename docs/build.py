"""Write the pages that are generated from the code, or check that they are current and that every link leads somewhere.

python docs/build.py            writes them
python docs/build.py --check    fails if a page is stale or a link is broken
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from sna.commands.program import EXIT_CODES, VERBS, program
from sna.errors import CODES
from sna.metrics.catalogue_page import catalogue_page
from sna.model.schema import EDGE_LIST, TABLES, Column, Table
from sna.terms import TERMS

DOCS = Path(__file__).parent
TOP = DOCS.parent
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


def glossary_page() -> str:
    """Return the vocabulary as a page."""
    lines = [f"- **{term}**: {meaning}" for term, meaning in sorted(TERMS.items(), key=lambda item: item[0].lower())]
    return "\n".join(["# Glossary", "", *lines, ""])


def errors_page() -> str:
    """Return the codes of problems as a page."""
    families = {
        "E1": "Files",
        "E2": "Shape of a table",
        "E3": "Values",
        "E4": "References and ties",
        "E5": "Time",
        "E6": "study.toml and output",
        "E7": "Measures and tests",
        "E8": "Release and writing",
        "E9": "Size",
    }
    lines = [
        "# Problems and their codes",
        "",
        "A code is permanent. `E` stops the run, `W` is reported and the run goes on. Every message says what is",
        "wrong, where (file, line, column), what was found, what was expected, and what to do.",
    ]
    for family, title in families.items():
        rows = [(code, text) for code, text in sorted(CODES.items()) if code[1] == family[1]]
        lines += ["", f"## {title}", "", "| code | what it means |", "|---|---|", *(f"| {c} | {t} |" for c, t in rows)]
    return "\n".join([*lines, ""])


def data_page() -> str:
    """Return the tables and columns of a study as a page."""
    intro = [
        "# What a study looks like",
        "",
        "A folder of tables in files named after them, and optionally a `study.toml`. Only `organisations` and one",
        "table of facts are needed. Store facts, not matrices: a dated row for each role, meeting, attendance, link.",
        "Every table may have further columns. Headings are matched without regard to case, blanks and hyphens, then",
        "by their other names. Ids stay text: `5E1`, `001` and `NA` are what they are. Dates are ISO unless",
        "`[read] date_order` says otherwise; `end` is the last day; a blank one still runs at the study's cut-off.",
    ]
    parts = [_table(table) for table in (*TABLES.values(), EDGE_LIST)]
    return "\n".join([*intro, *FILES, *(line for part in parts for line in part), "", *SHAPES, *STUDY_TOML])


def _table(table: Table) -> list[str]:
    name = "any other table with both ends of a tie" if table is EDGE_LIST else f"`{table.name}`"
    head = ["", f"## {name}", "", f"{table.holds[0].upper()}{table.holds[1:]}.", ""]
    return [*head, "| column | needed | holds | other names |", "|---|---|---|---|", *(_row(c) for c in table.columns)]


def _row(column: Column) -> str:
    kinds = {"id": "an id", "category": "a category", "yes_no": "yes or no"}
    holds = f"an id of `{column.refers}`" if column.refers else kinds.get(column.kind, f"a {column.kind}")
    choices = f": {', '.join(column.choices)}" if column.choices else ""
    aliases = ", ".join(f"`{alias}`" for alias in column.aliases)
    return f"| `{column.name}` | {'yes' if column.required else ''} | {holds}{choices} | {aliases} |"


FILES = """
## Files that are read

| ending | holds | needs |
|---|---|---|
| `.csv`, `.tsv` | one table, named after the file | |
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

STUDY_TOML = """## study.toml

All keys are optional; an unknown one is an error that names the nearest known one.

```toml
[study]
title = "…"
boundary = "how it was decided who is in"
cut_off = 2019-03-31                # default: the last date in the data, said in the output
organisations = "all"               # or "present": only those with a record in the snapshot
snapshots = "year"                  # or "quarter", "month", instead of [[snapshot]]

[read]                              # only what differs; nothing is guessed
encoding = "utf-8"
delimiter = ","
date_order = "ymd"                  # or "dmy", "mdy"
decimal = "."
header_row = 1

[tables]                            # file per table, and renamed columns
roles = "job_plans.csv"
columns.roles = { person = "staff_no", organisation = "site" }

[[snapshot]]                        # named, ordered intervals
name = "before"
from = 2013-04-01
to = 2015-03-31
rule = "active_any"                 # for spells; or "active_at" (its last day), "overlap"; events count once

[groups]                            # the contrasts to report; the first is the headline
centre = ["specialist", "local"]
sector = ["nhs", "*"]               # * = all others

[layer.meetings]                    # how a table becomes ties; without any [layer.…]: one layer per table of facts
from = "attendance"
rule = "newman"                     # or "meetings", "minutes"

[layer.joint_roles]
from = "roles"
weight = "people"                   # or "sessions"

[layer.mdt]
from = "mdt_links"
weight = "cases"
depends = "sender"                  # which end depends on which

[layer.trust]
from = "trust.csv"                  # or a table of a database, "[register.duckdb]trust"; a list of ties or a matrix
directed = true
weight = "score"
duplicates = "error"                # or "sum", "max", "last"

[asymmetry]
primary = "in_degree"               # the one metric declared in advance; of organisations
```
""".splitlines()


def cli_page() -> str:
    """Return the help of every verb as a page, and the exit codes."""
    codes = {code: kind.__doc__ or "" for kind, code in EXIT_CODES.items()}
    lines = ["# The command line", "", "`python cli.py …` and `python -m sna …` are the same program.", ""]
    lines += ["```", program.get_help(click.Context(program, info_name="sna", max_content_width=100)), "```"]
    for verb in VERBS:
        command = program.get_command(click.Context(program), verb)
        assert command is not None  # noqa: S101 - a verb of the table exists
        parent = click.Context(program, info_name="sna", max_content_width=100)
        context = click.Context(command, info_name=verb, parent=parent, max_content_width=100)
        lines += ["", f"## sna {verb}", "", "```", command.get_help(context), "```"]
    lines += ["", "## Exit codes", "", "| code | meaning |", "|---|---|", "| 0 | fine |"]
    lines += [f"| {code} | {meaning.splitlines()[0]} |" for code, meaning in sorted(codes.items())]
    lines += ["| 70 | A fault of the tool itself. |", "| 130, 143 | Interrupted, terminated. |", ""]
    return "\n".join(lines)


def agreement_page() -> str:
    """Return what every metric was checked against, from the checks themselves."""
    sys.path.insert(0, str(TOP / "tests" / "oracles"))
    from oracle_checks import agreement

    lines = [
        "# What the metrics agree with",
        "",
        "Every metric is held against values that were not computed with sna: other programs, printed results, closed",
        "forms. The table is made from the checks that the tests run; each agrees within the tolerance shown.",
        "",
        "| metric | checked against | on | values | within |",
        "|---|---|---|---|---|",
    ]
    rows = [f"| `{r.metric}` | {r.source} | {r.on} | {r.values} | {r.tolerance:g} |" for r in agreement()]
    return "\n".join([*lines, *rows, ""])


PAGES = {
    "agreement.md": agreement_page,
    "metrics.md": catalogue_page,
    "glossary.md": glossary_page,
    "errors.md": errors_page,
    "data-format.md": data_page,
    "cli.md": cli_page,
}


def broken_links() -> list[str]:
    """Return the links of every page that lead nowhere."""
    pages = [*DOCS.rglob("*.md"), *TOP.glob("*.md"), *TOP.glob("datasets/**/*.md"), *TOP.glob("figures/*.md")]
    return [
        f"{page.relative_to(TOP)}: {target}"
        for page in sorted(pages)
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]


def main() -> int:
    """Write or check the pages; return the exit code."""
    wanted = {DOCS / name: make() for name, make in PAGES.items()}
    if "--check" not in sys.argv:
        for path, text in wanted.items():
            path.write_text(text, encoding="utf-8", newline="\n")
        return 0
    stale = [p.name for p, text in wanted.items() if not p.exists() or p.read_text(encoding="utf-8") != text]
    for problem in (
        *(f"stale: docs/{name} (make docs)" for name in stale),
        *(f"broken link: {b}" for b in broken_links()),
    ):
        print(problem)
    return 1 if stale or broken_links() else 0


if __name__ == "__main__":
    sys.exit(main())
