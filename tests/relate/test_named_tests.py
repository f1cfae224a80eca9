"""Guards QAP, MRQAP, CUG and the vertex bootstrap of studies: reference values, matrices of terms, notes, refusals."""

import dataclasses

import numpy as np
import pytest
from inference_references import expected, matrix, monte_carlo_error, study_of

from sna.errors import NoResultError, UsageError
from sna.model import FINDING_COLUMNS, Contrast
from sna.relate import cug, mrqap, qap, vertex_bootstrap
from sna.relate.matrices import gather
from sna.relate.terms import parse_term


@pytest.fixture(scope="module")
def krackhardt():
    layers = ("advice", "friendship", "reportsto")
    return study_of({layer: {"all": matrix(f"krackhardt_{layer}")} for layer in layers})


@pytest.fixture(scope="module")
def florentine():
    layers = ("marriage", "business")
    found = {layer: {"all": matrix(f"florentine_{layer}", directed=False)} for layer in layers}
    return study_of(found, directed=False)


def first(findings, quantity):
    return findings.table[findings.table["quantity"] == quantity].iloc[0]


def test_qap_of_a_study(krackhardt, florentine):
    values, _ = expected("inference.sna.json", "krackhardt_advice~friendship", "qap_correlation")
    found = qap(krackhardt, "advice", "friendship", seed=3)
    assert tuple(found.table.columns) == FINDING_COLUMNS
    assert found.table["quantity"].tolist() == ["qap_correlation", "qap_correlation_plain"]
    row = first(found, "qap_correlation")
    assert (row["layer"], row["other"], row["n"], row["seed"]) == ("advice", "friendship", 21, 3)
    assert row["value"] == pytest.approx(values["r"])
    assert row["resamples"] == 9_999
    assert "Monte Carlo error" in row["method"]
    undirected, _ = expected("inference.sna.json", "florentine_marriage~business", "qap_correlation")
    assert first(qap(florentine, "marriage", "business"), "qap_correlation")["value"] == pytest.approx(undirected["r"])


def test_mrqap_of_a_study(krackhardt):
    values, parameters = expected("inference.sna.json", "krackhardt_advice~friendship+reportsto", "mrqap")
    found = mrqap(krackhardt, "advice ~ friendship + reportsto").table
    slopes = found[found["quantity"] == "mrqap_coefficient"]
    assert found["value"].iloc[1] == pytest.approx(values["coef"][0])
    assert slopes["other"].tolist() == ["friendship", "reportsto"]
    assert slopes["value"].tolist() == pytest.approx(values["coef"][1:])
    for p, wanted in zip(slopes["p"], values["p_two"][1:], strict=True):
        assert p == pytest.approx(wanted, abs=monte_carlo_error(wanted, parameters["reps"], 9_999))
    assert found[found["quantity"] == "mrqap_t"]["value"].tolist() == pytest.approx(values["t"][1:])
    assert found[found["quantity"].isin(["mrqap_intercept", "mrqap_r_squared"])]["p"].isna().all()


@pytest.mark.parametrize(
    ("graph", "metric", "fun"),
    [
        ("florentine_marriage", "transitivity", "gtrans"),
        ("krackhardt_advice", "edge_reciprocity", "grecip"),
        ("krackhardt_advice", "in_degree_centralisation", "indegree"),
    ],
)
def test_cug_gives_what_r_gives(krackhardt, florentine, graph, metric, fun):
    values, parameters = expected("inference.sna.json", graph, "cug", fun)
    study = florentine if "florentine" in graph else krackhardt
    found = cug(study, metric, layers=graph.partition("_")[2], permutations=4_000)
    assert first(found, "cug")["value"] == pytest.approx(values["obs"])
    allowed = monte_carlo_error(values["p_ge"], parameters["reps"], 4_000)
    assert first(found, "cug_at_or_above")["value"] == pytest.approx(values["p_ge"], abs=allowed + 0.001)
    chance = first(found, "cug_expected")
    assert chance["low"] < chance["value"] < chance["high"]
    if "mean_rep" in values:
        assert chance["value"] == pytest.approx(values["mean_rep"], abs=0.01)
    if "p_le" in values:
        allowed = monte_carlo_error(values["p_le"], parameters["reps"], 4_000)
        assert first(found, "cug_at_or_below")["value"] == pytest.approx(values["p_le"], abs=allowed)


