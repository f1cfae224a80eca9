"""One way to come to the gap between two groups: which facts, which ties, which metric, which statistic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from sna.derive.attendance import affiliation_of
from sna.derive.fates import Selection
from sna.derive.networks import network_of_rows, usable_rows
from sna.model import Affiliation, Contrast, FactTable, LayerRule, Network, Snapshot, Snapshots, Study
from sna.model.declaration import TOWARDS_RULES

if TYPE_CHECKING:
    import pandas as pd

Statistic = Literal["mean", "median", "rank"]
Kept = npt.NDArray[np.bool_]
Keeping = Callable[["pd.DataFrame"], Kept]
Reshaping = Callable[[Network], Network]

STATISTICS: Mapping[Statistic, str] = {
    "mean": "difference of means",
    "median": "difference of medians",
    "rank": "Cliff's delta",
}


@dataclass(frozen=True, eq=False)
class Case:
    """The gap between two groups on one metric, in one layer at one snapshot.

    Never changed: a choice returns another case.

    Attributes
    ----------
    study, layer, snapshot
        Where the ties come from; narrowed to pathways and professions already.
    contrast, pair
        The groups, and the two of them that are set against each other, the first minus the second.
    metric
        Id of a metric of organisations.
    statistic
        What is compared: means, medians, or ranks by Cliff's delta.
    keeps
        Which of the rows that make ties stay; all where ``None``.
    then
        What becomes of the network, step by step.
    """

    study: Study
    layer: str
    snapshot: str
    contrast: Contrast
    pair: tuple[str, str]
    metric: str
    statistic: Statistic = "mean"
    keeps: Keeping | None = None
    then: tuple[Reshaping, ...] = field(default=())

    @property
    def rule(self) -> LayerRule:
        """How the layer is made."""
        return self.study.layers[self.layer]

    @property
    def when(self) -> Snapshot:
        """The snapshot's interval."""
        return self.study.snapshots[self.snapshot]

    @property
    def table(self) -> FactTable | None:
        """The facts behind the layer; ``None`` where it is made from none."""
        return self.study.tables.get(self.rule.table)

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The rows that make ties; none for answers to a survey, which are reports of pairs."""
        return self._selection.frame

    @cached_property
    def _selection(self) -> Selection:
        selection = usable_rows(self.study, self.rule, self.when, self.study.filters)
        if self.keeps is None:
            return selection
        return Selection(selection.frame[self.keeps(selection.frame)], selection.fates)

    @cached_property
    def network(self) -> Network:
        """The network."""
        if self.keeps is None:
            found = self.study.network(self.layer, self.snapshot)
        else:
            found = network_of_rows(self.study, self.rule, self.when, self.study.filters, self._selection)
        for reshape in self.then:
            found = reshape(found)
        return found

    @cached_property
    def affiliation(self) -> Affiliation | None:
        """Who took part in what; ``None`` where the layer is not two-mode."""
        if not self.rule.is_two_mode:
            return None
        if self.keeps is None or self.rule.rule in TOWARDS_RULES:
            return self.study.affiliation(self.layer, self.snapshot)
        return affiliation_of(self.rows, roster=self.network.roster, rule=self.rule, snapshot=self.when)

    def having(self, **changed: Any) -> Case:  # noqa: ANN401 - one type a field
        """Return the case with other fields."""
        return replace(self, **changed)

    def with_study(self, **changed: Any) -> Case:  # noqa: ANN401 - one type a field
        """Return the case with another study: the same but for some of its fields."""
        return replace(self, study=replace(self.study, **changed, _derived={}))

    def with_rule(self, **changed: Any) -> Case:  # noqa: ANN401 - one type a field
        """Return the case with its layer made by another rule."""
        rule = replace(self.rule, **changed)
        return self.with_study(layers={**self.study.layers, self.layer: rule})

    def with_window(self, **changed: Any) -> Case:  # noqa: ANN401 - one type a field
        """Return the case with its snapshot moved, or counted by another rule."""
        ordered = tuple(replace(s, **changed) if s.name == self.snapshot else s for s in self.study.snapshots)
        return self.with_study(snapshots=Snapshots(ordered))

    def with_organisations(self, kept: Iterable[str]) -> Case:
        """Return the case as if only these organisations had ever been listed."""
        return self.with_study(roster=self.study.roster.subset(kept))

    def with_network(self, *reshape: Reshaping) -> Case:
        """Return the case with its network changed."""
        return replace(self, then=(*self.then, *reshape))
