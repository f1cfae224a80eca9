"""Intervals of gaps: the same organisations under other tie noise."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sna.contrast.subjects import Subject, Testing
from sna.engines import as_presence
from sna.infer import noise_interval, tie_noise
from sna.infer.model_bootstrap import RESAMPLES
from sna.metrics import compute
from sna.model import Network, Ties

Pair = tuple[str, str]
Values = npt.NDArray[np.float64]
Presence = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Interval:
    """A 95 % interval of a gap, or the reason why there is none."""

    low: float = math.nan
    high: float = math.nan
    resamples: int = 0
    reason: str = ""


def intervals(subject: Subject, testing: Testing) -> dict[tuple[str, Pair], Interval]:
    """Return the interval of every metric and pair of groups.

    The model draws ties as present or absent, each pair by itself: metrics of strength and ties made from attendance,
    which come in cliques, get a reason instead.
    """
    pairs = subject.contrast.pairs
    reasons = {metric: _unsuited(subject, metric) for metric in subject.values}
    suited = [metric for metric, reason in reasons.items() if not reason]
    found = {(metric, pair): Interval(reason=reason) for metric, reason in reasons.items() if reason for pair in pairs}
    if not suited:
        return found
    network = subject.network

    def drawn_gaps(presence: Presence) -> Values:
        drawn = with_ties(network, presence)
        return np.concatenate([_gaps(subject, np.asarray(compute(metric, drawn))) for metric in suited])

    stream = testing.stream(*subject.where.values(), "tie noise")
    present = as_presence(network) > 0
    spread = tie_noise(present, network.observed, drawn_gaps, directed=network.directed, stream=stream)
    asked = [(metric, pair) for metric in suited for pair in pairs]
    for (metric, pair), sd in zip(asked, spread.tolist(), strict=True):
        found[metric, pair] = _interval(subject, metric, pair, sd)
    return found


def with_ties(network: Network, presence: Presence) -> Network:
    """Return the network with other ties, all of strength 1."""
    sender, receiver = np.nonzero(presence if network.directed else np.triu(presence))
    ties = Ties.from_arrays(sender, receiver, np.ones(len(sender)), directed=network.directed)
    return Network(network.roster, network.layer, ties, network.snapshot, network.unobserved)


def _unsuited(subject: Subject, metric: str) -> str:
    record = subject.records[metric]
    if record.of == "affiliation" or subject.projected:
        return "no interval: ties made from attendance do not vary one by one"
    return "" if record.weights == "ignored" else "no interval: only for ties as present or absent"


def _gaps(subject: Subject, values: Values) -> Values:
    """Return the difference of means of every pair of groups, undefined values left out."""
    means = {}
    for group in subject.contrast.groups:
        members = values[subject.members(group)]
        undefined = np.isnan(members)
        defined = members[~undefined] if undefined.any() else members
        means[group] = defined.mean() if len(defined) else math.nan
    return np.array([means[group] - means[other] for group, other in subject.contrast.pairs])


def _interval(subject: Subject, metric: str, pair: Pair, spread: float) -> Interval:
    compared = np.concatenate([subject.members(group) for group in pair])
    if np.isnan(subject.values[metric][compared]).any():
        # Who has a value would itself change with the ties.
        return Interval(reason="no interval: undefined for some organisations")
    if not spread > 0:
        return Interval(reason="no interval: under the model of tie noise it is undefined, or always the same")
    place = subject.contrast.pairs.index(pair)
    value = float(_gaps(subject, subject.values[metric])[place])
    record = subject.records[metric]
    reach = record.high - record.low
    low, high = noise_interval(value, spread, subject.network.n, low=-reach, high=reach)
    return Interval(low, high, RESAMPLES)
