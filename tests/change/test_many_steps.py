"""Guards that many steps together say of each what it says alone, and rates counted against rates of matrices."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from sna.change import compare
from sna.change.comparing import MOST_TESTED
from sna.change.grounds import FEWEST_PAIRS
from sna.engines import as_matrix
from sna.infer import clustered_proportion
from sna.model import FINDING_COLUMNS, Findings, RowBlock, spelt_out

STEPS = MOST_TESTED + 2


@pytest.fixture(params=[True, False], ids=["directed", "undirected"])
def study(request, make_network, make_study):
    """Return snapshots with organisations that come and go, strengths that are no whole numbers and unseen pairs."""
    rng = np.random.default_rng(4)
    networks = {}
    for step in range(STEPS + 1):
        here = "".join(sorted(i for i in "ABCDEFGH" if rng.random() < 0.85))
        pairs = [a + b for a in here for b in here if (a != b if request.param else a < b)]
        unseen = [pair for pair in pairs if rng.random() < 0.1]
        tied = [pair for pair in pairs if pair not in unseen and rng.random() < 0.4]
        ties = " ".join(f"{pair}:{rng.random() + 0.1}" for pair in tied)
        groups = dict(zip("ABCDEFGH", "xxxyyyyx", strict=True))
        networks[f"s{step:02}"] = make_network(here, ties, directed=request.param, groups=groups, unobserved=unseen)
    return make_study(networks, groups=["x", "y"])


def test_many_steps_say_of_each_what_it_says_alone(study):
    together = compare(study).table
    names = study.snapshots.names
    for first, second in (names[:2], names[5:7], names[-2:]):
        alone = compare(study, before=first, after=second, permutations=99).table
        # What a test adds, and what further rows there are, is of single steps.
        said = ["quantity", "metric", "organisation", "group", "other", "value", "n"]
        of_step = together[(together["before"] == first) & (together["snapshot"] == second)]
        kept = alone.merge(of_step[said[:5]].drop_duplicates(), how="right", on=said[:5])
        pd.testing.assert_frame_equal(of_step[said].reset_index(drop=True), kept[said], check_exact=True)
        own = together["organisation"].ne("") & together["quantity"].eq("change")
        assert own[of_step.index].any()


def test_rates_and_distances_are_those_of_the_matrices(study):
    found = compare(study).table.set_index(["before", "snapshot", "quantity"])
    for step, (first, second) in enumerate(zip(study.snapshots.names, study.snapshots.names[1:], strict=False)):
        old, new = (study.network("links", name) for name in (first, second))
        both = frozenset(old.roster.ids) & frozenset(new.roster.ids)
        old, new = old.subset(both), new.subset(both)
        seen = old.observed & new.observed
        before, after = as_matrix(old), as_matrix(new)
        upper = np.triu_indices(len(both), 1)
        times = 1 if old.directed else 2
        formed, free = ((before == 0) & (after > 0) & seen), ((before == 0) & seen)
        hits, trials = ((part + part.T.astype(int)) / times for part in (formed.astype(int), free.astype(int)))
        rate = clustered_proportion(hits[upper], trials[upper])
        row = found.loc[(first, second, "formation_rate")]
        assert (row["value"], row["n"]) == pytest.approx((rate.value, rate.n)), step
        moved = ((before > 0) != (after > 0)) & seen
        limits = (rate.low, rate.high) if np.triu(moved | moved.T).sum() >= FEWEST_PAIRS else (np.nan, np.nan)
        assert (row["low"], row["high"]) == pytest.approx(limits, nan_ok=True), step
        differ = moved[seen].mean()
        assert found.loc[(first, second, "hamming"), "value"] == pytest.approx(differ)
        apart = np.abs(before - after)[seen].mean()
        assert found.loc[(first, second, "hamming_weighted"), "value"] == pytest.approx(apart)


def test_blocks_and_their_rows_make_the_same_table():
    block = RowBlock(
        {"quantity": "change", "n": 1, "note": ""},
        {"organisation": np.array(["A", "B"], dtype=object), "value": np.array([1.0, -2.5])},
    )
    parts = [{"quantity": "joined", "value": 1.0}, block, {"quantity": "left", "value": float("nan"), "note": "why"}]
    one, other = Findings.of(parts, {}), Findings.of(spelt_out(parts), {})
    pd.testing.assert_frame_equal(one.table, other.table, check_exact=True)
    assert one.table["organisation"].tolist() == ["", "A", "B", ""]
    assert one.table["n"].isna().tolist() == [True, False, False, True]
    assert tuple(one.table.columns) == FINDING_COLUMNS


def test_a_block_of_columns_of_two_lengths_is_refused():
    with pytest.raises(ValueError, match="of one length"):
        RowBlock({}, {"value": np.zeros(2), "n": np.zeros(3)})


def test_why_no_step_is_tested_is_what_would_also_hold_of_one_alone(study):
    for table, said in (
        ("links", "or name one step"),
        ("roles", "with several roles do not come and go"),
    ):
        rule = replace(study.layers["links"], table=table)
        notes = compare(replace(study, layers={"links": rule})).table.set_index("quantity")["note"]
        assert said in notes["steps_untested"]
        assert ("name one step" in notes["steps_untested"]) == (table == "links")
