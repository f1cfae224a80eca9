"""VNA: the text format of NetDraw, with nodes, their attributes and several relations."""

from __future__ import annotations

import csv
from collections import Counter

from sna.io.formats.named_nodes import NamedNodes, free_headings
from sna.io.formats.network_file import EVENT, FROM, NAME, ORGANISATION, TO, WEIGHT, NetworkFile, Rows, refused
from sna.io.formats.pajek_sections import Section, sections_of
from sna.io.formats.text_file import lines_of, shown
from sna.io.formats.tie_values import NUMBER, checked_number, is_zero
from sna.io.formats.ties import Ties, distinct_names
from sna.io.formats.words import words_of

_DRAWING = {"x", "y", "z", "color", "colour", "shape", "size", "active", "visible", "gap", "font"}
_DRAWING |= {"labelsize", "labelcolor", "labelfont", "rimcolor", "rimsize", "icon", "shortlabel"}
_NUMBERLIKE = {"nan", "inf", "infinity", "+inf", "-inf", "+nan", "-nan", "+infinity", "-infinity"}

Table = tuple[list[str], list[tuple[int, list[str]]]]


def read_vna(data: bytes, file: str, encoding: str = "utf-8") -> NetworkFile:
    r"""Return what a VNA file holds.

    Every column of numbers of ``*Tie data`` is a relation under its heading; every column of text describes the ties of
    all of them. Ties have a direction, from ``from`` to ``to``. Where there are several relations, a zero is no tie of
    its relation. Nodes are those of ``*Node data``, those of ``*Node properties`` and those that ties name. How things
    are drawn is counted and set aside; a short label that is not the id is kept.

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
        The file does not keep to the rules of the format, or uses a part of it that is not read.

    References
    ----------
    S. P. Borgatti, "A brief guide to using NetDraw".

    Examples
    --------
    >>> found = read_vna(b"*Node data\nID sector\na acute\nb acute\n*Tie data\nfrom to trust\na b 3\n", "net.vna")
    >>> found.relations[0].name, found.relations[0].ties.cells
    ('trust', (('a', 'b', '3'),))
    """
    nodes = NamedNodes(ORGANISATION, file)
    set_aside: Counter[str] = Counter()
    relations: list[Ties] = []
    sections = [_named(section) for section in sections_of(lines_of(data, file, encoding), file, comment="")]
    for section in sorted(sections, key=lambda one: _ORDER.get(one.keyword, 9)):
        if section.keyword == "node data":
            _nodes(section, nodes, file)
        elif section.keyword == "node properties":
            _properties(section, nodes, file, set_aside)
        elif section.keyword == "tie data":
            relations += _ties(section, nodes, file)
        elif section.keyword == "tie properties":
            set_aside["drawing of ties"] += max(len(section.body) - 1, 0)
        else:
            raise refused(
                "E113", "This section of VNA is not read.", file, section.line, value=shown(f"*{section.keyword}")
            )
    if not relations:
        raise refused("E113", "This file has no *Tie data: no network.", file, 1)
    for ties, name in zip(relations, distinct_names(ties.name for ties in relations), strict=True):
        ties.name = name
    kept = {kind: count for kind, count in sorted(set_aside.items()) if count}
    made = tuple(ties.relation() for ties in relations)
    return NetworkFile(file, nodes.rows(), made, Rows((EVENT,)), kept)


_ORDER = {"node data": 0, "node properties": 1, "tie data": 2, "tie properties": 3}


def _named(section: Section) -> Section:
    keyword = " ".join(f"{section.keyword} {section.rest}".lower().split())
    return Section(keyword, "", section.line, section.body)


def _cells(line: int, text: str, file: str) -> list[str]:
    """Return the cells of a line: between commas if it has one outside quotation marks, else between blanks."""
    if "," not in "".join(text.split('"')[::2]):
        return [word.text.strip() for word in words_of(text, line, file)]
    try:
        return [cell.strip() for cell in next(csv.reader([text], strict=True, skipinitialspace=True))]
    except csv.Error:
        raise refused(
            "E122", "A quotation mark is not closed, or stands inside a cell.", file, line, value=shown(text)
        ) from None


