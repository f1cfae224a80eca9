"""Tables checked against each other → the study they make."""

from __future__ import annotations

from typing import cast

from sna.errors import Problem
from sna.io.aliases import apply_aliases
from sna.io.bundled import StudyPlace
from sna.io.clock_times import check_times
from sna.io.contacts import check_contacts
from sna.io.context import check_context
from sna.io.contrasts import conclude_contrasts
from sna.io.declaration import Declaration
from sna.io.declared_order import conclude_commitments
from sna.io.edges import check_edges
from sna.io.examples import left_over
from sna.io.families import as_successors, check_families, sites_beside_trusts
from sna.io.gathered import Gathered
from sna.io.id_twins import check_ids
from sna.io.layers import conclude_layers, makes_ties
from sna.io.no_ties import no_ties
from sna.io.opt_out import without_opted_out
from sna.io.organisations import days_of, roster_of, same_names, with_centres
from sna.io.overlaps import check_overlaps
from sna.io.parts import check_parts, told_apart
from sna.io.period_warnings import check_periods
from sna.io.periods import conclude_cut_off, conclude_snapshots
from sna.io.references import check_references
from sna.io.row_sense import check_rows
from sna.io.settings_sheet import SETTINGS
from sna.io.sources import Sources
from sna.io.suggested_names import names_alike
from sna.io.survey import SURVEY, read_answers
from sna.io.survey_checks import check_answers, check_composites, check_respondents
from sna.io.survey_settings import survey_settings
from sna.io.tables import ENDS, ReadTable
from sna.io.totals import check_totals
from sna.io.unused import check_unused
from sna.model.declaration import LayerRule, RosterPolicy
from sna.model.study import Deriving, Study

_SILENT = frozenset(("factors",))
"""Tables of facts from which no rule makes ties: read and checked, and it is said that no layer comes of them."""


def concluded(
    place: StudyPlace, declaration: Declaration, sources: Sources, found: Gathered, deriving: Deriving
) -> Study | None:
    """Check the tables against each other, and conclude what the study is; ``None`` without organisations."""
    problems = found.problems
    tables, people = without_opted_out({**found.tables, **found.parts}, problems)
    problems += apply_aliases(tables)
    settings = survey_settings(declaration)
    tables |= read_answers(tables, settings, declaration, problems)
    tables, parts = told_apart(tables)
    if SURVEY not in sources.present - tables.keys():
        check_composites([table for table in tables.values() if table.facts.is_survey], declaration)
    problems += [*check_ids(tables), *check_rows(tables), *check_totals(tables), *check_overlaps(tables)]
    tables = _related(declaration, tables, sources, problems)
    problems += check_parts(parts, tables, sources)
    found.tables, found.parts, found.opted_out = tables, parts, people
    layers = conclude_layers(declaration, tables, sources, problems)
    _check_layers(declaration, tables, layers, problems)
    unread = _unread(sources, tables, [*problems, *declaration.toml.found])
    if "organisations" in tables or not unread:
        problems += no_ties(tables, layers, [*problems, *declaration.toml.found])
    cut_off = conclude_cut_off(declaration, {**tables, **parts}, problems)
    snapshots = conclude_snapshots(declaration, {**tables, **parts}, cut_off, unread=bool(unread - parts.keys()))
    problems += check_contacts(tables, snapshots, sources.present)
    problems += check_periods(declaration, {**tables, **parts})
    problems += [*check_context(tables, snapshots), *check_times(tables)]
    listed = tables.get("organisations")
    if listed is None:
        return None
    problems += [*same_names(listed), *names_alike(listed)]
    roster = with_centres(roster_of(listed), tables, problems)
    contrasts = conclude_contrasts(declaration, roster, tables, problems, unread)
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
        commitments=conclude_commitments(declaration, layers, unread),
        inputs=dict(sorted(found.inputs.items())),
        settings=f"sheet {SETTINGS}" if place.is_workbook else "study.toml",
    )


def _unread(sources: Sources, tables: dict[str, ReadTable], problems: list[Problem]) -> frozenset[str]:
    """Return the tables that are there, and cannot be read until something is mended."""
    wrong = any(problem.severity == "error" for problem in problems)
    return sources.present - tables.keys() if wrong else frozenset()


def _related(
    declaration: Declaration, tables: dict[str, ReadTable], sources: Sources, problems: list[Problem]
) -> dict[str, ReadTable]:
    """Check what tables say of each other, and return them, predecessors under their successors' ids if asked."""
    problems += check_references(tables, sources.present)
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
