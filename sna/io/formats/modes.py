"""Organisations and events ↔ one list of nodes that says which is which, for formats that know one kind of node."""

from __future__ import annotations

from dataclasses import replace

from sna.errors import OutputError, Problem
from sna.io.formats.network_file import EVENT, NAME, ORGANISATION, NetworkFile, Rows
from sna.io.text_table import shown

MODE = "mode"


def joined(network: NetworkFile) -> NetworkFile:
    """Return a two-mode network with its events among the nodes, told apart by a column ``mode``; others as they are.

    Raises
    ------
    OutputError
        If an event has the id of an organisation, or there is a column ``mode`` already.

    Examples
    --------
    >>> from sna.io.formats.network_file import Relation
    >>> seats = Relation("board", directed=False, ties=Rows(("from", "to"), (("A", "m"),), (1,)), two_mode=True)
    >>> one = Rows(("organisation", "name"), (("A", "Alder"),), (1,))
    >>> network = NetworkFile("net.dl", one, (seats,), Rows(("event",), (("m",),), (1,)))
    >>> joined(network).organisations.cells
    (('A', 'Alder', 'organisation'), ('m', '', 'event'))
    >>> parted(joined(network)).events.cells
    (('m',),)
    """
    if not network.relations or not all(relation.two_mode for relation in network.relations):
        return network
    first, second = network.organisations, network.events
    _check(network)
    further = [h for h in dict.fromkeys((*first.headings[1:], *second.headings[1:])) if h != NAME]
    names = [NAME] * (NAME in first.headings or NAME in second.headings)
    headings = [*names, MODE, *further]
    cells = []
    for rows, mode in ((first, ORGANISATION), (second, EVENT)):
        for row in rows.cells:
            facts = {**dict(zip(rows.headings, row, strict=True)), MODE: mode}
            cells.append((row[0], *(facts.get(heading, "") for heading in headings)))
    nodes = Rows((ORGANISATION, *headings), tuple(cells), (*first.lines, *second.lines))
    relations = tuple(replace(relation, two_mode=False) for relation in network.relations)
    return replace(network, organisations=nodes, events=Rows((EVENT,)), relations=relations)


def parted(network: NetworkFile) -> NetworkFile:
    """Return a network with the nodes that a column ``mode`` calls events as events, if every tie runs to one."""
    nodes = network.organisations
    if MODE not in nodes.headings or set(nodes.column(MODE)) != {ORGANISATION, EVENT}:
        return network
    mode = dict(zip(nodes.column(ORGANISATION), nodes.column(MODE), strict=True))
    relations = []
    for relation in network.relations:
        ties = relation.ties
        turned = [
            (row[1], row[0], *row[2:]) if not relation.directed and mode[row[0]] == EVENT else row for row in ties.cells
        ]
        if any((mode[row[0]], mode[row[1]]) != (ORGANISATION, EVENT) for row in turned):
            return network
        relations.append(replace(relation, ties=Rows(ties.headings, tuple(turned), ties.lines), two_mode=True))
    first, second = (_of_mode(nodes, kind) for kind in (ORGANISATION, EVENT))
    return replace(network, organisations=first, events=second, relations=tuple(relations))


def _check(network: NetworkFile) -> None:
    ids = {row[0] for row in network.organisations.cells}
    both = [row[0] for row in network.events.cells if row[0] in ids]
    taken = [h for rows in (network.organisations, network.events) for h in rows.headings if h.lower() == MODE]
    problems = []
    if both:
        message = f"An event has the id of an organisation: {shown(both[0])}. This format has one kind of node."
        problems.append(Problem("E856", message, network.file, hint="Write DL, Pajek, Excel or a study folder."))
    if taken:
        message = "This format tells events by a column 'mode', and there is one already."
        problems.append(Problem("E856", message, network.file, hint="Rename the column."))
    if problems:
        raise OutputError(problems)


def _of_mode(nodes: Rows, kind: str) -> Rows:
    """Return the nodes of one mode, with the columns that say something of them."""
    at = nodes.headings.index(MODE)
    chosen = [(row, line) for row, line in zip(nodes.cells, nodes.lines, strict=True) if row[at] == kind]
    kept = [0, *(c for c in range(1, len(nodes.headings)) if c != at and any(row[c] for row, _ in chosen))]
    headings = (kind, *(nodes.headings[c] for c in kept[1:]))
    return Rows(headings, tuple(tuple(row[c] for c in kept) for row, _ in chosen), tuple(line for _, line in chosen))
