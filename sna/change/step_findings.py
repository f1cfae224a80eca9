"""Everything that is found of one step."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from sna.change.between import Between
from sna.change.certainty import Tests
from sna.change.composition import composition_rows
from sna.change.movers import Ranked, mover_rows
from sna.change.rates import rate_rows
from sna.change.readings import Readings
from sna.change.roles import role_rows
from sna.change.shifts import shift_rows
from sna.change.steps import Step
from sna.change.tested import key_of, tested_rows
from sna.change.turnover import membership_rows, turnover_rows
from sna.contrast import primary_metric
from sna.contrast.subjects import Testing
from sna.model import MetricRecord, RowBlock, spelt_out

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Asked:
    """How steps are compared.

    Attributes
    ----------
    testing
        How to test.
    primary
        The metric that the study declares in advance, empty where it declares none.
    detail
        Whether to test, and to say more than what is of whole layers: of group pairs, organisations, roles and who is
        in it.
    successors
        Organisation → the organisation that follows it.
    """

    testing: Testing
    primary: str
    detail: bool
    successors: Mapping[str, str]


def step_findings(
    step: Step, read: tuple[Readings, Readings], records: Mapping[str, MetricRecord], asked: Asked
) -> Iterator[Row | RowBlock]:
    """Yield what is found of a step: ties, rates, members, changes with their tests and parts, ranks and roles.

    Parameters
    ----------
    step
        The step.
    read
        What was measured before and after.
    records
        What is known of the metrics.
    asked
        How to compare.
    """
    before, after = read
    tests = Tests(step, asked.testing)
    yield from turnover_rows(step, detail=asked.detail)
    yield from rate_rows(tests, detail=asked.detail)
    yield from membership_rows(step, asked.successors)
    if not asked.detail:
        yield from shift_rows(step, before, after)
        return
    shifts = spelt_out(shift_rows(step, before, after))
    headline = headline_of(asked.primary, after, records)
    tested = list(tested_rows(tests, shifts, records, headline))
    yield from tested
    if step.refused:
        return
    one_mode = {name for name, record in records.items() if record.of == "network"}
    keys = [key for row in shifts if (key := key_of(step, row)) and key[0] in one_mode]
    used = {key[0] for key in keys} | ({headline} & one_mode)
    between = Between(step, before, after, {name: records[name] for name in used}, step.contrast)
    done = [row for row in tested if row["quantity"] == "change_common"]
    yield from composition_rows(between, keys, frozenset(key for row in done if (key := key_of(step, row))))
    if headline in used:
        yield from mover_rows(_ranked(tests, headline, between))
    yield from role_rows(step)


def headline_of(primary: str, read: Readings, records: Mapping[str, MetricRecord]) -> str:
    """Return the metric that organisations are ranked by: the declared one, else strength or degree; or none."""
    return primary_metric(primary, [name for name in read.of if records[name].level == "organisation"])


def _ranked(tests: Tests, metric: str, between: Between) -> Ranked:
    """Return the organisations in both snapshots by a metric, in the networks among these alone."""
    before, after = (
        np.array([of.of[metric].value(i) if metric in of.of else math.nan for i in tests.step.both])
        for of in between.core
    )
    return Ranked(tests, metric, before, after)
