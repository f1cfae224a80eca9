"""A folder of tables → a study, or every problem of all its tables at once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from sna.errors import Problem, blocked_or_wrong, nearest, parts_of
from sna.io.aliases import apply_aliases
from sna.io.bundled import StudyPlace, find_study
from sna.io.clock_times import check_times
from sna.io.context import check_context
from sna.io.contrasts import conclude_contrasts
from sna.io.copies import copies
from sna.io.declaration import Declaration, read_declaration
from sna.io.edges import check_edges
from sna.io.examples import left_over
from sna.io.families import as_successors, check_families, sites_beside_trusts
from sna.io.half_ties import Unread, not_used
from sna.io.headings import fold, is_edge_list
from sna.io.id_twins import check_ids
from sna.io.layers import conclude_layers, makes_ties
from sna.io.matrices import read_matrix
from sna.io.no_ties import no_ties
from sna.io.opt_out import unnamed, without_opted_out
from sna.io.organisations import days_of, roster_of, same_names, with_centres
from sna.io.period_warnings import check_periods
from sna.io.periods import conclude_cut_off, conclude_snapshots
from sna.io.raw_table import RawTable
from sna.io.references import check_references
from sna.io.row_sense import check_rows
from sna.io.settings_sheet import SETTINGS, as_of_a_workbook, settings_in
from sna.io.shelf import Shelf
from sna.io.sources import Sources, find_sources
from sna.io.suggested_names import names_alike
from sna.io.survey import read_answers
from sna.io.survey_checks import check_answers, check_composites, check_respondents
from sna.io.survey_settings import survey_settings
from sna.io.tables import ENDS, ReadTable, Source, read_table
from sna.io.text import load_text
from sna.io.text_table import Reading
from sna.io.toml_sections import TomlFile
from sna.io.unused import check_unused
from sna.model.declaration import LayerRule, RosterPolicy
from sna.model.schema import EDGE_LIST, TABLES, Table
from sna.model.study import Deriving, Study

_SILENT = frozenset(("factors",))
"""Tables of facts from which no rule makes ties: read and checked, and it is said that no layer comes of them."""


@dataclass
class Gathered:
    """What reading a folder brought together."""

    problems: list[Problem] = field(default_factory=list)
    inputs: dict[str, str] = field(default_factory=dict)
    tables: dict[str, ReadTable] = field(default_factory=dict)
    study: Study | None = None
    opted_out: frozenset[str] = frozenset()


def read_study(path: str | Path, *, deriving: Deriving) -> Study:
    r"""Read a study and check all of it.

    Parameters
    ----------
    path
        A folder of tables, its ``study.toml``, a workbook, or the name of a bundled study.
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
        raise blocked_or_wrong(gathered.problems)
    return gathered.study


def gather(place: StudyPlace, deriving: Deriving) -> Gathered:
    """Read everything in a study's folder: the study where nothing is wrong, and the problems in any case."""
    found = Gathered()
    declaration = _declaration(place, found)
    if declaration is not None:
        shelf = Shelf(place.folder, declaration.reading, found.problems)
        sources = find_sources(shelf, declaration, found.problems, only=place.file)
        sources = replace(sources, declared=sources.declared | _damaged(found.problems))
        _read_tables(shelf, declaration, sources, found)
        study = _concluded(place, declaration, sources, found, deriving)
        found.problems += declaration.toml.found
        found.study = None if any(p.severity == "error" for p in found.problems) else study
    if place.is_workbook:
        found.problems = [as_of_a_workbook(problem, place.file) for problem in found.problems]
    found.problems = unnamed(_in_order(found.problems), found.opted_out)
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
        toml = settings_in(place.folder / place.file, place.file, found.problems) if place.is_workbook else None
        return _declared(toml, found) if toml else None if found.problems else Declaration()
    loaded = load_text(place.toml, place.toml.name, Reading(), found.problems)
    if loaded is None:
        # An empty study.toml declares nothing, which is a declaration like any other.
        if place.toml.stat().st_size == 0:
            found.problems.clear()
            found.inputs[place.toml.name] = hashlib.sha256(b"").hexdigest()
            return Declaration()
        return None
    text, found.inputs[place.toml.name] = loaded
    return _declared(TomlFile(text, place.toml.name), found)


def _declared(toml: TomlFile, found: Gathered) -> Declaration | None:
    declaration = read_declaration(toml)
    if declaration is None:
        found.problems += toml.found
    return declaration


