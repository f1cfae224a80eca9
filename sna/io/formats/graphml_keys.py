"""What a GraphML file declares of its attributes: ``<key>``."""

from __future__ import annotations

from dataclasses import dataclass

from sna.io.formats.draft import Draft
from sna.io.formats.xml_tree import Element, no_stray_text
from sna.io.text_table import shown

_DOMAINS = ("all", "graphml", "graph", "node", "edge", "hyperedge", "port", "endpoint")


@dataclass(frozen=True)
class Key:
    """One declared attribute: ``domain`` says of what, ``default`` is the value of whatever gives none."""

    id: str
    name: str
    domain: str
    default: str


def read_keys(tree: Element, draft: Draft) -> dict[str, Key]:
    """Return the declared attributes by id, and put the columns they become into the draft.

    Examples
    --------
    >>> from sna.io.formats.xml_tree import read_xml
    >>> data = b'<graphml><key id="d0" for="edge" attr.name="weight"><default>1</default></key></graphml>'
    >>> read_keys(read_xml(data, "net.graphml", "graphml"), Draft("net.graphml"))
    {'d0': Key(id='d0', name='weight', domain='edge', default='1')}
    """
    keys: dict[str, Key] = {}
    for element in tree.children:
        if element.name != "key" or element.namespace != tree.namespace:
            continue
        no_stray_text(element, draft.file)
        key = _read_key(element, draft)
        if key.id in keys:
            draft.add("E113", "The same <key> is declared twice.", element.line, value=shown(key.id))
            continue
        keys[key.id] = key
        if key.domain in ("node", "all"):
            draft.node_columns[key.id] = key.name
        if key.domain in ("edge", "all"):
            draft.tie_columns[key.id] = key.name
    return keys


def _read_key(element: Element, draft: Draft) -> Key:
    id_, domain = element.get("id"), element.attributes.get("for", "all").strip()
    if not id_:
        draft.add("E113", "This <key> has no id.", element.line)
    if domain not in _DOMAINS:
        message = "This <key> is declared for something that GraphML does not have."
        draft.add("E113", message, element.line, value=shown(domain), expected="node, edge, graph or all")
    default = ""
    for child in element.children:
        if child.name == "default" and not child.children:
            default = child.text
        elif child.name in ("desc", "default"):
            draft.set_aside["descriptions"] += 1
        else:
            message = f"<{shown(child.name)}> has no meaning in <key>."
            draft.add("E113", message, child.line, hint="Correct its name, or take it out.")
    return Key(id_, element.get("attr.name") or id_, domain, default)
