"""Networks → the files of a format: one file where it can hold them, one a relation or snapshot where not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sna.errors import OutputError, Problem, UsageError, nearest
from sna.io.file_names import slugs
from sna.io.formats.known_formats import Format
from sna.io.formats.network_file import EVENT, WEIGHT, NetworkFile, Relation, Rows
from sna.io.formats.to_study import study_files
from sna.io.formats.write_csv import EDGES, NODES, write_csv
from sna.io.formats.write_rsiena import write_rsiena


@dataclass(frozen=True)
class Writing:
    """How to write: guard text from spreadsheets, and leave pairs out whose tie is not known."""

    guard: bool = True
    drop_missing: bool = False


def converted(
    networks: Mapping[str, NetworkFile], form: Format, stem: str, how: Writing, said: list[Problem]
) -> dict[str, bytes]:
    """Return the files of networks in a format: name → bytes.

    Parameters
    ----------
    networks
        Snapshot → network; the key of a file's one network is empty.
    form
        The format.
    stem
        What the names of files begin with.
    how
        How to write.
    said
        Takes what is worth saying.

    Raises
    ------
    OutputError
        If the format cannot hold them.

    Examples
    --------
    >>> from sna.io.formats.known_formats import FORMATS
    >>> ties = Relation("trust", directed=True, ties=Rows(("from", "to"), (("A", "B"),), (1,)))
    >>> network = NetworkFile("study", Rows(("organisation",), (("A",), ("B",)), (1, 2)), (ties,))
    >>> list(converted({"before": network, "after": network}, FORMATS["gml"], "net", Writing(), []))
    ['net-before.gml', 'net-after.gml']
    """
    kept = {
        name: _without_missing(network, said) if how.drop_missing else network for name, network in networks.items()
    }
    if form.key == "rsiena":
        return write_rsiena(kept, said)
    if form.key == "study":
        return _study(kept, how, said)
    files: dict[str, bytes] = {}
    snapshots = slugs(kept)
    for snapshot, network in kept.items():
        divided = pieces(network, form)
        parts = slugs(divided)
        for part, piece in divided.items():
            several = [snapshots[snapshot]] if len(kept) > 1 else []
            name = "-".join([stem, *several, *([parts[part]] if len(divided) > 1 else [])])
            files |= _written(piece, form, name, how, said)
    return files


def _written(network: NetworkFile, form: Format, name: str, how: Writing, said: list[Problem]) -> dict[str, bytes]:
    if form.key == "csv":
        tables = write_csv(network, said, guard=how.guard)
        return {f"{name}{form.suffixes[0]}": tables[EDGES], f"{name}-{NODES}{form.suffixes[0]}": tables[NODES]}
    assert form.writer is not None  # noqa: S101 - a format without a writer of its own has been dealt with
    return {f"{name}{form.suffixes[0]}": form.writer(network, said)}


def _study(networks: Mapping[str, NetworkFile], how: Writing, said: list[Problem]) -> dict[str, bytes]:
    if len(networks) > 1:
        first = next(iter(networks))
        hint = f"Name one, as in --snapshot '{first}' (there are: {', '.join(networks)}); for all of them, --to rsiena"
        hint += " or a format that gets a file for each, such as --to graphml."
        message = f"A study made of networks has one snapshot; there are {len(networks)}."
        raise OutputError(Problem("E856", message, hint=hint))
    return study_files(next(iter(networks.values())), said, guard=how.guard)


def pieces(network: NetworkFile, form: Format) -> dict[str, NetworkFile]:
    """Return what goes into one file each, by a name that tells the files apart; blank where one file holds all."""
    holds = form.holds
    assert holds is not None  # noqa: S101 - only formats that are written come here
    if holds.fits(network.relations):
        return {"": network}
    groups: dict[str, list[Relation]] = {}
    for relation in network.relations:
        mode = "two-mode" if relation.two_mode else "one-mode"
        direction = "directed" if relation.directed else "undirected"
        kinds = {"mode": mode, "alike": mode if relation.two_mode else direction}
        groups.setdefault(kinds.get(holds.relations, relation.name), []).append(relation)
    return {name: _only(network, relations) for name, relations in groups.items()}


def _only(network: NetworkFile, relations: Sequence[Relation]) -> NetworkFile:
    events = network.events if any(relation.two_mode for relation in relations) else Rows((EVENT,))
    return replace(network, relations=tuple(relations), events=events)


def only_layers(network: NetworkFile, layers: Sequence[str]) -> NetworkFile:
    """Return the network with only these relations.

    Raises
    ------
    UsageError
        If there is no such relation.
    """
    if not layers:
        return network
    known = [relation.name for relation in network.relations]
    unknown = [name for name in layers if name not in known]
    if unknown:
        raise UsageError(
            [Problem("E401", f"There is no layer '{name}'.", hint=nearest(name, known)) for name in unknown]
        )
    return _only(network, [relation for relation in network.relations if relation.name in layers])


def _without_missing(network: NetworkFile, said: list[Problem]) -> NetworkFile:
    relations, dropped = [], 0
    for relation in network.relations:
        ties = relation.ties
        if WEIGHT in ties.headings and "" in ties.column(WEIGHT):
            kept = [(row, line) for row, line in zip(ties.cells, ties.lines, strict=True) if row[2]]
            dropped += len(ties) - len(kept)
            ties = Rows(ties.headings, tuple(row for row, _ in kept), tuple(line for _, line in kept))
        relations.append(replace(relation, ties=ties))
    if dropped:
        message = f"Pairs whose tie is not known are left out, and look like pairs without a tie: {dropped}."
        said.append(Problem("W857", message, network.file))
    return replace(network, relations=tuple(relations))
