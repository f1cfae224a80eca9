"""A network file → a study folder that can be checked, measured and added to."""

from __future__ import annotations

from collections.abc import Container
from pathlib import PureWindowsPath

from sna.errors import OutputError, Problem
from sna.io.file_names import slug
from sna.io.formats.network_file import WEIGHT, NetworkFile
from sna.io.formats.numbered import with_kept_ids
from sna.io.formats.study_tables import HOLDS, StudyTable, as_study
from sna.io.formats.write_csv import table
from sna.model.schema import TABLES

__all__ = ["HOLDS", "study_files", "table_name"]


def study_files(network: NetworkFile, said: list[Problem], *, guard: bool = True) -> dict[str, bytes]:
    r"""Return a network as the files of a study: name → bytes.

    Parameters
    ----------
    network
        Each relation becomes an edge list with its layer declared; a two-mode one becomes meetings and attendance.
    said
        Takes what was changed, or needs a decision.
    guard
        Put one ``'`` before text that a spreadsheet would take for a formula; reading takes it off.

    Raises
    ------
    OutputError
        If a weight is negative, or there are two relations of two modes.

    Examples
    --------
    >>> from sna.io.formats.network_file import Relation, Rows
    >>> ties = Relation("trust", directed=False, ties=Rows(("from", "to", "weight"), (("A", "B", "2"),), (1,)))
    >>> network = NetworkFile("net.gml", Rows(("organisation",), (("A",), ("B",)), (1, 2)), (ties,))
    >>> files = study_files(network, [])
    >>> print(files["trust.csv"].decode())
    from_organisation,to_organisation,weight
    A,B,2
    >>> print(files["study.toml"].decode())
    [study]
    title = "net.gml"
    <BLANKLINE>
    [layer.trust]
    from = "trust.csv"
    directed = false
    weight = "weight"
    """
    _check_weights(network)
    study = as_study(with_kept_ids(network, said), said)

    def csv(written: StudyTable) -> bytes:
        return table(written.headings, written.cells, guard=guard)

    files = {"organisations.csv": csv(study.organisations)}
    places: dict[str, str] = {}
    for layer in study.layers:
        if layer.meetings is not None:
            files |= {"meetings.csv": csv(layer.meetings), "attendance.csv": csv(layer.table)}
            places[layer.name] = "attendance.csv"
            continue
        data = csv(layer.table)
        file = f"{table_name(layer.name, {name.removesuffix('.csv') for name in files})}.csv"
        # Two relations with the same ties share a file: a study takes the same rows twice for a slip.
        file = next((known for known, before in files.items() if before == data), file)
        files[file] = data
        places[layer.name] = file
    files["study.toml"] = study.settings(lambda layer: places[layer.name]).encode()
    return files


def _check_weights(network: NetworkFile) -> None:
    negative = sum(
        1
        for relation in network.relations
        if WEIGHT in relation.ties.headings
        for weight in relation.ties.column(WEIGHT)
        if weight and float(weight) < 0
    )
    if negative:
        hint = "Write negative ties as a layer of their own, with positive weights."
        message = f"A weight of a study is a strength, and is not negative; negative here: {negative}."
        raise OutputError(Problem("E856", message, network.file, hint=hint))


def table_name(layer: str, taken: Container[str]) -> str:
    """Return a table for a layer: not the name of another table, nor one that Windows keeps for itself.

    Examples
    --------
    >>> table_name("Trust", ()), table_name("roles", ()), table_name("trust", {"trust"})
    ('trust', 'roles-ties', 'trust-2')
    """
    stem = slug(layer)
    if stem.replace("-", "_") in TABLES or stem == "study" or PureWindowsPath(stem).is_reserved():
        stem = f"{stem}-ties"
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    return name