def test_bootstrap_gives_the_reference_standard_error(krackhardt):
    values, _ = expected("comparison_inference.json", "krackhardt_advice", "vertex_bootstrap_density")
    found = vertex_bootstrap(krackhardt, ["density", "mean_degree"], layers="advice", permutations=20_000)
    assert first(found, "bootstrap_standard_error")["value"] == pytest.approx(values["se"], rel=0.02)
    by_metric = found.table[found.table["quantity"] == "bootstrap"].set_index("metric")
    assert by_metric.loc["density", "low"] < values["density"] < by_metric.loc["density", "high"]
    assert by_metric.loc["mean_degree", "value"] == pytest.approx(20 * values["density"])
    assert by_metric.loc["mean_degree", "high"] == pytest.approx(20 * by_metric.loc["density", "high"])


def test_other_metrics_have_no_interval(krackhardt):
    found = vertex_bootstrap(krackhardt, "transitivity", layers="advice", permutations=99)
    row = found.table.iloc[0]
    assert row["value"] > 0
    assert np.isnan(row["low"])
    assert "no interval" in row["note"]
    with pytest.raises(UsageError, match="not of one network"):
        vertex_bootstrap(krackhardt, "in_degree")


COLUMNS = {"centre": ["hub", "hub", None, "spoke", "spoke"], "size": ["1", "4", "2.5", None, "10"]}


@pytest.fixture
def attributed():
    cells = np.roll(np.eye(5), 1, axis=1) * 3
    return study_of({"trust": {"all": cells}}, attributes=COLUMNS)


def test_terms_become_matrices(attributed):
    texts = ("trust", "strength(trust)", "same(centre)", "sender(centre=hub)", "receiver(size)", "distance(size)")
    found = gather(attributed, [parse_term(t) for t in texts], "all", {})
    trust, strength, same, sender, receiver, distance = found.matrices
    assert (trust[0, 1], strength[0, 1], trust[1, 0]) == (1, 3, 0)
    assert (same[0, 1], same[0, 3], same[3, 4]) == (1, 0, 1)
    assert np.isnan(same[2]).all()
    assert sender[1].tolist() == [1] * 5
    assert sender[3].tolist() == [0] * 5
    assert np.isnan(sender[2]).all()
    assert receiver[:, 1].tolist() == [4] * 5
    assert (distance[0, 4], distance[1, 2]) == (9, 1.5)
    assert np.isnan(distance[3, 0])
    # Unknown: pairs with organisation 2 (centre) or 3 (size); 3×2 of the 20 ordered pairs are without either.
    assert found.unknown == 14
    assert "14 of 20 pairs" in " ".join(found.notes())


def test_ends_count_the_two():
    study = study_of({"ties": {"all": np.ones((3, 3))}}, attributes={"centre": ["hub", "hub", "x"]}, directed=False)
    ends = gather(study, [parse_term("ties"), parse_term("ends(centre=hub)")], "all", {}).matrices[1]
    assert (ends[0, 1], ends[0, 2], ends[2, 1]) == (2, 1, 1)


@pytest.mark.parametrize(
    ("formula", "code", "said"),
    [
        ("trust ~ same(center)", "E329", "Did you mean 'centre'"),
        ("trust ~ sender(centre=hb)", "E329", "Did you mean 'hub'"),
        ("trust ~ distance(centre)", "E319", "same(centre)"),
        ("trusted ~ same(centre)", "E401", "Did you mean 'trust'"),
        ("trust ~ trust@later", "E401", "later"),
    ],
)
def test_what_does_not_exist_is_named_with_the_nearest(attributed, formula, code, said):
    with pytest.raises(UsageError, match=code) as refused:
        mrqap(attributed, formula)
    assert said in str(refused.value)


def test_attributes_alone_are_not_a_network(attributed):
    with pytest.raises(UsageError, match="None of the terms is a layer"):
        qap(attributed, "same(centre)", "distance(size)")


