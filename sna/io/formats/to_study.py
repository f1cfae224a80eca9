"""A network file → a study folder that can be checked, measured and added to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath, PureWindowsPath

from sna.errors import OutputError, Problem
from sna.io.file_names import slug
from sna.io.formats.holding import check_held, pair_of
from sna.io.formats.holds import Holds
from sna.io.formats.network_file import WEIGHT, NetworkFile, Relation, Rows
from sna.io.formats.numbered import with_kept_ids
from sna.io.formats.study_columns import study_headings
from sna.io.formats.write_csv import table
from sna.io.tables import ENDS
from sna.io.text_table import shown
from sna.io.toml_sections import key_of, text_of
from sna.model.schema import EDGE_LIST, TABLES

HOLDS = Holds("A study", relations="any", two_mode=True, forbidden="\r", title_forbidden="\n", longest=131_000)


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
    network = with_kept_ids(network, said)
    check_held(network, HOLDS, said)
    _check(network)
    stem = PurePosixPath(network.file.replace("\\", "/")).stem
    files = {"organisations.csv": _entities(network.organisations, "organisations", network, said, guard=guard)}
    sections = ["[study]", f"title = {text_of(_one_line(network.file))}"]
    for relation in network.relations:
        name = relation.name or _one_line(stem) or "ties"
        if relation.two_mode:
            files |= _attendance(network, relation, said, guard=guard)
            keys = ['from = "attendance.csv"']
        else:
            file = _file_name(name, files)
            headings, keys = _edge_list(network, relation, said)
            data = table(headings, relation.ties.cells, guard=guard)
            # Two relations with the same ties share a file: a study takes the same rows twice for a slip.
            file = next((known for known, before in files.items() if before == data), file)
            files[file] = data
            keys.insert(0, f"from = {text_of(file)}")
        sections += ["", f"[layer.{key_of(name)}]", *keys]
    if not any(len(relation.ties) for relation in network.relations):
        hint = "Add ties to its tables before it is measured."
        said.append(Problem("W857", "This network has no tie, and a study needs one.", network.file, hint=hint))
    files["study.toml"] = "".join(f"{line}\n" for line in sections).encode()
    return files


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _check(network: NetworkFile) -> None:
    negative = sum(
        1
        for relation in network.relations
        if WEIGHT in relation.ties.headings
        for weight in relation.ties.column(WEIGHT)
        if weight and float(weight) < 0
    )
    problems = []
    if negative:
        hint = "Write negative ties as a layer of their own, with positive weights."
        message = f"A weight of a study is a strength, and is not negative; negative here: {negative}."
        problems.append(Problem("E856", message, network.file, hint=hint))
    if sum(relation.two_mode for relation in network.relations) > 1:
        message = "A study has one table of attendance, and there are several relations of organisations and events."
        problems.append(Problem("E856", message, network.file, hint="Name one with --layer."))
    if problems:
        raise OutputError(problems)


def _file_name(layer: str, taken: Mapping[str, bytes]) -> str:
    """Return a file for a layer: not the name of another table, nor one that Windows keeps for itself."""
    stem = slug(layer)
    if stem.replace("-", "_") in TABLES or stem == "study" or PureWindowsPath(stem).is_reserved():
        stem = f"{stem}-ties"
    name, number = f"{stem}.csv", 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}.csv"
    return name


def _entities(rows: Rows, of: str, network: NetworkFile, said: list[Problem], *, guard: bool) -> bytes:
    """Return organisations or meetings as a table."""
    own = "organisation" if of == "organisations" else "meeting"
    headings = study_headings((own, *rows.headings[1:]), rows, TABLES[of], network, said)
    return table(headings, rows.cells, guard=guard)


def _edge_list(network: NetworkFile, relation: Relation, said: list[Problem]) -> tuple[Sequence[str], list[str]]:
    """Return the headings of an edge list, and the keys of its layer."""
    ties = relation.ties
    headings = study_headings((*ENDS, *ties.headings[2:]), ties, EDGE_LIST, network, said)
    keys = [f"directed = {'true' if relation.directed else 'false'}"]
    keys.append('weight = "weight"' if WEIGHT in ties.headings else 'weight = ""')
    repeated = len(ties) - len({pair_of(row, relation) for row in ties.cells})
    if repeated:
        keys.append('duplicates = "sum"')
        message = f"The same tie again in layer '{shown(relation.name)}': {repeated}. Their weights are added."
        hint = 'study.toml says duplicates = "sum"; write "max" or "last" if that is what is meant.'
        said.append(Problem("W857", message, network.file, hint=hint))
    return headings, keys


def _attendance(network: NetworkFile, relation: Relation, said: list[Problem], *, guard: bool) -> dict[str, bytes]:
    """Return meetings and attendance: a tie of unknown strength is not known, one of strength zero was not there."""
    ties = relation.ties
    headings = study_headings(
        ("organisation", "meeting", *ties.headings[2:]), ties, TABLES["attendance"], network, said
    )
    rows: Sequence[Sequence[str]] = ties.cells
    if WEIGHT in ties.headings:
        known = {"": "unknown"}
        headings = [*headings, "attended"]
        rows = [(*row, known.get(row[2]) or ("yes" if float(row[2]) else "no")) for row in ties.cells]
    return {
        "meetings.csv": _entities(network.events, "meetings", network, said, guard=guard),
        "attendance.csv": table(headings, rows, guard=guard),
    }
