"""Guards p that are corrected for several measures: against a brute-force count, and what they may never be."""

import itertools

import numpy as np
import pytest

from sna.change import compare
from sna.engines import as_presence
from sna.metrics import compute

LETTERS = "ABCDEFGHIJKL"
GROUPS = {i: "x" if i in "ABCD" else "y" for i in LETTERS}


def drawn(seed: int, n: int = 12, share: float = 0.25) -> str:
    generator = np.random.Generator(np.random.PCG64(seed))
    return " ".join(
        f"{a}{b}:{generator.integers(1, 4)}"
        for a, b in itertools.permutations(LETTERS[:n], 2)
        if generator.random() < share
    )


def with_p(study, **asked):
    table = compare(study, **asked).table
    rows = table[(table["quantity"] == "change") & table["p"].notna()]
    return rows.set_index(["metric", "group"])


def test_against_all_swaps_counted_by_hand(make_study, make_network) -> None:
    """Two measures of ten changed pairs: the largest of both, each by its own spread, over all 1024 swaps."""
    before = make_network("ABCDEFG", "AB AC BD CA", directed=True)
    after = make_network("ABCDEFG", "AB CE DE FE GE BE AE BF CF", directed=True)
    names = ["density", "in_degree_centralisation"]
    rows = with_p(make_study({"one": before, "two": after}), metrics=names)
    old, new = as_presence(before), as_presence(after)
    pairs = [
        (i, j) for i, j in itertools.combinations(range(7), 2) if (old[[i, j], [j, i]] != new[[i, j], [j, i]]).any()
    ]
    assert len(pairs) <= 16

    def measures(matrix: np.ndarray) -> list[float]:
        degree = matrix.sum(axis=0)
        return [matrix.sum() / 42, (7 * degree.max() - degree.sum()) / 36]

    observed = np.abs(np.subtract(measures(new), measures(old)))
    assert measures(new)[1] == pytest.approx(compute("in_degree_centralisation", after))
    moves = []
    for swap in itertools.product((False, True), repeat=len(pairs)):
        one, other = old.copy(), new.copy()
        for (i, j), turned in zip(pairs, swap, strict=True):
            if turned:
                one[[i, j], [j, i]], other[[i, j], [j, i]] = new[[i, j], [j, i]], old[[i, j], [j, i]]
        moves.append(np.abs(np.subtract(measures(other), measures(one))))
    scaled = np.array(moves) / np.sqrt((np.array(moves) ** 2).mean(axis=0))
    seen = observed / np.sqrt((np.array(moves) ** 2).mean(axis=0))
    first, second = np.argsort(-seen)
    largest = float((scaled.max(axis=1) >= seen[first] - 1e-9).mean())
    least = max(largest, float((scaled[:, second] >= seen[second] - 1e-9).mean()))
    for place, name in enumerate(names):
        expected = max(largest if place == first else least, rows.loc[(name, ""), "p"])
        assert rows.loc[(name, ""), "p_adjusted"] == pytest.approx(expected)


def test_corrected_p_are_never_below_p_and_the_declared_metric_has_none(make_study, make_network) -> None:
    networks = {name: make_network(LETTERS, drawn(seed), groups=GROUPS) for name, seed in (("one", 1), ("two", 2))}
    rows = with_p(make_study(networks, groups=["x", "y"]), permutations=499)
    primary = rows.index.get_level_values("metric") == "in_degree"
    assert primary.sum() == 1
    assert rows.loc[primary, "p_adjusted"].isna().all()
    rest = rows[~primary]
    assert len(rest) >= 6
    assert {"in_strength", "betweenness", "density"} <= set(rest.index.get_level_values("metric"))
    assert (rest["p_adjusted"] >= rest["p"]).all()
    assert (rest["p_adjusted"] <= 1).all()
    assert rest["method"].str.endswith("p_adjusted: step-down maxT over measures on shared swaps").all()


def test_one_measure_alone_is_its_own_family(make_study, make_network) -> None:
    networks = {name: make_network(LETTERS, drawn(seed)) for name, seed in (("one", 1), ("two", 2))}
    rows = with_p(make_study(networks), metrics="density", permutations=999)
    assert rows.loc[("density", ""), "p_adjusted"] == pytest.approx(rows.loc[("density", ""), "p"])


@pytest.mark.parametrize(
    "metrics", [["in_strength", "density"], ["in_strength", "density", "betweenness_centralisation"]]
)
def test_strengths_share_the_swaps_of_ties(make_study, make_network, metrics: list[str]) -> None:
    """Most pairs change in strength only; the same data give the same corrected p again."""
    same = drawn(1, share=0.4)
    heavier = same.replace(":1", ":3")
    networks = {
        "one": make_network(LETTERS, same, groups=GROUPS),
        "two": make_network(LETTERS, " ".join(heavier.split()[8:]), groups=GROUPS),
    }
    study = make_study(networks, groups=["x", "y"])
    found = [with_p(study, metrics=metrics, permutations=299)["p_adjusted"] for _ in range(2)]
    assert found[0].equals(found[1])
    assert found[0].notna().sum() >= 1
