"""What a format has a place for: a network is held against it before a byte is written, and nothing is lost unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from sna.errors import OutputError, Problem
from sna.io.formats.network_file import FROM, NAME, TO, WEIGHT, NetworkFile, Relation, Rows
from sna.io.text_table import capped, shown

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters, halves of characters and non-characters: no format keeps them all, and nobody means them."""
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


@dataclass(frozen=True)
class Holds:
    """What a format has a place for.

    Attributes
    ----------
    name
        The format, as people call it.
    relations
        ``one`` relation, several that are ``alike`` in direction and mode, several of one ``mode``, or ``any``.
    undirected, two_mode
        Whether ties without direction, and events, can be told.
    names, attributes, tie_attributes
        Whether names beside ids, columns of organisations, and columns of ties beside the weight have a place; where
        not they are left out, counted and said.
    missing
        Whether ties of unknown strength can be told from others: ``any`` number of them, only ``beside`` ties of known
        strength, or ``never``.
    parallel
        Whether the same tie can be there twice.
    titled
        Whether a relation keeps its name.
    forbidden
        Characters that text cannot have, for want of a way to write them.
    title_forbidden
        Further ones that names of relations cannot have.
    longest
        Characters that a text can have.
    """

    name: str
    relations: Literal["one", "alike", "mode", "any"] = "one"
    undirected: bool = True
    two_mode: bool = False
    names: bool = True
    attributes: bool = True
    tie_attributes: bool = True
    missing: Literal["any", "beside", "never"] = "any"
    parallel: bool = True
    titled: bool = True
    forbidden: str = ""
    title_forbidden: str = ""
    longest: int = 1_000_000

    def fits(self, relations: tuple[Relation, ...]) -> bool:
        """Whether these relations can stand in one file."""
        if len(relations) == 1 or self.relations == "any":
            return True
        modes = len({relation.two_mode for relation in relations})
        directions = len({relation.directed for relation in relations})
        return modes == 1 and (self.relations == "mode" or (self.relations == "alike" and directions == 1))


def check_held(network: NetworkFile, holds: Holds, said: list[Problem]) -> None:
    """Refuse what a format cannot tell, all of it at once, and say what is left out.

    Parameters
    ----------
    network
        What is to be written.
    holds
        What the format has a place for.
    said
        Takes the warnings.

    Raises
    ------
    OutputError
        With everything that stands in the way.

    Examples
    --------
    >>> from sna.io.formats.network_file import Rows
    >>> ties = Relation("", directed=True, ties=Rows(("from", "to"), (("A", 'B"'),), (1,)))
    >>> network = NetworkFile("net.csv", Rows(("organisation",), (("A",), ('B"',)), (1, 2)), (ties,))
    >>> check_held(network, Holds("Pajek", forbidden='"'), [])
    Traceback (most recent call last):
    sna.errors.OutputError: E855 net.csv line 2, column organisation: Pajek cannot hold this text...
    """
    problems = [*_shape(network, holds), *_texts(network, holds), *_weights(network)]
    if problems:
        raise OutputError(problems)
    said.extend(_left_out(network, holds))


def kept_columns(rows: Rows, *, names: bool, attributes: bool) -> list[int]:
    """Return the places of the columns of organisations, or events, that are written."""
    return [at for at, heading in enumerate(rows.headings) if at == 0 or (names if heading == NAME else attributes)]


def _shape(network: NetworkFile, holds: Holds) -> Iterator[Problem]:
    def problem(message: str, hint: str) -> Problem:
        return Problem("E856", message, network.file, hint=hint)

    if not holds.fits(network.relations):
        yield problem(f"{holds.name} holds one relation a file; there are {len(network.relations)}.", "Name a layer.")
    if not holds.two_mode and any(relation.two_mode for relation in network.relations):
        yield problem(
            f"{holds.name} cannot tell events from organisations.", "Write DL, Pajek, Excel or a study folder."
        )
    if not holds.undirected and any(not relation.directed for relation in network.relations):
        yield problem(f"{holds.name} cannot tell ties without direction.", "Write DL, Pajek, GraphML or CSV.")
    weights = [relation.ties.column(WEIGHT) for relation in _weighed(network)]
    unknown = sum(column.count("") for column in weights)
    only = any(column and not any(column) for column in weights)
    if unknown and (holds.missing == "never" or (holds.missing == "beside" and only)):
        hint = "Write DL, CSV or Excel, or add --drop-missing to leave these pairs out."
        yield problem(f"{holds.name} cannot tell unknown ties from others here; unknown: {unknown}.", hint)
    yield from (
        problem(f"Two columns differ in capitals only: {shown(heading)}.", "Rename one of them.")
        for rows in (network.organisations, network.events, *(relation.ties for relation in network.relations))
        for heading in _twins(rows.headings)
    )
    repeated = sum(
        len(relation.ties) - len({pair_of(r, relation) for r in relation.ties.cells}) for relation in network.relations
    )
    if repeated and not holds.parallel:
        yield problem(f"{holds.name} holds a tie once; given again here: {repeated}.", "Write GraphML, CSV or Excel.")


def _twins(headings: tuple[str, ...]) -> list[str]:
    lowered = [heading.lower() for heading in headings]
    return [heading for at, heading in enumerate(headings) if heading.lower() in lowered[:at]]


