"""One ``<graph>`` of a GraphML file: its nodes, its edges and their values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sna.io.formats.draft import Draft, Node, Tie
from sna.io.formats.graphml_keys import Key
from sna.io.formats.network_file import refused
from sna.io.formats.xml_tree import Element, no_stray_text
from sna.io.text_table import shown

DESCRIPTION = {"desc", "locator"}
WHOLE = "facts about the network as a whole"
_BEYOND = {
    "hyperedge": "a hyperedge, a tie of more than two nodes",
    "port": "a port, a place on a node where edges end",
    "graph": "a network inside a node or an edge",
}
_PORTS = ("sourceport", "targetport")


def own(parent: Element, draft: Draft) -> Iterable[Element]:
    """Return the children that are GraphML; those of other programs are counted."""
    for child in parent.children:
        if child.namespace == parent.namespace:
            yield child
        else:
            draft.set_aside["elements of other programs"] += 1


def unknown(child: Element, parent: Element, file: str) -> Exception:
    """Return the error of an element that GraphML does not have there."""
    message = f"<{shown(child.name)}> has no meaning in <{parent.name}>."
    return refused("E113", message, file, child.line, hint="Correct its name, or take it out.")


@dataclass(eq=False)
class GraphReader:
    """One ``<graph>`` on its way into a draft."""

    draft: Draft
    namespace: str
    keys: dict[str, Key]
    graph: Element

    def __post_init__(self) -> None:
        self.default = self.graph.get("edgedefault")
        self.defaults = {
            domain: {key.id: key.default for key in self.keys.values() if key.default and key.domain in (domain, "all")}
            for domain in ("node", "edge")
        }
        told = sum(attribute not in ("id", "edgedefault") for attribute in self.graph.attributes)
        self.draft.set_aside[WHOLE] += told
        if self.default not in ("", "directed", "undirected"):
            self._broken("edgedefault", self.graph, "directed or undirected")

    def read(self) -> None:
        """Put the nodes, edges and problems of the network into the draft."""
        no_stray_text(self.graph, self.draft.file)
        for child in own(self.graph, self.draft):
            if child.name == "node":
                self._node(child)
            elif child.name == "edge":
                self._edge(child)
            elif child.name == "data":
                self.draft.set_aside[WHOLE] += 1
            elif child.name in DESCRIPTION:
                self.draft.set_aside["descriptions"] += 1
            else:
                self._beyond(child, self.graph)

    def _node(self, node: Element) -> None:
        facts = self._facts(node, "node", {"id"})
        self.draft.nodes.append(Node(node.line, node.get("id"), facts))

    def _edge(self, edge: Element) -> None:
        ports = [port for port in _PORTS if edge.get(port)]
        if ports:
            self._refuse_beyond(edge, f"an edge that ends at a port ({ports[0]})")
        facts = self._facts(edge, "edge", {"source", "target", "directed", *_PORTS})
        tie = Tie(edge.line, edge.get("source"), edge.get("target"), self._direction(edge), facts)
        self.draft.ties.append(tie)

    def _direction(self, edge: Element) -> bool:
        said = edge.get("directed").lower()
        if said in ("true", "1"):
            return True
        if said in ("false", "0"):
            return False
        if said:
            self._broken("directed", edge, "true or false")
        elif not self.default:
            message = "Neither this edge nor its <graph> says whether it is directed."
            hint = 'Write edgedefault="directed" or "undirected" in <graph>.'
            self.draft.add("E406", message, edge.line, hint=hint)
        return self.default == "directed"

    def _facts(self, element: Element, domain: str, known: set[str]) -> dict[str, str]:
        """Return the values of a node or edge by key: defaults, then attributes, then ``<data>``."""
        no_stray_text(element, self.draft.file)
        facts = dict(self.defaults[domain])
        columns = self.draft.node_columns if domain == "node" else self.draft.tie_columns
        for attribute, value in element.attributes.items():
            if attribute.startswith(("{", "parse.")):
                self.draft.set_aside["attributes for other programs"] += 1
            elif attribute not in known:
                columns.setdefault(f"@{attribute}", attribute)
                facts[f"@{attribute}"] = value.strip()
        seen: set[str] = set()
        for child in own(element, self.draft):
            if child.name == "data":
                self._value(child, domain, facts, seen)
            elif child.name in DESCRIPTION:
                self.draft.set_aside["descriptions"] += 1
            else:
                self._beyond(child, element)
        return facts

    def _value(self, data: Element, domain: str, facts: dict[str, str], seen: set[str]) -> None:
        key = self.keys.get(data.get("key"))
        if key is None:
            value, hint = shown(data.get("key")), "Declare it with <key>, or take it out."
            self.draft.add(
                "E113", "A value of an attribute that the file does not declare.", data.line, value=value, hint=hint
            )
            return
        if key.id in seen:
            self.draft.add("E113", "The same attribute twice in one element.", data.line, value=shown(key.name))
            return
        seen.add(key.id)
        columns = self.draft.node_columns if domain == "node" else self.draft.tie_columns
        if data.children and (data.text or any(child.namespace == self.namespace for child in data.children)):
            message = "The value of this attribute has markup in it: it could only be read in part."
            self.draft.add("E113", message, data.line, value=shown(key.name), hint="Keep the text alone.")
        elif data.children:
            columns.pop(key.id, None)
            self._drawing(data, domain, facts)
        else:
            columns.setdefault(key.id, key.name)
            facts[key.id] = data.text

    def _drawing(self, data: Element, domain: str, facts: dict[str, str]) -> None:
        """Take the label out of what yEd draws; the rest is counted."""
        drawn = any("yworks" in child.namespace for child in data.children)
        kind = f"drawings of {domain}s" if drawn else "values in the language of another program"
        self.draft.set_aside[kind] += 1
        wanted = "NodeLabel" if domain == "node" else "EdgeLabel"
        labels = [label.text for label in data.walk() if label.name == wanted and label.text]
        columns = self.draft.node_columns if domain == "node" else self.draft.tie_columns
        for number, label in enumerate(labels, start=1):
            columns.setdefault(f"drawn label {number}", "label")
            facts[f"drawn label {number}"] = label

    def _beyond(self, child: Element, parent: Element) -> None:
        if child.name not in _BEYOND:
            raise unknown(child, parent, self.draft.file)
        self._refuse_beyond(child, _BEYOND[child.name])

    def _refuse_beyond(self, element: Element, what: str) -> None:
        hint = "Save the network without it: a study has ties between two organisations."
        self.draft.add("E407", f"The file holds {what}.", element.line, hint=hint)

    def _broken(self, attribute: str, element: Element, expected: str) -> None:
        value = shown(element.get(attribute))
        message = f"The attribute {attribute} of <{element.name}> means nothing."
        self.draft.add("E113", message, element.line, value=value, expected=expected)
