"""Load the study a verb was given, and say what is worth saying about it."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path

import click

from sna.commands.progress import reading_bar
from sna.errors import DataError, OutputError, Problem
from sna.model import Study

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
        if self.quiet and not self.strict:
            return study
        problems = (*study.problems, *derivation_problems(study))
        if self.strict and problems:
            raise DataError(problems)
        if self.verbose:
            for problem in problems:
                click.echo(f"warning: {problem}", err=True)
        elif problems:
            count = "1 warning" if len(problems) == 1 else f"{len(problems)} warnings"
            start = click.get_current_context().find_root().info_name
            click.echo(f"{count}: '{start} check {shlex.quote(path)}' says which.", err=True)
        return study


def _spell_as(study: Study) -> None:
    """Write the layers that were chosen as the study writes them, whatever their capitals."""
    context = click.get_current_context(silent=True)
    chosen = context.meta.get(CHOSEN, {}) if context else {}
    if chosen.get("layers"):
        meant = {name.casefold(): name for name in study.layers}
        same = len(meant) == len(study.layers)
        layers = ((name, name in study.layers or not same) for name in chosen["layers"])
        chosen["layers"] = tuple(name if known else meant.get(name.casefold(), name) for name, known in layers)


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
