"""What sentences on tests share: how sure a p is."""

import math
from types import SimpleNamespace

import pytest

from sna.infer import sampled
from sna.report.words_of_tests import why

DRAWN = sampled(9_999, "splits", 0.00099)


@pytest.mark.parametrize(
    ("p", "p_adjusted", "method", "said"),
    [
        (0.01, math.nan, DRAWN, "p = 0.010, Monte Carlo error 0.00099"),
        # √(.04 × .96 / 9,999) = .00196: a corrected p is counted on the sample by itself.
        (0.01, 0.04, DRAWN, "p = 0.040 corrected, Monte Carlo error 0.002"),
        (0.01, 0.04, "exact, all 330 splits", "p = 0.040 corrected, all 9,999 splits"),
    ],
)
def test_a_p_stands_with_its_own_error(p, p_adjusted, method, said):
    assert why(SimpleNamespace(p=p, p_adjusted=p_adjusted, method=method, resamples=9_999.0, note="")) == said


def test_where_there_is_no_p_the_first_reason_is_given():
    row = SimpleNamespace(p=math.nan, p_adjusted=math.nan, method="", resamples=0.0, note="too few; something else")
    assert why(row) == "too few"
