"""Guards how often an event begins a phase of a chart although nothing happens: the rate that the manual states."""

import numpy as np
import pytest

from sna.infer.phases import phases_of

RUNS = 4_000


@pytest.mark.parametrize(("points", "event"), [(24, 12), (24, 8), (24, 6), (18, 6)])
def test_an_event_seldom_begins_a_phase_where_nothing_happens(points, event):
    series = np.random.default_rng(7).normal(size=(RUNS, points))
    share = np.mean([len(phases_of(values, [event]).starts) > 1 for values in series])
    # .04 to .07, and three standard errors of so many runs.
    assert 0.025 < share < 0.082


def test_the_rate_with_a_known_mean_is_a_closed_form():
    # Long before the event the mean is known: all of seven on one side of it, either side, is 2 × .5⁷.
    series = np.random.default_rng(8).normal(size=(RUNS, 400))
    share = np.mean([len(phases_of(values, [393]).starts) > 1 for values in series])
    assert share == pytest.approx(2 / 2**7, abs=3 * np.sqrt(0.0156 / RUNS) + 0.003)
