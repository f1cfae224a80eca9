"""The same content under two names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sna.errors import Problem
from sna.io.tables import ReadTable


def copies(tables: Mapping[str, ReadTable], digests: Mapping[str, str]) -> list[Problem]:
    """Return the problem of every file that holds, byte for byte, what another file of the study holds.

    Parameters
    ----------
    tables
        Tables that could be read; those without rows may well look the same.
    digests
        File → SHA-256 of its bytes.
    """
    same: defaultdict[str, list[str]] = defaultdict(list)
    for file in {table.facts.file for table in tables.values() if len(table.facts)}:
        same[digests[file]].append(file)
    problems = []
    for files in same.values():
        first, *others = sorted(files, key=lambda file: (len(file), file))
        for other in others:
            message = f"This file holds exactly what {first} holds, so every row would count twice."
            hint = f"Move one of them out of the study's folder: {first} or {other}."
            problems.append(Problem("E126", message, other, hint=hint))
    return problems
