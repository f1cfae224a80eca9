"""Guards what is said of projections that one event makes, by counting its pairs, and where nothing is said."""

import itertools
from collections import Counter

import numpy as np
import pytest

import sna


def problems(folder, events, organisations):
    (folder / "organisations.csv").write_text("organisation\n" + "".join(f"{name}\n" for name in organisations))
    (folder / "meetings.csv").write_text("meeting\n" + "".join(f"{name}\n" for name in events))
    rows = "".join(f"{event},{name}\n" for event, there in events.items() for name in there)
    (folder / "attendance.csv").write_text("meeting,organisation\n" + rows)
    found = {problem.code: problem for problem in sna.check(folder).problems}
    return found.get("W412"), found.get("W413")


ORGANISATIONS = [f"O{number:03}" for number in range(110)]


def test_one_event_of_a_hundred_makes_most_ties(tmp_path):
    events = {"plenary": ORGANISATIONS[:100], "a": ORGANISATIONS[:3], "b": ORGANISATIONS[99:104]}
    one, everybody = problems(tmp_path, events, ORGANISATIONS)
    # 4,950 pairs, 3 of them met at the first small meeting too; the second adds 4 x 5 / 2 pairs of others.
    assert one.value == "'plenary' (100 organisations), 4947 of 4960 ties"
    assert everybody is None


@pytest.mark.parametrize("seed", range(5))
def test_ties_that_only_the_largest_event_makes_by_brute_force(tmp_path, seed):
    dice = np.random.Generator(np.random.PCG64(seed))
    names = ORGANISATIONS[:20]
    events = {f"m{n}": sorted(dice.choice(names, dice.choice([2, 3, 4, 11]), replace=False)) for n in range(8)}
    one, _ = problems(tmp_path, events, names)
    made = Counter(pair for there in events.values() for pair in itertools.combinations(there, 2))
    largest = max(events, key=lambda event: len(events[event]))
    alone = sum(made[pair] == 1 for pair in itertools.combinations(events[largest], 2))
    if 2 * alone >= len(made):
        assert one.value == f"'{largest}' ({len(events[largest])} organisations), {alone} of {len(made)} ties"
    else:
        assert one is None


def test_everybody_met_everybody(tmp_path):
    names = ORGANISATIONS[:6]
    one, everybody = problems(tmp_path, {"m1": names, "m2": names[:2], "m3": names[2:]}, names)
    assert one is None
    assert everybody.value == "'all'"


def test_a_few_meetings_of_a_few_are_ordinary(tmp_path):
    names = ORGANISATIONS[:6]
    assert problems(tmp_path, {"m1": names[:4], "m2": names[1:3], "m3": names[2:5]}, names) == (None, None)
