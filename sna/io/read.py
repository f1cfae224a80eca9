"""A folder of tables → a study, or every problem of all its tables at once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from sna.errors import DataError, Problem, nearest
from sna.io.bundled import StudyPlace, find_study
from sna.io.contrasts import conclude_contrasts
from sna.io.declaration import Declaration, read_declaration
from sna.io.edges import ENDS, check_edges
from sna.io.headings import fold, is_edge_list, other_delimiter
from sna.io.layers import conclude_layers, makes_ties
from sna.io.organisations import days_of, roster_of
from sna.io.periods import conclude_cut_off, conclude_snapshots
from sna.io.references import check_references
from sna.io.sources import Sources, find_sources
from sna.io.tables import ReadTable, Source, read_table
from sna.io.text import heading_row, load_text
from sna.io.text_table import Reading, shown
from sna.io.toml_sections import TomlFile
from sna.model.declaration import LayerRule, RosterPolicy
from sna.model.schema import EDGE_LIST, TABLES
from sna.model.study import Deriving, Study

_SILENT = frozenset(("survey", "cases", "decisions", "members", "factors"))
"""Tables of facts from which no rule makes ties yet: read and checked, and it is said that no layer comes of them."""


@dataclass
class Gathered:
    """What reading a folder brought together."""

    problems: list[Problem] = field(default_factory=list)
    inputs: dict[str, str] = field(default_factory=dict)
    tables: dict[str, ReadTable] = field(default_factory=dict)
    study: Study | None = None


def read_study(path: str | Path, *, deriving: Deriving) -> Study:
    r"""Read a study and check all of it.

    Parameters
    ----------
    path
        A folder of CSV tables, its ``study.toml``, or the name of a bundled study.
    deriving
        The functions that turn facts into ties, for the study to keep.

    Returns
    -------
    Study
        Typed tables, roster, snapshots, layers and contrasts; its ``problems`` are warnings.

    Raises
    ------
    UsageError
        If there is no such study.
    DataError
        If anything in the tables or study.toml is wrong: with every problem of every file.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from sna.model import Deriving
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = pathlib.Path(folder, "organisations.csv").write_text("organisation\nA\nB\n")
    ...     _ = pathlib.Path(folder, "trust.csv").write_text("from,to\nA,B\n")
    ...     study = read_study(folder, deriving=Deriving(None, None))
    >>> study.roster.ids, list(study.layers)
    (('A', 'B'), ['trust'])
    """
    gathered = gather(find_study(path), deriving)
    if gathered.study is None:
        raise DataError(gathered.problems)
    return gathered.study


def gather(place: StudyPlace, deriving: Deriving) -> Gathered:
    """Read everything in a study's folder: the study where nothing is wrong, and the problems in any case."""
    found = Gathered()
    declaration = _declaration(place, found)
    if declaration is not None:
        sources = find_sources(place.folder, declaration, found.problems)
        _read_tables(place, declaration, sources, found)
        study = _concluded(place, declaration, sources, found, deriving)
        found.problems += declaration.toml.found
        found.study = None if any(p.severity == "error" for p in found.problems) else study
    found.problems = _in_order(found.problems)
    if found.study is not None:
        found.study = replace(found.study, problems=tuple(found.problems))
    return found


def _in_order(problems: list[Problem]) -> list[Problem]:
    unique = dict.fromkeys(problems)
    return sorted(unique, key=lambda p: (p.severity, p.file, p.line or 0, p.column, p.code, p.value, p.message))


def _declaration(place: StudyPlace, found: Gathered) -> Declaration | None:
    if place.toml is None:
        return Declaration()
    loaded = load_text(place.toml, place.toml.name, Reading(), found.problems)
    if loaded is None:
        # An empty study.toml declares nothing, which is a declaration like any other.
        if place.toml.stat().st_size == 0:
            found.problems.clear()
            found.inputs[place.toml.name] = hashlib.sha256(b"").hexdigest()
            return Declaration()
        return None
    text, found.inputs[place.toml.name] = loaded
    toml = TomlFile(text, place.toml.name)
    declaration = read_declaration(toml)
    if declaration is None:
        found.problems += toml.found
    return declaration


