"""How far apart the networks of every two snapshots are, by measures of whole networks against each other."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sna.change.deltacon import deltacon
from sna.change.netsimile import netsimile
from sna.change.portrait import portrait_divergence
from sna.change.spectral import laplacian_distance, normalised_laplacian_distance
from sna.change.steps import TARGET, Side, sides
from sna.errors import Problem, UsageError, nearest
from sna.model import Findings, Network, Study

Names = str | Sequence[str] | None
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Distance:
    """A distance between networks.

    Attributes
    ----------
    of
        From two networks to a number; 0 where they are the same.
    same_organisations
        Whether it is only for networks of the same organisations.
    method
        What is compared, and what is left out of account.
    """

    of: Callable[[Network, Network], float]
    same_organisations: bool
    method: str


EITHER_WAY = "ties either way, strengths ignored"
DISTANCES = {
    "portrait_divergence": Distance(portrait_divergence, False, "Bagrow & Bollt 2019, bits, 0 to 1; strengths ignored"),
    "netsimile": Distance(netsimile, False, f"Berlingerio et al. 2012, Canberra distance, 0 to 35; {EITHER_WAY}"),
    "deltacon": Distance(deltacon, True, f"Koutra et al. 2016, root euclidean distance, exact; {EITHER_WAY}"),
    "laplacian": Distance(
        laplacian_distance, True, f"Wills & Meyer 2020, distance of all Laplacian eigenvalues; {EITHER_WAY}"
    ),
    "normalised_laplacian": Distance(
        normalised_laplacian_distance, True, f"the same of the normalised Laplacian; {EITHER_WAY}"
    ),
}
NOBODY = "no organisation in both snapshots"


def network_distances(  # noqa: PLR0913
    study: Study,
    other: Study | None = None,
    *,
    before: str | None = None,
    after: str | None = None,
    metrics: Names = None,
    layers: Names = None,
    pathway: str | Sequence[str] = (),
    profession: str | Sequence[str] = (),
) -> Findings:
    """Say how far apart the networks of every two snapshots are.

    Parameters
    ----------
    study, other, before, after
        As for `compare`; every snapshot is held against every other, those of two studies in pairs.
    metrics, layers
        Names of distances and of layers; all where none is named.
    pathway, profession
        Keep only facts of these pathways or professions.

    Returns
    -------
    Findings
        ``distance`` rows: ``metric`` is ``portrait_divergence``, ``netsimile``, ``deltacon``, ``laplacian`` or
        ``normalised_laplacian``. The last three, and they alone, are of organisations in both snapshots; ``n`` is the
        number of organisations. They describe: none has a p. Larger is further apart, and only numbers of one metric
        can be set against each other.

    Raises
    ------
    UsageError
        If there is no such snapshot, distance or layer, or the snapshots of two studies cannot be paired.

    Examples
    --------
    >>> import sna
    >>> found = network_distances(sna.load("centralised-surgery"), layers="mdt").frame()
    >>> found.loc[found["metric"] == "deltacon", ["before", "snapshot"]].values.tolist()
    [['before', 'during'], ['before', 'after'], ['during', 'after']]
    """
    chosen = _chosen(layers, [name for name in study.layers if other is None or name in other.layers], "layer")
    asked = _chosen(metrics, list(DISTANCES), "distance between networks")
    filters = {name: value for name, value in (("pathway", pathway), ("profession", profession)) if value}
    pairs = sides(study, other, before, after)
    if other is None and before is None and after is None:
        listed = [Side(study, snapshot, snapshot.name) for snapshot in study.snapshots]
        pairs = list(itertools.combinations(listed, 2))
    rows: list[Row] = []
    for layer in chosen:
        for one, two in pairs:
            networks = [side.study.network(layer, side.snapshot.name, **filters) for side in (one, two)]
            where = {"layer": layer, "before": one.label, "snapshot": two.label, "target": TARGET}
            refused = "" if one.snapshot.sample == two.snapshot.sample else "different samples are not compared"
            rows += _rows(where, (networks[0], networks[1]), refused, asked)
    return Findings.of(rows, {})


def _chosen(asked: Names, known: Sequence[str], what: str) -> list[str]:
    """Return the names that were asked for, in their order; all where none was."""
    named = (asked,) if isinstance(asked, str) else tuple(asked or ())
    if unknown := [name for name in named if name not in known]:
        raise UsageError([Problem("E401", f"There is no {what} '{n}'.", hint=nearest(n, known)) for n in unknown])
    return [name for name in known if not named or name in named]


def _rows(where: Row, networks: tuple[Network, Network], refused: str, asked: Sequence[str]) -> Iterator[Row]:
    """Yield distances of two networks."""
    before, after = networks
    both = frozenset(before.roster.ids) & frozenset(after.roster.ids)
    alike = before.roster.ids == after.roster.ids
    core = (before, after) if alike else (before.subset(both), after.subset(both))
    for name in asked:
        distance = DISTANCES[name]
        of = core if distance.same_organisations else (before, after)
        n = len(both) if distance.same_organisations else len({*before.roster.ids, *after.roster.ids})
        base = {**where, "quantity": "distance", "metric": name, "n": n, "method": distance.method}
        value = math.nan if refused or not all(network.n for network in of) else distance.of(*of)
        yield {**base, "value": value, "note": (refused or NOBODY) if math.isnan(value) else ""}
