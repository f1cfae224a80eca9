"""A rolling window that was asked for, for one run, in place of what study.toml says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sna.errors import Problem, UsageError
from sna.io.declaration import Declaration


class AskedWindow(int):
    """Months of a window that study.toml does not say."""


def with_window(declaration: Declaration, months: int, study: str) -> Declaration:
    """Return a declaration with another window, so many months that end with each snapshot of the calendar.

    Parameters
    ----------
    declaration
        What study.toml says.
    months
        How many; 0 for as study.toml says.
    study
        The study's name, for the message.

    Raises
    ------
    UsageError
        If the study has no snapshots of the calendar.
    """
    if not months:
        return declaration
    if declaration.snapshots or not declaration.text("snapshots"):
        message = f"A window ends with each snapshot of the calendar, and '{study}' has none."
        hint = 'Write snapshots = "month" under [study] in study.toml, in place of [[snapshot]]; or leave --window out.'
        raise UsageError(Problem("E603", message, value=_asked(months), hint=hint))
    return replace(declaration, study={**declaration.study, "window": AskedWindow(months)})


def refuse_window(problems: Sequence[Problem], months: int) -> None:
    """Raise for what is wrong of a window that was asked for: study.toml is not at fault.

    Parameters
    ----------
    problems
        What was found wrong of study.toml with the window in it.
    months
        How many were asked for; 0 for none.

    Raises
    ------
    UsageError
        If it is shorter than a snapshot, or longer than the data.
    """
    if not months:
        return
    hint = "Ask for another number of months, or leave --window out."
    wrong = [problem for problem in problems if problem.column == "window" and problem.severity == "error"]
    if wrong:
        asked = [
            Problem(problem.code, problem.message, value=_asked(months), expected=problem.expected, hint=hint)
            for problem in wrong
        ]
        raise UsageError(asked)


def _asked(months: int) -> str:
    return f"--window {months}"