def _read_tables(shelf: Shelf, declaration: Declaration, sources: Sources, found: Gathered) -> None:
    unread: list[Unread] = []
    digests: dict[str, str] = {}
    for table, label in sources.files.items():
        raw = shelf.table(label)
        if raw is None:
            continue
        matrix = None if table in TABLES else read_matrix(raw, table, found.problems)
        if matrix is not None:
            digests[label], found.tables[table] = raw.digest, matrix
            found.inputs[parts_of(label)[0]] = shelf.digest(label)
            continue
        source = _source(table, raw, declaration)
        if source is None and table not in sources.declared:
            unread.append(Unread(table, raw, declaration.columns.get(table, {})))
            continue
        digests[raw.label] = raw.digest
        found.inputs[parts_of(label)[0]] = shelf.digest(label)
        read = read_table(raw, source or Source(table, _edges(table)), declaration.reading, found.problems)
        if read is not None:
            found.tables[table] = read
    found.problems += [not_used(file, _listed(found.tables)) for file in unread]
    found.problems += copies(found.tables, digests)
    if "organisations" not in sources.files and "organisations" not in sources.declared:
        near = nearest("organisations", [str(name) for name in sources.files])
        hint = "List every organisation in it, one a row: organisation, name, centre."
        hint += f" {near}" if near.startswith("Did") else ""
        message = "There is no table of organisations."
        found.problems.append(Problem("E101", message, "organisations.csv", hint=hint))


def _damaged(problems: list[Problem]) -> frozenset[str]:
    """Return the tables whose sheet is there and cannot be read: they are not missing."""
    return frozenset(fold(p.sheet) for p in problems if p.severity == "error" and p.sheet)


def _source(table: str, raw: RawTable, declaration: Declaration) -> Source | None:
    """Return how rows are read; ``None`` where they are neither a known table nor a list of ties."""
    renamed = declaration.columns.get(table, {})
    if table in TABLES:
        return Source(table, TABLES[table], renamed)
    if not is_edge_list(raw.headings(), renamed):
        return None
    numbers = {fold(str(keys["weight"])) for keys in declaration.layers.values() if keys.get("weight")}
    return Source(table, _edges(table), renamed, frozenset(numbers))


def _edges(table: str) -> Table:
    """Return how a list of ties is read, under its own name: that is how study.toml calls its columns."""
    return replace(EDGE_LIST, name=table)


def _listed(tables: dict[str, ReadTable]) -> frozenset[str]:
    listed = tables.get("organisations")
    return frozenset(listed.facts.frame["organisation"].dropna()) | listed.lost if listed else frozenset()


def _concluded(
    place: StudyPlace, declaration: Declaration, sources: Sources, found: Gathered, deriving: Deriving
) -> Study | None:
    """Check the tables against each other, and conclude what the study is; ``None`` without organisations."""
    problems = found.problems
    tables, people = without_opted_out(found.tables, problems)
    problems += apply_aliases(tables)
    settings = survey_settings(declaration)
    tables |= read_answers(tables, settings, declaration, problems)
    check_composites([table for table in tables.values() if table.facts.is_survey], declaration)
    problems += [*check_ids(tables), *check_rows(tables)]
    tables = _related(declaration, tables, sources, problems)
    found.tables, found.opted_out = tables, people
    layers = conclude_layers(declaration, tables, sources, problems)
    _check_layers(declaration, tables, layers, problems)
    cut_off = conclude_cut_off(declaration, tables, problems)
    snapshots = conclude_snapshots(declaration, tables, cut_off)
    problems += [*check_periods(declaration, tables), *check_context(tables, snapshots), *check_times(tables)]
    listed = tables.get("organisations")
    if listed is None:
        return None
    problems += [*same_names(listed), *names_alike(listed)]
    roster = with_centres(roster_of(listed), tables, problems)
    contrasts = conclude_contrasts(declaration, roster, tables, problems)
    problems += check_respondents(tables, roster)
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
        non_respondents=settings.non_respondents,
        cut_off=cut_off,
        boundary=declaration.text("boundary"),
        primary=declaration.primary,
        inputs=dict(sorted(found.inputs.items())),
        settings=f"sheet {SETTINGS}" if place.is_workbook else "study.toml",
    )


def _related(
    declaration: Declaration, tables: dict[str, ReadTable], sources: Sources, problems: list[Problem]
) -> dict[str, ReadTable]:
    """Check what tables say of each other, and return them, predecessors under their successors' ids if asked."""
    problems += check_references(tables, frozenset((*sources.files, *sources.declared)))
    if "organisations" not in tables:
        return tables
    merged = declaration.text("successors") == "merged"
    problems += check_families(tables["organisations"], merged=merged)
    return as_successors(tables, problems) if merged else tables


def _check_layers(
    declaration: Declaration, tables: dict[str, ReadTable], layers: dict[str, LayerRule], problems: list[Problem]
) -> None:
    for name, table in tables.items():
        rules = [rule for rule in layers.values() if rule.table == name]
        if set(ENDS) <= set(table.facts.frame.columns) and makes_ties(table):
            problems += check_edges(table, rules)
        if table.facts.is_survey:
            problems += check_answers(table, rules, declaration)
        problems += [*check_unused(table, rules), *left_over(table)]
        problems += sites_beside_trusts(tables, table, rules)
        if (name in _SILENT or makes_ties(table)) and len(table.facts) and not rules:
            message = "No layer is made from this table."
            hint = "Its rows are read and checked, and take no part in any network."
            problems.append(Problem("W204", message, table.facts.file, hint=hint))
    problems += no_ties(tables, layers, [*problems, *declaration.toml.found])