def _read_tables(place: StudyPlace, declaration: Declaration, sources: Sources, found: Gathered) -> None:
    for table, file in sources.files.items():
        tab = Path(file).suffix.lower() == ".tsv"
        reading = replace(declaration.reading, delimiter="\t") if tab else declaration.reading
        loaded = load_text(place.folder / file, file, reading, found.problems)
        if loaded is None:
            continue
        text, digest = loaded
        source = _source(table, file, text, reading, declaration)
        if source is None and table not in sources.declared:
            found.problems.append(_not_used(file, text, reading))
            continue
        found.inputs[file] = digest
        read = read_table(text, source or Source(table, file, EDGE_LIST), reading, found.problems)
        if read is not None:
            found.tables[table] = read
    if "organisations" not in sources.files and "organisations" not in sources.declared:
        near = nearest("organisations", [str(name) for name in sources.files])
        hint = "List every organisation in it, one a row: organisation, name, centre."
        hint += f" {near}" if near.startswith("Did") else ""
        message = "There is no table of organisations."
        found.problems.append(Problem("E101", message, "organisations.csv", hint=hint))


def _source(table: str, file: str, text: str, reading: Reading, declaration: Declaration) -> Source | None:
    """Return how a file is read; ``None`` where it is neither a known table nor a list of ties."""
    renamed = declaration.columns.get(table, {})
    if table in TABLES:
        return Source(table, file, TABLES[table], renamed)
    if not is_edge_list(heading_row(text, reading), renamed):
        return None
    numbers = {fold(str(keys["weight"])) for keys in declaration.layers.values() if keys.get("weight")}
    return Source(table, file, EDGE_LIST, renamed, frozenset(numbers))


def _not_used(file: str, text: str, reading: Reading) -> Problem:
    headings = heading_row(text, reading)
    other = other_delimiter(headings, reading, file)
    if other is not None:
        again = heading_row(text, replace(reading, delimiter=next(d for d in ";\t|," if d in headings[0])))
        if is_edge_list(again, {}):
            return other
    message = "This table is not used: it is none of the known tables, and has no columns for both ends of a tie."
    hint = "For a list of ties name two columns from and to; for a known table name the file after it."
    return Problem("W204", message, file, value=", ".join(shown(heading) for heading in headings), hint=hint)


def _concluded(
    place: StudyPlace, declaration: Declaration, sources: Sources, found: Gathered, deriving: Deriving
) -> Study | None:
    """Check the tables against each other, and conclude what the study is; ``None`` without organisations."""
    tables, problems = found.tables, found.problems
    problems += check_references(tables, frozenset((*sources.files, *sources.declared)))
    layers = conclude_layers(declaration, tables, sources, problems)
    _check_layers(declaration, tables, layers, problems)
    cut_off = conclude_cut_off(declaration, tables, problems)
    snapshots = conclude_snapshots(declaration, tables, cut_off)
    listed = tables.get("organisations")
    if listed is None:
        return None
    roster = roster_of(listed)
    contrasts = conclude_contrasts(declaration, roster, tables, problems) if listed.sound else ()
    return Study(
        place.name,
        declaration.text("title") or place.name,
        roster,
        {name: table.facts for name, table in sorted(tables.items())},
        snapshots,
        layers,
        contrasts,
        deriving,
        opened=days_of(listed, "opened"),
        closed=days_of(listed, "closed"),
        policy=cast("RosterPolicy", declaration.text("organisations") or "all"),
        cut_off=cut_off,
        boundary=declaration.text("boundary"),
        primary=declaration.primary,
        inputs=dict(sorted(found.inputs.items())),
    )


def _check_layers(
    declaration: Declaration, tables: dict[str, ReadTable], layers: dict[str, LayerRule], problems: list[Problem]
) -> None:
    for name, table in tables.items():
        rules = [rule for rule in layers.values() if rule.table == name]
        if set(ENDS) <= set(table.facts.frame.columns) and makes_ties(table):
            problems += check_edges(table, rules)
        if (name in _SILENT or makes_ties(table)) and not rules:
            message = "No layer is made from this table."
            hint = "Its rows are read and checked, and take no part in any network."
            problems.append(Problem("W204", message, table.facts.file, hint=hint))
    if any(problem.severity == "error" for problem in (*problems, *declaration.toml.found)):
        return
    if not any(makes_ties(table) for table in tables.values()):
        hint = "Add one: roles, mdt_links, meetings with attendance, or a list of ties with columns from and to."
        problems.append(Problem("E105", "There is no table that ties can be made from.", hint=hint))