def test_an_undirected_layer_is_not_explained_by_senders(florentine):
    study = study_of(
        {"ties": {"all": matrix("florentine_marriage", directed=False)}},
        attributes={"kind": ["a", "b"] * 8},
        directed=False,
    )
    with pytest.raises(UsageError, match=r"ends\(COLUMN=VALUE\)"):
        mrqap(study, "ties ~ sender(kind=a)")
    assert first(mrqap(study, "ties ~ ends(kind=a)"), "mrqap_coefficient")["p"] > 0
    assert len(florentine.layers) == 2


@pytest.fixture(scope="module")
def twice():
    rng = np.random.default_rng(0)
    before = (rng.random((12, 12)) < 0.3).astype(float)
    after = np.where(rng.random((12, 12)) < 0.8, before, rng.random((12, 12)) < 0.3)
    other = (rng.random((12, 12)) < 0.3).astype(float)
    kinds = {"kind": ["a"] * 4 + ["b"] * 8}
    return study_of({"trust": {"t1": before, "t2": after}, "mdt": {"t1": other, "t2": other}}, attributes=kinds)


def test_one_layer_at_two_snapshots_is_no_test_of_change(twice):
    found = qap(twice, "trust@t1", "trust@t2", snapshots="t2").table
    assert found["value"].iloc[0] > 0.3
    assert found["p"].isna().all()
    assert found["note"].str.startswith("no p: one layer at two snapshots").all()
    # Both name their snapshot: there is one test, not one a snapshot.
    crossed = qap(twice, "mdt@t1", "trust@t2").table
    assert crossed["snapshot"].tolist() == ["t1", "t1"]
    assert crossed["p"].notna().all()
    with pytest.raises(UsageError, match="E401"):
        qap(twice, "mdt@t1", "trust@t9")
    held = mrqap(twice, "trust ~ trust@t1 + mdt", snapshots="t2", permutations=199).table
    slopes = held[held["quantity"] == "mrqap_coefficient"].set_index("other")
    assert np.isnan(slopes.loc["trust@t1", "p"])
    assert slopes.loc["mdt", "p"] > 0


def test_what_does_not_vary_has_no_result_and_a_reason(twice):
    empty = study_of({"none": {"all": np.zeros((12, 12))}, "trust": {"all": np.eye(12, k=1)}})
    row = qap(empty, "trust", "none").table.iloc[0]
    assert np.isnan(row["value"])
    assert "'none'" in row["note"]
    row = mrqap(empty, "trust ~ none").table.iloc[0]
    assert np.isnan(row["value"])
    assert "does not vary" in row["note"]
    assert len(twice.snapshots) == 2


def test_few_organisations_are_said_to_be_few_and_get_no_small_p():
    rng = np.random.default_rng(2)
    seven = study_of({name: {"all": (rng.random((7, 7)) < 0.4).astype(float)} for name in ("a", "b")})
    row = qap(seven, "a", "b").table.iloc[0]
    assert "only 7 organisations" in row["note"]
    assert np.isnan(row["seed"])
    assert "exact, all 5040 relabellings" in row["method"]
    # A ring of four has 24 relabellings, of which four leave it as it is.
    ring = np.roll(np.eye(4), 1, axis=1)
    plain = first(qap(study_of({"a": {"all": ring}, "b": {"all": ring}}), "a", "b"), "qap_correlation_plain")
    assert np.isnan(plain["p"])
    assert plain["p_min"] == pytest.approx(4 / 24)
    assert plain["note"].startswith("no p: with these ties it cannot be below 0.17")


def test_unobserved_pairs_are_counted():
    rng = np.random.default_rng(1)
    cells = {name: {"all": (rng.random((10, 10)) < 0.4).astype(float)} for name in ("a", "b")}
    study = study_of(cells, unobserved={(0, 1), (4, 2)})
    assert "2 of 90 pairs" in qap(study, "a", "b").table["note"].iloc[0]
    assert "88 pairs" in first(mrqap(study, "a ~ b", permutations=99), "mrqap_r_squared")["note"]
    assert "2 pairs not observed" in vertex_bootstrap(study, layers="a", permutations=99).table["note"].iloc[0]
    assert first(cug(study, "edge_reciprocity", layers="a", permutations=99), "cug")["p"] > 0


