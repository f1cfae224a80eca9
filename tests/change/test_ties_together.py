"""Guards what is said of a p where ties close triangles, where recording may differ, and where steps are several."""

import itertools

import numpy as np

from sna.change import compare
from sna.change.clustering import CLUSTERED, rewired, triangles
from sna.change.several_steps import steps_noted
from sna.infer import holm

LETTERS = "ABCDEFGHIJKLMNOPQRST"
BLOCKS = [LETTERS[place : place + 4] for place in range(0, 20, 4)]


def within_blocks(share: float, seed: int) -> str:
    """Draw ties within groups of four that know one another, and a few between them."""
    generator = np.random.Generator(np.random.PCG64(seed))
    close = {pair for block in BLOCKS for pair in itertools.combinations(block, 2)}
    pairs = itertools.combinations(LETTERS, 2)
    return " ".join(a + b for a, b in pairs if generator.random() < (share if (a, b) in close else 0.03))


def anywhere(seed: int) -> str:
    generator = np.random.Generator(np.random.PCG64(seed))
    return " ".join(a + b for a, b in itertools.combinations(LETTERS, 2) if generator.random() < 0.2)


def notes(make_study, make_network, drawn: list[str]) -> str:
    networks = {f"t{place}": make_network(LETTERS, ties, directed=False) for place, ties in enumerate(drawn)}
    table = compare(make_study(networks), metrics="density", permutations=199).table
    return str(table[table["quantity"] == "change"]["note"].iloc[0])


def test_more_triangles_than_partners_give_are_warned_of(make_study, make_network) -> None:
    assert CLUSTERED in notes(make_study, make_network, [within_blocks(0.8, seed) for seed in (1, 2)])


def test_triangles_of_chance_are_not_warned_of(make_study, make_network) -> None:
    drawn = [notes(make_study, make_network, [anywhere(seed), anywhere(seed + 100)]) for seed in range(12)]
    # One in twenty is warned of by chance: 4 or more of 12 would be so in .2 % of tries.
    assert sum(CLUSTERED in note for note in drawn) < 4


def test_triangles_are_counted_and_rewiring_keeps_partners() -> None:
    generator = np.random.Generator(np.random.PCG64(3))
    ties = (generator.random((15, 15)) < 0.3) & ~np.eye(15, dtype=bool)
    partners = ties | ties.T
    triples = itertools.combinations(range(15), 3)
    assert triangles(ties) == sum(partners[a, b] and partners[b, c] and partners[a, c] for a, b, c in triples)
    other = rewired(ties, generator)
    assert (other != ties).any()
    for one, two in ((ties & ties.T, other & other.T), (ties & ~ties.T, other & ~other.T)):
        for axis in (0, 1):
            assert (one.sum(axis=axis) == two.sum(axis=axis)).all()
    assert not other.diagonal().any()


def test_every_p_says_that_both_are_recorded_as_fully(make_study, make_network) -> None:
    networks = {name: make_network(LETTERS, anywhere(seed)) for name, seed in (("one", 1), ("two", 2))}
    table = compare(
        make_study(networks), metrics=["density", "out_degree_centralisation", "betweenness_centralisation"]
    ).table
    tested = table[table["p"].notna()]
    assert len(tested) >= 3
    assert tested["target"].str.contains("recorded as fully in both").all()


def test_p_of_several_steps_is_given_for_all_together(make_study, make_network) -> None:
    drawn = ["", anywhere(1), anywhere(2), anywhere(3)]
    networks = {f"t{place}": make_network(LETTERS, ties, directed=False) for place, ties in enumerate(drawn)}
    table = compare(make_study(networks), metrics="density").table
    rows = table[table["quantity"] == "change"]
    small = rows["p"] <= 0.05
    assert small.iloc[0]
    assert rows["p"].notna().all()
    said = rows["note"].str.contains("one of 3 steps tested: some p this small in up to 15% of series by chance")
    assert (said == small).all()
    together = holm(list(rows["p"]))[0]
    assert f"p over all steps {together:.2g} (Holm)" in rows["note"].iloc[0]
    alone = compare(make_study(networks), metrics="density", before="t0", after="t1").table
    assert not alone["note"].str.contains("steps tested").any()


def test_steps_whose_p_is_refused_are_not_counted() -> None:
    rows = [
        {"quantity": quantity, "metric": "density", "p": p}
        for quantity, p in (("change", 0.01), ("change", float("nan")), ("change_common", 0.02), ("rank_change", 0.01))
    ]
    found = [str(row.get("note", "")) for row in steps_noted(rows)]
    assert found[0].startswith("one of 2 steps tested")
    assert found[1] == ""
    assert found[2].endswith("p over all steps 0.02 (Holm)")
    assert found[3] == ""
