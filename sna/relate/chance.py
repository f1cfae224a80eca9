"""Whether a network is as chance would have it, given its size, its ties or its pairs: CUG tests."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.engines import as_presence
from sna.errors import NoResultError, Problem, UsageError
from sna.infer import CugTest, Given, chance_ties, cug_tests, monte_carlo_error, sampled
from sna.metrics import compute_parts
from sna.metrics.registry import check_name
from sna.metrics.results import why_not
from sna.model import Contrast, Findings, Grouping, MetricRecord, Network, Study, Ties
from sna.relate.testing import Names, Row, Testing, chosen_layers, chosen_snapshots, joined

Presence = npt.NDArray[np.bool_]

TARGET = "these organisations: ties placed by chance, given {}"
SHARED = {
    "size": "how many organisations there are",
    "edges": "how many organisations and ties there are",
    "dyads": "how many pairs are tied both ways, one way and not",
}


@dataclass(frozen=True)
class Chance:
    """A network, the measures of it that are tested, and what chance networks share with it."""

    network: Network
    records: tuple[MetricRecord, ...]
    groups: Grouping | None
    given: Given
    projected: bool

    def values(self, network: Network) -> list[float]:
        """Return every measure of a network over the same organisations."""
        parts: dict[str, Any] = {}
        for base in dict.fromkeys(record.base for record in self.records):
            parts |= compute_parts(base, network, self.groups)
        return [float(parts[record.name]) for record in self.records]

    def draw(self, generator: np.random.Generator) -> list[float]:
        """Return every measure of one chance network; strengths are dealt out to its ties at random."""
        observed = self.network.observed
        drawn = chance_ties(
            as_presence(self.network) > 0,
            np.asarray(observed),
            self.given,
            directed=self.network.directed,
            generator=generator,
        )
        sender, receiver = np.nonzero(drawn if self.network.directed else np.triu(drawn))
        # Strengths are read only where the number of ties is kept.
        kept = len(sender) == self.network.m
        weight = generator.permutation(self.network.ties.weight) if kept else np.ones(len(sender))
        ties = Ties.from_arrays(sender, receiver, weight, directed=self.network.directed)
        same = self.network
        return self.values(Network(same.roster, same.layer, ties, same.snapshot, same.unobserved))


def cug(  # noqa: PLR0913
    study: Study,
    metrics: str | Sequence[str],
    *,
    given: Given = "edges",
    layers: Names = None,
    snapshots: Names = None,
    pathway: str | Sequence[str] = (),
    profession: str | Sequence[str] = (),
    contrast: Contrast | None = None,
    permutations: int = 9_999,
    seed: int = 0,
) -> Findings:
    """Hold measures of networks against chance networks with some of the same features.

    Parameters
    ----------
    study
        The study.
    metrics
        Ids of metrics of the network.
    given
        What chance networks share with the observed one: ``size`` (every pair tied with probability ½), ``edges``
        (also the number of ties), ``dyads`` (also how many pairs are mutual, one-way and empty).
    layers, snapshots
        Names; all where none is named.
    pathway, profession
        Keep only facts of these pathways or professions.
    contrast
        Groups, for metrics that need them.
    permutations
        Number of chance networks.
    seed
        Of everything random.

    Returns
    -------
    Findings
        For each network and metric ``cug``, the value with a two-sided p (twice the smaller share); ``cug_expected``,
        the mean over chance networks with the middle 95 % of them in ``low`` and ``high``; ``cug_at_or_above`` and
        ``cug_at_or_below``, shares of chance networks. No p where the condition fixes the metric, where it is
        undefined in more than a fifth of chance networks, where ties are made from attendance (they come in cliques,
        which no condition keeps), or where strengths matter and the number of ties is not kept.

    Raises
    ------
    UsageError
        If there is no such metric, layer or snapshot, or the metric is not of networks.
    NoResultError
        If a metric is for none of the layers, or needs groups.

    References
    ----------
    Anderson, Butts & Carley (1999), doi:10.1016/S0378-8733(99)00011-8

    Examples
    --------
    >>> from sna.derive import DERIVING
    >>> from sna.io import read_study
    >>> study = read_study("centralised-surgery", deriving=DERIVING)
    >>> found = cug(study, "transitivity", layers="mdt", snapshots="after", permutations=99)
    >>> found.table["quantity"].tolist()
    ['cug', 'cug_expected', 'cug_at_or_above', 'cug_at_or_below']
    """
    filters = {name: value for name, value in (("pathway", pathway), ("profession", profession)) if value}
    testing = Testing(permutations, exact=False, seed=seed, filters=filters)
    records = network_metrics(metrics)
    wanted, when = chosen_layers(study, layers), chosen_snapshots(study, snapshots)
    networks = [study.network(layer, snapshot, **filters) for layer in wanted for snapshot in when]
    rows: list[Row] = []
    reasons: dict[str, list[str]] = {record.name: [] for record in records}
    for network in networks:
        groups = None if contrast is None else Grouping.at(contrast, network.roster)
        why = {record.name: why_not(record, network, groups) for record in records}
        for name, reason in why.items():
            reasons[name].append(reason)
        suited = tuple(record for record in records if not why[record.name])
        if suited:
            chance = Chance(network, suited, groups, given, study.is_two_mode(network.layer.name))
            rows += _rows(chance, testing)
    _check_any(reasons)
    return Findings.of(rows, {record.name: record for record in records})


def network_metrics(metrics: str | Sequence[str]) -> tuple[MetricRecord, ...]:
    """Return the records of metrics of one network, one for each part; raise `UsageError` for any other."""
    names = (metrics,) if isinstance(metrics, str) else tuple(metrics)
    leaves = {leaf.name: leaf for name in names for leaf in check_name(name).leaves}
    wrong = [leaf.name for leaf in leaves.values() if leaf.level != "network" or leaf.of != "network"]
    if wrong or not leaves:
        hint = "'sna metrics' lists them: level network."
        what = [f"Metric '{name}' is not of one network." for name in wrong] or ["Name a metric of networks."]
        raise UsageError([Problem("E702", message, hint=hint) for message in what])
    return tuple(leaves.values())


def _check_any(reasons: dict[str, list[str]]) -> None:
    """Raise for metrics that are for none of the networks."""
    nowhere = {name: dict.fromkeys(why) for name, why in reasons.items() if all(why)}
    if nowhere:
        raise NoResultError(
            [Problem("E702", f"Metric '{name}' has no result: {'; '.join(why)}.") for name, why in nowhere.items()]
        )


def _rows(chance: Chance, testing: Testing) -> Iterator[Row]:
    """Yield the findings of one network."""
    network = chance.network
    where = {"layer": network.layer.name, "snapshot": network.snapshot, "n": network.n}
    values = chance.values(network)
    defined = [record for record, value in zip(chance.records, values, strict=True) if not math.isnan(value)]
    tested = Chance(network, tuple(defined), chance.groups, chance.given, chance.projected)
    known = [value for value in values if not math.isnan(value)]
    stream = testing.stream("cug", *map(str, where.values()), chance.given)
    tests = dict(
        zip(
            (record.name for record in defined),
            cug_tests(known, tested.draw, resamples=testing.permutations, stream=stream) if known else (),
            strict=True,
        )
    )
    for record in chance.records:
        base = {**where, "metric": record.name, "target": TARGET.format(SHARED[chance.given])}
        if record.name in tests:
            test = tests[record.name]
            yield from _metric_rows(base, test, _refusal(chance, record, test), testing, network.pairs)
        else:
            yield {**base, "quantity": "cug", "value": math.nan, "note": record.undefined}


def _metric_rows(base: Row, test: CugTest, refused: str, testing: Testing, pairs: int) -> Iterator[Row]:
    """Yield the value, what chance gives, and how much of chance lies beyond the value."""
    gone = f"undefined in {test.undefined} chance networks, left out" if test.undefined else ""
    error = math.nan if refused else monte_carlo_error(test.p, test.resamples, tails=2)
    how = {
        "method": f"CUG test over {pairs} pairs, two-sided, {sampled(test.resamples, 'networks', error)}",
        "resamples": test.resamples,
        "seed": testing.seed,
    }
    note = joined(refused, gone)
    yield {
        **base,
        **how,
        "quantity": "cug",
        "value": test.value,
        "p": math.nan if refused else test.p,
        "p_mid": math.nan if refused else test.p_mid,
        "p_min": 2 / (test.resamples + 1),
        "note": note,
    }
    shown = {
        "cug_expected": {"value": test.mean, "low": test.low, "high": test.high},
        "cug_at_or_above": {"value": test.above},
        "cug_at_or_below": {"value": test.below},
    }
    for quantity, columns in shown.items():
        if not refused:
            yield {**base, **how, "quantity": quantity, **columns, "note": gone}


def _refusal(chance: Chance, record: MetricRecord, test: CugTest) -> str:
    """Return why a metric has no p; empty where it has."""
    if chance.projected:
        return "no p: ties made from who took part in what come in bunches, which ties placed one by one do not"
    if record.weights != "ignored" and chance.given == "size":
        return "no p: it reads strengths, and chance networks of this size only have none"
    if test.is_mostly_undefined:
        return f"no p: undefined in {test.undefined} of {test.undefined + test.resamples} chance networks"
    return "no p: what chance networks share with this one decides it" if test.is_fixed else ""