def test_groups_of_unequal_spread_and_size_are_warned_of():
    cells = np.zeros((12, 12))
    cells[0, 1:] = 1
    cells[1, 2:8] = 1
    cells[2, [0, 1, 5, 7]] = 1
    cells[4:, 3] = 1
    study = study_of({"ties": {"all": cells}}, attributes={"kind": ["a"] * 3 + ["b"] * 9})
    row = first(mrqap(study, "ties ~ sender(kind=a)", permutations=999), "mrqap_coefficient")
    assert row["p"] <= 0.05
    assert "the smaller group's ties vary more, so p may be too small" in row["note"]
    swapped = study_of({"ties": {"all": cells.T}}, attributes={"kind": ["b"] * 6 + ["a"] * 6})
    note = first(mrqap(swapped, "ties ~ sender(kind=a)", permutations=99), "mrqap_coefficient")["note"]
    assert "may be too small" not in note


def test_mrqap_of_distance_is_warned_of():
    rng = np.random.default_rng(3)
    attributes = {"km": [str(place) for place in range(8)]}
    study = study_of({"ties": {"all": (rng.random((8, 8)) < 0.4).astype(float)}}, attributes=attributes)
    note = first(mrqap(study, "ties ~ distance(km)", permutations=99), "mrqap_coefficient")["note"]
    assert "follow distance, p may be too small" in note


def test_cug_refuses_what_the_condition_decides(krackhardt):
    row = cug(krackhardt, "density", layers="advice", permutations=99).table.iloc[0]
    assert np.isnan(row["p"])
    assert "decides it" in row["note"]
    by_dyads = cug(krackhardt, "edge_reciprocity", given="dyads", layers="advice", permutations=99).table
    assert by_dyads["quantity"].tolist() == ["cug"]
    row = cug(krackhardt, "weighted_reciprocity", given="size", layers="advice", permutations=99).table.iloc[0]
    assert "reads strengths" in row["note"]


def test_cug_says_what_it_cannot_do(krackhardt, florentine):
    with pytest.raises(UsageError, match="not of one network"):
        cug(krackhardt, "in_degree")
    with pytest.raises(UsageError, match="Name a metric"):
        cug(krackhardt, ())
    with pytest.raises(NoResultError, match="directed"):
        cug(florentine, "edge_reciprocity", permutations=99)
    with pytest.raises(NoResultError, match="groups"):
        cug(krackhardt, "segregation_freeman", permutations=99)


def test_cug_of_metrics_of_groups(twice):
    found = cug(
        twice, "e_i_index", layers="trust", snapshots="t1", contrast=Contrast("kind", ("a", "b")), permutations=199
    )
    assert first(found, "cug")["p"] > 0


def test_the_same_seed_gives_the_same_table(twice):
    runs = (
        lambda seed: qap(twice, "trust", "mdt", permutations=199, seed=seed),
        lambda seed: mrqap(twice, "trust ~ mdt + same(kind)", permutations=199, seed=seed),
        lambda seed: cug(twice, "transitivity", layers="trust", permutations=99, seed=seed),
        lambda seed: vertex_bootstrap(twice, permutations=99, seed=seed),
    )
    for run in runs:
        text = run(5).table.to_csv()
        assert run(5).table.to_csv() == text
        assert run(6).table.to_csv() != text


def test_organisations_of_one_network_only_are_left_out():
    study = study_of({"a": {"all": np.eye(11, k=1)}, "b": {"all": np.eye(11, k=2)}})
    whole = study.deriving.network

    def some(given, rule, when, filters):
        network = whole(given, rule, when, filters)
        return network.subset(frozenset(network.roster.ids[:10])) if rule.name == "b" else network

    part = dataclasses.replace(study, deriving=dataclasses.replace(study.deriving, network=some), _derived={})
    row = qap(part, "a", "b").table.iloc[0]
    assert row["n"] == 10
    assert "1 organisation not in every network" in row["note"]
