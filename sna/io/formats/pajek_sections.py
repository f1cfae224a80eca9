"""A Pajek file → its sections, and which of them belong to which network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sna.io.formats.network_file import refused
from sna.io.formats.text_file import shown

TIES = {
    **{name: name for name in ("arcs", "edges", "matrix")},
    **dict.fromkeys(("arcslist", "arclist"), "arcslist"),
    **dict.fromkeys(("edgeslist", "edgelist"), "edgeslist"),
}
"""Keyword of a section with ties → its kind."""

_VALUES = {"partition", "vector"}
_SET_ASIDE = {
    "permutation": "permutations",
    "cluster": "clusters",
    "hierarchy": "hierarchies",
    "description": "descriptions",
}


@dataclass
class Section:
    """A line that begins with ``*`` and the lines below it that say something."""

    keyword: str
    rest: str
    line: int
    body: list[tuple[int, str]] = field(default_factory=list)


@dataclass
class PajekNetwork:
    """One network of a file: its vertices and the sections with its ties."""

    name: str
    line: int
    vertices: Section | None = None
    ties: list[Section] = field(default_factory=list)


@dataclass
class PajekValues:
    """A partition or a vector: one value a vertex."""

    kind: str
    name: str
    line: int
    vertices: Section | None = None


@dataclass
class PajekObjects:
    """What a file holds: networks, partitions and vectors, and a count of what is set aside."""

    networks: list[PajekNetwork] = field(default_factory=list)
    values: list[PajekValues] = field(default_factory=list)
    set_aside: dict[str, int] = field(default_factory=dict)


def sections_of(lines: Sequence[str], file: str, comment: str = "%") -> list[Section]:
    """Return the sections of a file of Pajek or NetDraw, without blank lines and comments.

    Raises
    ------
    DataError
        The file does not begin with a section.

    Examples
    --------
    >>> [(s.keyword, s.rest, len(s.body)) for s in sections_of(["% a comment", "*Vertices 1", '1 "a"'], "net.net")]
    [('vertices', '1', 1)]
    """
    sections: list[Section] = []
    for number, raw in enumerate(lines, start=1):
        line = raw.strip()
        if not line or (comment and line.startswith(comment)):
            continue
        if line.startswith("*"):
            keyword, _, rest = line[1:].replace("\t", " ").partition(" ")
            sections.append(Section(keyword.lower(), rest.strip(), number))
        elif sections:
            sections[-1].body.append((number, line))
        else:
            message = "This file does not begin with a line of the kind *Vertices or *Node data."
            raise refused("E113", message, file, number, value=shown(line))
    return sections


def objects_of(sections: Sequence[Section], file: str) -> PajekObjects:
    """Return the networks, partitions and vectors that the sections make up.

    Raises
    ------
    DataError
        A section is not known, or stands where it belongs to nothing.
    """
    found = PajekObjects()
    current: PajekNetwork | PajekValues | None = None
    for section in sections:
        if section.keyword == "network":
            current = PajekNetwork(_name(section.rest), section.line)
            found.networks.append(current)
            _no_body(section, file)
        elif section.keyword in _VALUES:
            current = PajekValues(section.keyword, _name(section.rest), section.line)
            found.values.append(current)
            _no_body(section, file)
        elif section.keyword in _SET_ASIDE:
            kind = _SET_ASIDE[section.keyword]
            found.set_aside[kind] = found.set_aside.get(kind, 0) + 1
            current = current if kind == "descriptions" else None
        elif section.keyword in {"vertices", "vertex"}:
            current = _with_vertices(section, current, found)
        elif section.keyword in TIES:
            if not isinstance(current, PajekNetwork) or current.vertices is None:
                raise refused("E113", "Ties stand before *Vertices.", file, section.line, value=f"*{section.keyword}")
            current.ties.append(section)
        else:
            raise refused(
                "E113", "This section of Pajek is not read.", file, section.line, value=shown(f"*{section.keyword}")
            )
    return found


def _with_vertices(
    section: Section, current: PajekNetwork | PajekValues | None, found: PajekObjects
) -> PajekNetwork | PajekValues | None:
    if current is None and found.set_aside.keys() - {"descriptions"}:
        return None
    if current is None or current.vertices is not None:
        current = PajekNetwork("", section.line)
        found.networks.append(current)
    current.vertices = section
    return current


def _no_body(section: Section, file: str) -> None:
    if section.body:
        line, text = section.body[0]
        raise refused(
            "E113", f"*Vertices is missing between *{section.keyword} and this line.", file, line, value=shown(text)
        )


def _name(rest: str) -> str:
    name = rest.strip()
    return name[1:-1].strip() if len(name) > 1 and name[0] == name[-1] == '"' else name
