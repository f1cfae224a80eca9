"""Guards the pieces: draws, days and CSV that do not depend on the machine."""

import datetime as dt
import itertools

import pytest

from sna.simulate.chance import Chance
from sna.simulate.dates import Period, half_years, meeting_days, month_after
from sna.simulate.tables import as_csv


def test_purposes_have_their_own_draws() -> None:
    assert [Chance(3, "a").uniform() for _ in range(2)] == [Chance(3, "a").uniform()] * 2
    assert Chance(3, "a").uniform() != Chance(3, "b").uniform()
    assert Chance(3, "a").uniform() != Chance(4, "a").uniform()


def test_counts_have_the_mean_they_are_asked_for() -> None:
    chance = Chance(0, "counts")
    draws = [chance.count(2.5) for _ in range(4000)]
    # Poisson: the standard error of the mean is sqrt(2.5 / 4000) = 0.025.
    assert abs(sum(draws) / len(draws) - 2.5) < 0.1
    assert chance.count(0.0) == 0


def test_whole_reaches_both_ends_and_shuffling_keeps_everything() -> None:
    chance = Chance(0, "ends")
    assert {chance.whole(1, 3) for _ in range(100)} == {1, 2, 3}
    assert sorted(chance.shuffled(range(9))) == list(range(9))


def test_half_years_cover_a_period_without_gap() -> None:
    period = Period(dt.date(2013, 4, 1), dt.date(2015, 3, 31))
    halves = list(half_years(period))
    assert (halves[0].start, halves[-1].end, len(halves)) == (period.start, period.end, 4)
    assert all((b.start - a.end).days == 1 for a, b in itertools.pairwise(halves))


def test_meeting_days_fall_on_their_weekday_inside_the_period() -> None:
    period = Period(dt.date(2015, 10, 5), dt.date(2016, 10, 4))
    days = list(meeting_days(period, every=1, weekday=1, week=2))
    assert len(days) == 12
    assert all(day.weekday() == 1 and 8 <= day.day <= 14 and day in period for day in days)
    assert month_after(dt.date(2015, 12, 9), 1) == dt.date(2016, 1, 1)


def test_a_row_with_an_unknown_column_is_refused() -> None:
    with pytest.raises(ValueError, match="weigth"):
        as_csv(["from", "weight"], [{"from": "A", "weigth": 1}])
