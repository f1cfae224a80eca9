"""Pajek: networks (.net) and projects of several networks, partitions and vectors (.paj)."""

from __future__ import annotations

from collections import Counter

from sna.io.formats.network_file import NetworkFile, refused
from sna.io.formats.pajek_nodes import PajekNodes
from sna.io.formats.pajek_relations import PajekNetworkTies
from sna.io.formats.pajek_sections import objects_of, sections_of
from sna.io.formats.text_file import lines_of
from sna.io.formats.ties import Ties, distinct_names


def read_pajek(data: bytes, file: str, encoding: str = "utf-8") -> NetworkFile:
    r"""Return what a Pajek network or project holds.

    Each relation of each network is a relation. Arcs are directed and edges are not: where one relation of Pajek has
    both, its arcs and its edges are two relations. A matrix holds arcs. In a network of two modes the first are the
    organisations; ties have no direction, and arcs that lead from the second mode to the first are counted.

    The label of a vertex is its id; vertices whose labels are the same get their numbers as ids and keep the labels as
    names, and a vertex without a label has its number. All networks of a project must have the same vertices in each
    mode, in any order. Partitions and vectors of the length of a network, or of its first mode, are attributes; Pajek's
    codes for missing values, 9999998 in a partition and 999999998 in a vector, are blank. Intervals of time stay as
    text. Positions, drawing, permutations, clusters and hierarchies are counted and set aside.

    Parameters
    ----------
    data
        The bytes of the file.
    file
        Its name, for messages.
    encoding
        How its letters are written; older files are often ``cp1252`` or ``cp1250``.

    Raises
    ------
    DataError
        The file does not keep to the rules of the format, or uses a part of it that is not read.

    References
    ----------
    A. Mrvar and V. Batagelj, Pajek and Pajek-XXL: reference manual; "Pajek format",
    http://vladowiki.fmf.uni-lj.si/doku.php?id=pajek:faq:format

    Examples
    --------
    >>> found = read_pajek(b'*Vertices 2\n1 "North"\n2 "South"\n*Arcs :1 "advice"\n1 2 3\n', "net.net")
    >>> found.relations[0].name, found.relations[0].ties.cells
    ('advice', (('North', 'South', '3'),))
    """
    objects = objects_of(sections_of(lines_of(data, file, encoding), file), file)
    if not objects.networks:
        raise refused("E113", "This file has no *Vertices: no network.", file, 1)
    nodes = PajekNodes(objects.networks, file)
    set_aside = Counter(objects.set_aside)
    for values in objects.values:
        if not nodes.take(values):
            set_aside[f"{values.kind}s of another length than the network"] += 1
    organisations, events = nodes.nodes()
    ties: list[Ties] = []
    every = organisations.ids + events.ids
    for network, vertices, places in zip(objects.networks, nodes.vertices, nodes.places, strict=True):
        set_aside.update(vertices.set_aside)
        ids = [every[place] for place in places]
        alone = len(objects.networks) == 1
        ties += PajekNetworkTies(network, vertices, ids, file, alone, set_aside).relations()
    for one, name in zip(ties, distinct_names(one.name for one in ties), strict=True):
        one.name = name
    kept = {kind: count for kind, count in sorted(set_aside.items()) if count}
    return NetworkFile(file, organisations.rows, tuple(one.relation() for one in ties), events.rows, kept)
