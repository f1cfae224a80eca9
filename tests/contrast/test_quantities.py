"""Guards the list of quantities: everything found is in it, everything in it is found, values keep to their span."""

import dataclasses
import re

import pytest

from sna.commands.program import program
from sna.contrast import asymmetry
from sna.contrast.quantities import QUANTITIES, names, quantities_page

SPANS = {
    "0 to 1": (0, 1),
    "−1 to 1": (-1, 1),
    "−1 (all within) to 1 (all between)": (-1, 1),
    "0 or more": (0, float("inf")),
}


@pytest.fixture
def found(knoke, karate, make_study):
    weighted = dataclasses.replace(knoke, layer=dataclasses.replace(knoke.layer, counts="messages"))
    of_both = asymmetry(make_study([weighted], ["GOV", "PVT", "VOL"]), metrics=["in_degree", "in_strength"]).table
    sampled = asymmetry(make_study([karate], ["Mr. Hi", "Officer"]), metrics=["degree", "strength"], permutations=99)
    return [of_both, sampled.table]


def test_everything_found_is_listed_and_everything_listed_is_found(found) -> None:
    quantities = {quantity for table in found for quantity in table["quantity"]}
    assert quantities == set(names())


def test_values_keep_to_their_span_and_only_tested_quantities_have_p(found) -> None:
    known = {q.name: q for q in QUANTITIES}
    for table in found:
        for name, part in table.groupby("quantity"):
            of = known[name.removesuffix("_expected")]
            low, high = SPANS.get(of.span, (-float("inf"), float("inf")))
            assert part["value"].dropna().between(low - 1e-12, high + 1e-12).all(), name
            tested = bool(of.test) and not name.endswith("_expected")
            assert tested or part["p"].isna().all()
            assert part["p"].notna().any() == tested
            assert (part["target"] != "").all()
            assert part["n"].notna().all()


def test_every_p_is_at_least_the_smallest_possible_and_no_more_than_the_corrected(found) -> None:
    for table in found:
        tested = table[table["p"].notna()]
        assert (tested["p"] >= tested["p_min"] - 1e-12).all()
        assert (tested["p_mid"] <= tested["p"] + 1e-12).all()
        corrected = tested[tested["p_adjusted"].notna()]
        assert (corrected["p_adjusted"] >= corrected["p"] - 1e-12).all()
        assert tested["method"].str.contains("label permutation").all()


def test_help_and_page_name_them_all() -> None:
    page = quantities_page()
    command = program.get_command(None, "asymmetry")
    text = command.help
    for quantity in QUANTITIES:
        assert f"`{quantity.name}`" in page
        stem = re.sub(r"_(min|max|without|in)$", "", quantity.name)
        assert stem in text
