"""What a format has a place for: a network is held against it before a byte is written, and nothing is lost unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sna.errors import OutputError, Problem
from sna.io.formats.holds import Holds, kept_columns
from sna.io.formats.network_file import FROM, TO, WEIGHT, NetworkFile, Relation
from sna.io.formats.unwritable import unwritable_texts
from sna.io.text_table import capped, shown

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


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
    problems = [*_shape(network, holds), *unwritable_texts(network, holds), *_weights(network)]
    if problems:
        raise OutputError(problems)
    said.extend(_left_out(network, holds))


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
