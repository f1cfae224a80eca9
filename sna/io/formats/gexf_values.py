"""The attributes a GEXF file declares, and the values its nodes and edges have of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from sna.io.formats.draft import Draft
from sna.io.formats.gexf_times import Spell, spell_of, written
from sna.io.formats.xml_tree import Element, no_stray_text
from sna.io.text_table import shown


@dataclass
class Attributes:
    """The declared attributes of nodes, or of edges: title and default by id."""

    titles: dict[str, str] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)

    @property
    def weight(self) -> str:
        """The id of the attribute that is the weight of edges; ``""`` if none is."""
        return next((id_ for id_, title in self.titles.items() if title.lower() == "weight"), "")


def declare(attributes: Element, declared: Mapping[str, Attributes], draft: Draft) -> None:
    """Take in one ``<attributes>``."""
    no_stray_text(attributes, draft.file)
    domain = attributes.get("class")
    if domain not in declared:
        message = "These attributes are declared for something that GEXF does not have."
        draft.add("E113", message, attributes.line, value=shown(domain), expected="node or edge")
        return
    known = declared[domain]
    columns = draft.node_columns if domain == "node" else draft.tie_columns
    for element in attributes.children:
        no_stray_text(element, draft.file)
        id_ = element.get("id")
        if element.name != "attribute" or not id_:
            message = f"<{shown(element.name)}> without an id declares nothing here."
            draft.add("E113", message, element.line, expected='<attribute id="…" title="…">')
        elif id_ in known.titles:
            draft.add("E113", "The same attribute is declared twice.", element.line, value=shown(id_))
        else:
            known.titles[id_] = element.get("title") or id_
            columns[f"#{id_}"] = known.titles[id_]
            _read_default(element, id_, known, draft)


def _read_default(attribute: Element, id_: str, known: Attributes, draft: Draft) -> None:
    for child in attribute.children:
        if child.name == "default":
            known.defaults[id_] = child.text
        elif child.name == "options":
            draft.set_aside["lists of allowed values"] += 1
        else:
            draft.add("E113", f"<{shown(child.name)}> has no meaning in <attribute>.", child.line)


@dataclass
class Values:
    """What an element says of its attributes: one text each, and the weights it has from time to time."""

    facts: dict[str, str]
    weights: list[tuple[Spell, str]] = field(default_factory=list)


def values_of(element: Element, known: Attributes, draft: Draft) -> Values:
    """Return the values of a node or edge by ``#id``; values with a time are written as Gephi's tables have them."""
    found: defaultdict[str, list[tuple[Spell, str]]] = defaultdict(list)
    for value in _value_elements(element, draft):
        no_stray_text(value, draft.file)
        id_ = value.get("for") or value.get("id")
        if id_ not in known.titles:
            message = "A value of an attribute that the file does not declare."
            draft.add(
                "E113", message, value.line, value=shown(id_), hint="Declare it with <attribute>, or take it out."
            )
        elif found[id_] and not (spell_of(value) and all(spell for spell, _ in found[id_])):
            draft.add("E113", "The same attribute twice in one element.", value.line, value=shown(known.titles[id_]))
        else:
            found[id_].append((spell_of(value), value.get("value")))
    values = Values({f"#{id_}": default for id_, default in known.defaults.items()})
    for id_, timed in found.items():
        if not timed[0][0]:
            values.facts[f"#{id_}"] = timed[0][1]
        elif id_ == known.weight and element.name == "edge":
            values.weights = timed
            values.facts.pop(f"#{id_}", None)
        else:
            values.facts[f"#{id_}"] = written([spell for spell, _ in timed], [text for _, text in timed])
    return values


def _value_elements(element: Element, draft: Draft) -> list[Element]:
    """Return the ``<attvalue>`` of an element; some programs leave out the ``<attvalues>`` around them."""
    values = list(element.all("attvalue"))
    for around in element.all("attvalues"):
        no_stray_text(around, draft.file)
        for value in around.children:
            if value.name == "attvalue":
                values.append(value)
            else:
                draft.add("E113", f"<{shown(value.name)}> has no meaning in <attvalues>.", value.line)
    return values
