"""A folder of tables → a study, or every problem of all its tables at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from sna.errors import DataError, Problem, nearest, parts_of
from sna.io.bundled import StudyPlace, find_study
from sna.io.contrasts import conclude_contrasts
from sna.io.copies import copies
from sna.io.declaration import Declaration, read_declaration
from sna.io.edges import check_edges
from sna.io.half_ties import Unread, not_used
from sna.io.layers import conclude_layers, makes_ties
from sna.io.loading import Loading
from sna.io.no_ties import no_ties
from sna.io.organisations import days_of, roster_of, same_names
from sna.io.period_warnings import check_periods
from sna.io.periods import conclude_cut_off, conclude_snapshots
from sna.io.raw_table import RawTable
from sna.io.references import check_references
from sna.io.shapes import edges_of, reshaped, source_of
from sna.io.shelf import Shelf
from sna.io.sources import Sources, find_sources
from sna.io.tables import ENDS, ReadTable, Source, read_table
from sna.io.text import load_text
from sna.io.text_table import Reading
from sna.io.toml_sections import TomlFile
from sna.io.unused import check_unused
from sna.model.declaration import LayerRule, RosterPolicy
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


def read_study(path: str | Path, *, deriving: Deriving, loading: Loading | None = None) -> Study:
    r"""Read a study and check all of it.

    Parameters
    ----------
    path
        A folder of CSV tables, its ``study.toml``, or the name of a bundled study.
    deriving
        The functions that turn facts into ties, for the study to keep.
    loading
        How much memory tables may take, and whom to tell how far reading is.

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
    TooLargeError
        If a table is beyond the memory that may be used.

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
    gathered = gather(find_study(path), deriving, loading or Loading())
    if gathered.study is None:
        raise DataError(gathered.problems)
    return gathered.study


def gather(place: StudyPlace, deriving: Deriving, loading: Loading) -> Gathered:
    """Read everything in a study's folder: the study where nothing is wrong, and the problems in any case."""
    found = Gathered()
    declaration = _declaration(place, found)
    if declaration is not None:
        shelf = Shelf(place.folder, declaration.reading, found.problems, loading)
        sources = find_sources(shelf, declaration, found.problems, only=place.file)
        _read_tables(shelf, declaration, sources, found)
        study = _concluded(place, declaration, sources, found, deriving)
        found.problems += declaration.toml.found
        found.study = None if any(p.severity == "error" for p in found.problems) else study
    found.problems = _in_order(found.problems)
    if found.study is not None:
        found.study = replace(found.study, problems=tuple(found.problems))
    return found


def _in_order(problems: list[Problem]) -> list[Problem]:
    unique = dict.fromkeys(problems)
    return sorted(
        unique, key=lambda p: (p.severity, p.file, p.sheet, p.line or 0, p.column, p.code, p.value, p.message)
    )


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


def _read_tables(shelf: Shelf, declaration: Declaration, sources: Sources, found: Gathered) -> None:
    others: list[Unread] = []
    digests: dict[str, str] = {}

    def read(table: str, raw: RawTable, source: Source) -> None:
        found.inputs[parts_of(raw.label)[0]] = shelf.digest(raw.label)
        tabled = read_table(raw, source, declaration.reading, found.problems)
        if tabled is not None:
            found.tables[table] = tabled
            digests[raw.label] = raw.digest

    for table, label in sources.files.items():
        raw = shelf.table(label)
        source = source_of(table, raw, declaration) if raw is not None else None
        if raw is not None and source is not None:
            read(table, raw, source)
        elif raw is not None:
            others.append(Unread(table, raw, declaration.columns.get(table, {})))
    _read_others(others, declaration, sources, found, read)
    found.problems += copies(found.tables, digests)
    if "organisations" not in sources.files and "organisations" not in sources.declared:
        near = nearest("organisations", [str(name) for name in sources.files])
        hint = "List every organisation in it, one a row: organisation, name, centre."
        hint += f" {near}" if near.startswith("Did") else ""
        message = "There is no table of organisations."
        found.problems.append(Problem("E101", message, "organisations.csv", hint=hint))


def _read_others(
    others: list[Unread],
    declaration: Declaration,
    sources: Sources,
    found: Gathered,
    read: Callable[[str, RawTable, Source], None],
) -> None:
    """Read what is neither a known table nor a list of ties: matrices, lists of partners; the rest is said."""
    known = _listed(found.tables)
    for other in others:
        shaped = reshaped(other, known, declaration, sources, found.problems)
        if shaped is not None and shaped.table is not None:
            read(other.table, shaped, edges_of(other.table, declaration, {}))
        elif shaped is None and other.table in sources.declared:
            read(other.table, other.raw, edges_of(other.table, declaration, other.renamed))
        elif shaped is None:
            found.problems.append(not_used(other, known))


def _listed(tables: dict[str, ReadTable]) -> frozenset[str]:
    listed = tables.get("organisations")
    return frozenset(listed.facts.frame["organisation"].dropna()) | listed.lost if listed else frozenset()


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
    problems += check_periods(declaration, tables)
    listed = tables.get("organisations")
    if listed is None:
        return None
    problems += same_names(listed)
    roster = roster_of(listed)
    contrasts = conclude_contrasts(declaration, roster, tables, problems)
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
        problems += check_unused(table, rules)
        if (name in _SILENT or makes_ties(table)) and not rules:
            message = "No layer is made from this table."
            hint = "Its rows are read and checked, and take no part in any network."
            problems.append(Problem("W204", message, table.facts.file, hint=hint))
    problems += no_ties(tables, layers, [*problems, *declaration.toml.found])
