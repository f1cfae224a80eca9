"""Tests and intervals of the changes of one step."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from sna.change.certain import Certainty
from sna.change.clustering import clustered
from sna.change.grounds import few_pairs, metric_refusal, step_refusal
from sna.change.steps import Step
from sna.change.swapped import (
    CENTRALISATIONS,
    HIERARCHIES,
    MEAN_STRENGTH,
    ROUTES,
    STRENGTHS,
    Frame,
    Key,
    OfRoutes,
    OfSums,
)
from sna.change.together import Drawn, corrected
from sna.contrast.subjects import Testing
from sna.engines import as_matrix, as_presence
from sna.infer import (
    EXACT_PAIRS,
    Concentration,
    LabelTest,
    Pairs,
    Swaps,
    SwapTest,
    change_noise,
    concentration_test,
    density_swaps,
    draw_changes,
    dyad_swaps,
    noise_interval,
    swap_tests,
    welch_label_test,
)
from sna.model import Network

Values = npt.NDArray[np.float64]
Statistics = OfSums | OfRoutes

ROUTE_SWAPS, ROUTE_SWAPS_LARGE, LARGE, ROUTE_PAIRS = 999, 199, 60, 10
"""Measures of routes are slow: so many random swaps, fewer above so many organisations, all of up to so many pairs."""

NORMAL = 1.96
STRUCTURE = (*CENTRALISATIONS, "betweenness_centralisation", *HIERARCHIES)
"""What a change in density alone can move."""


@dataclass(frozen=True)
class Tests:
    """The tests of one step, over the organisations in both snapshots."""

    step: Step
    testing: Testing
    _sets: dict[str, Drawn] = field(default_factory=dict, repr=False)

    @cached_property
    def before(self) -> Network:
        """The earlier network among organisations in both."""
        return self._among(self.step.before)

    @cached_property
    def after(self) -> Network:
        """The later network among organisations in both."""
        return self._among(self.step.after)

    def _among(self, network: Network) -> Network:
        whole = not (self.step.joined or self.step.left)
        return network if whole else network.subset(frozenset(self.step.both))

    @cached_property
    def observed(self) -> npt.NDArray[np.bool_]:
        """Which pairs were observed in both: of others nobody knows whether they changed."""
        return np.asarray(self.before.observed & self.after.observed, dtype=bool)

    @cached_property
    def ties(self) -> Pairs:
        """Pairs whose ties are not the same in both."""
        before, after = (as_presence(network) * self.observed for network in (self.before, self.after))
        return Pairs.between(before, after, directed=self.after.directed)

    @cached_property
    def strengths(self) -> Pairs:
        """Pairs whose strengths are not the same in both."""
        before, after = (as_matrix(network) * self.observed for network in (self.before, self.after))
        return Pairs.between(before, after, directed=self.after.directed)

    @cached_property
    def refused(self) -> str:
        """Why nothing has a p; empty where something may."""
        return step_refusal(self.step, self.before, self.after)

    @cached_property
    def frame(self) -> Frame:
        """What both networks share; groups as at the later snapshot."""
        groups = self.step.contrast.groups if self.step.contrast else ()
        of = [self.step.group_of(organisation) for organisation in self.step.both]
        members = {group: np.flatnonzero([each == group for each in of]) for group in groups}
        return Frame(self.after.observed, self.after.layer, members)

    @cached_property
    def concentration(self) -> Concentration:
        """Whether changes of ties pile up at some organisations."""
        return concentration_test(self.ties, self.tie_swaps)

    @cached_property
    def tie_swaps(self) -> Swaps:
        """Swaps of the pairs whose ties changed."""
        return self._swaps(self.ties, "ties", routes=False)

    def of(self, keys: Sequence[Key]) -> dict[Key, Certainty]:
        """Test measures for which a test is known to hold."""
        able = [key for key in keys if not key[1] or all(len(self.frame.members[name]) for name in key[1:])]
        valued = [key for key in able if key[0] in STRENGTHS or key[0] == MEAN_STRENGTH]
        routes = [key for key in able if key[0] in ROUTES or key[0] in HIERARCHIES]
        sums = [key for key in able if key not in valued and key not in routes]
        found: dict[Key, Certainty] = {}
        for chosen, pairs, name in ((sums, self.ties, "ties"), (valued, self.strengths, "strengths")):
            found |= self._tested(OfSums(self.frame, chosen), pairs, name)
        return found | self._tested(OfRoutes(self.frame, routes), self.ties, "routes")

    def _tested(self, statistics: Statistics, pairs: Pairs, name: str) -> dict[Key, Certainty]:
        """Return the tests of measures that share swaps."""
        keys = statistics.keys
        refused = self.refused or few_pairs(pairs.count)
        if refused or not keys:
            return {key: Certainty(pairs, refused) for key in keys}
        swaps = self._swaps(pairs, name, routes=name == "routes")
        observed = statistics.of(np.stack([pairs.before, pairs.after]))
        drawn = statistics.swapped(pairs, swaps.rows)
        self._sets[name] = Drawn(statistics, pairs, swaps, observed, drawn)
        noise = self._noise(statistics, name)
        given, density = self._given_density(statistics, pairs, observed, name)
        found = {}
        for place, (key, test) in enumerate(zip(keys, swap_tests(observed, drawn, swaps), strict=True)):
            values = drawn[:, :, place]
            ends = ((values == 0) | (values == 1)).mean() if key[0] in HIERARCHIES else 0.0
            stuck = key[0] in HIERARCHIES and set(observed[:, place].tolist()) <= {0.0, 1.0}
            refusal = metric_refusal(test, 1.0 if stuck else float(ends))
            reach, modelled = self._reach(test.spread, float(noise[place]))
            labels = self._labels(statistics, key, pairs) if key[1] else None
            found[key] = Certainty(pairs, refusal, test, swaps, reach, modelled, given.get(key), density, labels)
        return found

    def _swaps(self, pairs: Pairs, name: str, *, routes: bool) -> Swaps:
        """Return the swaps of changed pairs."""
        stream = self.testing.stream(*self.where, name, "swaps")
        if routes:
            return dyad_swaps(pairs.count, permutations=self._route_swaps, exact_pairs=ROUTE_PAIRS, stream=stream)
        return dyad_swaps(pairs.count, permutations=self.testing.permutations, stream=stream)

    @property
    def where(self) -> tuple[str, ...]:
        """What names the step's streams of random numbers."""
        return (self.step.layer, self.step.before_label, self.step.label)

    @property
    def _route_swaps(self) -> int:
        return min(self.testing.permutations, ROUTE_SWAPS if self.frame.n <= LARGE else ROUTE_SWAPS_LARGE)

    def _given_density(
        self, statistics: Statistics, pairs: Pairs, observed: Values, name: str
    ) -> tuple[dict[Key, SwapTest], Swaps | None]:
        """Return the tests of structure that keep the change in density."""
        chosen = [key for key in statistics.keys if key[0] in STRUCTURE]
        if not chosen:
            return {}, None
        routes = name == "routes"
        swaps = density_swaps(
            pairs.shift,
            permutations=self._route_swaps if routes else self.testing.permutations,
            exact_pairs=ROUTE_PAIRS if routes else EXACT_PAIRS,
            stream=self.testing.stream(*self.where, name, "swaps, density kept"),
        )
        part = type(statistics)(self.frame, chosen)
        kept = observed[:, [statistics.keys.index(key) for key in chosen]]
        tests = swap_tests(kept, part.swapped(pairs, swaps.rows), swaps)
        return dict(zip(chosen, tests, strict=True)), swaps

    @cached_property
    def drawn(self) -> npt.NDArray[np.bool_]:
        """Pairs of networks of a model in which nothing changes but ties."""
        presence = (self.ties.before > 0, self.ties.after > 0)
        stream = self.testing.stream(*self.where, "tie noise")
        return draw_changes(presence, self.frame.observed, directed=self.after.directed, stream=stream)

    @cached_property
    def clustering(self) -> str:
        """The warning that the later network has more triangles than numbers of partners give; empty where not."""
        stream = self.testing.stream(*self.where, "rewiring")
        return clustered(self.ties.after > 0, stream.generator())

    def _noise(self, statistics: Statistics, name: str) -> Values:
        """Return the standard deviations under the model; ``nan`` for strengths, of which it says nothing."""
        if name == "strengths":
            return np.full(len(statistics.keys), np.nan)
        return change_noise(self.drawn, statistics.of)

    def _reach(self, swapped: float, modelled: float) -> tuple[float, bool]:
        """Return half the width of an interval, and whether the model has a part in it."""
        if not math.isnan(modelled):
            return NORMAL * max(swapped, modelled), True
        low, high = noise_interval(0.0, swapped, self.frame.n)
        return (high - low) / 2, False

    def _labels(self, statistics: Statistics, key: Key, pairs: Pairs) -> LabelTest | None:
        """Return the label test of organisations' changes; ``None`` where a group has one organisation."""
        first, second = (self.frame.members[name] for name in key[1:])
        if min(len(first), len(second)) < 2:  # noqa: PLR2004
            return None
        old, new = statistics.each(key, np.stack([pairs.before, pairs.after]))
        places = np.sort(np.concatenate([first, second]))
        return welch_label_test(
            (new - old)[places],
            np.isin(places, first),
            permutations=self.testing.permutations,
            stream=self.testing.stream(*self.where, *key[1:], "labels of changes"),
        )

    def corrected(self, found: Mapping[Key, Certainty], family: Collection[Key]) -> dict[Key, Certainty]:
        """Return what was found with the p of a family of measures corrected for each other."""
        able = {key for key in family if key in found and found[key].swap is not None and not found[key].refused}
        p = corrected(self._sets, able, self.testing.stream(*self.where, "swaps, shared"))
        return {
            # A smaller sample of swaps may stand behind the corrected p: it is never below the p itself.
            key: replace(one, p_adjusted=max(p[key], one.swap.p)) if key in p and one.swap else one
            for key, one in found.items()
        }
