"""Guards how far ranks are kept when something is lost: scipy, all possible losses, a hub that cannot be unseated."""

import itertools

import numpy as np
import pandas as pd
import pytest
from scipy.stats import kendalltau

from sna.model import LayerRule
from sna.robustness import sensitivity
from sna.robustness.ranking import first_few, kendall_tau_b, rank_stability

LINKS = LayerRule("links", "links", directed=False)


def links(make_study, pairs, **groups):
    rows = [dict(zip(("from_organisation", "to_organisation"), pair, strict=True)) for pair in pairs]
    return make_study(LINKS, tables={"links": rows}, **groups)


def pick(rows, quantity, lost):
    table = pd.DataFrame(rows)
    return table[(table["quantity"] == quantity) & table["other"].str.startswith(lost)]


@pytest.mark.parametrize("seed", range(5))
def test_tau_b_is_that_of_scipy(seed):
    generator = np.random.Generator(np.random.PCG64(seed))
    one, other = generator.integers(0, 6, (2, 12)).astype(float)
    assert kendall_tau_b(one, other) == pytest.approx(kendalltau(one, other).statistic)


def test_a_hub_keeps_first_place_whatever_ties_are_lost(make_study, case_of):
    case = case_of(links(make_study, [f"A{other}" for other in "BCDEFGH"]), "degree")
    rows = list(rank_stability(case, draws=50))
    kept = pick(rows, "first_place_kept", "10% of ties")
    assert kept["organisation"].tolist() == ["A"]
    assert kept["value"].tolist() == [1.0]
    rank = pick(rows, "rank", "10% of ties").set_index("organisation")
    assert (rank.loc["A", "low"], rank.loc["A", "high"]) == (1, 1)
    assert rank.loc["B", "value"] == 2


def test_the_mean_over_draws_is_that_over_all_losses(make_study, case_of):
    pairs = ["AB", "AC", "AD", "BC", "DE", "EF"]
    case = case_of(links(make_study, pairs, specialist="AB", local="CDEF"), "degree")
    ids = case.network.roster.ids

    def degrees(kept):
        return np.array([sum(who in pair for pair in kept) for who in ids], dtype=float)

    own = degrees(pairs)
    taus, tops = [], []
    for lost in itertools.combinations(pairs, round(0.3 * len(pairs))):
        left = degrees([pair for pair in pairs if pair not in lost])
        taus.append(kendalltau(own, left).statistic)
        before, after = first_few(own), first_few(left)
        tops.append((before & after).sum() / (before | after).sum())
    rows = list(rank_stability(case, draws=2000, seed=1))
    assert pick(rows, "rank_stability", "30% of ties")["value"].item() == pytest.approx(np.mean(taus), abs=0.02)
    assert pick(rows, "top_three_kept", "30% of ties")["value"].item() == pytest.approx(np.mean(tops), abs=0.02)


def test_seeds_repeat_and_matter(make_study, case_of):
    case = case_of(links(make_study, ["AB", "AC", "AD", "BC", "DE", "EF", "GH"]), "degree")
    one, again, other = (list(rank_stability(case, draws=9, seed=seed)) for seed in (3, 3, 4))
    assert repr(one) == repr(again)
    assert repr(one) != repr(other)


def test_too_small_networks_say_so(make_study):
    study = links(make_study, ["AC"], specialist="A", local="C")
    table = sensitivity(study, draws=5).stability.table
    assert table["value"].isna().all()
    assert (table["note"] != "").all()
