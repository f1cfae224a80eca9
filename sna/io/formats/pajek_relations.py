"""The relations of a Pajek network under their names, with ids in the place of numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sna.io.formats.network_file import refused
from sna.io.formats.pajek_sections import PajekNetwork
from sna.io.formats.pajek_ties import Link, PajekRelation, PajekTies
from sna.io.formats.pajek_vertices import Vertices
from sna.io.formats.ties import Ties

_BACKWARD = "arcs written from the second mode to the first"


@dataclass(frozen=True)
class PajekNetworkTies:
    """Makes the relations of one network.

    Attributes
    ----------
    ids
        The id of every vertex, in the order of their numbers.
    alone
        Whether it is the only network of its file.
    """

    network: PajekNetwork
    vertices: Vertices
    ids: Sequence[str]
    file: str
    alone: bool
    set_aside: Counter[str]

    def relations(self) -> list[Ties]:
        """Return the ties of every relation; arcs and edges apart where one relation has both."""
        reader = PajekTies(self.vertices, self.file)
        for section in self.network.ties:
            reader.read(section)
        self.set_aside["shapes, colours and sizes of ties"] += reader.drawn
        found = list(reader.relations.values()) or [PajekRelation(None, headed=["edges"])]
        made = [ties for relation in found for ties in self._split(relation, self._name(relation, len(found)))]
        if self.alone and self.network.name and not (len(found) == 1 and not found[0].name):
            self.set_aside["names of networks"] += 1
        return made

    def _name(self, relation: PajekRelation, many: int) -> str:
        own = relation.name or (str(relation.number) if relation.number is not None and many > 1 else "")
        if self.alone:
            return own or (self.network.name if many == 1 else "")
        return f"{self.network.name}: {own}" if self.network.name and own else self.network.name or own

    def _split(self, relation: PajekRelation, name: str) -> list[Ties]:
        if self.vertices.first_mode is not None:
            return [self._between_modes(relation, name)]
        kinds = {kind: links for kind in ("arcs", "edges") if (links := getattr(relation, kind))}
        if not kinds:
            kinds = {relation.headed[0] if relation.headed else "edges": []}
        found = []
        for kind, links in kinds.items():
            called = name if len(kinds) == 1 else f"{name} ({kind})" if name else kind
            ties = Ties(called, kind == "arcs", self.file)
            for link in links:
                self._add(ties, link.sender, link.receiver, link)
            found.append(ties)
        return found

    def _between_modes(self, relation: PajekRelation, name: str) -> Ties:
        ties = Ties(name, directed=False, file=self.file, two_mode=True)
        first = self.vertices.organisations
        for links, arcs in ((relation.arcs, True), (relation.edges, False)):
            for link in links:
                one, other = sorted((link.sender, link.receiver))
                if one > first or other <= first:
                    message = "In a network of two modes this tie has both its ends in the same mode."
                    value = f"{link.sender} {link.receiver}"
                    expected = f"one of 1 to {first} and one above"
                    raise refused("E113", message, self.file, link.line, value=value, expected=expected)
                self.set_aside[_BACKWARD] += arcs and link.sender > first
                self._add(ties, one, other, link)
        return ties

    def _add(self, ties: Ties, one: int, other: int, link: Link) -> None:
        ties.add(self.ids[one - 1], self.ids[other - 1], link.line, link.weight, link.more)
