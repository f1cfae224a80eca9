"""Load the study a verb was given, and say what is worth saying about it."""

from __future__ import annotations

from dataclasses import dataclass

import click

from sna.errors import DataError
from sna.model import Study


@dataclass(frozen=True)
class Reader:
    """How to read a study: in silence, with every warning said, or with warnings as errors."""

    quiet: bool
    verbose: bool
    strict: bool

    def load(self, path: str) -> Study:
        """Return the study; warnings go to standard error.

        Raises
        ------
        DataError
            If a table is wrong, or, when strict, if there is any warning.
        """
        from sna.api import load
        from sna.derive import derivation_problems

        study = load(path)
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
            click.echo(f"{count}: 'sna check {path}' says which.", err=True)
        return study
