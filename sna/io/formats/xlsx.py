"""An Excel workbook → `NetworkFile`: as `sna convert` writes it, or a sheet of edges, or of a matrix."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

from sna.errors import DataError, Problem
from sna.io.cells import as_text
from sna.io.container import container_of
from sna.io.formats.delimited import Line
from sna.io.formats.draft import control_characters, weight_problems
from sna.io.formats.edge_table import edges_in, has_ends, nodes_in
from sna.io.formats.matrix_text import matrix_in
from sna.io.formats.network_file import EVENT, ORGANISATION, WEIGHT, NetworkFile, Relation, Rows, refused
from sna.io.formats.numbers import is_number
from sna.io.formats.write_xlsx import EVENTS, ORGANISATIONS, OWN, TIES, TWICE
from sna.io.headings import fold
from sna.io.known_tables import likely_table
from sna.io.settings_sheet import SETTINGS
from sna.io.text_table import shown
from sna.io.workbook_file import NOTES, Sheet, sheets_in
from sna.io.workbook_parts import read_parts
from sna.model.schema import TABLES

_KINDS = ("directed", "undirected", "two-mode")
_EXACT = 15
_MOST_SHEETS = 2
Cells = Sequence[tuple[int, list[str]]]


def read_xlsx(
    data: bytes,
    file: str,
    *,
    directed: bool | None = None,
    labels: str = "",
    part: str = "",
    two_mode: bool | None = None,
) -> NetworkFile:
    r"""Return the network in a workbook.

    Parameters
    ----------
    data, file
        The bytes of the file, and its name for messages.
    directed
        Whether edges without a ``Type``, or the ties of a matrix, are directed.
    labels, part, two_mode
        What a matrix does not say, as for `sna.io.formats.matrix_text.read_matrix`.

    Raises
    ------
    DataError
        It is no workbook, or damaged; E107 where its sheets are no network; and those of the sheet's shape.

    Examples
    --------
    >>> from sna.io.formats.write_xlsx import write_xlsx
    >>> ties = Relation("trust", directed=True, ties=Rows(("from", "to", "weight"), (("A", "B", "2"),), (2,)))
    >>> written = write_xlsx(NetworkFile("net", Rows(("organisation",), (("A",), ("B",)), (2, 3)), (ties,)), [])
    >>> read_xlsx(written, "net.xlsx").relations[0].ties.cells
    (('A', 'B', '2'),)
    """
    found: list[Problem] = []
    sheets = sheets_in(container_of(data, file), 1, found, lambda name: fold(name) not in NOTES)
    for sheet in sheets.values():
        sheet.rows(found)
    wrong = [problem for problem in found if problem.severity == "error"]
    if wrong:
        raise DataError(wrong)
    if is_written(sheets):
        return _written(sheets, file)
    lines = {name: _lines(sheet) for name, sheet in sheets.items()}
    edges = [name for name, rows in lines.items() if has_ends(rows)]
    nodes = [name for name, rows in lines.items() if name not in edges and "id" in map(str.lower, rows[0].cells)]
    if len(edges) == 1 and len(lines) == 1 + len(nodes) and len(nodes) <= 1:
        listed = nodes_in(lines[nodes[0]], f"[{file}]{nodes[0]}") if nodes else None
        return edges_in(lines[edges[0]], file, nodes=listed, directed=directed)
    if len(lines) == 1 and not edges and not nodes and _mostly_numbers(*lines.values()):
        [rows] = lines.values()
        return matrix_in(rows, file, labels=labels, part=part, two_mode=two_mode, directed=directed)
    if not lines:
        raise refused("E104", "No sheet of this workbook holds anything.", file)
    hint = "Keep one sheet with columns Source and Target, and one of nodes with a column Id if you like, or a matrix."
    message = "The sheets of this workbook are not those of a network."
    raise refused("E107", message, file, value=shown(", ".join(lines)), hint=hint)


def _mostly_numbers(rows: Sequence[Line]) -> bool:
    """Whether a sheet can be meant as a matrix: most cells of every column but the first, below the first row."""
    columns = zip_longest(*(row.cells[1:] for row in rows[1:]), fillvalue="")
    given = [[cell for cell in column if cell] for column in columns]
    return all(2 * sum(map(is_number, cells)) >= len(cells) for cells in given)


def workbook_is_network(path: Path) -> bool:
    """Whether a workbook is a network: as `sna convert` writes it, or without any sheet like a table of a study.

    Of one that cannot be opened this is not known: reading it as a study says why.
    """
    try:
        container = container_of(path.read_bytes(), path.name)
        names = [place.name for place in read_parts(container).sheets if fold(place.name) not in NOTES]
    except (DataError, OSError, MemoryError):
        return False
    if {ORGANISATIONS, TIES} <= set(names):
        return is_written(sheets_in(container, 1, [], lambda name: fold(name) not in NOTES))
    if not 0 < len(names) <= _MOST_SHEETS or {fold(name) for name in names} & {*TABLES, SETTINGS}:
        return False
    sheets = sheets_in(container, 1, [], lambda name: fold(name) not in NOTES).values()
    return not any(likely_table(sheet.headings()) for sheet in sheets)


def is_written(sheets: Mapping[str, Sheet]) -> bool:
    """Whether sheets are those that `sna convert` writes."""
    if not {ORGANISATIONS, TIES} <= sheets.keys() or not sheets.keys() <= {ORGANISATIONS, TIES, EVENTS}:
        return False
    return tuple(sheets[TIES].headings()[: len(OWN)]) == OWN


def _lines(sheet: Sheet) -> list[Line]:
    """Return the rows of a sheet, without the columns behind the last that holds anything."""
    rows = [(line, [as_text(text.strip()) or "" for text, _ in cells]) for line, cells in sheet.as_written()]
    width = max((at for _, cells in rows for at, cell in enumerate(cells, 1) if cell), default=0)
    return [Line(line, cells[:width]) for line, cells in rows if any(cells)]


def _cells(sheet: Sheet | None, headings: tuple[str, ...]) -> Cells:
    """Return the rows of a sheet as they were written, its headings first."""
    if sheet is None:
        return [(1, list(headings))]
    rows = [(line, [_plain(*cell) for cell in cells]) for line, cells in sheet.as_written()]
    width = max((at for at, cell in enumerate(rows[0][1], 1) if cell), default=0)
    return [(line, cells[:width]) for line, cells in rows]


def _plain(text: str, typed: bool) -> str:
    return f"{float(text):.{_EXACT}g}" if typed and is_number(text) else text


def _written(sheets: Mapping[str, Sheet], file: str) -> NetworkFile:
    problems: list[Problem] = []
    entities = []
    for sheet, kind in ((ORGANISATIONS, ORGANISATION), (EVENTS, EVENT)):
        (top, headings), *rows = _cells(sheets.get(sheet), (kind,))
        label = f"[{file}]{sheet}"
        problems += _wrong_headings(headings, kind, label, top)
        entities.append(Rows(tuple(headings), tuple(tuple(c) for _, c in rows), tuple(line for line, _ in rows)))
        problems += _wrong_ids(entities[-1], label)
        problems += control_characters(label, entities[-1])
        if problems:
            raise DataError(problems)
    (top, headings), *rows = _cells(sheets[TIES], OWN)
    label = f"[{file}]{TIES}"
    problems += _wrong_headings(headings, OWN[0], label, top)
    if not problems:
        problems += _wrong_ties(rows, entities, label)
    if problems:
        raise DataError(problems)
    relations = tuple(_relations(rows, headings))
    for relation in relations:
        problems += [*control_characters(label, relation.ties), *weight_problems(label, relation.ties)]
    if problems:
        raise DataError(problems)
    if not len(entities[0]):
        raise refused("E105", "This workbook lists no organisations.", label)
    return NetworkFile(file, entities[0], relations, entities[1])


def _wrong_headings(headings: Sequence[str], first: str, label: str, line: int) -> Iterator[Problem]:
    if not headings or headings[0] != first:
        yield Problem("E201", f"The first column is not '{first}'.", label, line, value=shown(", ".join(headings)))
    for at, heading in enumerate(headings):
        if not heading:
            yield Problem("E203", f"Column {at + 1} has no name.", label, line, hint="Give it a heading.")
        elif heading in headings[:at]:
            hint = "Rename or delete one of them."
            yield Problem("E202", "Two columns have the same name.", label, line, shown(heading), hint=hint)


def _wrong_ids(rows: Rows, label: str) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for cells, line in zip(rows.cells, rows.lines, strict=True):
        if not cells[0]:
            yield Problem("E301", "This id is blank.", label, line, hint="Every row needs one.")
        elif first.setdefault(cells[0], line) != line:
            message = f"The same id twice: line {first[cells[0]]} has it too."
            yield Problem("E303", message, label, line, value=shown(cells[0]), hint="Delete one of the two rows.")


def _wrong_ties(rows: Cells, entities: Sequence[Rows], label: str) -> Iterator[Problem]:
    """Return the problem of every row of ties whose kind means nothing, or whose ends are not listed."""
    known = [{row[0] for row in listed.cells} for listed in entities]
    kinds: dict[str, str] = {}
    for line, cells in rows:
        layer, kind, one, other = cells[:4]
        if kind not in _KINDS:
            yield Problem("E324", "This is no kind of tie.", label, line, "kind", shown(kind), ", ".join(_KINDS))
        elif kinds.setdefault(layer, kind) != kind:
            message = f"Ties of layer '{shown(layer)}' are {kinds[layer]} above, and {kind} here."
            yield Problem("E406", message, label, line, "kind", hint="Give the two kinds two layers.")
        ends = ((one, "from", known[0]), (other, "to", known[kind == "two-mode"]))
        if not one and not other and not any(cells[4:]):
            continue
        for end, column, listed in ends:
            if not end:
                yield Problem("E301", "This end of a tie is blank.", label, line, column)
            elif end not in listed:
                message = "This end of a tie is not listed in its sheet."
                yield Problem("E401", message, label, line, column, shown(end), hint="Add it there, or correct the id.")


def _relations(rows: Cells, headings: Sequence[str]) -> Iterator[Relation]:
    further = [heading.removesuffix(TWICE) if heading != WEIGHT else heading for heading in headings[4:]]
    for layer in dict.fromkeys(cells[0] for _, cells in rows):
        own = [(line, cells) for line, cells in rows if cells[0] == layer]
        kind = own[0][1][1]
        ties = [(line, cells[2:]) for line, cells in own if cells[2]]
        cells, lines = tuple(tuple(row) for _, row in ties), tuple(line for line, _ in ties)
        yield Relation(layer, kind == "directed", Rows((*OWN[2:], *further), cells, lines), kind == "two-mode")
