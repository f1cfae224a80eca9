"""Guards that compiled loops give what numpy gives, to the bit for counts and relabellings, and that work decides."""

import numpy as np
import pytest
from inference_references import matrix

from sna.infer import Design, Stream, compiled, mrqap_test, qap_test

needs_numba = pytest.mark.skipif(not compiled.is_installed(), reason="numba is not installed: 1 way only to compare")


@pytest.fixture
def both(monkeypatch):
    """Return a function that calls another without and with compiled loops."""

    def call(function):
        monkeypatch.setattr(compiled, "_ready", set())
        plain = function()
        compiled.compile_now()
        assert compiled.kernel("meet") is not None
        return plain, function()

    return call


@needs_numba
@pytest.mark.parametrize(("directed", "n"), [(True, 21), (False, 21), (True, 70), (False, 130)])
def test_qap_is_the_same_to_the_bit(both, directed, n):
    rng = np.random.default_rng(n)
    x, y = rng.random((2, n, n)) < 0.2
    if not directed:
        x, y = x | x.T, y | y.T
    plain, made = both(lambda: qap_test(x, y, directed=directed, permutations=300, stream=Stream(0)))
    assert plain == made


@needs_numba
@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("predictors", [1, 3])
def test_mrqap_is_the_same(both, directed, predictors):
    names = ("friendship", "reportsto", "friendship")[:predictors]
    rng = np.random.default_rng(0)
    y, *xs = (matrix(f"krackhardt_{name}") + rng.random((21, 21)) for name in ("advice", *names))
    if not directed:
        y, *xs = (m + m.T for m in (y, *xs))
    design = Design.of(y, xs, directed=directed)
    plain, made = both(lambda: mrqap_test(design, permutations=300, stream=Stream(0)))
    for one, other in zip(plain.coefficients, made.coefficients, strict=True):
        for mine, its in ((one.test, other.test), (one.robust, other.robust)):
            assert (mine.p, mine.p_mid, mine.p_min) == (its.p, its.p_mid, its.p_min)
            assert mine.value == pytest.approx(its.value, rel=1e-12)


def test_little_work_is_not_compiled(monkeypatch):
    monkeypatch.setattr(compiled, "_ready", set())
    compiled.consider(("meet",), compiled.WORTH - 1)
    assert compiled.kernel("meet") is None


def test_without_numba_nothing_is_compiled(monkeypatch):
    monkeypatch.setattr(compiled, "_ready", set())
    monkeypatch.setattr(compiled, "is_installed", lambda: False)
    compiled.consider(("meet",), 10 * compiled.WORTH)
    compiled.compile_now()
    assert compiled.kernel("meet") is None
