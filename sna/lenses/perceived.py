"""Is who is central in the records also said to have influence."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.contrast import headline_metric
from sna.contrast.gaps import LEVEL, test_columns
from sna.contrast.groups import counted
from sna.derive.rosters import roster_at
from sna.derive.selecting import knows
from sna.infer import FEWEST, rank_correlation_tests, sampled
from sna.lenses.influence import influence_layer, perceived_in
from sna.lenses.lens import Lens, Looking, Row
from sna.metrics import measure
from sna.model import Snapshot, Study

Values = npt.NDArray[np.float64]
NO_INTERVAL = (
    "no interval: positions in one network depend on each other, which intervals for rank correlations exclude"
)
STATISTICS = ("spearman", "kendall_tau_b")
TARGET = "these organisations: perceived influence unrelated to recorded position"


def perceived(looking: Looking) -> Iterator[Row]:
    """Yield, for every snapshot and recorded layer, how far recorded and perceived positions agree.

    ``spearman`` and ``kendall_tau_b`` correlate the metric of the layer's headline with the mean answer an organisation
    received on the question of influence; p is two-sided, from values dealt out anew. Undefined below four
    organisations, and where either is the same for all.
    """
    study = looking.study
    recorded = [name for name, rule in study.layers.items() if rule.answers is None]
    for snapshot in study.snapshots:
        roster = roster_at(study, snapshot, study.filters)
        said = perceived_in(study, snapshot, roster)
        for layer in recorded:
            base = {"layer": layer, "snapshot": snapshot.name, "target": TARGET}
            if not all(knows(study, study.layers[layer].table, column) for column in study.filters):
                yield from _undefined(base, "the facts behind the layer do not know what it is narrowed to", 0)
            elif said is None:
                yield from _undefined(base, "nobody answered the question of influence in this snapshot", 0)
            else:
                metric, values = _recorded(study, layer, snapshot, roster.ids)
                row = {**base, "metric": metric}
                yield from _correlated(looking, row, values, said.received, said.about)


def _recorded(study: Study, layer: str, snapshot: Snapshot, ids: tuple[str, ...]) -> tuple[str, Values]:
    """Return the metric of a layer's headline and its value for each organisation."""
    metric = headline_metric(study, layer)
    table = measure(study, metrics=metric, layers=layer, snapshots=snapshot.name).table
    table = table[(table["metric"] == metric) & (table["organisation"] != "")]
    of = dict(zip(table["organisation"], table["value"], strict=True))
    return metric, np.array([of.get(identifier, math.nan) for identifier in ids], dtype=np.float64)


def _correlated(looking: Looking, base: Row, values: Values, received: Values, about: str) -> Iterator[Row]:
    known = ~np.isnan(values) & ~np.isnan(received)
    n, missing = int(known.sum()), int((~known).sum())
    left = f"{counted(missing, len(known))} not known, left out" if missing else ""
    why = f"only {counted(n)} of which both are known, {FEWEST} needed" if n < FEWEST else ""
    if not why and (np.ptp(values[known]) == 0 or np.ptp(received[known]) == 0):
        which = "the recorded metric" if np.ptp(values[known]) == 0 else "perceived influence"
        why = f"{which} is the same for all"
    if why:
        yield from _undefined(base, "; ".join(part for part in (why, left) if part), n)
        return
    testing = looking.testing
    stream = testing.stream(str(base["layer"]), str(base["snapshot"]), "perceived")
    tests = rank_correlation_tests(
        values[known], received[known], permutations=testing.permutations, exact=testing.exact, stream=stream
    )
    for name, test in tests.items():
        refused = f"no p: with these values it cannot be below {test.p_min:.2g}" if test.p_min > LEVEL else ""
        columns: dict[str, Any] = test_columns(test, testing, refused)
        method = f"exact permutation, two-sided, {test.resamples} orders"
        if not test.exact:
            drawn = sampled(test.resamples, "orders", math.nan if refused else test.error)
            method = f"permutation, two-sided, {drawn}"
        note = "; ".join(part for part in (refused, about, left, NO_INTERVAL) if part)
        yield {**base, **columns, "method": method, "quantity": name, "value": test.value, "n": n, "note": note}


def _undefined(base: Row, why: str, n: int) -> Iterator[Row]:
    yield from ({**base, "quantity": name, "value": math.nan, "n": n, "note": why} for name in STATISTICS)


def _can(study: Study) -> bool:
    rule = influence_layer(study)
    return rule is not None and any(other.answers is None for other in study.layers.values())


LENS = Lens(
    "perceived",
    "Are those who are central in the records also said to have influence?",
    "a survey with a question of influence or power, and a layer from records beside it.",
    _can,
    perceived,
    of_power=True,
)
