"""What a metric can be computed on, and whether what came out is what its record promises."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from sna.errors import BugError, Problem
from sna.model import Affiliation, Grouping, MetricRecord, Multiplex, Network, Roster
from sna.model.answers import RATING

Values = npt.NDArray[np.float64]
Value = Values | float
Result = Value | Mapping[str, Value]
"""What a metric returns: one value per organisation or group, one of the network, or one of these for each part."""
Thing = Network | Affiliation | Multiplex

TOLERANCE = 1e-9
"""How far rounding may carry a value over a bound."""
FEWEST_LAYERS = 2


def roster_of(thing: Thing) -> Roster:
    """Return the organisations that a metric of organisations has a value for."""
    return thing.rows if isinstance(thing, Affiliation) else thing.roster


def why_not(record: MetricRecord, thing: Thing, groups: Grouping | None = None) -> str:
    """Return why a metric cannot be computed on a thing, as a clause; empty where it can."""
    wrong = _wrong_thing(record, thing)
    if wrong or not record.groups or groups is not None:
        return wrong
    return "it needs groups of organisations, and there are none"


def _wrong_thing(record: MetricRecord, thing: Thing) -> str:
    """Return why a thing is not what a metric is of."""
    if isinstance(thing, Multiplex):
        if record.of != "multiplex":
            return "it is a metric of one layer at a time"
        if len(thing.layers) < FEWEST_LAYERS:
            return "it is a metric of two or more layers together"
        return next(filter(None, (_wrong_kind(record, network) for network in thing.layers.values())), "")
    if record.of == "multiplex":
        return "it is a metric of two or more layers together"
    if isinstance(thing, Affiliation):
        return "" if record.of == "affiliation" else "it is a metric of ties, not of attendance"
    return f"layer '{thing.layer.name}' is not two-mode" if record.of == "affiliation" else _wrong_kind(record, thing)


def _wrong_kind(record: MetricRecord, network: Network) -> str:
    """Return why a metric is not for the kind of a layer."""
    if record.ratings and network.layer.counts != RATING:
        return f"it is for layers of ratings, and a tie of '{network.layer.name}' counts {network.layer.counts}"
    if record.layers == "any" or network.directed == (record.layers == "directed"):
        return ""
    return f"it is for {record.layers} layers, and '{network.layer.name}' is {kind_of(network)}"


def kind_of(network: Network) -> str:
    """Return ``directed`` or ``undirected``."""
    return "directed" if network.directed else "undirected"


def checked(record: MetricRecord, result: Result, thing: Thing, groups: Grouping | None) -> dict[str, Value]:
    """Return a result by id, rounding beyond a bound taken back; raise `BugError` where it is more than rounding."""
    found = result if isinstance(result, Mapping) else {"": result}
    expected = {"" if leaf is record else leaf.name.partition(".")[2]: leaf for leaf in record.leaves}
    if set(found) != set(expected):
        raise _fault(record, f"parts {', '.join(found) or 'none'}", f"parts {', '.join(expected) or 'none'}")
    shape = _shape(record, thing, groups)
    return {leaf.name: _inside(leaf, found[part], shape) for part, leaf in expected.items()}


def _shape(record: MetricRecord, thing: Thing, groups: Grouping | None) -> tuple[int, ...]:
    """Return the shape that every value of a metric has."""
    if record.level == "organisation":
        return (len(roster_of(thing)),)
    return (len(groups.names),) if record.level == "group" and groups is not None else ()


def _inside(record: MetricRecord, value: Value, shape: tuple[int, ...]) -> Value:
    """Return a value in the bounds of its record."""
    array = np.asarray(value, dtype=np.float64)
    if array.shape != shape:
        raise _fault(record, f"shape {array.shape}", f"shape {shape}")
    beyond = (array < record.low - TOLERANCE) | (array > record.high + TOLERANCE) | np.isinf(array)
    if beyond.any():
        raise _fault(record, f"{array[beyond].flat[0]:.12g}", f"{record.low:g} to {record.high:g}")
    inside: Values = np.clip(array, record.low, record.high)
    return inside if shape else float(inside)


def _fault(record: MetricRecord, found: str, expected: str) -> BugError:
    return BugError(str(Problem("E704", f"Metric '{record.name}' left its bounds.", value=found, expected=expected)))
