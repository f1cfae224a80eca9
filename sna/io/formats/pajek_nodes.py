"""The vertices that all networks of a Pajek project share, with its partitions and vectors as their attributes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from sna.io.formats.network_file import EVENT, NAME, ORGANISATION, refused
from sna.io.formats.nodes import Nodes, numbered_nodes, same_order
from sna.io.formats.pajek_sections import PajekNetwork, PajekValues, Section
from sna.io.formats.pajek_vertices import Vertices, read_vertices
from sna.io.formats.text_file import shown
from sna.io.formats.tie_values import checked_number, whole_number

_TAKEN = {ORGANISATION, EVENT, NAME}
_MISSING = {"partition": 9_999_998, "vector": 999_999_998}


class PajekNodes:
    """The vertices of a file: those of the first mode, and those of the second if there is one.

    Attributes
    ----------
    vertices
        The vertices of each network, as it lists them.
    places
        For each network, where its vertices stand: organisations from 0 on, events after them.
    """

    def __init__(self, networks: Sequence[PajekNetwork], file: str) -> None:
        self.file = file
        self.vertices = [self._read(network) for network in networks]
        self.first = self.vertices[0]
        self.second = next((vertices for vertices in self.vertices if vertices.first_mode is not None), None)
        self.count = self.first.organisations
        self.places = [self._places(vertices) for vertices in self.vertices]
        self.organisations: dict[str, list[str]] = {}
        self.events: dict[str, list[str]] = {}
        for vertices, places in zip(self.vertices, self.places, strict=True):
            for heading, cells in vertices.more.items():
                self._keep(heading, cells, vertices, places)

    def _read(self, network: PajekNetwork) -> Vertices:
        if network.vertices is None:
            raise refused("E113", "This *Network has no *Vertices.", self.file, network.line, value=shown(network.name))
        return read_vertices(network.vertices, self.file)

    def _places(self, vertices: Vertices) -> list[int]:
        many = vertices.organisations
        places = same_order(vertices.labels[:many], self.first.labels[: self.count])
        if places is not None and vertices.first_mode is not None and self.second is not None:
            events = same_order(vertices.labels[many:], self.second.labels[self.second.organisations :])
            places = None if events is None else [*places, *(self.count + at for at in events)]
        if places is None:
            message = "This network has other vertices than the first of the file."
            hint = "Save each network as a file of its own."
            raise refused("E113", message, self.file, vertices.line, hint=hint)
        return places

    @property
    def events_count(self) -> int:
        """How many vertices the second mode has."""
        return self.second.count - self.second.organisations if self.second else 0

    def _column(self, heading: str, place: int) -> tuple[list[str], int]:
        if place < self.count:
            return self.organisations.setdefault(heading, [""] * self.count), place
        return self.events.setdefault(heading, [""] * self.events_count), place - self.count

    def _keep(self, heading: str, cells: dict[int, str], vertices: Vertices, places: list[int]) -> None:
        wanted = f"{heading} (2)" if heading in _TAKEN else heading
        for at, cell in cells.items():
            column, place = self._column(wanted, places[at])
            if column[place] not in {"", cell}:
                message = f"A vertex has another {shown(heading)} here than in an earlier network of the file."
                raise refused("E303", message, self.file, vertices.lines[at], value=shown(cell))
            column[place] = cell

    def take(self, values: PajekValues) -> bool:
        """Take a partition or vector as an attribute; ``False`` if it has the length of no mode and is set aside.

        Raises
        ------
        DataError
            It does not hold one number for every vertex, or fits networks that list their vertices in different orders.
        """
        if values.vertices is None:
            raise refused("E113", f"This *{values.kind} has no *Vertices.", self.file, values.line)
        cells = self._cells(values.vertices, values.kind)
        lists = [*self.places, *(places[: self.count] for places in self.places)]
        fitting = {tuple(places) for places in lists if len(places) == len(cells)}
        if not fitting:
            return False
        if len(fitting) > 1:
            message = f"This {values.kind} fits several networks of the file, whose vertices are in different orders."
            hint = "Save it with its network as a file of its own."
            raise refused("E113", message, self.file, values.line, value=shown(values.name), hint=hint)
        taken = {*_TAKEN, *self.organisations, *self.events}
        named = values.name or values.kind
        names = (named if copy == 1 else f"{named} ({copy})" for copy in count(1))
        heading = next(name for name in names if name not in taken)
        for place, cell in zip(fitting.pop(), cells, strict=True):
            column, at = self._column(heading, place)
            column[at] = cell
        return True

    def _cells(self, section: Section, kind: str) -> list[str]:
        many = whole_number(section.rest, self.file, section.line, "The number of vertices")
        if len(section.body) != many:
            message = f"This {kind} does not hold one line for every vertex."
            raise refused(
                "E218", message, self.file, section.line, value=f"{len(section.body)} lines", expected=str(count)
            )
        cells = [checked_number(text, self.file, line, f"A value of a {kind}") for line, text in section.body]
        return ["" if float(cell) == _MISSING[kind] else cell for cell in cells]

    def nodes(self) -> tuple[Nodes, Nodes]:
        """Return the organisations, and the events if there are two modes."""
        many = self.count
        labels, lines = self.first.labels[:many], self.first.lines[:many]
        organisations = numbered_nodes(ORGANISATION, labels, lines, self.organisations)
        if self.second is None:
            return organisations, numbered_nodes(EVENT, [], [])
        labels, lines = self.second.labels[many:], self.second.lines[many:]
        return organisations, numbered_nodes(EVENT, labels, lines, self.events, many + 1)
