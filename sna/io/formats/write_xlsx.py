"""A network → an Excel workbook: a sheet of organisations, one of events where there are any, one of ties."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

from sna.errors import OutputError, Problem
from sna.io.formats.cell_kinds import kind_of
from sna.io.formats.holding import check_held
from sna.io.formats.holds import Holds
from sna.io.formats.network_file import FROM, TO, WEIGHT, NetworkFile, Relation

HOLDS = Holds("Excel", relations="any", two_mode=True, forbidden="\r", longest=32_767)
_CREATED = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - a workbook knows no zones
TIES, ORGANISATIONS, EVENTS = "ties", "organisations", "events"
OWN = ("layer", "kind", FROM, TO)
"""The first headings of the sheet of ties."""
TWICE = " (of the tie)"
"""What follows the heading of a tie's value that is called like one of them."""
_MOST_ROWS = 1_048_575
_EXACT = 15


def write_xlsx(network: NetworkFile, said: list[Problem]) -> bytes:
    """Return a network as an Excel workbook; text stays text, whatever it starts with.

    Parameters
    ----------
    network
        All its relations stand in the sheet ``ties``, each tie with its layer and its kind; one without a tie has a
        row without ends.
    said
        Takes what is worth saying.

    Raises
    ------
    OutputError
        If a workbook cannot hold it.

    Examples
    --------
    >>> from sna.io.formats.network_file import Rows
    >>> ties = Relation("", directed=True, ties=Rows(("from", "to"), (("A", "=B"),), (1,)))
    >>> network = NetworkFile("net.gml", Rows(("organisation",), (("A",), ("=B",)), (1, 2)), (ties,))
    >>> write_xlsx(network, [])[:2]
    b'PK'
    """
    import xlsxwriter

    check_held(network, HOLDS, said)
    sheets = {ORGANISATIONS: (network.organisations.headings, network.organisations.cells), TIES: _ties(network)}
    if len(network.events):
        sheets[EVENTS] = (network.events.headings, network.events.cells)
    if max(len(rows) for _, rows in sheets.values()) > _MOST_ROWS:
        message = f"A sheet holds {_MOST_ROWS:,} rows below its headings; this network has more."
        raise OutputError(Problem("E856", message, network.file, hint="Write CSV or GraphML."))
    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(data, options)
    book.set_properties({"created": _CREATED})
    bold = book.add_format({"bold": True})
    for name, (headings, rows) in sheets.items():
        page = book.add_worksheet(name)
        page.freeze_panes(1, 0)
        for at, heading in enumerate(headings):
            page.write_string(0, at, heading, bold)
        _fill(page, headings, rows)
    book.close()
    return data.getvalue()


def _ties(network: NetworkFile) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    further = list(dict.fromkeys(h for relation in network.relations for h in relation.ties.headings[2:]))
    own = [heading if heading not in ("layer", "kind") else f"{heading}{TWICE}" for heading in further]
    rows: list[tuple[str, ...]] = []
    for relation in network.relations:
        places = {heading: at for at, heading in enumerate(relation.ties.headings)}
        for row in relation.ties.cells:
            # Beside weights of other relations a blank one would say that the strength is not known.
            cells = (row[places[h]] if h in places else "1" if h == WEIGHT else "" for h in further)
            rows.append((relation.name, _kind(relation), *row[:2], *cells))
        if not len(relation.ties):
            rows.append((relation.name, _kind(relation), *[""] * (2 + len(further))))
    return (*OWN, *own), tuple(rows)


def _kind(relation: Relation) -> str:
    if relation.two_mode:
        return "two-mode"
    return "directed" if relation.directed else "undirected"


def _fill(page: Any, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:  # noqa: ANN401
    ids = ("organisation", "event", FROM, TO, "layer", "kind", "name")
    for at, heading in enumerate(headings):
        cells = [row[at] for row in rows]
        number = heading not in ids and kind_of(cells) != "string" and all(map(_same, cells))
        for place, cell in enumerate(cells, 1):
            if cell and number:
                page.write_number(place, at, float(cell))
            elif cell:
                page.write_string(place, at, cell)


def _same(cell: str) -> bool:
    """Whether a cell comes back as it was written when it is kept as a number."""
    return not cell or f"{float(cell):.{_EXACT}g}" == cell
