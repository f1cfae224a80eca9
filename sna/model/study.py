"""Everything that was read, and the networks it holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sna.errors import Problem, UsageError, nearest
from sna.model.affiliation import Affiliation
from sna.model.answers import RATING, NonRespondents
from sna.model.declaration import Contrast, LayerRule, RosterPolicy
from sna.model.facts import FactTable
from sna.model.multiplex import Multiplex
from sna.model.network import Network
from sna.model.roster import Roster
from sna.model.snapshots import Snapshot, Snapshots

Filters = Mapping[str, tuple[str, ...]]
"""Column → values to keep: ``{"pathway": ("kidney",), "profession": ("nurse",)}``."""


@dataclass(frozen=True)
class Deriving:
    """The two functions that turn a study's facts into ties; `sna.load` hands them to the study."""

    network: Callable[[Study, LayerRule, Snapshot, Filters], Network]
    affiliation: Callable[[Study, LayerRule, Snapshot, Filters], Affiliation]


@dataclass(frozen=True, eq=False)
class Study:
    """Tables, ordered snapshots, layers and contrasts of one study.

    Attributes
    ----------
    name, title, boundary
        Folder name; title and boundary as study.toml gives them.
    roster
        Every organisation ever listed, with dates of opening and closing in ``opened`` and ``closed``.
    tables
        Fact tables by name, edge lists included.
    snapshots, layers, contrasts
        As declared, or concluded from the tables.
    policy
        ``all``: every organisation open in a snapshot is in its networks; ``present``: only those with a record.
    non_respondents
        Of surveys. ``full``: every organisation stays, its own answers not observed; ``ties_only``: of those that
        answered nothing in a snapshot only the ones stay that a respondent reports a tie with; ``drop``: none of them.
    cut_off
        Day on which running spells are cut off.
    primary
        The one metric declared for the headline, empty where none was.
    commitments
        Layers in the order that was declared, the lightest commitment first; empty where none was.
    problems
        Everything worth saying about the tables: warnings only, errors stop the reading.
    inputs
        File name → SHA-256 of its bytes.
    settings
        Where its settings stand, for advice: ``study.toml``, or ``sheet study`` of the workbook that it is.
    filters
        What every network is narrowed to, unless it is asked for with others; see `narrowed`.
    """

    name: str
    title: str
    roster: Roster
    tables: Mapping[str, FactTable]
    snapshots: Snapshots
    layers: Mapping[str, LayerRule]
    contrasts: tuple[Contrast, ...]
    deriving: Deriving
    opened: Mapping[str, dt.date] = field(default_factory=dict)
    closed: Mapping[str, dt.date] = field(default_factory=dict)
    policy: RosterPolicy = "all"
    non_respondents: NonRespondents = "full"
    cut_off: dt.date | None = None
    boundary: str = ""
    primary: str = ""
    commitments: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    inputs: Mapping[str, str] = field(default_factory=dict)
    settings: str = "study.toml"
    filters: Filters = field(default_factory=dict)
    _derived: dict[tuple[object, ...], Network | Affiliation] = field(default_factory=dict, repr=False)

    def network(
        self,
        layer: str,
        snapshot: str | None = None,
        *,
        pathway: str | Sequence[str] = (),
        profession: str | Sequence[str] = (),
    ) -> Network:
        """Return the ties of one layer at one snapshot.

        Parameters
        ----------
        layer
            Name of a layer: a key of ``layers``.
        snapshot
            Name of a snapshot; may be left out where the study has only one.
        pathway, profession
            Keep only facts of these pathways or professions.

        Raises
        ------
        UsageError
            If there is no such layer or snapshot, or the facts behind the layer have no such column.
        """
        rule, when, filters = self._request(layer, snapshot, pathway, profession)
        key = ("network", rule.name, when.name, *sorted(filters.items()))
        if key not in self._derived:
            self._derived[key] = self.deriving.network(self, rule, when, filters)
        found = self._derived[key]
        assert isinstance(found, Network)  # noqa: S101
        return found

    def affiliation(
        self,
        layer: str,
        snapshot: str | None = None,
        *,
        pathway: str | Sequence[str] = (),
        profession: str | Sequence[str] = (),
    ) -> Affiliation:
        """Return who took part in what, for a layer made from attendance, decisions or members.

        Arguments are those of `network`.

        Raises
        ------
        UsageError
            If the layer is not two-mode, or as for `network`.
        """
        rule, when, filters = self._request(layer, snapshot, pathway, profession)
        if not self.is_two_mode(layer):
            two_mode = [name for name in self.layers if self.is_two_mode(name)]
            raise UsageError(
                Problem("E702", f"Layer '{layer}' is not two-mode.", hint=f"Two-mode here: {two_mode or 'none'}.")
            )
        key = ("affiliation", rule.name, when.name, *sorted(filters.items()))
        if key not in self._derived:
            self._derived[key] = self.deriving.affiliation(self, rule, when, filters)
        found = self._derived[key]
        assert isinstance(found, Affiliation)  # noqa: S101
        return found

    def narrowed(
        self,
        *,
        layers: Sequence[str] | None = None,
        snapshots: Sequence[str] | None = None,
        pathway: str | Sequence[str] = (),
        profession: str | Sequence[str] = (),
    ) -> Study:
        """Return the study with only these layers and snapshots, its networks made of these facts only.

        Parameters
        ----------
        layers, snapshots
            Names to keep, in the study's order; all where none is named.
        pathway, profession
            Keep only facts of these pathways or professions.

        Raises
        ------
        UsageError
            If there is no such layer or snapshot, with the nearest there is for each.
        """
        asked = (("layer", layers, tuple(self.layers)), ("snapshot", snapshots, self.snapshots.names))
        unknown = [(what, name, known) for what, names, known in asked for name in names or () if name not in known]
        if unknown:
            raise UsageError(
                [Problem("E401", f"There is no {what} '{n}'.", hint=nearest(n, known)) for what, n, known in unknown]
            )
        return replace(
            self,
            layers={name: rule for name, rule in self.layers.items() if name in (layers or self.layers)},
            snapshots=Snapshots(tuple(s for s in self.snapshots if s.name in (snapshots or self.snapshots.names))),
            filters={**self.filters, **_filters(pathway=pathway, profession=profession)},
            _derived={},
        )

    def multiplex(self, snapshot: str | None = None) -> Multiplex:
        """Return every layer at one snapshot, over one roster."""
        return Multiplex({layer: self.network(layer, snapshot) for layer in self.layers})

    def primary_of(self, layer: str) -> str:
        """Return the metric of a layer's headline: the declared one, of ratings their mean, else empty: the usual one.

        Who rates nearly all of the others says by the rating, not by having one, whom it thinks much of; and a sum
        of ratings counts how many rated as well.
        """
        rule = self.layers.get(layer)
        if self.primary or rule is None or rule.answers is None:
            return self.primary
        if self.network(layer, self.snapshots.names[-1]).layer.counts != RATING:
            return ""
        return "ratings_received.mean" if rule.directed else "joint_ratings.mean"

    def is_two_mode(self, layer: str) -> bool:
        """Whether a layer is made from who took part in what."""
        return self.layers[layer].is_two_mode

    def contrast(self, column: str | None = None) -> Contrast | None:
        """Return the contrast on a column, or the first one; ``None`` where the study has none."""
        return next((c for c in self.contrasts if column in (None, c.column)), None)

    def _request(
        self,
        layer: str,
        snapshot: str | None,
        pathway: str | Sequence[str],
        profession: str | Sequence[str],
    ) -> tuple[LayerRule, Snapshot, Filters]:
        if layer not in self.layers:
            raise UsageError(Problem("E401", f"There is no layer '{layer}'.", hint=nearest(layer, self.layers)))
        if snapshot is None and len(self.snapshots) == 1:
            snapshot = self.snapshots.names[0]
        if snapshot not in self.snapshots.names:
            known = nearest(snapshot or "", self.snapshots.names)
            what = "Name a snapshot" if snapshot is None else f"There is no snapshot '{snapshot}'"
            raise UsageError(Problem("E401", f"{what}.", hint=known))
        filters = {**self.filters, **_filters(pathway=pathway, profession=profession)}
        return self.layers[layer], self.snapshots[snapshot], filters

    def __str__(self) -> str:
        many = "snapshot" if len(self.snapshots) == 1 else "snapshots"
        layers = ", ".join(self.layers)
        return f"{self.name}: {self.roster}, {len(self.snapshots)} {many}, layers: {layers}"


def _filters(**given: str | Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the columns that are narrowed, each with the values to keep."""
    return {
        column: (values,) if isinstance(values, str) else tuple(sorted(values))
        for column, values in given.items()
        if values
    }
