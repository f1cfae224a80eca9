"""A column of up to twelve values divides by itself; of more, the message names groups that can be compared."""

from __future__ import annotations

import pytest

from sna.contrast import asymmetry
from sna.errors import UsageError


@pytest.mark.parametrize("count", [7, 12])
def test_up_to_twelve_groups_are_compared(make_network, make_study, count: int) -> None:
    names = "ABCDEFGHIJKLMNOPQRSTUVWX"[: 2 * count]
    network = make_network({name: f"g{place // 2:02}" for place, name in enumerate(names)}, ["AB", "CD", "EA"])
    found = asymmetry(make_study([network], []), by="kind", metrics="in_degree", permutations=99).table
    pairs = found[found["quantity"] == "difference"]
    assert len(pairs) == count * (count - 1) // 2


def test_of_more_the_two_largest_are_offered(make_network, make_study) -> None:
    labels = {name: f"g{place}" for place, name in enumerate("ABCDEFGHIJKLM")} | dict.fromkeys("NOP", "g3")
    network = make_network(labels | dict.fromkeys("QR", "g7"), ["AB"])
    with pytest.raises(UsageError, match=r"13 different values.*kind=g3,g7") as refused:
        asymmetry(make_study([network], []), by="kind", metrics="in_degree")
    assert "2 to 12" in str(refused.value)
