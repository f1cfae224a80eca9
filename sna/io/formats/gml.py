"""GML → `NetworkFile`."""

from __future__ import annotations

from sna.io.formats.decoded import decoded
from sna.io.formats.draft import Draft, Node, Tie
from sna.io.formats.gml_tokens import Entry, read_entries
from sna.io.formats.network_file import NetworkFile, refused
from sna.io.formats.numbers import is_number
from sna.io.text_table import shown

_DRAWN = {"graphics", "labelgraphics", "edgeanchor"}
_ID = "id"
_ENDS = ("source", "target")
_WHOLE = "facts about the network as a whole"


def read_gml(data: bytes, file: str, *, encoding: str = "utf-8") -> NetworkFile:
    """Return the network of a GML file, whole.

    A node's ``id`` is its id, its ``name``, else its ``label``, its name. Lists within nodes and edges become columns
    such as ``address.town``; how things are drawn is counted in ``set_aside``. The key ``value`` of edges, where all
    are numbers and there is no ``weight``, is the weight: Gephi and M. E. J. Newman's collection write it so. Without
    ``directed`` the network is undirected, as the format has it.

    Parameters
    ----------
    data
        The bytes of the file.
    file
        Its name, for messages.
    encoding
        How characters beyond ASCII are written. The format has them as ``&#233;``; some programs write latin-1.

    Raises
    ------
    DataError
        Where the file breaks the rules of GML or holds what a network of pairs cannot: E104, E113, E114, E116, E118,
        E122, E301, E303, E316, E319, E401, E406, E407.

    Examples
    --------
    >>> net = read_gml(b'graph [ node [ id 1 label "Alpha" ] node [ id 2 ] edge [ source 1 target 2 ] ]', "net.gml")
    >>> net.organisations.cells, net.relations[0].ties.cells
    ((('1', 'Alpha'), ('2', '')), (('1', '2'),))
    """
    draft = Draft(file)
    graph = _one_graph(read_entries(decoded(data, file, encoding), file), draft)
    directed = _directed(graph.entries or [], draft, default=False)
    for entry in graph.entries or []:
        plain = entry.key.lower()
        if plain == "node":
            draft.nodes.append(_node(entry, draft))
        elif plain == "edge":
            draft.ties.append(_tie(entry, draft, directed=directed))
        elif entry.entries is not None:
            _other_list(entry, draft)
        elif plain != "directed":
            draft.set_aside[_WHOLE] += 1
    draft.stop()
    _name_weights(draft)
    return draft.finish(directed=directed)


def _one_graph(top: list[Entry], draft: Draft) -> Entry:
    graphs = [entry for entry in top if entry.key.lower() == "graph" and entry.entries is not None]
    if not graphs:
        value = ", ".join(shown(entry.key) for entry in top[:3])
        expected = "graph [ node [ id 1 ] … ]"
        line = top[0].line if top else 1
        raise refused(
            "E113", "The file has no network: no list called graph.", draft.file, line, value=value, expected=expected
        )
    if len(graphs) > 1:
        where = ", ".join(f"line {graph.line}" for graph in graphs[:5])
        hint = "Save each as a file of its own: each becomes a layer."
        message = f"The file holds {len(graphs)} networks."
        raise refused("E407", message, draft.file, graphs[1].line, value=where, hint=hint)
    stray = next((entry for entry in top if entry.key.lower() in ("node", "edge", "directed")), None)
    if stray is not None:
        message = "This stands outside the network: it belongs between the brackets of graph."
        raise refused("E113", message, draft.file, stray.line, value=shown(stray.key))
    if len(top) > 1:
        draft.set_aside["notes about the file"] += len(top) - 1
    return graphs[0]


def _other_list(entry: Entry, draft: Draft) -> None:
    """Count a list that is neither node nor edge; one that looks like either is a slip, and refused."""
    inner = {inner.key.lower() for inner in entry.entries or ()}
    if inner & {_ID, *_ENDS}:
        message = "This list has an id or ends, but is called neither node nor edge."
        draft.add("E113", message, entry.line, value=shown(entry.key), expected="node or edge")
    else:
        draft.set_aside[_WHOLE] += 1


def _directed(entries: list[Entry], draft: Draft, *, default: bool) -> bool:
    said = [entry for entry in entries if entry.key.lower() == "directed"]
    for entry in said:
        if entry.text not in ("0", "1") or entry.text != said[0].text:
            value, message = shown(entry.text), "directed is neither 0 nor 1, or both."
            draft.add("E113", message, entry.line, value=value, expected="0 or 1, once")
    return said[0].text == "1" if said else default


def _name_weights(draft: Draft) -> None:
    """Call the key ``value`` of edges their weight where there is no other and all are numbers."""
    alike = {key.lower() for key in draft.tie_columns}
    values = [tie.facts.get("value", "") for tie in draft.ties]
    if "value" in draft.tie_columns and "weight" not in alike and all(is_number(value) for value in values if value):
        draft.tie_columns["value"] = "weight"


def _node(node: Entry, draft: Draft) -> Node:
    facts = _facts(node, draft)
    id_ = facts.pop(_ID, "")
    for key in facts:
        draft.node_columns.setdefault(key, key)
    return Node(node.line, id_, facts)


def _tie(edge: Entry, draft: Draft, *, directed: bool) -> Tie:
    facts = _facts(edge, draft)
    directed = _directed(edge.entries or [], draft, default=directed)
    facts.pop("directed", None)
    source, target = (facts.pop(end, "") for end in _ENDS)
    for key in facts:
        draft.tie_columns.setdefault(key, key)
    return Tie(edge.line, source, target, directed, facts)


def _facts(element: Entry, draft: Draft) -> dict[str, str]:
    """Return the values of a node or edge by key, those of lists within it by dotted key."""
    facts: dict[str, str] = {}
    waiting = [("", entry) for entry in reversed(element.entries or ())]
    while waiting:
        before, entry = waiting.pop()
        plain = entry.key.lower()
        key = before + (plain if not before and plain in (_ID, *_ENDS, "directed") else entry.key)
        if entry.entries is not None and plain in _DRAWN:
            draft.set_aside[f"drawings of {element.key.lower()}s"] += 1
        elif entry.entries is not None and plain in ("graph", "node", "edge"):
            message = f"A {plain} within a {element.key.lower()}."
            hint = "Save the network without it: a study has one network a layer."
            draft.add("E407", message, entry.line, hint=hint)
        elif entry.entries is not None:
            waiting += [(f"{key}.", inner) for inner in reversed(entry.entries)]
        elif key in facts:
            message = f"The same key twice in one {element.key.lower()}."
            draft.add("E113", message, entry.line, value=shown(key), hint="Keep one, or give the second another name.")
        else:
            facts[key] = entry.text.strip()
    return facts
