"""The text format of multinet (.mpx): actors, layers and the ties of each."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass, field

from sna.io.formats.named_nodes import NamedNodes, free_headings
from sna.io.formats.network_file import FROM, NAME, ORGANISATION, TO, WEIGHT, NetworkFile, refused
from sna.io.formats.text_file import lines_of, shown
from sna.io.formats.tie_values import checked_number
from sna.io.formats.ties import Ties

_SECTIONS = {
    **dict.fromkeys(("node attributes", "vertex attributes"), "vertex attributes"),
    **dict.fromkeys(("nodes", "vertices", "vertexes"), "vertices"),
    **{name: name for name in ("version", "type", "layers", "actor attributes", "edge attributes", "actors", "edges")},
}
_KINDS = {"integer", "numeric", "double", "string", "time", "text", "integerset", "doubleset", "stringset", "timeset"}
_RULES = {"loops", "no loops"}
_LAYERS = "layers"

Row = tuple[int, list[str]]


@dataclass
class _Sections:
    """The rows of each section, and whether ties name the layer of each of their ends."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in _SECTIONS.values()})
    multilayer: bool = False


def read_multinet(data: bytes, file: str, encoding: str = "utf-8") -> NetworkFile:
    r"""Return what a multinet file holds.

    Each layer is a relation, directed where it says so; layers that are not declared are undirected. Attributes of
    actors are those of organisations; attributes of an actor in one layer stand under ``layer: attribute``, and the
    layers an actor is said to be in under ``layers``. An attribute of ties that is called weight is their weight. A tie
    without direction that is written again, in either direction, is one tie, as for multinet; the copies are counted.

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
        The file does not keep to the rules of the format, or has ties between layers.

    References
    ----------
    M. Magnani, L. Rossi and D. Vega, R package *multinet*, "Reading and writing multilayer networks from/to file".

    Examples
    --------
    >>> found = read_multinet(b"#LAYERS\nadvice,DIRECTED\n#ACTORS\na\nb\n#EDGES\na,b,advice\n", "net.mpx")
    >>> found.relations[0].name, found.relations[0].directed, found.relations[0].ties.cells
    ('advice', True, (('a', 'b'),))
    """
    found = _sections(lines_of(data, file, encoding), file)
    nodes = NamedNodes(ORGANISATION, file)
    set_aside: Counter[str] = Counter()
    layers = _layers(found, file, set_aside)
    _actors(found, nodes, file)
    _vertices(found, nodes, file)
    _edges(found, nodes, layers, file, set_aside)
    if not layers:
        raise refused("E113", "This file has neither layers nor ties: no network.", file, 1)
    relations = tuple(ties.relation() for ties in layers.values())
    return NetworkFile(file, nodes.rows(), relations, set_aside={k: n for k, n in sorted(set_aside.items()) if n})


def _sections(lines: list[str], file: str) -> _Sections:
    found = _Sections()
    section = "edges"
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if not text or text.startswith("--"):
            continue
        if text.startswith("#"):
            name = text[1:].strip().lower()
            first, _, rest = name.partition(" ")
            if first in {"type", "version"} and rest:
                name, text = first, rest
                found.rows[name].append((number, [rest]))
            if name not in _SECTIONS:
                raise refused("E113", "This section of multinet is not read.", file, number, value=shown(line))
            section = _SECTIONS[name]
            continue
        found.rows[section].append((number, _cells(text, number, file)))
    for number, (kind, *_) in found.rows["type"]:
        if kind.lower() not in {"multiplex", "multilayer"}:
            message = "The type of this file is not known."
            raise refused("E113", message, file, number, value=shown(kind), expected="multiplex or multilayer")
        found.multilayer = kind.lower() == "multilayer"
    return found


def _cells(text: str, line: int, file: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader([text], strict=True, skipinitialspace=True))]
    except csv.Error:
        message = "A quotation mark is not closed, or stands inside a cell."
        raise refused("E122", message, file, line, value=shown(text)) from None


def _layers(found: _Sections, file: str, set_aside: Counter[str]) -> dict[str, Ties]:
    layers: dict[str, Ties] = {}
    for line, (name, *flags) in found.rows["layers"]:
        low = [flag.lower() for flag in flags]
        if low and low[0] not in {"directed", "undirected", *_RULES}:
            if flags[0] != name:
                raise refused(
                    "E113", "Ties between layers are not read.", file, line, value=shown(f"{name},{flags[0]}")
                )
            low = low[1:]
        unknown = [flag for flag in low if flag not in {"directed", "undirected", *_RULES}]
        if unknown:
            message = "This property of a layer is not read."
            raise refused(
                "E113", message, file, line, value=shown(unknown[0]), expected="DIRECTED, UNDIRECTED or LOOPS"
            )
        if name in layers or not name:
            raise refused("E303", "The same layer twice, or one without a name.", file, line, value=shown(name))
        set_aside["rules on ties of a node with itself"] += sum(flag in _RULES for flag in low)
        layers[name] = Ties(name, "directed" in low, file)
    return layers


