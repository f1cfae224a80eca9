"""Guards that every metric agrees with another program or a closed form, on at least one value that is not 0 or 1."""

from __future__ import annotations

import pytest
from oracle_checks import Check, agreement, all_checks, excused

from sna.metrics import catalogue

CHECKS = all_checks()
IDS = [leaf.name for record in catalogue().values() for leaf in record.leaves]


@pytest.mark.parametrize("check", CHECKS, ids=str)
def test_agrees(check: Check) -> None:
    check.hold()


@pytest.mark.parametrize("metric", IDS)
def test_every_metric_has_a_telling_oracle(metric: str) -> None:
    telling = [check for check in CHECKS if check.metric == metric and check.telling()]
    assert telling or metric in excused(), "no checks_*.py has an independent value of it other than 0, 1 or undefined"


def test_checks_and_excuses_are_of_metrics_that_exist() -> None:
    assert {check.metric for check in CHECKS} | set(excused()) <= set(IDS)
    assert all(len(why.split()) > 3 for why in excused().values())
    assert all(check.source and 0 < check.tolerance < 0.01 for check in CHECKS)


def test_a_wrong_value_does_not_agree() -> None:
    check = next(check for check in CHECKS if check.metric == "density")
    wrong = Check(check.metric, check.on, check.thing, lambda: check.expected() + 1e-6, "nobody")
    with pytest.raises(AssertionError, match="density"):
        wrong.hold()


def test_the_table_of_agreement_has_every_metric() -> None:
    rows = agreement()
    assert [row.metric for row in rows] == sorted(row.metric for row in rows)
    assert {row.metric for row in rows} | set(excused()) == set(IDS)