def spelled(headings: Iterable[str], taken: Iterable[str], file: str, said: list[Problem]) -> list[str]:
    """Return headings with a number where the format would take them for something else, and say which.

    Examples
    --------
    >>> spelled(["centre", "Label"], {"label"}, "net.csv", [])
    ['centre', 'Label_2']
    """
    given = list(headings)
    used = {heading.lower() for heading in given} | {word.lower() for word in taken}
    found = []
    for heading in given:
        number, name = 2, heading
        while name.lower() in taken or (name != heading and name.lower() in used):
            name, number = f"{heading}_{number}", number + 1
        if name != heading:
            said.append(Problem("W856", f"Column '{shown(heading)}' is written as '{shown(name)}'.", file))
        used.add(name.lower())
        found.append(name)
    return found


def pair_of(row: tuple[str, ...], relation: Relation) -> tuple[str, str]:
    """Return the ends of a tie, in one order where it has no direction."""
    ends = (row[0], row[1])
    return ends if relation.directed or relation.two_mode or ends[0] <= ends[1] else (ends[1], ends[0])


def _weighed(network: NetworkFile) -> list[Relation]:
    return [relation for relation in network.relations if WEIGHT in relation.ties.headings]


def _texts(network: NetworkFile, holds: Holds) -> Iterator[Problem]:
    for rows in (network.organisations, network.events):
        yield from _table_texts(
            network.file, rows, kept_columns(rows, names=holds.names, attributes=holds.attributes), holds
        )
        yield from (
            Problem("E855", "An id is blank.", network.file, line, rows.headings[0], hint="Give it one.")
            for line, row in zip(rows.lines, rows.cells, strict=True)
            if not row[0]
        )
    for relation in network.relations:
        rest = [at for at, h in enumerate(relation.ties.headings) if h not in (FROM, TO, WEIGHT)]
        if holds.tie_attributes:
            yield from _table_texts(network.file, relation.ties, rest, holds)
        if reason := _reason(relation.name, holds, holds.title_forbidden) if holds.titled else "":
            yield _unwritable(network.file, None, "", relation.name, reason, holds)


def _table_texts(file: str, rows: Rows, columns: Iterable[int], holds: Holds) -> Iterator[Problem]:
    for at in columns:
        heading = rows.headings[at]
        found = []
        if reason := _reason(heading, holds) or ("doubled blanks" if heading != " ".join(heading.split()) else ""):
            found.append(_unwritable(file, None, shown(heading), heading, reason, holds))
        for line, row in zip(rows.lines, rows.cells, strict=True):
            if reason := _reason(row[at], holds):
                found.append(_unwritable(file, line, shown(heading), row[at], reason, holds))
        yield from capped(found)


def _reason(text: str, holds: Holds, further: str = "") -> str:
    """Return what keeps a text from being written; empty where nothing does."""
    if UNWRITABLE.search(text):
        return "a control character or half a character"
    if len(text) > holds.longest:
        return f"more than {holds.longest:,} characters"
    if text != text.strip():
        return "blanks at its ends"
    wrong = next((mark for mark in text if mark in holds.forbidden + further), "")
    words = {
        "\n": "a line break",
        "\r": "a line break",
        '"': "a quotation mark",
        "\u2028": "a line break",
        "\u2029": "a line break",
    }
    return words.get(wrong, f"the character {wrong}") if wrong else ""


def _unwritable(file: str, line: int | None, column: str, text: str, reason: str, holds: Holds) -> Problem:
    message = f"{holds.name} cannot hold this text: it has {reason}."
    hint = "Change the text, or write another format: CSV holds most."
    return Problem("E855", message, file, line, column, shown(text), hint=hint)


def _weights(network: NetworkFile) -> Iterator[Problem]:
    for relation in _weighed(network):
        at = relation.ties.headings.index(WEIGHT)
        wrong = [
            Problem("E855", "A weight is not a number.", network.file, line, WEIGHT, shown(row[at]), hint="Correct it.")
            for line, row in zip(relation.ties.lines, relation.ties.cells, strict=True)
            if row[at] and not NUMBER.fullmatch(row[at])
        ]
        yield from capped(wrong)


def _left_out(network: NetworkFile, holds: Holds) -> Iterator[Problem]:
    """Say what has no place: columns with something in them, and names of relations."""
    tables = [(network.organisations, "organisations"), (network.events, "events")]
    parts = [(rows, kept_columns(rows, names=holds.names, attributes=holds.attributes), of) for rows, of in tables]
    if not holds.tie_attributes:
        own = {
            relation.ties: [at for at, h in enumerate(relation.ties.headings) if h in (FROM, TO, WEIGHT)]
            for relation in network.relations
        }
        parts += [(ties, kept, "ties") for ties, kept in own.items()]
    for rows, kept, of in parts:
        filled = {at: sum(1 for row in rows.cells if row[at]) for at in range(len(rows.headings)) if at not in kept}
        if any(filled.values()):
            listed = ", ".join(f"{shown(rows.headings[at])} ({many})" for at, many in filled.items() if many)
            message = (
                f"{holds.name} has no place for these columns of {of}, left out with their values: {listed[:250]}."
            )
            yield Problem("W855", message, network.file, hint="GraphML, CSV and Excel hold them.")
    if not holds.titled and any(relation.name for relation in network.relations):
        names = ", ".join(f"'{shown(relation.name)}'" for relation in network.relations)
        yield Problem("W855", f"{holds.name} has no place for the name of a relation: {names}.", network.file)
