"""What a network file of another program holds, as text, every row with its line: the form all formats share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sna.errors import DataError, Problem

ORGANISATION, NAME, EVENT = "organisation", "name", "event"
FROM, TO, WEIGHT = "from", "to", "weight"


@dataclass(frozen=True, eq=False)
class Rows:
    """Cells of one table as text, row by row.

    Always true: every row has as many cells as there are headings, headings are distinct, a cell that was not given is
    ``""``, and ``lines`` says where each row was written (1 = first line; for a binary file the running number).
    """

    headings: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...] = ()
    lines: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        assert len(self.lines) == len(self.cells)  # noqa: S101
        assert len(set(self.headings)) == len(self.headings)  # noqa: S101
        assert all(len(row) == len(self.headings) for row in self.cells)  # noqa: S101

    def column(self, heading: str) -> tuple[str, ...]:
        """Return the cells under a heading."""
        at = self.headings.index(heading)
        return tuple(row[at] for row in self.cells)

    def __len__(self) -> int:
        return len(self.cells)


@dataclass(frozen=True, eq=False)
class Relation:
    """The ties of one layer of a file.

    Attributes
    ----------
    name
        As the file calls it; ``""`` where it has one relation without a name.
    directed
        Whether ties have a sender and a receiver. A tie without direction is there once.
    ties
        Headings ``from, to``, then ``weight`` if the file has weights, then whatever else the file says of its ties.
        Both ends are ids of ``organisations``; in a two-mode relation ``to`` is an id of ``events``. A blank weight is
        a tie whose strength is not known: a missing value of the file. A zero of a matrix is no tie and not listed.
    two_mode
        Whether ties run from organisations to events.
    """

    name: str
    directed: bool
    ties: Rows
    two_mode: bool = False


@dataclass(frozen=True, eq=False)
class NetworkFile:
    """Everything a network file holds.

    Attributes
    ----------
    organisations
        Headings ``organisation`` (the id), then ``name`` if the file has labels that are not the ids, then the file's
        attributes of nodes.
    relations
        At least one, each under its own name.
    events
        The second mode of two-mode relations: headings ``event``, then as for organisations.
    set_aside
        What the file says and this form does not hold, counted by its kind in a person's words:
        ``{"positions of nodes": 12, "colours": 3}``.
    """

    file: str
    organisations: Rows
    relations: tuple[Relation, ...]
    events: Rows = field(default_factory=lambda: Rows((EVENT,)))
    set_aside: Mapping[str, int] = field(default_factory=dict)


def refused(code: str, message: str, file: str, line: int | None = None, **more: str) -> DataError:
    """Return the error of a file that cannot be read whole.

    Examples
    --------
    >>> print(refused("E113", "The file ends inside a tag.", "net.graphml", 3))
    E113 net.graphml line 3: The file ends inside a tag.
    """
    return DataError(Problem(code, message, file, line, **more))
