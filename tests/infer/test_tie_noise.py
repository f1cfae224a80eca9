"""Guards the interval of one network: the fitted model, what is drawn from it, and its coverage."""

import math

import numpy as np
import pytest
from calibrating.intervals import coverage
from calibrating.laws import alike, centres, expected_ties, hubs

from sna.infer import Stream, TieModel, draw_ties, fit_tie_model, noise_interval, tie_noise


def all_pairs(n: int) -> np.ndarray:
    return ~np.eye(n, dtype=bool)


@pytest.mark.parametrize("law", [alike(60, 0.2), hubs(60, -2.0), centres(60, 12, -2.5)])
def test_a_large_network_gives_its_model_back(law) -> None:
    generator = Stream(2, ("fit",)).generator()
    model = law(generator)
    ties = draw_ties(model, all_pairs(60), generator)
    fitted = fit_tie_model(ties, all_pairs(60), directed=model.directed)
    # With 60 organisations an effect has a standard error of about .35.
    assert np.abs(fitted.log_odds - model.log_odds)[all_pairs(60)].mean() < 0.45
    assert fitted.reciprocity == pytest.approx(model.reciprocity, abs=0.5)
    # At the mode of a base rate with hardly any prior, as many ties are expected as there are.
    assert expected_ties(fitted).sum() == pytest.approx(ties.sum(), rel=0.02)


def test_ties_are_drawn_with_their_chances_and_reciprocity() -> None:
    odds = np.array([[0.0, -1.0, 0.5], [0.3, 0.0, -0.5], [1.0, -2.0, 0.0]])
    model, generator = TieModel(odds, 1.5, directed=True), Stream(1, ("draw",)).generator()
    drawn = np.array([draw_ties(model, all_pairs(3), generator) for _ in range(20_000)])
    np.testing.assert_allclose(drawn.mean(axis=0), expected_ties(model), atol=0.015)
    weights = np.exp([0, odds[0, 1], odds[1, 0], odds[0, 1] + odds[1, 0] + 1.5])
    mutual = (drawn[:, 0, 1] & drawn[:, 1, 0]).mean()
    assert mutual == pytest.approx(weights[3] / weights.sum(), abs=0.015)


def test_unobserved_pairs_never_get_a_tie() -> None:
    seen = all_pairs(8)
    seen[2, :] = False
    seen[3, 4] = seen[4, 3] = False
    generator = Stream(0, ("missing",)).generator()
    ties = draw_ties(TieModel(np.full((8, 8), 0.5), 1.0, directed=True), seen, generator)
    model = fit_tie_model(ties, seen, directed=True)
    assert np.isfinite(model.log_odds).all()
    for _ in range(50):
        assert not (draw_ties(model, seen, generator) & ~seen).any()


def test_undirected_draws_are_symmetric() -> None:
    model = TieModel(np.zeros((9, 9)), 0.0, directed=False)
    ties = draw_ties(model, all_pairs(9), Stream(0).generator())
    np.testing.assert_array_equal(ties, ties.T)
    assert 0 < ties.sum() < 72


def test_a_network_that_could_not_differ_has_no_noise() -> None:
    for ties in (np.zeros((5, 5), dtype=bool), all_pairs(5)):
        spread = tie_noise(ties, all_pairs(5), lambda x: [x.sum(), 1.0], directed=True, stream=Stream(0))
        assert np.isnan(spread).all()
    assert all(math.isnan(end) for end in noise_interval(0.0, math.nan, 5))
    assert all(math.isnan(end) for end in noise_interval(0.0, 0.0, 5))


def test_a_statistic_that_is_often_undefined_has_no_noise() -> None:
    ties = draw_ties(alike(8, 0.3)(Stream(0).generator()), all_pairs(8), Stream(0).generator())

    def statistics(x: np.ndarray) -> list[float]:
        return [x.sum(), math.nan if x[0, 1] else x.sum()]

    sure, unsure = tie_noise(ties, all_pairs(8), statistics, directed=True, stream=Stream(0))
    assert sure > 0
    assert math.isnan(unsure)


def test_noise_of_the_number_of_ties_is_binomial() -> None:
    ties = draw_ties(alike(30, 0.3)(Stream(0).generator()), all_pairs(30), Stream(5).generator())
    spread = tie_noise(ties, all_pairs(30), lambda x: [x.sum()], directed=True, resamples=400, stream=Stream(0))[0]
    density = ties.mean() * 30 / 29
    assert spread == pytest.approx(math.sqrt(870 * density * (1 - density)), rel=0.15)


def test_the_interval_is_clipped_and_centred_on_the_value() -> None:
    # 2.200985: the .975 quantile of Student's t with 11 degrees of freedom, from any printed table.
    assert noise_interval(1.0, 1.0, 12) == pytest.approx((1 - 2.200985, 1 + 2.200985), abs=1e-6)
    assert noise_interval(1.0, 1.0, 12, low=0, high=1.5) == (0, 1.5)


@pytest.mark.parametrize("law", [alike(12, 0.25), centres(12, 4, -1.8)])
def test_the_interval_covers(law) -> None:
    assert 0.89 <= coverage(law, 12, 4, networks=120, draws=10, seed=1) <= 1
