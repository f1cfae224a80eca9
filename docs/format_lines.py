"""The section on network files of other programs, from the table of formats."""

from __future__ import annotations

from sna.io.formats.holds import Holds
from sna.io.formats.known_formats import FORMATS


def format_lines() -> list[str]:
    """Return the table of the network files that `sna convert` reads and writes."""
    lines = [
        "## Network files of other programs",
        "",
        "`sna convert IN OUT` reads and writes them, and makes a study of one: `sna convert net.graphml my-study`.",
        "What a format has no place for is refused (E855, E856) or left out, counted and said (W855); what is written",
        "is read back as it was. A format that holds one relation gets a file for each layer and snapshot. `net.csv`",
        "is read with `net-nodes.csv` beside it, `net.##h` with `net.##d`; other tables are matrices. What a file does",
        "not say of itself is said by `--directed`, `--encoding`, `--delimiter`, `--all-graphs`, or for a matrix",
        "`--labels`, `--part`, `--two-mode`. Each ending has one format: bare numbers in `.sm`, `.adj` are a matrix",
        "whose rows send and whose columns receive, even where it is symmetric; `--from matrix` reads a symmetric one",
        "without direction. A workbook is a study where a sheet is called like a table of one.",
        "",
        "| format | `--from`, `--to` | endings | read | written | has no place for |",
        "|---|---|---|---|---|---|",
    ]
    for known in FORMATS.values():
        endings = ", ".join(f"`{suffix}`" for suffix in known.suffixes) or "a folder" * bool(known.holds)
        marks = ["yes" if there else "" for there in (known.reader, known.holds)]
        lacks = "; ".join(lacking(known.holds)) if known.holds else ""
        lines.append(f"| {known.title} | `{known.key}` | {endings} | {' | '.join(marks)} | {lacks} |")
    return [*lines, ""]


def lacking(holds: Holds) -> list[str]:
    """Return what a format has no place for, in words."""
    several = {"one": "several relations", "alike": "relations of different direction", "mode": ""}
    missing = {"never": "ties of unknown strength", "beside": "a relation of which no tie's strength is known"}
    marks = {"\n": "line breaks", "\r": "carriage returns", '"': "quotation marks"}
    forbidden = [words for mark, words in marks.items() if mark in holds.forbidden]
    lacks = {
        several.get(holds.relations, ""): True,
        "ties without direction": not holds.undirected,
        "events": not holds.two_mode,
        "names beside ids": not holds.names,
        "columns of organisations": not holds.attributes,
        "columns of ties": not holds.tie_attributes,
        missing.get(holds.missing, ""): True,
        "the same tie twice": not holds.parallel,
        "names of relations": not holds.titled,
        f"{' and '.join(forbidden)} in text": bool(forbidden),
    }
    return [words for words, is_so in lacks.items() if words and is_so]
