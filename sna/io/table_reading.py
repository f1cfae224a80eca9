"""The files of a study → its tables, each read as what it is; what is none of the shapes that are read, is said."""

from __future__ import annotations

from dataclasses import dataclass, field

from sna.errors import Problem, nearest
from sna.io.copies import copies
from sna.io.declaration import Declaration
from sna.io.edge_types import with_direction
from sna.io.gathered import Gathered
from sna.io.half_ties import Unread, not_used
from sna.io.listed_beside import compare_lists
from sna.io.matrices import answers_matrix, read_matrix
from sna.io.raw_table import RawTable
from sna.io.shapes import edges_of, reshaped, source_of
from sna.io.shelf import Shelf
from sna.io.sources import Sources
from sna.io.tables import ReadTable, Source, read_table
from sna.model.schema import TABLES


@dataclass
class TableReading:
    """One reading of all tables of a study.

    Attributes
    ----------
    shelf, declaration, sources
        The files, what study.toml says, and which file is read as which table.
    found
        Takes tables, problems and the digests of files.
    """

    shelf: Shelf
    declaration: Declaration
    sources: Sources
    found: Gathered
    _digests: dict[str, str] = field(default_factory=dict)

    def read_all(self) -> None:
        """Read known tables and lists of ties first: what the others are depends on the organisations."""
        others: list[Unread] = []
        for table, label in self.sources.files.items():
            raw = self.shelf.table(label)
            source = source_of(table, raw, self.declaration) if raw is not None else None
            if raw is not None and source is not None:
                self._read(table, raw, source)
            elif raw is not None:
                others.append(Unread(table, raw, self.declaration.columns.get(table, {})))
        known = _listed(self.found.tables)
        for other in others:
            self._read_other(other, known)
        compare_lists(self.shelf.listed(self.sources.files.values()), self.found.tables, self.found.problems)
        self.found.problems += copies(self.found.tables, self._digests)
        if "organisations" not in self.sources.files and "organisations" not in self.sources.declared:
            self.found.problems.append(_no_organisations(self.sources))

    def _read(self, table: str, raw: RawTable, source: Source) -> None:
        read = read_table(raw, source, self.declaration.reading, self.found.problems)
        if read is not None and table not in TABLES:
            read = with_direction(read, self.found.problems)
        self._keep(table, raw, read)

    def _keep(self, table: str, raw: RawTable, read: ReadTable | None) -> None:
        self.found.inputs |= self.shelf.digests(raw.label)
        if read is not None and not read.is_whole:
            self.found.parts[table] = read
        elif read is not None:
            self.found.tables[table] = read
            self._digests[read.facts.file] = raw.digest

    def _read_other(self, other: Unread, known: frozenset[str]) -> None:
        """Read what is neither a known table nor a list of ties: a matrix, or a list of partners."""
        problems = self.found.problems
        if answers_matrix(other.raw, other.table, self.declaration, self.sources):
            self._keep(other.table, other.raw, read_matrix(other.raw, other.table, problems))
            return
        shaped = reshaped(other, known, self.declaration, self.sources, problems)
        if shaped is not None and shaped.table is not None:
            self._read(other.table, shaped, edges_of(other.table, self.declaration, {}))
        elif shaped is None and other.table in self.sources.declared:
            self._read(other.table, other.raw, edges_of(other.table, self.declaration, other.renamed))
        elif shaped is None:
            taken = {*self.sources.files, *self.sources.declared}
            why = not_used(other, known, taken)
            # Without the list of organisations a matrix of them is not known from anything else.
            if known or why.severity == "error" or "This looks like" in why.hint:
                problems.append(why)
            self._read_nearly(other, why)

    def _read_nearly(self, other: Unread, why: Problem) -> None:
        """Check the values of what must be mended before it is a list of ties; what is wrong with it is said."""
        source, rest = edges_of(other.table, self.declaration, other.renamed), list[Problem]()
        if why.severity == "error":
            self._keep(other.table, other.raw, read_table(other.raw, source, self.declaration.reading, rest))
            said = {(problem.code, problem.label, problem.line) for problem in (why,)}
            self.found.problems += [p for p in rest if (p.code, p.label, p.line) not in said]


def _no_organisations(sources: Sources) -> Problem:
    near = nearest("organisations", [str(name) for name in sources.files])
    hint = "List every organisation in it, one a row: organisation, name, centre."
    hint += f" {near}" if near.startswith("Did") else ""
    return Problem("E101", "There is no table of organisations.", "organisations.csv", hint=hint)


def _listed(tables: dict[str, ReadTable]) -> frozenset[str]:
    listed = tables.get("organisations")
    return frozenset(listed.facts.frame["organisation"].dropna()) | listed.lost if listed else frozenset()
