"""What can still be read of a study.toml with lines that are not TOML, and what was lost with them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field

KEY = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[^"'=#])*?)\s*=""")
_OPENS = re.compile(r"\s*\[\[?\s*([^\]=]+)")
_PLACE = re.compile(r"at line (\d+), column (\d+)")
_WORD = re.compile(r"\s*([\w-]+)")
_STAND_IN = "lines that are not TOML "
_MOST = 20
"""Lines that are not TOML beyond which a file is taken for something else."""
_BACK = 40
"""Statements above a line that may be what keeps it from being read: an open bracket, or open quotation marks."""


@dataclass
class Rest:
    """What is left of a study.toml.

    Attributes
    ----------
    sections
        What could be read; ``None`` where nothing tells the good lines from the others.
    errors
        What tomllib says of each line that is not TOML, with that line and the character in it.
    lost
        The (section, key) that stood there; the key is empty where a whole section is lost.
    """

    sections: dict[str, object] | None
    errors: list[tuple[str, int, int]] = field(default_factory=list)
    lost: set[tuple[str, str]] = field(default_factory=set)


def rest_of(text: str) -> Rest:
    r"""Return what can be read of a study.toml when its bad lines are left out.

    Examples
    --------
    >>> rest = rest_of("[study]\ntitle = our network\nboundary = 'region'\n")
    >>> rest.sections, rest.lost, [line for _, line, _ in rest.errors]
    ({'study': {'boundary': 'region'}}, {('study', 'title')}, [2])
    """
    lines = text.split("\n")
    written = tuple(lines)
    rest = Rest(None)
    while True:
        sections, error = _parsed(lines)
        if error is None:
            rest.sections = {name: held for name, held in sections.items() if not name.startswith(_STAND_IN)}
            return rest
        start = _leave_out(lines, error[1])
        # What is not closed is noticed further down, and has to be closed where it was opened.
        rest.errors.append(error if start is None or start + 1 >= error[1] else (error[0], start + 1, 1))
        if start is None or len(rest.errors) > _MOST:
            return rest
        rest.lost |= _lost(written, start)


def _parsed(lines: Sequence[str]) -> tuple[dict[str, object], tuple[str, int, int] | None]:
    try:
        return tomllib.loads("\n".join(lines)), None
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = _PLACE.search(message)
        at = (int(place[1]), int(place[2])) if place else (len(lines), 1)
        return {}, (message.partition(" (at")[0], *at)


def _leave_out(lines: list[str], line: int) -> int | None:
    """Blank what keeps most of the others from being read, and return where it starts; ``None`` where nothing does."""
    starts = [at for at, text in enumerate(lines[:line]) if _OPENS.match(text) or KEY.match(text)]
    best, reached = None, line
    for start in dict.fromkeys([line - 1, *reversed(starts[-_BACK:])]):
        end = next((at for at in starts if at > start), line)
        without = _without(lines, start, end)
        error = _parsed(without)[1]
        reaches = len(lines) + 1 if error is None else error[1]
        if reaches > reached:
            best, reached = (start, without), reaches
    if best is None:
        return None
    lines[:] = best[1]
    return best[0]


def _without(lines: Sequence[str], start: int, end: int) -> list[str]:
    """Return the lines with a statement blank; what a bad heading heads is kept under another, so that it goes too."""
    if _OPENS.match(lines[start]):
        return [*lines[:start], f'["{_STAND_IN}{start}"]', *lines[start + 1 :]]
    return [*lines[:start], *[""] * (end - start), *lines[end:]]


def _lost(lines: Sequence[str], start: int) -> set[tuple[str, str]]:
    """Return what a line says: its section, or its key; of a line that is neither, its first word and the key above."""
    above = (opened for text in reversed(lines[: start + 1]) if (opened := _OPENS.match(text)))
    heading = next(above, None)
    section = re.sub("[\"']", "", heading[1]).strip() if heading else ""
    if _OPENS.match(lines[start]):
        return {(section, "")}
    keys = [KEY.match(lines[start]) or _WORD.match(lines[start])]
    if not KEY.match(lines[start]):
        keys += [next((key for text in reversed(lines[:start]) if (key := KEY.match(text))), None)]
    return {(section, re.sub("[\"'\\s]", "", key[1])) for key in keys if key} or {(section, "")}
