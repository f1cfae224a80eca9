"""Guards that a function and a source are all a metric takes, and that a wrong value never gets out."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from sna.errors import BugError, NoResultError, UsageError
from sna.metrics import SOURCES, catalogue, compute, compute_parts, metric, registry, sketch
from sna.metrics.registry import check_name
from sna.metrics.sources import SOURCES as LISTED
from sna.model import Grouping, MetricRecord, Multiplex, Network

FACTS: dict[str, Any] = {
    "label": "an invented measure",
    "level": "organisation",
    "direction": "none",
    "weights": "ignored",
    "low": 0.0,
    "high": 1.0,
    "undefined": "never",
    "means": "Nothing.",
    "formula": "0",
    "source": "freeman1978",
}


@pytest.fixture
def known() -> Iterator[dict[str, Any]]:
    """Give back the register as it was."""
    catalogue()
    before = dict(registry._known)
    yield registry._known
    registry._known.clear()
    registry._known.update(before)


@pytest.mark.usefixtures("known")
def test_a_function_is_all_it_takes() -> None:
    @metric(**FACTS)
    def invented(network: Network) -> np.ndarray[Any, Any]:
        return np.zeros(network.n)

    assert catalogue()["invented"] == MetricRecord(**{**FACTS, "source": SOURCES["freeman1978"]}, name="invented")
    assert list(catalogue()) == sorted(catalogue())
    assert compute("invented", sketch("A B")).tolist() == [0, 0]


def test_every_module_of_the_package_is_found(tmp_path: Any, monkeypatch: pytest.MonkeyPatch, known: Any) -> None:
    (tmp_path / "closeness_to_the_sea.py").write_text(
        "from sna.metrics.registry import metric\n"
        f"@metric(**{FACTS!r})\n"
        "def nearness_to_the_sea(network):\n    return [0.0] * network.n\n",
        encoding="utf-8",
    )
    import sna.metrics

    monkeypatch.setattr(sna.metrics, "__path__", [*sna.metrics.__path__, str(tmp_path)])
    registry._discover.cache_clear()
    try:
        assert "nearness_to_the_sea" in catalogue()
        assert known["nearness_to_the_sea"].function.__module__ == "sna.metrics.closeness_to_the_sea"
    finally:
        sys.modules.pop("sna.metrics.closeness_to_the_sea", None)


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("facts", "value", "found"),
    [
        ({}, [0.0, 1.1], "1.1"),
        ({}, [-0.5, 0.0], "-0.5"),
        ({"high": np.inf}, [0.0, np.inf], "inf"),
        ({}, [0.0], "(1,)"),
        ({"level": "network"}, [0.0, 0.0], "(2,)"),
        ({"level": "network"}, 2.0, "2"),
        ({"level": "group"}, [0.0], "(1,)"),
        ({"parts": {"in": "a", "out": "b"}}, [0.0, 0.0], "parts none"),
        ({"parts": {"in": "a", "out": "b"}}, {"in": [0.0, 0.0]}, "parts in"),
        ({"parts": {"in": "a", "out": "b"}}, {"in": [0.0, 0.0], "out": [0.0, 7.0]}, "7"),
        ({}, {"in": [0.0, 0.0]}, "parts in"),
    ],
)
def test_a_value_beyond_its_record_is_a_bug(facts: dict[str, Any], value: Any, found: str) -> None:
    @metric(**{**FACTS, **facts})
    def invented(_network: Network, *_groups: Grouping) -> Any:
        return np.array(value) if isinstance(value, list) else value

    with pytest.raises(BugError, match="E704") as caught:
        compute_parts("invented", sketch("A B"), Grouping(("x", "y"), np.array([0, 1])))
    assert found in str(caught.value)


@pytest.mark.usefixtures("known")
def test_rounding_beyond_a_bound_is_taken_back() -> None:
    @metric(**FACTS)
    def invented(_network: Network) -> np.ndarray[Any, Any]:
        return np.array([1 + 1e-12, -1e-15, np.nan])

    assert compute("invented", sketch("A B C")).tolist()[:2] == [1.0, 0.0]


@pytest.mark.usefixtures("known")
def test_parts_are_computed_together_and_had_one_by_one() -> None:
    computed = []

    @metric(**{**FACTS, "level": "network", "parts": {"b": "of the first kind", "a": "of the second kind"}})
    def invented(network: Network) -> dict[str, float]:
        computed.append(network)
        return {"a": 0.25, "b": 0.5}

    assert compute_parts("invented", sketch("A")) == {"invented.b": 0.5, "invented.a": 0.25}
    assert len(computed) == 1
    assert compute("invented.a", sketch("A")) == 0.25
    assert [leaf.label for leaf in catalogue()["invented"].leaves] == ["of the first kind", "of the second kind"]
    assert check_name("invented.a").base == "invented"
    with pytest.raises(UsageError, match="has parts: name one"):
        compute("invented", sketch("A"))
    with pytest.raises(UsageError, match=r"There is no metric 'density\.a'"):
        check_name("density.a")


@pytest.mark.usefixtures("known")
def test_groups_reach_the_function() -> None:
    @metric(**{**FACTS, "level": "group"})
    def invented(_network: Network, groups: Grouping) -> np.ndarray[Any, Any]:
        return groups.indicator.mean(axis=1)

    groups = Grouping(("x", "y", "z"), np.array([1, 0, 1, -1]))
    assert catalogue()["invented"].groups
    assert compute("invented", sketch("A B C D"), groups).tolist() == [0.25, 0.5, 0]
    assert groups.members(1).tolist() == [0, 2]
    with pytest.raises(NoResultError, match="needs groups"):
        compute("invented", sketch("A B C D"))
    with pytest.raises(ValueError, match="a group is a place"):
        Grouping(("x",), np.array([0, 1]))


@pytest.mark.usefixtures("known")
def test_unlisted_source_and_taken_name_are_refused() -> None:
    with pytest.raises(ValueError, match="no source 'nobody1999'"):

        @metric(**{**FACTS, "source": "nobody1999"})
        def invented(_network: Network) -> float:
            return 0.0

    with pytest.raises(ValueError, match="two metrics are called density"):

        @metric(**FACTS)
        def density(_network: Network) -> float:
            return 0.0


def test_unknown_metric_names_the_nearest() -> None:
    with pytest.raises(UsageError) as caught:
        compute("betweeness", sketch("A>B"))
    assert caught.value.problems[0].code == "E702"
    assert "'betweenness'" in caught.value.problems[0].hint


@pytest.mark.parametrize(
    ("name", "drawing", "why"),
    [
        ("in_degree", "A-B", "for directed layers"),
        ("degree", "A>B", "for undirected layers"),
        ("two_mode_degree", "A>B", "not two-mode"),
        ("multiplex_participation", "A>B", "two or more layers together"),
        ("brokerage_roles.liaison", "A>B", "needs groups"),
    ],
)
def test_metric_of_another_kind_of_layer_has_no_result(name: str, drawing: str, why: str) -> None:
    with pytest.raises(NoResultError, match=why):
        compute(name, sketch(drawing))


@pytest.mark.parametrize(
    ("name", "drawings", "why"),
    [
        ("density", ("A>B", "A-B"), "one layer at a time"),
        ("multiplex_participation", ("A>B",), "two or more layers together"),
    ],
)
def test_layers_together_have_metrics_of_their_own(name: str, drawings: tuple[str, ...], why: str) -> None:
    with pytest.raises(NoResultError, match=why):
        compute(name, Multiplex({drawing: sketch(drawing) for drawing in drawings}))


@pytest.mark.usefixtures("known")
def test_layers_together_are_each_of_the_kind_a_metric_is_for() -> None:
    @metric(**{**FACTS, "level": "network", "of": "multiplex", "layers": "directed"})
    def invented(multiplex: Multiplex) -> float:
        return 1 / len(multiplex.layers)

    assert compute("invented", Multiplex({"a": sketch("A>B"), "b": sketch("B>A")})) == 0.5
    with pytest.raises(NoResultError, match="for directed layers, and 'sketch' is undirected"):
        compute("invented", Multiplex({"a": sketch("A>B"), "b": sketch("A-B")}))


def test_sources_are_cited_with_their_doi_and_used() -> None:
    assert all(re.search(r"\(\d{4}\).*doi:10\.\d{4,9}/\S+$", citation) for citation in LISTED.values())
    assert list(LISTED) == sorted(LISTED)
    assert {record.source for record in catalogue().values()} == set(LISTED.values())


def test_heavy_libraries_wait_until_they_are_needed() -> None:
    code = (
        "import sys, sna.metrics; sna.metrics.catalogue();"
        "print({'pandas', 'igraph', 'networkx', 'scipy', 'matplotlib'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


def test_sketch_draws_either_kind() -> None:
    assert sketch("B A").roster.ids == ("A", "B")
    assert not sketch("A-B:2").directed
    assert sketch("A-B:2", weighted=False).ties.weight.tolist() == [1.0]
    with pytest.raises(ValueError, match="either directed"):
        sketch("A>B B-C")


def test_words_that_people_use_stand_for_metrics_that_there_are():
    from sna.metrics.naming import _USUAL

    assert {name for names in _USUAL.values() for name in names} <= set(catalogue())
