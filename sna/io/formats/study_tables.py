"""A network file → the tables and layers of a study, before they are written or read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from sna.errors import DataError, OutputError, Problem
from sna.io.formats.holding import check_held, pair_of
from sna.io.formats.holds import Holds
from sna.io.formats.network_file import WEIGHT, NetworkFile, Relation, Rows
from sna.io.formats.study_columns import study_headings
from sna.io.tables import ENDS
from sna.io.text_table import capped, shown
from sna.io.toml_sections import key_of, text_of
from sna.model.schema import EDGE_LIST, TABLES

HOLDS = Holds("A study", relations="any", two_mode=True, forbidden="\r", title_forbidden="\n", longest=131_000)


@dataclass(frozen=True, eq=False)
class StudyTable:
    """A table of a study: headings, rows, the line of each in the network file, and the direction of its ties."""

    headings: tuple[str, ...]
    cells: Sequence[Sequence[str]]
    lines: Sequence[int]
    directed: bool | None = None


@dataclass(frozen=True, eq=False)
class StudyLayer:
    """A layer: its name, its ties or its attendance, and its keys in study.toml but ``from``."""

    name: str
    table: StudyTable
    keys: tuple[str, ...] = ()
    meetings: StudyTable | None = None


@dataclass(frozen=True, eq=False)
class NetworkStudy:
    """What a study made of a network holds."""

    file: str
    organisations: StudyTable
    layers: tuple[StudyLayer, ...]

    def settings(self, place: Callable[[StudyLayer], str]) -> str:
        """Return its study.toml; ``place`` says what a layer is made from."""
        sections = ["[study]", f"title = {text_of(one_line(self.file))}"]
        for layer in self.layers:
            sections += ["", f"[layer.{key_of(layer.name)}]", f"from = {text_of(place(layer))}", *layer.keys]
        return "".join(f"{line}\n" for line in sections)


WRITTEN = 'study.toml says duplicates = "sum"; write "max" or "last" if that is what is meant.'
"""What to do about the same tie again where study.toml is written."""


def as_study(network: NetworkFile, said: list[Problem], *, repeated: str = WRITTEN) -> NetworkStudy:
    """Return the tables and layers of a study that holds a network.

    Parameters
    ----------
    network
        Each relation becomes a list of ties; a two-mode one becomes meetings and attendance.
    said
        Takes what was changed, or needs a decision.
    repeated
        What to do about the same tie again, whose weights are added; empty where reading the tables says what it is.

    Raises
    ------
    OutputError
        If a study cannot hold it: text that no table holds, or two relations of two modes.
    DataError
        If a weight of attendance is negative.

    Examples
    --------
    >>> ties = Relation("trust", directed=True, ties=Rows(("from", "to"), (("A", "B"),), (7,)))
    >>> network = NetworkFile("net.gml", Rows(("organisation",), (("A",), ("B",)), (1, 2)), (ties,))
    >>> [layer] = as_study(network, []).layers
    >>> layer.name, layer.table.headings, layer.table.lines
    ('trust', ('from_organisation', 'to_organisation'), (7,))
    """
    check_held(network, HOLDS, said)
    if sum(relation.two_mode for relation in network.relations) > 1:
        message = "A study has one table of attendance, and there are several relations of organisations and events."
        hint = "Name one with --layer of sna convert."
        raise OutputError(Problem("E856", message, network.file, hint=hint))
    stem = PurePosixPath(network.file.replace("\\", "/")).stem
    organisations = _entities(network.organisations, "organisations", network, said)
    layers = []
    for relation in network.relations:
        name = relation.name or one_line(stem) or "ties"
        make = _attendance if relation.two_mode else _ties
        layers.append(make(name, relation, network, said, repeated))
    if repeated and not any(len(relation.ties) for relation in network.relations):
        hint = "Add ties to its tables before it is measured."
        said.append(Problem("W857", "This network has no tie, and a study needs one.", network.file, hint=hint))
    return NetworkStudy(network.file, organisations, tuple(layers))


def one_line(text: str) -> str:
    """Return text on one line."""
    return " ".join(text.split())


def _entities(rows: Rows, of: str, network: NetworkFile, said: list[Problem]) -> StudyTable:
    """Return organisations or meetings as a table."""
    own = "organisation" if of == "organisations" else "meeting"
    headings = study_headings((own, *rows.headings[1:]), rows, TABLES[of], network, said)
    return StudyTable(tuple(headings), rows.cells, rows.lines)


def _ties(name: str, relation: Relation, network: NetworkFile, said: list[Problem], hint: str) -> StudyLayer:
    ties = relation.ties
    headings = study_headings((*ENDS, *ties.headings[2:]), ties, EDGE_LIST, network, said)
    keys = [f"directed = {'true' if relation.directed else 'false'}"]
    keys.append('weight = "weight"' if WEIGHT in ties.headings else 'weight = ""')
    repeated = len(ties) - len({pair_of(row, relation) for row in ties.cells})
    if repeated and hint:
        keys.append('duplicates = "sum"')
        message = f"The same tie again in layer '{shown(name)}': {repeated}. Their weights are added."
        said.append(Problem("W857", message, network.file, hint=hint))
    table = StudyTable(tuple(headings), ties.cells, ties.lines, relation.directed)
    return StudyLayer(name, table, tuple(keys))


def _attendance(name: str, relation: Relation, network: NetworkFile, said: list[Problem], hint: str) -> StudyLayer:
    """Return meetings and attendance: a tie of unknown strength is not known, one of strength zero was not there."""
    del hint
    ties = relation.ties
    if WEIGHT in ties.headings:
        _refuse_negative(ties, network.file)
    own = ("organisation", "meeting", *ties.headings[2:])
    headings = study_headings(own, ties, TABLES["attendance"], network, said)
    rows: Sequence[Sequence[str]] = ties.cells
    if WEIGHT in ties.headings:
        known = {"": "unknown"}
        headings = [*headings, "attended"]
        rows = [(*row, known.get(row[2]) or ("yes" if float(row[2]) else "no")) for row in ties.cells]
    meetings = _entities(network.events, "meetings", network, said)
    return StudyLayer(name, StudyTable(tuple(headings), rows, ties.lines), meetings=meetings)


def _refuse_negative(ties: Rows, file: str) -> None:
    """Refuse negative weights of attendance at their lines; those of ties are refused when their table is read."""
    hint = "Write negative ties as a layer of their own, with positive weights."
    wrong = [
        Problem("E317", "This number is negative.", file, line, WEIGHT, shown(cell), "0 or more", hint)
        for cell, line in zip(ties.column(WEIGHT), ties.lines, strict=True)
        if cell and float(cell) < 0
    ]
    if wrong:
        raise DataError(capped(wrong))
