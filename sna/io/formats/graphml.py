"""GraphML → `NetworkFile`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sna.io.formats.draft import NO_VALUE, Draft, Node
from sna.io.formats.graphml_graph import DESCRIPTION, WHOLE, GraphReader, own, unknown
from sna.io.formats.graphml_keys import Key, read_keys
from sna.io.formats.network_file import NetworkFile, Relation, refused
from sna.io.formats.xml_tree import Element, no_stray_text, read_xml
from sna.io.text_table import shown


def read_graphml(data: bytes, file: str, *, graph: str = "", all_graphs: bool = False) -> NetworkFile:
    """Return the network of a GraphML file, whole.

    Node labels come from the attribute ``name``, else ``label``, else the label drawn by yEd. Parallel edges stay rows
    of their own. Extra attributes of elements become columns, as declared attributes do.

    Parameters
    ----------
    data
        The bytes of the file.
    file
        Its name, for messages.
    graph
        The id of the network to read where the file holds several; the others are counted in ``set_aside``.
    all_graphs
        Whether the networks of the file are relations among the same nodes: each becomes a relation under its id. A
        node that is in several has to be the same in all.

    Raises
    ------
    DataError
        Where the file breaks the rules of GraphML or holds what a network of pairs cannot: E113, E301, E303, E316,
        E319, E401, E406, E407, and those of `sna.io.formats.xml_tree.read_xml`.

    Examples
    --------
    >>> data = b'''<graphml><graph edgedefault="directed">
    ... <node id="A"/><node id="B"/><edge source="A" target="B"/></graph></graphml>'''
    >>> read_graphml(data, "net.graphml").relations[0].ties.cells
    (('A', 'B'),)
    """
    tree = read_xml(data, file, "graphml")
    no_stray_text(tree, file)
    draft = Draft(file)
    keys = read_keys(tree, draft)
    graphs = []
    for child in own(tree, draft):
        if child.name == "graph":
            graphs.append(child)
        elif child.name == "data":
            draft.set_aside[WHOLE] += 1
        elif child.name in DESCRIPTION:
            draft.set_aside["descriptions"] += 1
        elif child.name != "key":
            raise unknown(child, tree, file)
    if all_graphs and len(graphs) > 1:
        return _relations(graphs, keys, draft, tree.namespace)
    chosen = _one_graph(graphs, graph, tree, draft)
    reader = GraphReader(draft, tree.namespace, keys, chosen)
    reader.read()
    draft.stop()
    return draft.finish(directed=reader.default == "directed", name=chosen.get("id"))


def _one_graph(graphs: list[Element], wanted: str, tree: Element, draft: Draft) -> Element:
    if not graphs:
        message = "The file has no network: no <graph>."
        raise refused("E113", message, draft.file, tree.line, column=str(tree.column))
    named = [graph for graph in graphs if graph.get("id") == wanted]
    if wanted and len(named) == 1:
        if len(graphs) > 1:
            draft.set_aside["other networks of the file"] += len(graphs) - 1
        return named[0]
    if len(graphs) > 1 or wanted:
        listed = ", ".join(f"{shown(graph.get('id')) or 'no id'} (line {graph.line})" for graph in graphs[:5])
        more = f" and {len(graphs) - 5} more" if len(graphs) > 5 else ""  # noqa: PLR2004
        message = f"The file holds {len(graphs)} networks." if not wanted else "The file has no such network."
        hint = "Say --layer ID to sna convert, or --all-graphs if all are relations among the same nodes."
        raise refused("E407", message, draft.file, graphs[-1].line, value=listed + more, hint=hint)
    return graphs[0]


def _relations(graphs: Sequence[Element], keys: dict[str, Key], draft: Draft, namespace: str) -> NetworkFile:
    """Return every network of a file as a relation among the nodes of all."""
    names = [graph.get("id") for graph in graphs]
    drafts, readers = [], []
    for at, graph in enumerate(graphs):
        if not names[at] or names[at] in names[:at]:
            message = "This network has no id of its own to be called by."
            draft.add("E407", message, graph.line, value=shown(names[at]), hint="Give each <graph> an id.")
        one = Draft(draft.file, [], [], draft.node_columns, draft.tie_columns, draft.set_aside, draft.problems)
        drafts.append(one)
        readers.append(GraphReader(one, namespace, keys, graph))
        readers[-1].read()
    draft.stop()
    nodes = _one_roster(drafts)
    relations: list[Relation] = []
    for name, one, reader in zip(names, drafts, readers, strict=True):
        one.nodes, one.set_aside = nodes, Counter()
        found = one.finish(directed=reader.default == "directed", name=name)
        relations += found.relations
    given = {key for record in nodes for key, value in record.facts.items() if value}
    said = {key for one in drafts for tie in one.ties for key, value in tie.facts.items() if value}
    draft.set_aside[NO_VALUE] += len(draft.node_columns.keys() - given) + len(draft.tie_columns.keys() - said)
    aside = {kind: count for kind, count in draft.set_aside.items() if count}
    return NetworkFile(draft.file, found.organisations, tuple(relations), set_aside=aside)


def _one_roster(drafts: Sequence[Draft]) -> list[Node]:
    """Return the nodes of all networks, each once; a node that is another in a further network is a problem."""
    nodes: list[Node] = []
    known: dict[str, Node] = {}
    for one in drafts:
        before = dict(known)
        for node in one.nodes:
            other = before.get(node.id)
            if other is None:
                nodes.append(node)
                known.setdefault(node.id, node)
            elif other.facts != node.facts:
                message = f"This node has other values than in line {other.line}, in another network of the file."
                hint = "Make them the same, or give one of the two another id."
                one.add("E303", message, node.line, value=shown(node.id), hint=hint)
    return nodes
