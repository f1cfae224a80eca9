"""What a format has a place for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sna.io.formats.network_file import NAME, Relation, Rows


@dataclass(frozen=True)
class Holds:
    """What a format has a place for.

    Attributes
    ----------
    name
        The format, as people call it.
    relations
        ``one`` relation, several that are ``alike`` in direction and mode, several of one ``mode``, or ``any``.
    undirected, two_mode
        Whether ties without direction, and events, can be told.
    names, attributes, tie_attributes
        Whether names beside ids, columns of organisations, and columns of ties beside the weight have a place; where
        not they are left out, counted and said.
    missing
        Whether ties of unknown strength can be told from others: ``any`` number of them, only ``beside`` ties of known
        strength, or ``never``.
    parallel
        Whether the same tie can be there twice.
    titled
        Whether a relation keeps its name.
    forbidden
        Characters that text cannot have, for want of a way to write them.
    title_forbidden
        Further ones that names of relations cannot have.
    longest
        Characters that a text can have.
    """

    name: str
    relations: Literal["one", "alike", "mode", "any"] = "one"
    undirected: bool = True
    two_mode: bool = False
    names: bool = True
    attributes: bool = True
    tie_attributes: bool = True
    missing: Literal["any", "beside", "never"] = "any"
    parallel: bool = True
    titled: bool = True
    forbidden: str = ""
    title_forbidden: str = ""
    longest: int = 1_000_000

    def fits(self, relations: tuple[Relation, ...]) -> bool:
        """Whether these relations can stand in one file."""
        if len(relations) == 1 or self.relations == "any":
            return True
        modes = len({relation.two_mode for relation in relations})
        directions = len({relation.directed for relation in relations})
        return modes == 1 and (self.relations == "mode" or (self.relations == "alike" and directions == 1))


def kept_columns(rows: Rows, *, names: bool, attributes: bool) -> list[int]:
    """Return the places of the columns of organisations, or events, that are written."""
    return [at for at, heading in enumerate(rows.headings) if at == 0 or (names if heading == NAME else attributes)]
