"""Ids that a study would not keep as they are → running numbers, with the ids of the file beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sna.errors import Problem
from sna.io.formats.network_file import NAME, NetworkFile, Relation, Rows
from sna.io.id_text import plain_id
from sna.io.text_table import shown

ID_IN_FILE = "id_in_file"


def with_kept_ids(network: NetworkFile, said: list[Problem]) -> NetworkFile:
    """Return a network whose ids a study reads as they are written.

    Where blanks, characters that cannot be seen or capitals alone would change an id or make two of them one, all are
    numbered; the ids of the file become the names, or the column ``id_in_file`` where there are names.

    Parameters
    ----------
    network
        What a network file holds.
    said
        Takes what was changed.
    """
    organisations, numbers = _numbered(network.organisations, network.file, said)
    events, others = _numbered(network.events, network.file, said)

    def renamed(relation: Relation) -> Relation:
        far = others if relation.two_mode else numbers
        cells = tuple((numbers.get(r[0], r[0]), far.get(r[1], r[1]), *r[2:]) for r in relation.ties.cells)
        return replace(relation, ties=replace(relation.ties, cells=cells))

    relations = tuple(renamed(relation) for relation in network.relations) if numbers or others else network.relations
    return replace(network, organisations=organisations, events=events, relations=relations)


def _numbered(rows: Rows, file: str, said: list[Problem]) -> tuple[Rows, Mapping[str, str]]:
    ids = [row[0] for row in rows.cells]
    odd = _not_kept(ids)
    if not odd:
        return rows, {}
    width = len(str(len(ids)))
    numbers = {identifier: f"{at:0{width}}" for at, identifier in enumerate(ids, 1)}
    heading = ID_IN_FILE if NAME in rows.headings else NAME
    message = f"Ids that differ from others, or from what is read, in blanks or capitals only: {len(odd)}."
    hint = f"All are numbered, and stand in column '{heading}'."
    said.append(Problem("W856", message, file, value=f"'{shown(odd[0])}'", hint=hint))
    cells = tuple((numbers[row[0]], row[0], *row[1:]) for row in rows.cells)
    return Rows((rows.headings[0], heading, *rows.headings[1:]), cells, rows.lines), numbers


def _not_kept(ids: Sequence[str]) -> list[str]:
    """Return the ids that would be read as another."""
    first: dict[str, str] = {}
    return [one for one in ids if plain_id(one) != one or first.setdefault(one.casefold(), one) != one]