def _table(section: Section, file: str, needed: tuple[str, ...]) -> Table:
    if not section.body:
        raise refused("E113", f"*{section.keyword} has no line of headings.", file, section.line)
    line, text = section.body[0]
    headings = _cells(line, text, file)
    if tuple(heading.lower() for heading in headings[: len(needed)]) != needed:
        message = f"The headings of *{section.keyword} do not begin as they should."
        raise refused("E201", message, file, line, value=shown(text), expected=" ".join(needed))
    if len({heading.lower() for heading in headings}) < len(headings) or "" in headings:
        raise refused("E202", "Two columns have the same heading, or one has none.", file, line, value=shown(text))
    rows = [(number, _cells(number, row, file)) for number, row in section.body[1:]]
    for number, cells in rows:
        if len(cells) != len(headings):
            code, more = ("E205", "more") if len(cells) > len(headings) else ("E206", "fewer")
            hint = 'A cell with a blank in it needs quotation marks: "St Mary"; an empty cell is "".'
            message = f"This row has {more} cells than the headings."
            raise refused(code, message, file, number, value=str(len(cells)), expected=str(len(headings)), hint=hint)
    return headings, rows


def _nodes(section: Section, nodes: NamedNodes, file: str) -> None:
    headings, rows = _table(section, file, ("id",))
    own = [NAME if heading.lower() == NAME else heading for heading in headings[1:]]
    free = free_headings(own, (ORGANISATION,))
    nodes.head(tuple(sorted(free, key=lambda heading: heading != NAME)))
    for line, cells in rows:
        nodes.list(cells[0], line, dict(zip(free, cells[1:], strict=True)))


def _properties(section: Section, nodes: NamedNodes, file: str, set_aside: Counter[str]) -> None:
    headings, rows = _table(section, file, ("id",))
    low = [heading.lower() for heading in headings]
    set_aside["positions of nodes"] += len(rows) if {"x", "y"} & set(low) else 0
    set_aside["shapes, colours and sizes of nodes"] += (
        len(rows) if _DRAWING - {"x", "y", "shortlabel"} & set(low) else 0
    )
    kept = [at for at, heading in enumerate(low) if at and (heading == "shortlabel" or heading not in _DRAWING)]
    for at in list(kept):
        if low[at] == "shortlabel" and all(cells[at] in {cells[0], ""} for _, cells in rows):
            kept.remove(at)
    for line, cells in rows:
        nodes.meet(cells[0], line)
        nodes.describe(cells[0], {headings[at]: cells[at] for at in kept})


def _ties(section: Section, nodes: NamedNodes, file: str) -> list[Ties]:
    headings, rows = _table(section, file, ("from", "to"))
    numeric = [at for at in range(2, len(headings)) if _numbers(at, headings[at], rows, file)]
    text = [at for at in range(2, len(headings)) if at not in numeric]
    free = dict(zip(text, free_headings([headings[at] for at in text], (FROM, TO, WEIGHT)), strict=True))
    relations = [Ties(headings[at], directed=True, file=file) for at in numeric] or [Ties("", directed=True, file=file)]
    for line, cells in rows:
        sender, receiver = nodes.meet(cells[0], line), nodes.meet(cells[1], line)
        more = {free[at]: cells[at] for at in text}
        if not numeric:
            relations[0].add(sender, receiver, line, None, more)
        for ties, at in zip(relations, numeric, strict=False):
            if len(numeric) == 1 or not is_zero(cells[at]):
                ties.add(sender, receiver, line, cells[at], more)
    return relations


def _numbers(at: int, heading: str, rows: list[tuple[int, list[str]]], file: str) -> bool:
    """Tell whether a column of ties is of numbers; refuse one that is of numbers and other things."""
    values = [(line, cells[at]) for line, cells in rows if cells[at]]
    if not any(NUMBER.fullmatch(value) or value.lower() in _NUMBERLIKE for _, value in values):
        return False
    for line, value in values:
        checked_number(value, file, line, f"A value of {shown(heading)}")
    return True
