"""A study's layers and snapshots → the form that network files share."""

from __future__ import annotations

from collections.abc import Sequence

from sna.io.formats.network_file import EVENT, FROM, NAME, ORGANISATION, TO, WEIGHT, NetworkFile, Relation, Rows
from sna.model.affiliation import Affiliation
from sna.model.network import Network
from sna.model.roster import Roster
from sna.model.study import Study

UNWEIGHED = "ties"


def network_of(study: Study, snapshot: str, *, two_mode: bool = False) -> NetworkFile:
    """Return every layer of a study at one snapshot.

    Parameters
    ----------
    study
        Narrowed to the layers that are wanted.
    snapshot
        Name of a snapshot.
    two_mode
        Give layers made from attendance as who attended what, instead of the ties that are made of it.

    Returns
    -------
    NetworkFile
        Organisations with name and attributes; a relation a layer. A pair that was not observed is a tie of unknown
        weight, so that it is not taken for a pair without a tie.

    Examples
    --------
    >>> import sna
    >>> print(len(network_of(sna.load("centralised-surgery"), "before").relations))
    3
    """
    attended = [name for name in study.layers if two_mode and study.is_two_mode(name)]
    networks = [study.network(name, snapshot) for name in study.layers if name not in attended]
    affiliations = [study.affiliation(name, snapshot) for name in attended]
    roster = networks[0].roster if networks else affiliations[0].rows
    relations = [*map(_one_mode, networks), *map(_two_mode, affiliations)]
    events = Roster.of({event for affiliation in affiliations for event in affiliation.columns.ids}, kind="meetings")
    return NetworkFile(study.name, _rows(roster, ORGANISATION), tuple(relations), _rows(events, EVENT))


def networks_of(study: Study, *, two_mode: bool = False) -> dict[str, NetworkFile]:
    """Return the network of every snapshot, in their order; arguments as for `network_of`."""
    return {name: network_of(study, name, two_mode=two_mode) for name in study.snapshots.names}


def _rows(roster: Roster, kind: str) -> Rows:
    columns: dict[str, Sequence[str | None]] = {kind: roster.ids}
    if roster.names != roster.ids:
        columns[NAME] = roster.names
    columns |= {column: values for column, values in roster.attributes.items() if any(values)}
    cells = tuple(tuple(value or "" for value in row) for row in zip(*columns.values(), strict=True))
    return Rows(tuple(columns), cells, tuple(range(1, len(cells) + 1)))


def _one_mode(network: Network) -> Relation:
    ids, ties = network.roster.ids, network.ties
    weighed = network.layer.counts != UNWEIGHED or bool(network.unobserved)
    rows = {
        (sender, receiver): f"{weight:.12g}"
        for sender, receiver, weight in zip(
            ties.sender.tolist(), ties.receiver.tolist(), ties.weight.tolist(), strict=True
        )
    }
    rows |= dict.fromkeys(network.unobserved, "")
    listed = [(ids[i], ids[j], *([weight] if weighed else [])) for (i, j), weight in sorted(rows.items())]
    return Relation(network.layer.name, directed=network.directed, ties=_ties(listed, weighed=weighed))


def _two_mode(affiliation: Affiliation) -> Relation:
    who, what = affiliation.rows.ids, affiliation.columns.ids
    weighed = bool((affiliation.weight != 1).any())
    cells = sorted(zip(affiliation.row.tolist(), affiliation.column.tolist(), affiliation.weight.tolist(), strict=True))
    listed = [(who[i], what[j], *([f"{weight:.12g}"] if weighed else [])) for i, j, weight in cells]
    return Relation(affiliation.name, directed=False, ties=_ties(listed, weighed=weighed), two_mode=True)


def _ties(listed: Sequence[tuple[str, ...]], *, weighed: bool) -> Rows:
    headings = (FROM, TO, WEIGHT) if weighed else (FROM, TO)
    return Rows(headings, tuple(listed), tuple(range(1, len(listed) + 1)))
