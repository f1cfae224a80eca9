"""Every metric with its record, found by itself: a function with `metric` above it is all there is to add."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal, NotRequired, TypedDict, TypeVar, Unpack

import numpy as np
import numpy.typing as npt

import sna.metrics
from sna.errors import BugError, NoResultError, Problem, UsageError, nearest
from sna.metrics.sources import SOURCES
from sna.model import Affiliation, MetricRecord, Network
from sna.model.records import Direction, Level, Weighting

Values = npt.NDArray[np.float64]
Function = TypeVar("Function", bound=Callable[..., Any])

NEVER = "never"
"""What a record says where the metric has a value for every network."""

TOLERANCE = 1e-9
"""How far rounding may carry a value over a bound."""


class Facts(TypedDict):
    """What `metric` takes: the fields of `MetricRecord` but its name, with ``source`` a key of `SOURCES`."""

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
    of: NotRequired[Literal["network", "affiliation"]]
    missing: NotRequired[Literal["excluded", "no tie"]]
    default: NotRequired[bool]


@dataclass(frozen=True)
class Metric:
    """A formula and what is known of it."""

    record: MetricRecord
    function: Callable[[Any], Values | float]


_known: dict[str, Metric] = {}


def metric(**facts: Unpack[Facts]) -> Callable[[Function], Function]:
    """Make a function of a network (or affiliation) a metric; its name becomes the metric's id.

    The function returns an array in roster order for a metric of organisations, a number for one of the network;
    ``NaN`` is undefined. It never rounds, sorts, filters or logs.

    Parameters
    ----------
    **facts
        The fields of `sna.model.MetricRecord`; ``source`` is a key of `sna.metrics.sources.SOURCES`.

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
        record = replace(MetricRecord(name=name, **facts), source=SOURCES[facts["source"]])
        _known[name] = Metric(record, function)
        return function

    return register


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


def compute(name: str, thing: Network | Affiliation) -> Values | float:
    """Compute one metric, and hold the result against its record.

    Parameters
    ----------
    name
        Id of a metric.
    thing
        What the metric is of: a network, or an affiliation.

    Returns
    -------
    array or float
        One value per organisation in roster order, or one value; ``NaN`` where undefined.

    Raises
    ------
    UsageError
        If there is no such metric.
    NoResultError
        If the metric is not for this kind of layer.
    BugError
        If a value leaves the bounds of the record, or does not have its shape.

    Examples
    --------
    >>> from sna.metrics.sketch import sketch
    >>> compute("in_degree", sketch("A>C B>C"))
    array([0., 0., 2.])
    """
    record = check_name(name)
    if reason := why_not(record, thing):
        raise NoResultError(Problem("E702", f"Metric '{name}' has no result here: {reason}."))
    return _checked(record, _known[name].function(thing), thing)


def check_name(name: str) -> MetricRecord:
    """Return the record of a metric; raise `UsageError` with the nearest name where there is none."""
    known = catalogue()
    if name not in known:
        raise UsageError(Problem("E702", f"There is no metric '{name}'.", hint=nearest(name, known)))
    return known[name]


def why_not(record: MetricRecord, thing: Network | Affiliation) -> str:
    """Return why a metric cannot be computed on a thing, as a clause; empty where it can."""
    if isinstance(thing, Affiliation):
        return "" if record.of == "affiliation" else "it is a metric of ties, not of attendance"
    if record.of == "affiliation":
        return f"layer '{thing.layer.name}' is not two-mode"
    if record.layers == "any" or thing.directed == (record.layers == "directed"):
        return ""
    return f"it is for {record.layers} layers, and '{thing.layer.name}' is {kind_of(thing)}"


def kind_of(network: Network) -> str:
    """Return ``directed`` or ``undirected``."""
    return "directed" if network.directed else "undirected"


def _checked(record: MetricRecord, value: Values | float, thing: Network | Affiliation) -> Values | float:
    """Return the value, with rounding beyond a bound taken back; raise where it is more than rounding."""
    array = np.asarray(value, dtype=np.float64)
    size = len(thing.rows if isinstance(thing, Affiliation) else thing.roster)
    expected = (size,) if record.level == "organisation" else ()
    if array.shape != expected:
        raise _fault(record, f"shape {array.shape}", f"shape {expected}")
    beyond = (array < record.low - TOLERANCE) | (array > record.high + TOLERANCE) | np.isinf(array)
    if beyond.any():
        raise _fault(record, f"{array[beyond].flat[0]:.12g}", f"{record.low:g} to {record.high:g}")
    inside: Values = np.clip(array, record.low, record.high)
    return inside if expected else float(inside)


def _fault(record: MetricRecord, found: str, expected: str) -> BugError:
    return BugError(str(Problem("E704", f"Metric '{record.name}' left its bounds.", value=found, expected=expected)))