def _attributes(rows: list[Row], file: str, most: int) -> list[tuple[str, str]]:
    """Return layer (``""`` for all) and name of the attributes that a section declares."""
    found = []
    for line, cells in rows:
        if len(cells) not in range(2, most + 1) or cells[-1].lower() not in _KINDS:
            message = "This is not the declaration of an attribute."
            raise refused(
                "E113", message, file, line, value=shown(",".join(cells)), expected="name,STRING or name,NUMERIC"
            )
        if len(cells) == 4 and cells[0] != cells[1]:  # noqa: PLR2004
            raise refused(
                "E113", "Attributes of ties between layers are not read.", file, line, value=shown(",".join(cells))
            )
        found.append(("" if len(cells) == 2 else cells[0], cells[-2]))  # noqa: PLR2004
    return found


def _check(cells: list[str], many: int, line: int, file: str) -> None:
    if len(cells) != many:
        code, more = ("E205", "more") if len(cells) > many else ("E206", "fewer")
        raise refused(
            code, f"This row has {more} cells than declared.", file, line, value=str(len(cells)), expected=str(many)
        )


def _actors(found: _Sections, nodes: NamedNodes, file: str) -> None:
    names = [name for _, name in _attributes(found.rows["actor attributes"], file, 2)]
    headings = free_headings(names, (ORGANISATION, NAME, _LAYERS))
    if found.rows["actors"]:
        nodes.head(tuple(headings))
    for line, cells in found.rows["actors"]:
        _check(cells, 1 + len(names), line, file)
        nodes.list(cells[0], line, dict(zip(headings, cells[1:], strict=True)))


def _vertices(found: _Sections, nodes: NamedNodes, file: str) -> None:
    declared = _attributes(found.rows["vertex attributes"], file, 3)
    places: dict[str, list[str]] = {}
    for line, cells in found.rows["vertices"]:
        if len(cells) < 2:  # noqa: PLR2004
            raise refused("E206", "A vertex is an actor and a layer.", file, line, value=shown(",".join(cells)))
        actor, layer, *values = cells
        names = [name for of, name in declared if of in {"", layer}]
        _check(values, len(names), line, file)
        known = places.setdefault(nodes.meet(actor, line), [])
        if layer in known:
            raise refused("E303", "The same vertex twice.", file, line, value=shown(f"{actor},{layer}"))
        known.append(layer)
        more = {f"{layer}: {name}": value for name, value in zip(names, values, strict=True)}
        nodes.describe(actor, {_LAYERS: "; ".join(known), **more})


def _again(
    tie: tuple[str, ...], values: list[str], seen: dict[tuple[str, ...], list[str]], line: int, file: str
) -> bool:
    """Tell whether a tie without direction was there before; refuse one that says something else now."""
    if seen.setdefault(tie, values) != values:
        message = "A tie without direction is written twice, with different values."
        raise refused("E405", message, file, line, value=shown(",".join(tie)))
    return seen[tie] is not values


def _edges(found: _Sections, nodes: NamedNodes, layers: dict[str, Ties], file: str, set_aside: Counter[str]) -> None:
    declared = _attributes(found.rows["edge attributes"], file, 4)
    wanted = 4 if found.multilayer else 3
    seen: dict[tuple[str, ...], list[str]] = {}
    for line, cells in found.rows["edges"]:
        if len(cells) < wanted:
            expected = "actor,layer,actor,layer" if found.multilayer else "actor,actor,layer"
            raise refused("E206", "This is not a tie.", file, line, value=shown(",".join(cells)), expected=expected)
        sender, receiver, layer = (cells[0], cells[2], cells[1]) if found.multilayer else cells[:3]
        if found.multilayer and cells[3] != layer:
            raise refused("E113", "A tie between two layers is not read.", file, line, value=shown(",".join(cells[:4])))
        names = [name for of, name in declared if of == layer] + [name for of, name in declared if not of]
        values = cells[wanted:]
        _check(values, len(names), line, file)
        if layer not in layers:
            if found.rows["layers"]:
                raise refused("E401", "A layer that is not declared.", file, line, value=shown(layer))
            layers[layer] = Ties(layer, directed=False, file=file)
        if not layers[layer].directed and _again((layer, *sorted((sender, receiver))), values, seen, line, file):
            set_aside["ties without direction that are written again"] += 1
            continue
        weight = None
        at = next((at for at, name in enumerate(names) if name.lower() == "weight"), None)
        if at is not None:
            weight = checked_number(values[at], file, line) if values[at] not in {"", "NA"} else ""
        others = [name for place, name in enumerate(names) if place != at]
        kept = [value for place, value in enumerate(values) if place != at]
        more = dict(zip(free_headings(others, (FROM, TO, WEIGHT)), kept, strict=True))
        layers[layer].add(nodes.meet(sender, line), nodes.meet(receiver, line), line, weight, more)
