"""Every metric with its record, found by itself: a function with `metric` above it is all there is to add."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, NotRequired, TypedDict, TypeVar, Unpack

import sna.metrics
from sna.errors import NoResultError, Problem, UsageError
from sna.metrics.naming import metric_meant
from sna.metrics.results import Result, Thing, Value, Values, checked, why_not
from sna.metrics.sources import SOURCES
from sna.model import Grouping, MetricRecord
from sna.model.records import Direction, Level, Weighting

__all__ = ["NEVER", "Metric", "Result", "Values", "catalogue", "check_name", "compute", "compute_parts", "metric"]

Function = TypeVar("Function", bound=Callable[..., Any])

NEVER = "never"
"""What a record says where the metric has a value for every network."""


class Facts(TypedDict):
    """What `metric` takes: the fields of `MetricRecord` but its name.

    ``source`` is a key of `SOURCES`, ``parts`` a mapping of part → plain label; a metric of level ``group`` needs
    groups without saying so.
    """

    label: str
    level: Level
    direction: Direction
    weights: Weighting
    low: float
    high: float
    undefined: str
    means: str
    formula: str
    source: str
    layers: NotRequired[Literal["directed", "undirected", "any"]]
    of: NotRequired[Literal["network", "affiliation", "multiplex"]]
    missing: NotRequired[Literal["excluded", "no tie"]]
    default: NotRequired[bool]
    groups: NotRequired[bool]
    parts: NotRequired[dict[str, str]]
    ratings: NotRequired[bool]
    up_to: NotRequired[int]


@dataclass(frozen=True)
class Metric:
    """A formula and what is known of it."""

    record: MetricRecord
    function: Callable[..., Result]


_known: dict[str, Metric] = {}


def metric(**facts: Unpack[Facts]) -> Callable[[Function], Function]:
    """Make a function of a network (or affiliation, or multiplex) a metric; its name becomes the metric's id.

    The function takes what the record says it is ``of`` and, where it needs groups, a `sna.model.Grouping`. It returns
    an array in roster order for a metric of organisations, in the order of the groups for one of groups, a number for
    one of the network; where the record has parts, a dict with one of these for each. ``NaN`` is undefined. It never
    rounds, sorts, filters or logs.

    Parameters
    ----------
    **facts
        The fields of `sna.model.MetricRecord`; ``source`` is a key of `sna.metrics.sources.SOURCES`, ``parts`` a
        mapping of part → plain label.

    Raises
    ------
    ValueError
        If the source is not listed, or another function has the same name.
    """

    def register(function: Function) -> Function:
        name = function.__name__
        if facts["source"] not in SOURCES:
            raise ValueError(f"{name}: no source '{facts['source']}' in sna.metrics.sources")
        if name in _known and _known[name].function.__module__ != function.__module__:
            raise ValueError(f"two metrics are called {name}")
        _known[name] = Metric(_record(name, facts), function)
        return function

    return register


def _record(name: str, facts: Facts) -> MetricRecord:
    """Return the record of a metric."""
    fields: dict[str, Any] = {"groups": facts["level"] == "group", **facts}
    fields |= {"source": SOURCES[facts["source"]], "parts": tuple(facts.get("parts", {}).items())}
    return MetricRecord(name=name, **fields)


@functools.cache
def _discover() -> None:
    """Import every module of this package, so that every metric has made itself known."""
    for module in pkgutil.iter_modules(sna.metrics.__path__):
        importlib.import_module(f"sna.metrics.{module.name}")


def catalogue() -> dict[str, MetricRecord]:
    """Return the record of every metric, by id, sorted.

    Examples
    --------
    >>> catalogue()["in_degree"].label
    'links received'
    """
    _discover()
    return {name: _known[name].record for name in sorted(_known)}


def compute(name: str, thing: Thing, groups: Grouping | None = None) -> Value:
    """Compute one metric, and hold the result against its record.

    Parameters
    ----------
    name
        Id of a metric, ``NAME.PART`` where it has parts.
    thing
        What the metric is of: a network, an affiliation, or a multiplex.
    groups
        The group of each organisation, for a metric that needs it.

    Returns
    -------
    array or float
        One value per organisation in roster order, one per group, or one value; ``NaN`` where undefined.

    Raises
    ------
    UsageError
        If there is no such metric, or it has parts and none is named.
    NoResultError
        If the metric is not for this kind of layer, or needs groups.
    BugError
        If a value leaves the bounds of the record, or does not have its shape.

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> compute("in_degree", sketch("A>C B>C"))
    array([0., 0., 2.])
    >>> compute("dyad_census.asymmetric", sketch("A>C B>C"))
    2.0
    """
    record = check_name(name)
    if record.parts:
        ids = [leaf.name for leaf in record.leaves]
        raise UsageError(Problem("E702", f"Metric '{name}' has parts: name one.", expected=" · ".join(ids)))
    return compute_parts(record.base, thing, groups)[name]


def compute_parts(name: str, thing: Thing, groups: Grouping | None = None) -> dict[str, Value]:
    """Compute a metric with all its parts; as `compute`, by id.

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> compute_parts("dyad_census", sketch("A>B B>A C>B"))
    {'dyad_census.mutual': 1.0, 'dyad_census.asymmetric': 1.0, 'dyad_census.null': 1.0}
    """
    record = check_name(check_name(name).base)
    if reason := why_not(record, thing, groups):
        raise NoResultError(Problem("E702", f"Metric '{name}' has no result here: {reason}."))
    arguments = (thing, groups) if record.groups else (thing,)
    return checked(record, _known[record.name].function(*arguments), thing, groups)


def check_name(name: str) -> MetricRecord:
    """Return the record of a metric or of one part; raise `UsageError` with the nearest name where there is none."""
    _discover()
    found = _known.get(name.partition(".")[0])
    if found is not None and found.record.name == name:
        return found.record
    leaves = {leaf.name: leaf for leaf in found.record.leaves} if found else {}
    if name in leaves:
        return leaves[name]
    raise UsageError(Problem("E702", f"There is no metric '{name}'.", hint=metric_meant(name, catalogue(), [*leaves])))
