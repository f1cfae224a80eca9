"""Guards exponential random graph models: exact and published numbers, and what gets no estimate."""

import itertools
import math
import sys

import networkx as nx
import numpy as np
import pytest
from calibrating.drawn import network_of, roster_of, snapshots_study, study_of

import sna
from sna.engines.exponential import ALIKE, DEGENERATE, SEPARATED, fit_exponential
from sna.errors import NoResultError, UsageError
from sna.relate import ergm
from sna.relate.exponential_terms import parse_model


@pytest.fixture
def _installed() -> None:
    pytest.importorskip("ergmx")


needs_ergmx = pytest.mark.usefixtures("_installed")
LABELS = ("a", "a", "a", "b", "b", "b")


def symmetric(n: int, pairs: list[tuple[int, int]]) -> np.ndarray:
    ties = np.zeros((n, n), dtype=bool)
    for i, j in pairs:
        ties[i, j] = ties[j, i] = True
    return ties


def logistic(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Logistic regression by Newton's method: coefficients and standard errors."""
    theta = np.zeros(x.shape[1])
    for _ in range(60):
        chance = 1 / (1 + np.exp(-x @ theta))
        information = (x * (chance * (1 - chance))[:, None]).T @ x
        theta = theta + np.linalg.solve(information, x.T @ (y - chance))
    return theta, np.sqrt(np.diag(np.linalg.inv(information)))


def exact_fit(statistics: np.ndarray, observed: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """Maximum likelihood over every graph there is: coefficients, standard errors, log-likelihood."""
    theta = np.zeros(statistics.shape[1])
    for _ in range(200):
        weight = np.exp(statistics @ theta - (statistics @ theta).max())
        weight /= weight.sum()
        mean = weight @ statistics
        covariance = (statistics - mean).T @ ((statistics - mean) * weight[:, None])
        step = np.linalg.solve(covariance, observed - mean)
        theta = theta + step * min(1.0, 0.5 / np.abs(step).max())
    energy = statistics @ theta
    normal = energy.max() + np.log(np.exp(energy - energy.max()).sum())
    return theta, np.sqrt(np.diag(np.linalg.inv(covariance))), float(observed @ theta - normal)


def all_graphs(n: int) -> tuple[list[tuple[int, int]], np.ndarray, np.ndarray]:
    """Return pairs, and edges, matching edges and triangles of every graph of n vertices."""
    pairs = list(itertools.combinations(range(n), 2))
    tied = (np.arange(2 ** len(pairs))[:, None] >> np.arange(len(pairs))) & 1
    place = {pair: at for at, pair in enumerate(pairs)}
    trios = itertools.combinations(range(n), 3)
    triangles = sum(tied[:, place[a, b]] * tied[:, place[b, c]] * tied[:, place[a, c]] for a, b, c in trios)
    matching = sum(tied[:, place[pair]] for pair in pairs if LABELS[pair[0]] == LABELS[pair[1]])
    return pairs, tied, np.column_stack([tied.sum(axis=1), matching, triangles]).astype(float)


@needs_ergmx
@pytest.mark.parametrize("number", [9, 10, 11])
def test_six_organisations_as_over_all_32768_graphs(number: int) -> None:
    pairs, tied, statistics = all_graphs(6)
    rng = np.random.default_rng(number)
    chosen = int(
        rng.choice(np.flatnonzero((statistics[:, 2] == 1) & (statistics[:, 0] == 7) & (statistics[:, 1] == 3)))
    )
    ties = symmetric(6, [pair for pair, there in zip(pairs, tied[chosen], strict=True) if there])
    theta, errors, log_likelihood = exact_fit(statistics, statistics[chosen])
    off = ~np.eye(6, dtype=bool)
    terms = "edges + nodematch('a1') + triangle"
    fit = fit_exponential(ties, off, terms, directed=False, attributes={"a1": LABELS}, seed=1)
    # Monte Carlo: within a fifth of a standard error.
    assert not fit.refused
    assert np.abs(np.array(fit.coefficients) - theta).max() < 0.2 * errors.min()
    np.testing.assert_allclose(fit.errors, errors, rtol=0.15)
    assert fit.log_likelihood == pytest.approx(log_likelihood, abs=0.1)


@needs_ergmx
def test_florentine_marriages_as_published() -> None:
    graph = nx.florentine_families_graph()
    graph.add_node("Pucci")
    ties = nx.to_numpy_array(graph) > 0
    assert (ties.sum() / 2, np.trace(np.linalg.matrix_power(ties.astype(int), 3)) / 6) == (20, 3)
    off = ~np.eye(16, dtype=bool)
    fit = fit_exponential(ties, off, "edges + triangle", directed=False, attributes={}, seed=1)
    # R package ergm, three printed runs: edges -1.6757 (.3516), -1.6773 (.3499), -1.6982 (.3459);
    # triangle .1546 (.5906), .1574 (.5831), .1922 (.5604); AIC 112.1.
    assert fit.coefficients[0] == pytest.approx(-1.68, abs=0.05)
    assert fit.coefficients[1] == pytest.approx(0.165, abs=0.08)
    assert fit.errors == pytest.approx((0.35, 0.575), abs=0.06)
    assert 4 - 2 * fit.log_likelihood == pytest.approx(112.1, abs=0.15)
    # The maximum is where networks of the model have on average what was observed: held by a sampler of our own.
    assert mean_statistics(16, fit.coefficients, sweeps=3000) == pytest.approx((20, 3), abs=1.2)
    alone = fit_exponential(ties, off, "edges", directed=False, attributes={}, seed=1)
    assert alone.exact
    assert alone.coefficients[0] == pytest.approx(math.log(20 / 100))
    assert alone.errors[0] == pytest.approx(math.sqrt(1 / 20 + 1 / 100))


def mean_statistics(n: int, theta: tuple[float, ...], sweeps: int) -> tuple[float, float]:
    """Return mean edges and triangles of graphs drawn pair by pair, given all others (Gibbs)."""
    rng, ties = np.random.default_rng(0), np.zeros((n, n), dtype=int)
    pairs = list(itertools.combinations(range(n), 2))
    seen = []
    for sweep in range(sweeps):
        dice = rng.random(len(pairs))
        for (i, j), number in zip(pairs, dice.tolist(), strict=True):
            odds = theta[0] + theta[1] * float(ties[i] @ ties[j])
            ties[i, j] = ties[j, i] = number < 1 / (1 + math.exp(-odds))
        if sweep >= 100:
            seen.append((ties.sum() / 2, np.trace(ties @ ties @ ties) / 6))
    return tuple(np.mean(seen, axis=0).tolist())


@needs_ergmx
def test_homophily_in_shared_meetings_is_logistic_regression() -> None:
    study = sna.load("centralised-surgery")
    network = study.network("meetings", "before")
    centre = np.array(network.roster.attributes["centre"])
    i, j = np.triu_indices(network.n, 1)
    tied = np.zeros((network.n, network.n))
    tied[network.ties.sender, network.ties.receiver] = tied[network.ties.receiver, network.ties.sender] = 1
    theta, errors = logistic(np.column_stack([np.ones(len(i)), centre[i] == centre[j]]).astype(float), tied[i, j])
    table = ergm(study, "meetings ~ edges + nodematch(centre)", snapshots="before").table
    found = table[table["quantity"] == "ergm_coefficient"]
    np.testing.assert_allclose(found["value"].to_numpy(dtype=float), theta, atol=1e-6)
    of_errors = table[table["quantity"] == "ergm_standard_error"]["value"].to_numpy(dtype=float)
    np.testing.assert_allclose(of_errors, errors, atol=1e-6)
    assert found["p"].isna().all()
    assert all("no p" in note and "bunches" in note for note in found["note"])


@needs_ergmx
def test_receivers_and_pairs_not_observed_as_in_logistic_regression() -> None:
    rng = np.random.default_rng(4)
    off = ~np.eye(10, dtype=bool)
    ties, seen = (rng.random((10, 10)) < 0.4) & off, off & (rng.random((10, 10)) < 0.8)
    group = np.arange(10) < 4
    sender, receiver = np.nonzero(seen)
    theta, errors = logistic(
        np.column_stack([np.ones(len(sender)), group[receiver], group[sender]]).astype(float),
        ties[sender, receiver].astype(float),
    )
    fit = fit_exponential(
        ties, seen, "edges + nodeicov('a1') + nodeocov('a1')", directed=True, attributes={"a1": group.astype(float)}
    )
    np.testing.assert_allclose(fit.coefficients, theta, atol=1e-6)
    np.testing.assert_allclose(fit.errors, errors, atol=1e-6)


@needs_ergmx
def test_the_same_seed_gives_the_same_numbers() -> None:
    ties = symmetric(8, [(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7), (2, 6)])
    study = snapshots_study([ties], 3, directed=False)
    one, two = (ergm(study, "drawn ~ edges + triangle", seed=5).table for _ in range(2))
    assert one.equals(two)
    assert (one["quantity"] == "ergm_standard_error").sum() == 2
    assert set(one["seed"]) == {5.0}


@needs_ergmx
@pytest.mark.parametrize(
    ("ties", "terms", "why"),
    [
        (symmetric(6, [(0, 1), (1, 2), (0, 2), (3, 4)]), "edges + nodematch('a1')", SEPARATED),
        (~np.eye(6, dtype=bool), "edges", ALIKE),
        (np.zeros((6, 6), dtype=bool), "edges + triangle", ALIKE),
        # As many ties as can be without a triangle: no maximum of the likelihood.
        (symmetric(6, list(itertools.product(range(3), range(3, 6)))), "edges + triangle", DEGENERATE),
    ],
    ids=["separated", "all tied", "no ties", "degenerate"],
)
def test_no_estimate(ties: np.ndarray, terms: str, why: str) -> None:
    fit = fit_exponential(ties, ~np.eye(6, dtype=bool), terms, directed=False, attributes={"a1": LABELS}, seed=1)
    assert fit.refused == why
    assert fit.coefficients == ()


@needs_ergmx
def test_a_refused_model_has_a_reason_for_every_term() -> None:
    table = ergm(sna.load("centralised-surgery"), "meetings ~ edges + nodematch(centre)", snapshots="after").table
    assert table["value"].isna().all()
    assert table["note"].tolist() == [ALIKE, ALIKE]


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ("mdt", "has no ~"),
        ("strength(mdt) ~ edges", "is no layer"),
        ("mdt ~ edge", "There is no term 'edge'"),
        ("mdt ~ edges + edges", "stands twice"),
        ("mdt ~ edges + nodematch(centre=local)", "cannot be read"),
        ("mdt ~ edges + nodeifactor(centre)", "cannot be read"),
        ("mdt ~ edges + gwesp(9)", "cannot be read"),
        ("mdt ~ edges + gwesp(__import__('os'))", "cannot be read"),
        ("mdt ~ edges + degree(2)", "There is no 'degree(…)'"),
        ("mdt ~ edges + nodematch(nothing)", "no column 'nothing'"),
        ("mdt ~ edges + nodeifactor(centre=nobody)", "no value 'nobody'"),
        ("joint_roles ~ edges + mutual", "is for layers with a direction"),
        ("nothing ~ edges", "nothing"),
    ],
)
def test_formulas_that_cannot_be_fitted(formula: str, message: str) -> None:
    with pytest.raises(UsageError, match=message.replace("(", r"\(").replace(")", r"\)")):
        ergm(sna.load("centralised-surgery"), formula)


def test_terms_are_written_as_they_are_read() -> None:
    written = "edges + mutual + triangle + gwesp(0.5) + nodematch(centre) + nodeifactor(centre=a b)"
    terms = parse_model(f"mdt@after ~ {written}")[1]
    assert " + ".join(map(str, terms)) == written
    assert [term.is_of_pairs for term in terms] == [True, False, False, False, True, True]
    assert terms[-1].as_formula("a5") == "nodeicov('a5')"


def test_too_many_organisations() -> None:
    large = network_of(np.eye(201, k=1), roster_of(201, 1), directed=True, snapshot="t1")
    with pytest.raises(UsageError, match="at most 200"):
        ergm(study_of({("drawn", "t1"): large}), "drawn ~ edges")


def test_without_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ergmx", None)
    with pytest.raises(NoResultError, match=r"pip install 'sna\[ergm\]'"):
        ergm(sna.load("centralised-surgery"), "mdt ~ edges")
