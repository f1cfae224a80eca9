"""Guards the networks of CUG tests: what each condition keeps, that every network is as likely, and counting."""

from collections import Counter

import numpy as np
import pytest

from sna.infer import GIVEN, Stream, chance_ties, cug_tests


def dyads(ties):
    mutual = int((ties & ties.T).sum()) // 2
    return mutual, int(ties.sum()) - 2 * mutual


@pytest.mark.parametrize("given", GIVEN)
@pytest.mark.parametrize("directed", [True, False])
def test_what_is_kept(given, directed):
    rng = np.random.default_rng(3)
    ties = (rng.random((8, 8)) < 0.3) & ~np.eye(8, dtype=bool)
    ties = ties if directed else ties | ties.T
    observed = ~np.eye(8, dtype=bool)
    for i, j in ((0, 1), (5, 2)):
        observed[i, j] = False
        observed[j, i] &= directed
    ties &= observed
    for _ in range(30):
        drawn = chance_ties(ties, observed, given, directed=directed, generator=rng)
        assert not (drawn & ~observed).any()
        assert directed or (drawn == drawn.T).all()
        if given != "size":
            assert drawn.sum() == ties.sum()
        if given == "dyads" and directed:
            whole = observed & observed.T
            assert dyads(drawn & whole) == dyads(ties & whole)


def test_sizes_only_tie_half_of_the_pairs():
    rng = np.random.default_rng(0)
    nothing, everyone = np.zeros((9, 9), dtype=bool), ~np.eye(9, dtype=bool)
    drawn = [chance_ties(nothing, everyone, "size", directed=True, generator=rng).sum() for _ in range(400)]
    assert np.mean(drawn) == pytest.approx(36, abs=4 * np.sqrt(72 / 4 / 400))


@pytest.mark.parametrize(("given", "possible"), [("edges", 15), ("dyads", 12)])
def test_every_network_is_as_likely(given, possible):
    # Two ties among three: 15 ways to place them; as two one-way pairs 12, as one mutual pair 3.
    ties = np.array([[0, 1, 1], [0, 0, 0], [0, 0, 0]], dtype=bool)
    rng, everyone = np.random.default_rng(1), ~np.eye(3, dtype=bool)
    draws = 6_000
    seen = Counter(chance_ties(ties, everyone, given, directed=True, generator=rng).tobytes() for _ in range(draws))
    assert len(seen) == possible
    share = 1 / possible
    for count in seen.values():
        assert count / draws == pytest.approx(share, abs=5 * np.sqrt(share * (1 - share) / draws))


def test_counting_by_hand():
    values = iter([1.0, 2.0, 2.0, 3.0, np.nan])
    test = cug_tests([2.0], lambda _: [next(values)], resamples=5, stream=Stream(0))[0]
    assert (test.resamples, test.undefined) == (4, 1)
    # With the observed one: 1 above, 3 tied, 1 below of 5.
    assert (test.above, test.below, test.p) == (0.8, 0.8, 1.0)
    assert test.p_mid == pytest.approx(1.0)
    assert test.mean == 2.0
    assert not test.is_fixed
    assert not test.is_mostly_undefined


def test_one_tail():
    test = cug_tests([9.0], lambda rng: [rng.random()], resamples=99, stream=Stream(0))[0]
    assert (test.above, test.below, test.p) == (0.01, 1.0, 0.02)
    assert test.p_mid == pytest.approx(0.01)


def test_what_the_condition_decides_is_fixed():
    assert cug_tests([0.3], lambda _: [0.3], resamples=99, stream=Stream(0))[0].is_fixed
    assert cug_tests([0.3], lambda _: [np.nan], resamples=99, stream=Stream(0))[0].is_mostly_undefined
