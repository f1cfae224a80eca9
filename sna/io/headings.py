"""Headings as people write them → the columns of the schema."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence

from sna.errors import Problem
from sna.io.raw_table import RawTable
from sna.io.text_table import shown
from sna.io.toml_sections import key_of, text_of
from sna.model.schema import EDGE_LIST, Table

_LOOKED_AT = 10


def fold(heading: str) -> str:
    """Return a heading in lower snake case.

    Examples
    --------
    >>> fold(" From Organisation"), fold("Org-ID")
    ('from_organisation', 'org_id')
    """
    return "_".join(heading.replace("-", " ").split()).lower()


def name_columns(headings: Sequence[str], table: Table, renamed: Mapping[str, str]) -> list[str]:
    """Return one column name a heading: the schema's where one fits, else the heading in snake case.

    A name declared in study.toml wins, then the column's own name, then its aliases in their order.
    """
    folded = [fold(heading) for heading in headings]
    own = {column.name for column in table.columns}
    taken: dict[int, str] = {}
    for column in table.columns:
        words = [fold(renamed[column.name])] if column.name in renamed else [column.name, *column.aliases]
        at = next((folded.index(w) for w in words if w in folded and (w == words[0] or w not in own)), None)
        if at is not None and at not in taken:
            taken[at] = column.name
    used = set(taken.values())
    return [taken.get(at, f"{name}_2" if name in used else name) for at, name in enumerate(folded)]


def is_edge_list(headings: Sequence[str], renamed: Mapping[str, str]) -> bool:
    """Whether a table has both ends of a tie."""
    return set(EDGE_LIST.required) <= set(name_columns(headings, EDGE_LIST, renamed))


def heading_problems(headings: Sequence[str], file: str, line: int) -> list[Problem]:
    """Return the problem of every heading that occurs twice, blanks and capitals ignored."""
    folded = [fold(heading) for heading in headings]
    twice = sorted({name for name in folded if name and folded.count(name) > 1})
    return [
        Problem("E202", "Two columns have the same name.", file, line, name, hint="Rename or delete one of them.")
        for name in twice
    ]


def untold_columns(headings: Sequence[str], table: Table, renamed: Mapping[str, str]) -> frozenset[str]:
    """Return the columns of which it cannot be told which heading they have: it is missing, or stands twice.

    A column of the schema that need not be there is untold only where study.toml gives it a heading that is not there.
    """
    names = name_columns(headings, table, renamed)
    folded = [fold(heading) for heading in headings]
    undone = {column for column, heading in renamed.items() if fold(heading) not in folded}
    missing = {name for name in table.required if name not in names}
    twice = {name for name, heading in zip(names, folded, strict=True) if heading and folded.count(heading) > 1}
    whose = {"person", "organisation"} if table.name == "attendance" else set[str]()
    return frozenset(undone | missing | twice | (set() if whose & set(names) else whose))


def missing_columns(
    headings: Sequence[str], table: Table, renamed: Mapping[str, str], *, file: str, line: int
) -> list[Problem]:
    """Return the problem of every column that is needed, or named in study.toml, and is not there."""
    names = name_columns(headings, table, renamed)
    listed = ", ".join(shown(heading) for heading in headings) or "none"
    folded = [fold(heading) for heading in headings]
    missing = [name for name in table.required if name not in names]
    undone = [column for column, heading in renamed.items() if fold(heading) not in folded]
    problems = []
    for name in sorted({*missing, *undone}):
        wanted = renamed.get(name, name)
        own = {column.name for column in table.columns}
        free = {fold(h): h for h, meant in zip(headings, names, strict=True) if h and meant not in own}
        near = _meant(wanted, free)
        rename = f"Rename the heading '{shown(near)}' to '{wanted}'. " if near else ""
        hint = f"{rename}{'Or keep it, with' if near else 'A column of another name:'} "
        hint += f"columns.{key_of(table.name)} = {{ {name} = {text_of(near or '…')} }} under [tables] in study.toml."
        problems.append(Problem("E201", f"There is no column '{wanted}'.", file, line, value=listed, hint=hint))
    if not problems and table.name == "attendance" and not {"person", "organisation"} & set(names):
        message = "There is neither a column 'person' nor a column 'organisation'."
        problems.append(Problem("E201", message, file, line, value=listed))
    return problems


def _meant(wanted: str, free: Mapping[str, str]) -> str:
    """Return the heading that stands for no column yet and is nearest to one that is missing; empty where none is."""
    begins = [heading for folded, heading in free.items() if folded.split("_")[0] == wanted.split("_", maxsplit=1)[0]]
    if "_" in wanted and len(begins) == 1:
        return begins[0]
    close = difflib.get_close_matches(wanted.lower(), free, n=1, cutoff=0.6)
    return free[close[0]] if close else ""


def likely_header(raw: RawTable, table: Table, renamed: Mapping[str, str]) -> int | None:
    """Return another line that has every column that is needed, if one of the first few has."""
    for line, row in raw.top(_LOOKED_AT + raw.header_row):
        if line != raw.header_row and set(table.required) <= set(name_columns(row, table, renamed)):
            return line
    return None


def header_elsewhere(file: str, line: int, likely: int) -> Problem:
    """Return the problem of a file whose header is in another line than it should be."""
    message = "The columns that are needed are not in the header."
    if likely < line:
        hint = (
            f"Line {likely} looks like the header, and study.toml says header_row = {line}, which holds for all files."
        )
    else:
        hint = f"Line {likely} looks like the header: delete what is above it, or, if every file has it there,"
        hint += f" write header_row = {likely} under [read] in study.toml."
    return Problem("E201", message, file, line, hint=hint)
