"""A bar on standard error while tables are read or tests run: on a terminal only, and only where it takes a while."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

import click

PATIENCE = 1.0
"""Seconds without a word."""
_WIDTH = 30
_LONGEST = 30

Progress = Callable[[str, float], None]


def _silent(table: str, done: float) -> None:
    del table, done


def _nothing(done: float) -> None:
    del done


@contextmanager
def reading_bar(*, quiet: bool) -> Iterator[Progress]:
    """Give a function to tell a table's label and the share of it that was read; the bar goes when all is read."""
    if quiet or not sys.stderr.isatty():
        yield _silent
        return
    bar = _Bar()
    try:
        yield bar.tell
    finally:
        bar.clear()


@contextmanager
def bar_of_tests(*, quiet: bool) -> Iterator[Callable[[float], None]]:
    """Give a function to tell what share of a test is done; the bar goes when all tests are."""
    if quiet or not sys.stderr.isatty():
        yield _nothing
        return
    bar = _Bar("Testing")
    try:
        yield lambda done: bar.tell("", done)
    finally:
        bar.clear()


class _Bar:
    """One line that is written again and again."""

    def __init__(self, doing: str = "Reading") -> None:
        self._doing = doing
        self._begun = monotonic()
        self._shown = False

    def tell(self, table: str, done: float) -> None:
        if monotonic() - self._begun < PATIENCE:
            return
        name = table if len(table) <= _LONGEST else f"…{table[1 - _LONGEST :]}"
        filled = "#" * round(_WIDTH * done)
        click.echo(f"\r{self._doing} {name:{_LONGEST}} [{filled:{_WIDTH}}] {done:4.0%}", nl=False, file=sys.stderr)
        self._shown = True

    def clear(self) -> None:
        if self._shown:
            click.echo("\r" + " " * (_LONGEST + _WIDTH + 16) + "\r", nl=False, file=sys.stderr)
