"""Guards that a row of totals whose formulas have no value is one mistake, and other formulas stay what they are."""

import pytest

from sna.errors import DataError
from sna.io import read_study


@pytest.mark.parametrize("also_above", [False, True])
def test_a_total_without_a_value_is_one_problem(book_of, deriving, also_above):
    links = [["from", "to", "cases"], ["A", "B", 3], ["B", "C", "=1+1" if also_above else 4]]
    path = book_of(mdt_links=[*links, ["Total", None, "=SUM(C2:C3)"]])
    with pytest.raises(DataError) as raised:
        read_study(path, deriving=deriving)
    codes = sorted(problem.code for problem in raised.value.problems if problem.severity == "error")
    assert codes == (["E211", "E216"] if also_above else ["E211"])
