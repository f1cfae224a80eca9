"""GEXF (1.1 to 1.3, static, dynamic and slices) → `NetworkFile`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sna.io.formats.draft import Draft, Node, Tie
from sna.io.formats.gexf_times import MOMENTS, Spell, spell_of, spells_of, written
from sna.io.formats.gexf_values import Attributes, Values, declare, values_of
from sna.io.formats.network_file import NetworkFile, refused
from sna.io.formats.xml_tree import Element, no_stray_text, read_xml
from sna.io.text_table import shown

_DRAWN = {
    "position": "positions",
    "color": "colours",
    "size": "sizes",
    "shape": "shapes",
    "thickness": "widths of ties",
}
_TYPES = ("directed", "undirected", "mutual")
_WHOLE = "facts about the network as a whole"
_INNER = {"attvalues", "attvalue", "spells", "slices"}


def read_gexf(data: bytes, file: str) -> NetworkFile:
    """Return the network of a GEXF file, whole.

    Decisions, where the format holds more than rows do:

    - An edge with several spells, or with weights that change, is one row for each, with its ``start`` and ``end`` or
      ``timestamp``. The time of a slice is that of everything in it.
    - A node with several spells has them in one cell, as has an attribute whose values change:
      ``<[2019, 2020]; [2022, Infinity]>``, the notation of Gephi's tables.
    - Nodes within nodes are nodes, with the id of the outer one as ``parent``.
    - A mutual edge is two rows, one each way. Where some edges have a weight, the others have 1, as the format says.

    Raises
    ------
    DataError
        Where the file breaks the rules of GEXF or holds what a network of pairs cannot: E113, E301, E303, E316, E319,
        E401, E406, E407, and those of `sna.io.formats.xml_tree.read_xml`.

    Examples
    --------
    >>> data = b'''<gexf><graph defaultedgetype="directed"><nodes><node id="0" label="Alpha"/><node id="1"/></nodes>
    ... <edges><edge source="0" target="1" start="2019" end="2020"/></edges></graph></gexf>'''
    >>> read_gexf(data, "net.gexf").relations[0].ties.cells
    (('0', '1', '2019', '2020'),)
    """
    tree = read_xml(data, file, "gexf")
    no_stray_text(tree, file)
    draft = Draft(file)
    graphs = []
    for child in tree.children:
        if child.name == "graph":
            graphs.append(child)
        elif child.name == "meta":
            draft.set_aside["notes about the file"] += len(child.children)
        else:
            raise refused("E113", f"<{shown(child.name)}> has no meaning in <gexf>.", file, child.line)
    if not graphs:
        message = "The file has no network: no <graph>."
        raise refused("E113", message, file, tree.line, column=str(tree.column))
    if len(graphs) > 1:
        value = ", ".join(f"line {graph.line}" for graph in graphs[:5])
        hint = "Save each as a file of its own: each becomes a layer."
        raise refused("E407", f"The file holds {len(graphs)} networks.", file, graphs[1].line, value=value, hint=hint)
    reader = _Graph(draft, graphs[0])
    reader.read()
    draft.stop()
    return draft.finish(directed=reader.default != "undirected")


@dataclass(eq=False)
class _Graph:
    """The ``<graph>`` on its way into a draft."""

    draft: Draft
    graph: Element
    declared: Mapping[str, Attributes] = field(default_factory=lambda: {"node": Attributes(), "edge": Attributes()})

    def __post_init__(self) -> None:
        self.default = self.graph.get("defaultedgetype") or "undirected"
        self.slice: Spell = spell_of(self.graph) if self.graph.get("mode") == "slice" else {}
        told = {"defaultedgetype", "mode", *self.slice}
        self.draft.set_aside[_WHOLE] += len(set(self.graph.attributes) - told)
        self.parents: list[tuple[int, str]] = []

    def read(self) -> None:
        no_stray_text(self.graph, self.draft.file)
        for child in self.graph.children:
            if child.name == "attributes":
                declare(child, self.declared, self.draft)
        for child in self.graph.children:
            if child.name in ("nodes", "edges"):
                self._list(child, "")
            elif child.name != "attributes":
                self._foreign(child, self.graph)
        self._weights()
        known = {node.id for node in self.draft.nodes}
        for line, parent in self.parents:
            if parent not in known:
                message = "The parent of this node is not a node of the file."
                self.draft.add("E401", message, line, value=shown(parent), hint="Add it, or correct the id.")

    def _list(self, around: Element, parent: str) -> None:
        no_stray_text(around, self.draft.file)
        for element in around.children:
            if element.name != around.name.removesuffix("s") or element.namespace != around.namespace:
                self._foreign(element, around)
            elif element.name == "node":
                self._node(element, parent)
            else:
                self._edge(element)

    def _node(self, node: Element, around: str) -> None:
        values = self._values(node, "node", {"id", "pid"})
        self._parent(node, around, values.facts)
        spells = spells_of(node, self.draft) or ([self.slice] if self.slice else [])
        if len(spells) > 1:
            self._note(values.facts, {"spells": written(spells)}, self.draft.node_columns)
        elif spells:
            self._note(values.facts, spells[0], self.draft.node_columns)
        self.draft.nodes.append(Node(node.line, node.get("id"), values.facts))
        for child in node.children:
            if child.name in ("nodes", "edges"):
                self._list(child, node.get("id"))

    def _parent(self, node: Element, around: str, facts: dict[str, str]) -> None:
        said = {around, node.get("pid")}
        said |= {parent.get("for") for parents in node.all("parents") for parent in parents.children}
        said.discard("")
        if len(said) > 1:
            value = shown(", ".join(sorted(said)))
            hint = "Save the network without groups, or with one parent for each node."
            self.draft.add("E407", "This node lies within several others.", node.line, value=value, hint=hint)
        for parent in said:
            self.draft.node_columns.setdefault("parent", "parent")
            facts["parent"] = parent
            self.parents.append((node.line, parent))

    def _edge(self, edge: Element) -> None:
        said = edge.get("type").lower() or self.default
        if said not in _TYPES:
            message = "The type of this edge means nothing."
            self.draft.add("E113", message, edge.line, value=shown(said), expected=" or ".join(_TYPES))
        values = self._values(edge, "edge", {"source", "target", "type"})
        spells = spells_of(edge, self.draft)
        source, target = edge.get("source"), edge.get("target")
        ways = [(source, target), (target, source)] if said == "mutual" and source != target else [(source, target)]
        for facts in self._rows(values, spells):
            for one, other in ways:
                self.draft.ties.append(Tie(edge.line, one, other, said != "undirected", facts))

    def _rows(self, values: Values, spells: list[Spell]) -> list[dict[str, str]]:
        """Return the facts of an edge, once for each weight or spell it has."""
        columns = self.draft.tie_columns
        if values.weights:
            if spells:
                self._note(values.facts, {"spells": written(spells)}, columns)
            times = [{**spell, "weight": weight} for spell, weight in values.weights]
        else:
            times = [dict(spell) for spell in spells] or [dict(self.slice)]
        rows = []
        for time in times:
            facts = dict(values.facts)
            self._note(facts, time, columns)
            rows.append(facts)
        return rows

    def _weights(self) -> None:
        """Give the weight 1, the format's own, to edges without one where others have one."""
        if "@weight" in self.draft.tie_columns:
            for tie in self.draft.ties:
                tie.facts.setdefault("@weight", "1")
            declared = f"#{self.declared['edge'].weight}"
            if not any(declared in tie.facts for tie in self.draft.ties):
                self.draft.tie_columns.pop(declared, None)

    def _values(self, element: Element, domain: str, known: set[str]) -> Values:
        no_stray_text(element, self.draft.file)
        declared = self.declared[domain]
        values = values_of(element, declared, self.draft)
        columns = self.draft.node_columns if domain == "node" else self.draft.tie_columns
        plain = {a: v.strip() for a, v in element.attributes.items() if a not in known and a not in MOMENTS}
        foreign = {attribute for attribute in plain if attribute.startswith("{")}
        self.draft.set_aside["attributes for other programs"] += len(foreign)
        self._note(values.facts, {a: v for a, v in plain.items() if a not in foreign}, columns)
        weight = f"#{declared.weight}"
        if domain == "edge" and "@weight" not in values.facts and weight in values.facts:
            self._note(values.facts, {"weight": values.facts.pop(weight)}, columns)
        for child in element.children:
            if child.name not in _INNER | ({"nodes", "edges", "parents"} if domain == "node" else set()):
                self._foreign(child, element)
        return values

    @staticmethod
    def _note(facts: dict[str, str], more: Mapping[str, str], columns: dict[str, str]) -> None:
        for heading, text in more.items():
            columns.setdefault(f"@{heading}", heading)
            facts[f"@{heading}"] = text

    def _foreign(self, child: Element, parent: Element) -> None:
        if child.namespace == parent.namespace:
            message = f"<{shown(child.name)}> has no meaning in <{parent.name}>."
            raise refused("E113", message, self.draft.file, child.line, hint="Correct its name, or take it out.")
        drawn = child.namespace.endswith("viz") and child.name in _DRAWN
        self.draft.set_aside[_DRAWN[child.name] if drawn else "elements of other programs"] += 1
