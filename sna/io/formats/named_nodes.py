"""Nodes that their file tells apart by an id of its own → the table of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sna.io.formats.network_file import NAME, Rows, refused
from sna.io.formats.text_file import MOST_NODES, shown
from sna.io.formats.ties import NOTHING_MORE


@dataclass
class NamedNodes:
    """Nodes by id, in the order in which the file names them first.

    Attributes
    ----------
    key
        ``organisation`` or ``event``.
    """

    key: str
    file: str
    _lines: dict[str, int] = field(default_factory=dict)
    _more: dict[str, dict[str, str]] = field(default_factory=dict)
    _listed: set[str] = field(default_factory=set)
    _headings: dict[str, None] = field(default_factory=dict)

    def __contains__(self, node: str) -> bool:
        return node in self._lines

    def __len__(self) -> int:
        return len(self._lines)

    def meet(self, node: str, line: int) -> str:
        """Return the id of a node that something else in the file names, known so far or not."""
        if not node:
            raise refused("E301", "The id of a node is blank.", self.file, line)
        if node not in self._lines:
            if len(self._lines) == MOST_NODES:
                raise refused("E114", f"This file has more than {MOST_NODES:,} nodes.", self.file, line)
            self._lines[node] = line
        return node

    def list(self, node: str, line: int, more: Mapping[str, str] = NOTHING_MORE) -> None:
        """Take a node from the list of nodes, with its attributes.

        Raises
        ------
        DataError
            The id is blank, or stands in the list already.
        """
        self.meet(node, line)
        if node in self._listed:
            raise refused("E303", "The same node twice.", self.file, line, value=shown(node))
        self._listed.add(node)
        self._lines[node] = line
        self.describe(node, more)

    def head(self, headings: Mapping[str, object] | tuple[str, ...]) -> None:
        """Take headings of attributes, which stay even where no node has a value."""
        self._headings.update(dict.fromkeys(headings))

    def describe(self, node: str, more: Mapping[str, str]) -> None:
        """Add attributes to a node that is known."""
        self.head(tuple(more))
        self._more.setdefault(node, {}).update(more)

    def rows(self) -> Rows:
        """Return the table of nodes: ids, names if there are any, attributes."""
        headings = sorted(self._headings, key=lambda heading: heading != NAME)
        free = free_headings(headings, (self.key,))
        nothing: dict[str, str] = {}
        cells = tuple(
            (node, *(self._more.get(node, nothing).get(heading, "") for heading in headings)) for node in self._lines
        )
        return Rows((self.key, *free), cells, tuple(self._lines.values()))


def free_headings(headings: list[str], taken: tuple[str, ...]) -> list[str]:
    """Return headings that differ from each other and from those that are taken, by a number where they do not.

    Examples
    --------
    >>> free_headings(["sector", "organisation", "sector"], ("organisation",))
    ['sector', 'organisation (2)', 'sector (2)']
    """
    found: list[str] = []
    for heading in headings:
        wanted, copy = heading, 1
        while wanted in taken or wanted in found:
            copy += 1
            wanted = f"{heading} ({copy})"
        found.append(wanted)
    return found
