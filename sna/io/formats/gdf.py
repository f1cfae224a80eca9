"""GDF: the text format of GUESS, two tables with typed columns, which Gephi reads and writes as well."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from sna.io.formats.named_nodes import NamedNodes, free_headings
from sna.io.formats.network_file import EVENT, FROM, NAME, ORGANISATION, TO, WEIGHT, NetworkFile, Rows, refused
from sna.io.formats.text_file import lines_of, shown
from sna.io.formats.tie_values import checked_number
from sna.io.formats.ties import Ties
from sna.io.formats.words import LONGEST_WORD

_HEAD = re.compile(r"\s*(nodedef|edgedef)\s*>\s*(.*)", re.IGNORECASE)
_COLUMN = re.compile(
    r"(?P<name>\"[^\"]*\"|'[^']*'|\S+)(?:\s+(?!default\b)(?P<type>[A-Za-z]+(?:\s*\([^)]*\))?))?"
    r"(?:\s+default\s+(?P<default>.+))?",
    re.IGNORECASE,
)
_PART = re.compile(r"(?:[^,(]|\([^)]*\)|\()+")
_MOST_COLUMNS = 1000
_LONGEST_HEAD = 20_000
_DRAWING = {"visible", "color", "labelvisible", "labelcolor", "labelsize", "width", "fixed", "strokecolor", "style"}
_DRAWING |= {"height", "image", "x", "y", "z"}
_YES, _NO = {"true", "1", "yes"}, {"false", "0", "no", ""}


@dataclass(frozen=True)
class _Column:
    name: str
    default: str

    @property
    def low(self) -> str:
        return self.name.lower()


def read_gdf(data: bytes, file: str, encoding: str = "utf-8") -> NetworkFile:
    r"""Return what a GDF file holds.

    A node's ``name`` is its id and its ``label`` its name. Ties are directed where ``directed`` says so and undirected
    otherwise, as the format has it; a file with both has two relations. A cell in quotation marks, of either kind, ends
    where they stand before a comma or the end of the line. How things are drawn is counted and set aside.

    Parameters
    ----------
    data
        The bytes of the file.
    file
        Its name, for messages.
    encoding
        How its letters are written.

    Raises
    ------
    DataError
        The file does not keep to the rules of the format.

    References
    ----------
    E. Adar, "The GUESS .gdf format", http://guess.wikispot.org/The_GUESS_.gdf_format

    Examples
    --------
    >>> found = read_gdf(b"nodedef>name,label\na,Alpha\nb,Beta\nedgedef>node1,node2,weight DOUBLE\na,b,2\n", "net.gdf")
    >>> found.relations[0].directed, found.relations[0].ties.cells
    (False, (('a', 'b', '2'),))
    """
    reader = _Gdf(file)
    for number, line in enumerate(lines_of(data, file, encoding), start=1):
        if line.strip():
            reader.take(line, number)
    if not reader.heads["nodedef"]:
        raise refused("E113", "This file has no nodedef>: it is not a GDF file.", file, 1)
    found = [ties for ties in (reader.ties[True], reader.ties[False]) if len(ties)] or [reader.ties[False]]
    if len(found) > 1:
        for ties in found:
            ties.name = "directed" if ties.directed else "undirected"
    aside = {kind: count for kind, count in sorted(reader.set_aside.items()) if count}
    return NetworkFile(file, reader.nodes.rows(), tuple(t.relation() for t in found), Rows((EVENT,)), aside)


class _Gdf:
    """Takes the lines of a file one by one; which table they belong to is what the last heading said."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.nodes = NamedNodes(ORGANISATION, file)
        self.ties = {direction: Ties("", direction, file) for direction in (True, False)}
        self.set_aside: Counter[str] = Counter()
        self.heads = {"nodedef": False, "edgedef": False}
        self.table = ""
        self.columns: list[_Column] = []
        self.free: list[str] = []

    def take(self, line: str, number: int) -> None:
        head = _HEAD.match(line)
        if head:
            self._head(head[1].lower(), head[2], number)
        elif not self.table:
            message = "This file does not begin with nodedef>: it is not a GDF file."
            raise refused("E113", message, self.file, number, value=shown(line))
        elif self.table == "nodedef":
            self._node(self._cells(line, number), number)
        else:
            self._edge(self._cells(line, number), number)

    def _head(self, table: str, text: str, line: int) -> None:
        self.table = table
        self.heads[table] = True
        parts = _PART.findall(text[:_LONGEST_HEAD])
        if len(parts) > _MOST_COLUMNS or len(text) > _LONGEST_HEAD:
            raise refused("E114", f"{table} has more than {_MOST_COLUMNS:,} columns.", self.file, line)
        self.columns = [self._column(part.strip(), line) for part in parts]
        low = [column.low for column in self.columns]
        needed = ["name"] if table == "nodedef" else ["node1", "node2"]
        if low[: len(needed)] != needed:
            message = f"The first columns of {table} are not those the format has."
            raise refused("E201", message, self.file, line, value=shown(text), expected=", ".join(needed))
        if len(set(low)) < len(low):
            raise refused("E202", "Two columns have the same name.", self.file, line, value=shown(text))
        taken = (ORGANISATION, NAME) if table == "nodedef" else (FROM, TO, WEIGHT)
        self.free = free_headings([column.name for column in self.columns], taken)
        if table == "nodedef":
            kept = [free for free, column in zip(self.free, self.columns, strict=True) if column.low not in _DRAWING]
            self.nodes.head(tuple(NAME if heading.lower() == "label" else heading for heading in kept[1:]))

    def _column(self, text: str, line: int) -> _Column:
        found = _COLUMN.fullmatch(text)
        if not found:
            raise refused(
                "E113", "This is not a column of a GDF file.", self.file, line, value=shown(text), expected="name TYPE"
            )
        return _Column(found["name"].strip("\"'"), (found["default"] or "").strip().strip("\"'"))

    def _cells(self, line: str, number: int) -> list[str]:
        cells: list[str] = []
        rest: str | None = line
        while rest is not None and len(cells) <= len(self.columns):
            cell, rest = self._first(rest.strip(), number)
            cells.append(cell)
        if len(cells) != len(self.columns):
            code, more = ("E205", "more") if len(cells) > len(self.columns) else ("E206", "fewer")
            message = f"This row has {more} cells than {self.table} has columns."
            hint = "A cell with a comma in it needs quotation marks."
            value, expected = str(len(cells)), str(len(self.columns))
            raise refused(code, message, self.file, number, value=value, expected=expected, hint=hint)
        return [cell or column.default for cell, column in zip(cells, self.columns, strict=True)]

    def _first(self, text: str, number: int) -> tuple[str, str | None]:
        """Return the first cell of a line, and what is left after its comma: ``None`` at the end."""
        mark = text[:1]
        if mark not in {'"', "'"}:
            cell, comma, rest = text.partition(",")
            return cell.strip(), rest if comma else None
        end = re.compile(rf"{mark}\s*(,|$)").search(text, 1)
        if end is None:
            raise refused("E122", "A quotation mark is not closed.", self.file, number, value=shown(text))
        if end.start() > LONGEST_WORD:
            raise refused("E123", "A cell is longer than 131,072 characters.", self.file, number, value=shown(text))
        return text[1 : end.start()], text[end.end() :] if end[1] else None

    def _node(self, cells: list[str], line: int) -> None:
        more = {}
        for column, free, cell in zip(self.columns[1:], self.free[1:], cells[1:], strict=True):
            if column.low not in _DRAWING:
                more[NAME if column.low == "label" else free] = cell
        self.set_aside["positions of nodes"] += bool({"x", "y"} & {column.low for column in self.columns})
        self.set_aside["colours and sizes of nodes"] += bool((_DRAWING - {"x", "y"}) & {c.low for c in self.columns})
        self.nodes.list(cells[0], line, more)

    def _edge(self, cells: list[str], line: int) -> None:
        for node in cells[:2]:
            if node not in self.nodes:
                message = "A tie names a node that nodedef does not have."
                raise refused("E401", message, self.file, line, value=shown(node))
        directed, weight = False, None
        more: dict[str, str] = {}
        for column, free, cell in zip(self.columns[2:], self.free[2:], cells[2:], strict=True):
            if column.low == "directed":
                directed = self._yes(cell, line)
            elif column.low == "weight":
                weight = checked_number(cell, self.file, line) if cell else ""
            elif column.low not in _DRAWING:
                more[free] = cell
        self.set_aside["colours and sizes of ties"] += bool(_DRAWING & {column.low for column in self.columns})
        self.ties[directed].add(cells[0], cells[1], line, weight, more)

    def _yes(self, cell: str, line: int) -> bool:
        if cell.lower() not in _YES | _NO:
            message = "Whether a tie is directed is neither true nor false."
            raise refused("E325", message, self.file, line, value=shown(cell), expected="true or false")
        return cell.lower() in _YES
