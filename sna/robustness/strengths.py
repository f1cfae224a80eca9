"""Ties as stronger or weaker, or as there or not; and how strong one must be to count."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sna.model import Network, Ties
from sna.model.answers import RATING
from sna.robustness.cases import Case
from sna.robustness.choices import Choice
from sna.robustness.outcomes import record_of
from sna.robustness.projections import disparity

STRENGTH_OF = {
    "in_degree": "in_strength",
    "out_degree": "out_strength",
    "degree": "strength",
    "betweenness": "weighted_betweenness",
    "harmonic_closeness": "weighted_harmonic_closeness",
    "harmonic_closeness_in": "weighted_harmonic_closeness_in",
    "harmonic_closeness_out": "weighted_harmonic_closeness_out",
    "constraint": "weighted_constraint",
    "effective_size": "weighted_effective_size",
    "springrank": "weighted_springrank",
    "trophic_level": "weighted_trophic_level",
}
"""Metric of ties as present or absent → the same of their strength."""
SUM_OF = {
    "ratings_received.mean": "in_strength",
    "ratings_given.mean": "out_strength",
    "joint_ratings.mean": "strength",
}
"""Mean of ratings → their sum."""
MEAN_OF = {total: mean for mean, total in SUM_OF.items()}
PRESENCE_OF = {strong: plain for plain, strong in STRENGTH_OF.items()}
LEAST = (2, 3)


def strengths(case: Case) -> Iterator[Choice]:
    """Yield strength against presence, strength on a scale of orders of magnitude, and thresholds."""
    yield from _other_amounts(case)
    weight = case.network.ties.weight
    if len(np.unique(weight)) < 2:  # noqa: PLR2004 - all alike
        return
    yield from _sums_and_means(case)
    counts = case.network.layer.counts
    weighted = record_of(case.metric).weights != "ignored"
    if case.metric in STRENGTH_OF:
        other = STRENGTH_OF[case.metric]
        yield _by_metric(f"strength of ties ({counts}), not their number", "if strength counts", other)
        yield Choice(
            "weights",
            f"strength of ties, each by its logarithm ({counts})",
            "if strength counts by its logarithm",
            lambda here: here.with_network(_logarithms).having(metric=other),
            reweighs=True,
        )
    elif case.metric in PRESENCE_OF:
        yield _by_metric("ties as there or not", "if ties only count as there or not", PRESENCE_OF[case.metric])
    if weighted:
        yield Choice(
            "weights",
            "strength of each tie by its logarithm",
            "if strength counts by its logarithm",
            lambda here: here.with_network(_logarithms),
            reweighs=True,
        )
    # A mean over the higher ratings alone would be chosen by what it is a mean of.
    if case.metric not in SUM_OF:
        yield from _thresholds(case)
        yield from disparity(case)


def _sums_and_means(case: Case) -> Iterator[Choice]:
    """Yield the sum of ratings against their mean, and the other way round."""
    if case.metric in SUM_OF:
        name = "sum of ratings, which counts how many there are"
        yield _by_metric(name, "if ratings are added up", SUM_OF[case.metric])
    elif case.metric in MEAN_OF and case.network.layer.counts == RATING:
        yield _by_metric("mean of ratings, not their sum", "if the mean rating counts", MEAN_OF[case.metric])


def _by_metric(name: str, words: str, metric: str) -> Choice:
    return Choice("weights", name, words, lambda here: here.having(metric=metric))


def _other_amounts(case: Case) -> Iterator[Choice]:
    """Yield the other quantity that joint roles can be weighed by: people, or their sessions."""
    if case.rule.table != "roles" or case.table is None or "sessions" not in case.table.frame.columns:
        return
    other = "sessions" if case.rule.weight == "people" else "people"
    metric = STRENGTH_OF.get(case.metric, case.metric)
    yield Choice(
        "weights",
        f"strength of ties in {'sessions a week' if other == 'sessions' else 'people'}",
        f"if {other} count",
        lambda here: here.with_rule(weight=other).having(metric=metric),
        reweighs=True,
    )


def _thresholds(case: Case) -> Iterator[Choice]:
    weight = case.network.ties.weight
    whole = bool((weight == np.round(weight)).all())
    for least in LEAST if whole else ():
        if (weight < least).any() and (weight >= least).any():
            yield _at_least(float(least), f"only ties of {least} or more", f"if only ties of {least} or more count")
    middle = float(np.median(weight))
    upper = np.unique(weight[weight > middle])
    if len(upper) and not (whole and upper[0] in LEAST):
        name = f"only the stronger half of ties ({upper[0]:.3g} or more)"
        yield _at_least(float(upper[0]), name, "if only the stronger half of ties counts")


def _at_least(least: float, name: str, words: str) -> Choice:
    return Choice(
        "threshold", name, words, lambda here: here.with_network(lambda network: stronger(network, least=least))
    )


def stronger(network: Network, *, least: float) -> Network:
    """Return the network with the ties of at least a strength.

    Examples
    --------
    >>> from sna.metrics import sketch
    >>> stronger(sketch("A>B:3 B>C:1"), least=2).m
    1
    """
    return with_ties_where(network, network.ties.weight >= least)


def with_ties_where(network: Network, kept: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Network:
    """Return the network with some of its ties, everybody still in it."""
    ties = network.ties
    some = Ties.from_arrays(ties.sender[kept], ties.receiver[kept], ties.weight[kept], directed=network.directed)
    return with_these(network, some)


def with_these(network: Network, ties: Ties) -> Network:
    """Return the network with other ties; a pair that is tied was observed."""
    tied = set(zip(ties.sender.tolist(), ties.receiver.tolist(), strict=True))
    unobserved, zeros = network.unobserved - tied, network.zeros - tied
    kept = network.snapshot, unobserved, network.filters, network.counted, zeros
    return Network(network.roster, network.layer, ties, *kept)


def _logarithms(network: Network) -> Network:
    """Return the network with ln(1 + strength) in the place of strength."""
    ties = network.ties
    logs = Ties.from_arrays(ties.sender, ties.receiver, np.log1p(ties.weight), directed=network.directed)
    return with_these(network, logs)
