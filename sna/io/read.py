"""A folder of tables → a study, or every problem of all its tables at once."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from sna.errors import Problem, blocked_or_wrong
from sna.io.asked_window import refuse_window, with_window
from sna.io.bundled import StudyPlace, find_study, only_network
from sna.io.concluding import concluded
from sna.io.consequences import independent, what_is_lost
from sna.io.declaration import Declaration, read_declaration
from sna.io.gathered import Gathered
from sna.io.headings import fold
from sna.io.loading import Loading
from sna.io.opt_out import unnamed
from sna.io.raw_table import Opened, Opening
from sna.io.said_of_sheets import as_of_a_workbook
from sna.io.settings_sheet import settings_in
from sna.io.shelf import Shelf
from sna.io.sources import find_sources
from sna.io.survey_settings import survey_settings
from sna.io.table_reading import TableReading
from sna.io.text import load_text
from sna.io.text_table import Reading
from sna.io.toml_sections import TomlFile
from sna.model.study import Deriving, Study


def read_study(path: str | Path, *, deriving: Deriving, loading: Loading | None = None) -> Study:
    r"""Read a study and check all of it.

    Parameters
    ----------
    path
        A folder of tables, its ``study.toml``, a workbook, or the name of a bundled study.
    deriving
        The functions that turn facts into ties, for the study to keep.
    loading
        How much memory tables may take, whom to tell how far reading is, and a window in place of study.toml's.

    Returns
    -------
    Study
        Typed tables, roster, snapshots, layers and contrasts; its ``problems`` are warnings.

    Raises
    ------
    UsageError
        If there is no such study, or the window that was asked for cannot be.
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
        raise blocked_or_wrong(gathered.problems)
    return gathered.study


def gather(place: StudyPlace, deriving: Deriving, loading: Loading) -> Gathered:
    """Read everything in a study's folder: the study where nothing is wrong, and the problems in any case."""
    found = Gathered()
    opened: dict[str, Opened] = {}
    declaration = _of_a_network(place, found, opened) if place.is_network else _declaration(place, found)
    if declaration is not None:
        survey_settings(declaration)
        known = len(declaration.toml.found)
        declaration = with_window(declaration, loading.window, place.name)
        found.reading = declaration.reading
        alone = "" if place.file else only_network(place.folder)
        if alone:
            opening = Opening(place.folder / alone, alone, declaration.reading, loading)
            from sna.io.network_tables import open_with_organisations

            opened[alone] = open_with_organisations(opening, found.problems)
        shelf = Shelf(place.folder, declaration.reading, found.problems, loading, opened)
        sources = find_sources(shelf, declaration, found.problems, place=place)
        sources = replace(sources, declared=sources.declared | _damaged(found.problems))
        lost = what_is_lost(declaration.toml)
        TableReading(shelf, declaration, sources, found).read_all()
        if "opt_out" in sources.present - found.tables.keys():
            lost |= {("people", "opt_out")}
        study = concluded(place, declaration, sources, found, deriving)
        refuse_window(declaration.toml.found[known:], loading.window)
        said, every = declaration.toml.found, {**found.tables, **found.parts}
        found.study = None if any(p.severity == "error" for p in [*said, *found.problems]) else study
        found.problems = [*said, *independent(found.problems, lost, every, sources, settings=declaration.toml.file)]
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
        return (
            read_declaration(toml) if toml else _unknown(found.problems[0].label) if found.problems else Declaration()
        )
    loaded = load_text(place.toml, place.toml.name, Reading(), found.problems)
    if loaded is None:
        # An empty study.toml declares nothing, which is a declaration like any other.
        if place.toml.stat().st_size == 0:
            found.problems.clear()
            found.inputs[place.toml.name] = hashlib.sha256(b"").hexdigest()
            return Declaration()
        return _unknown(place.toml.name)
    text, found.inputs[place.toml.name] = loaded
    return read_declaration(TomlFile(text, place.toml.name))


def _unknown(file: str) -> Declaration:
    """Return settings of which nothing is known: what they could explain of the tables is not said."""
    return Declaration(toml=TomlFile("", file, lost={("", "")}))


def _of_a_network(place: StudyPlace, found: Gathered, opened: dict[str, Opened]) -> Declaration | None:
    """Return what a network file that is the study says of its layers; its tables are opened with it."""
    from sna.io.network_tables import whole_study

    study = whole_study(Opening(place.folder / place.file, place.file, Reading()), found.problems)
    if study is None:
        return None
    settings, opened[place.file] = study
    return read_declaration(settings)


def _damaged(problems: list[Problem]) -> frozenset[str]:
    """Return the tables whose sheet is there and cannot be read: they are not missing."""
    return frozenset(fold(p.sheet) for p in problems if p.severity == "error" and p.sheet)
