"""Guards that compiled loops give what numpy gives, to the bit for counts and relabellings, and that work decides."""

import numpy as np
import pytest
from inference_references import matrix

from sna.infer import Design, Stream, compiled, mrqap_test, qap_test
from sna.infer.shuffle import Shuffle

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
@pytest.mark.parametrize("predictors", [1, 2, 3, 4, 6])
@pytest.mark.parametrize("robust", [True, False])
def test_mrqap_is_the_same(both, directed, predictors, robust):
    names = ("friendship", "reportsto", "friendship", "advice", "reportsto", "friendship")[:predictors]
    rng = np.random.default_rng(0)
    y, *xs = (matrix(f"krackhardt_{name}") + rng.random((21, 21)) for name in ("advice", *names))
    if not directed:
        y, *xs = (m + m.T for m in (y, *xs))
    design = Design.of(y, xs, directed=directed)
    plain, made = both(lambda: mrqap_test(design, permutations=300, robust=robust, stream=Stream(0)))
    for one, other in zip(plain.coefficients, made.coefficients, strict=True):
        assert (one.robust is not None) == (other.robust is not None) == robust
        for mine, its in ((one.test, other.test), (one.robust, other.robust))[: 1 + robust]:
            assert (mine.p, mine.p_mid, mine.p_min) == (its.p, its.p_mid, its.p_min)
            assert mine.value == pytest.approx(its.value, rel=1e-12)


class Often:
    """Draws so few different numbers that many members of a row have the same."""

    def __init__(self):
        self.bit_generator, self.chance = self, np.random.default_rng(0)

    def random_raw(self, size):
        return self.chance.bit_generator.random_raw(size) & np.uint64(0xF0000000_F0000000)


@needs_numba
@pytest.mark.parametrize("n", [6, 129])
def test_members_that_draw_the_same_are_drawn_again_either_way(both, n):
    plain, made = both(lambda: Shuffle(90, n).drawn(Often() if n == 6 else np.random.default_rng(0)).copy())
    assert plain.tolist() == made.tolist()
    assert (np.sort(made, axis=1) == np.arange(n)).all()


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
