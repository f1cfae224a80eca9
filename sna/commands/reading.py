"""Load the study a verb was given, and say what is worth saying about it."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from sna.codes import CODES
from sna.commands.progress import reading_bar
from sna.errors import DataError, OutputError, Problem
from sna.model import Study

OF_ROWS = (
    *("W125", "W204", "W218", "W302", "W315", "W318", "W403", "W411", "W416", "W420", "W421"),
    *("W424", "W432", "W442", "W509", "W511"),
)
"""Warnings of rows or tables that are not used, or not in full."""

CHOSEN = "sna.chosen"
"""Where the options that choose layers keep what was chosen, until the study is there to compare it with."""


@dataclass(frozen=True)
class Reader:
    """How to read a study: what to say of it, over which rolling window; and whose networks it has."""

    quiet: bool
    verbose: bool
    strict: bool
    memory: int = 0
    window: int | None = None
    of: str = "organisations"

    def load(self, path: str, *, target: Path | None = None) -> Study:
        """Return the study; warnings go to standard error.

        Parameters
        ----------
        path
            The study.
        target
            Where the result is to go: not among the study's tables.

        Raises
        ------
        DataError
            If a table is wrong, or, when strict, if there is any warning.
        OutputError
            If the target lies in the study's folder.
        UsageError
            If there is no such study, or the window that was asked for cannot be.
        TooLargeError
            If a table is beyond the memory that may be used.
        """
        from sna.api import load, units_of
        from sna.derive import derivation_problems

        keep_out_of(path, target)
        with reading_bar(quiet=self.quiet) as progress:
            study = units_of(load(path, memory=self.memory, progress=progress, window=self.window or 0), self.of)
        _spell_as(study)
        _leave_out_layers(study, quiet=self.quiet)
        if self.quiet and not self.strict:
            return study
        problems = (*study.problems, *derivation_problems(study))
        if self.strict and problems:
            raise DataError(problems)
        if self.verbose:
            for problem in problems:
                click.echo(f"warning: {problem}", err=True)
        elif problems:
            start = click.get_current_context().find_root().info_name
            click.echo(f"{summary(problems)} '{start} check {shlex.quote(path)}' says more.", err=True)
        return study


def summary(problems: Sequence[Problem]) -> str:
    """Return warnings in one line: how many of each kind, those that cost rows first.

    Examples
    --------
    >>> summary([Problem("W402", "…"), Problem("W421", "…"), Problem("W402", "…")])
    '3 warnings: attendance that does not count (W421); organisations without any tie (W402, 2 times).'
    """
    counts = Counter(problem.code for problem in problems)
    each = []
    for code in sorted(counts, key=lambda code: (code not in OF_ROWS, -counts[code], code)):
        times = "" if counts[code] == 1 else f", {counts[code]} times"
        each.append(f"{CODES[code].partition(':')[0]} ({code}{times})")
    many = "1 warning" if len(problems) == 1 else f"{len(problems)} warnings"
    return f"{many}: {'; '.join(each)}."


def _spell_as(study: Study) -> None:
    """Write the layers that were chosen as the study writes them, whatever their capitals."""
    context = click.get_current_context(silent=True)
    chosen = context.meta.get(CHOSEN, {}) if context else {}
    if chosen.get("layers"):
        meant = {name.casefold(): name for name in study.layers}
        same = len(meant) == len(study.layers)
        layers = ((name, name in study.layers or not same) for name in chosen["layers"])
        chosen["layers"] = tuple(name if known else meant.get(name.casefold(), name) for name, known in layers)


def _leave_out_layers(study: Study, *, quiet: bool) -> None:
    """Choose the layers whose facts say what is filtered by, where none was named, and say which are left out."""
    from sna.derive.selecting import knows

    context = click.get_current_context(silent=True)
    chosen = context.meta.get(CHOSEN, {}) if context else {}
    if chosen.get("layers"):
        return
    asked = [column for column in ("pathway", "profession") if chosen.get(column)]
    missing = {
        name: [column for column in asked if not knows(study, rule.table, column)]
        for name, rule in study.layers.items()
    }
    kept = tuple(name for name, columns in missing.items() if not columns)
    if not kept or len(kept) == len(missing):
        return  # where no layer has it, deriving the first says so
    chosen["layers"] = kept
    if quiet:
        return
    for column in asked:
        left = [name for name, columns in missing.items() if column in columns]
        if left:
            whose = (
                f"Layer left out: {left[0]}: its" if len(left) == 1 else f"Layers left out: {', '.join(left)}: their"
            )
            click.echo(f"{whose} facts have no {column}.", err=True)


def keep_out_of(study: str, target: Path | None) -> None:
    """Refuse to write among the tables of a study: what lies there is read as a table next time, or lost.

    Raises
    ------
    OutputError
        If the target is the study's folder or lies in it, or is the one file that the study is.
    UsageError
        If there is no such study.
    """
    from sna.io.bundled import find_study

    if target is None:
        return
    place = find_study(study)
    if place.file and not place.owns_folder:
        if target.resolve() == (place.folder / place.file).resolve():
            raise OutputError(Problem("E609", f"'{target}' is the study itself.", hint="Choose another name."))
    elif target.resolve().is_relative_to(place.folder.resolve()):
        hint = "Choose a place outside the study's folder."
        raise OutputError(Problem("E609", f"'{target}' lies among the tables of '{study}'.", hint=hint))
