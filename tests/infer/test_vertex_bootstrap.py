"""Guards the vertex bootstrap of means over pairs: reference standard errors, holes, blocks, and what has none."""

import numpy as np
import pytest
from inference_references import expected, matrix

from sna.infer import Stream, bootstrap_vertices, vertex_bootstrap


@pytest.mark.parametrize("graph", ["knoke_information", "krackhardt_advice"])
def test_reference_standard_errors(graph):
    values, _ = expected("comparison_inference.json", graph, "vertex_bootstrap_density")
    found = bootstrap_vertices(matrix(graph), directed=True, resamples=20_000, stream=Stream(0))
    assert found.value == pytest.approx(values["density"])
    assert found.error == pytest.approx(values["se"], rel=0.02)
    assert found.mean == pytest.approx(values["mean"], abs=0.004)


def test_independent_pairs_have_more_than_their_own_variance():
    # Pairs without any structure: resampling members shares members between pairs and triples the variance, about.
    rng = np.random.default_rng(0)
    cells = np.tril(rng.random((40, 40)) < 0.3, -1).astype(float)
    found = bootstrap_vertices(cells + cells.T, directed=False, resamples=2_000, stream=Stream(1))
    own = np.sqrt(found.value * (1 - found.value) / 780)
    assert 1.4 * own < found.error < 2.1 * own


def test_unobserved_pairs_are_left_out():
    cells = matrix("knoke_information")
    cells[0, 1:] = np.nan
    found = bootstrap_vertices(cells, directed=True, resamples=500, stream=Stream(0))
    known = cells[~np.isnan(cells) & ~np.eye(10, dtype=bool)]
    assert found.value == pytest.approx(known.mean())
    assert found.error > 0


def test_blocks_and_seed(monkeypatch):
    cells = matrix("knoke_information")
    first = bootstrap_vertices(cells, directed=True, resamples=300, stream=Stream(0))
    monkeypatch.setattr(vertex_bootstrap, "CELLS", 1_000)
    assert bootstrap_vertices(cells, directed=True, resamples=300, stream=Stream(0)) == first
    assert bootstrap_vertices(cells, directed=True, resamples=300, stream=Stream(2)) != first


@pytest.mark.parametrize("cells", [np.zeros((1, 1)), np.full((4, 4), np.nan), np.zeros((0, 0))])
def test_nothing_observed_has_no_mean(cells):
    assert bootstrap_vertices(cells, directed=True, resamples=9, stream=Stream(0)) is None


def test_an_empty_network_has_no_spread():
    assert bootstrap_vertices(np.zeros((4, 4)), directed=True, resamples=99, stream=Stream(0)).error == 0
