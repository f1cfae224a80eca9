"""Nodes and ties as a file gives them → `NetworkFile`: the checks all formats of nodes and ties share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sna.errors import DataError, Problem
from sna.io.formats.network_file import FROM, NAME, ORGANISATION, TO, WEIGHT, NetworkFile, Relation, Rows
from sna.io.formats.numbers import not_a_number
from sna.io.text_table import capped, shown

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
NO_VALUE = "attributes without a single value"


@dataclass(frozen=True, slots=True)
class Node:
    """A node as the file has it: ``facts`` are its values by the key of their column."""

    line: int
    id: str
    facts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Tie:
    """An edge as the file has it; ``directed`` is what it, or the default it falls under, says."""

    line: int
    source: str
    target: str
    directed: bool
    facts: dict[str, str]


@dataclass(eq=False)
class Draft:
    """What was read so far: nodes, ties, the names of their columns by key, and what this form cannot hold."""

    file: str
    nodes: list[Node] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    node_columns: dict[str, str] = field(default_factory=dict)
    tie_columns: dict[str, str] = field(default_factory=dict)
    set_aside: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)

    def add(self, code: str, message: str, line: int, **more: str) -> None:
        """Note a problem of the file."""
        self.problems.append(Problem(code, message, self.file, line, **more))

    def stop(self) -> None:
        """Raise what was found, in the order of the file."""
        if self.problems:
            once = list(dict.fromkeys(self.problems))
            codes = sorted({problem.code for problem in once})
            kept = [p for code in codes for p in capped([p for p in once if p.code == code])]
            raise DataError(sorted(kept, key=lambda problem: (problem.line or 0, problem.code)))

    def finish(self, *, directed: bool, name: str = "") -> NetworkFile:
        """Return the network, or raise every problem of it; ``directed`` counts where there is no tie to tell."""
        if not self.nodes and not self.problems:
            hint = "Export the network again, with its nodes."
            self.problems.append(Problem("E105", "This file has no nodes.", self.file, hint=hint))
        self.problems += _node_problems(self)
        self.problems += _tie_problems(self)
        organisations = self._rows((ORGANISATION,), self.nodes, self.node_columns)
        ties = self._rows((FROM, TO), self.ties, self.tie_columns)
        self.problems += control_characters(self.file, organisations)
        self.problems += control_characters(self.file, ties)
        self.problems += weight_problems(self.file, ties)
        self.stop()
        directed = self.ties[0].directed if self.ties else directed
        aside = {kind: count for kind, count in self.set_aside.items() if count}
        return NetworkFile(self.file, organisations, (Relation(name, directed, ties),), set_aside=aside)

    def _rows(self, fixed: tuple[str, ...], records: Sequence[Node | Tie], columns: Mapping[str, str]) -> Rows:
        given = {key for record in records for key, value in record.facts.items() if value}
        kept = {key: heading for key, heading in columns.items() if key in given}
        if len(columns) > len(kept):
            self.set_aside[NO_VALUE] += len(columns) - len(kept)
        special = _special(kept, (NAME, "label") if fixed == (ORGANISATION,) else (WEIGHT,))
        if fixed == (ORGANISATION,) and special and _only_ids(records, special):
            del kept[special]
            special = ""
        order = [special, *(key for key in kept if key != special)] if special else list(kept)
        wanted = [kept[key] for key in order]
        if special:
            wanted[0] = NAME if fixed == (ORGANISATION,) else WEIGHT
        ids: Iterable[tuple[str, ...]] = (_ends(record) for record in records)
        cells = tuple((*start, *(r.facts.get(k, "") for k in order)) for start, r in zip(ids, records, strict=True))
        reserved = NAME if fixed == (ORGANISATION,) else WEIGHT
        headings = distinct([*fixed, *wanted], () if special else (reserved,))
        return Rows(headings, cells, tuple(record.line for record in records))


def _ends(record: Node | Tie) -> tuple[str, ...]:
    return (record.id,) if isinstance(record, Node) else (record.source, record.target)


def _special(columns: Mapping[str, str], words: Sequence[str]) -> str:
    """Return the key of the column with one of these names, written exactly so before otherwise; ``""`` if none."""
    for word in words:
        alike = [key for key, heading in columns.items() if heading.strip().lower() == word]
        if alike:
            return next((key for key in alike if columns[key] == word), alike[0])
    return ""


def _only_ids(records: Sequence[Node | Tie], key: str) -> bool:
    return all(record.facts.get(key, "") in ("", *_ends(record)) for record in records)


def distinct(headings: Iterable[str], reserved: Iterable[str] = ()) -> tuple[str, ...]:
    """Return headings that differ in more than capitals: the second ``weight`` becomes ``weight_2``.

    Examples
    --------
    >>> distinct(["from", "to", "weight", "Weight", ""])
    ('from', 'to', 'weight', 'Weight_2', 'unnamed')
    """
    taken = {word.lower() for word in reserved}
    found = []
    for heading in headings:
        plain = " ".join(heading.split()) or "unnamed"
        name, number = plain, 2
        while name.lower() in taken:
            name, number = f"{plain}_{number}", number + 1
        taken.add(name.lower())
        found.append(name)
    return tuple(found)


def _node_problems(draft: Draft) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for node in draft.nodes:
        if not node.id:
            yield Problem(
                "E301", "This node has no id.", draft.file, node.line, hint="Give every node an id of its own."
            )
        elif node.id in first:
            message = f"The same id twice: the node of line {first[node.id]} has it too."
            hint = "Give each node an id of its own, or delete the second."
            yield Problem("E303", message, draft.file, node.line, value=shown(node.id), hint=hint)
        first.setdefault(node.id, node.line)


def _tie_problems(draft: Draft) -> Iterator[Problem]:
    known = {node.id for node in draft.nodes}
    for tie in draft.ties:
        for end, word in ((tie.source, "source"), (tie.target, "target")):
            if not end:
                yield Problem("E301", f"The {word} of this edge is blank.", draft.file, tie.line)
            elif end not in known:
                message = f"The {word} of this edge is not a node of the file."
                hint = "Add the node, or correct the id."
                yield Problem("E401", message, draft.file, tie.line, value=shown(end), hint=hint)
    if draft.ties:
        yield from _mixed(draft)


def _mixed(draft: Draft) -> Iterator[Problem]:
    first = draft.ties[0]
    other = next((tie for tie in draft.ties if tie.directed != first.directed), None)
    if other is not None:
        words = ("undirected", "directed")
        message = f"This edge is {words[other.directed]}, the one of line {first.line} is {words[first.directed]}."
        hint = "Save the two kinds as two files: each becomes a layer of its own."
        yield Problem("E406", message, draft.file, other.line, hint=hint)


def control_characters(file: str, rows: Rows) -> Iterator[Problem]:
    """Return a problem for each heading and row with a character that no text has."""
    hint = "Delete the character; it often comes from copying out of another program."
    for heading in rows.headings:
        if CONTROL.search(heading):
            yield Problem("E118", "A control character in a name.", file, value=shown(heading), hint=hint)
    for row, line in zip(rows.cells, rows.lines, strict=True):
        bad = next((cell for cell in row if not cell.isprintable() and CONTROL.search(cell)), None)
        if bad is not None:
            yield Problem("E118", "A control character in a value.", file, line, value=shown(bad), hint=hint)


def weight_problems(file: str, ties: Rows) -> Iterator[Problem]:
    """Return a problem for each weight that is neither blank nor a finite number."""
    if WEIGHT in ties.headings:
        for cell, line in zip(ties.column(WEIGHT), ties.lines, strict=True):
            problem = not_a_number(cell, file, line) if cell else None
            if problem is not None:
                yield problem
