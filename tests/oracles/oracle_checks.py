"""One check of a metric against an independent value, and all checks of every ``checks_*.py`` beside this file."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import metric_references as references
import numpy as np

from sna.metrics import compute
from sna.metrics.registry import check_name
from sna.metrics.results import Thing, roster_of
from sna.model import Grouping

PRINTED = 6e-12
"""References are printed with 12 or 13 significant digits."""


@dataclass(frozen=True)
class Check:
    """One metric, or one part, on one thing, and what another program or a closed form says of it.

    Attributes
    ----------
    metric
        Id, ``NAME.PART`` where the metric has parts.
    on
        Name of the graph, for readers.
    thing
        Makes what is measured.
    expected
        Makes the independent value: a number; a mapping id → value (``None`` undefined), of organisations or groups; or
        an array in the order of the result.
    source
        Which program, with its version, or which printed page or closed form.
    tolerance
        Relative and absolute.
    groups
        Makes the groups, for a metric that needs them.
    """

    metric: str
    on: str
    thing: Callable[[], Thing]
    expected: Callable[[], Any]
    source: str
    tolerance: float = PRINTED
    groups: Callable[[Thing], Grouping] | None = field(default=None)

    def __str__(self) -> str:
        return f"{self.metric} on {self.on}: {self.source}"

    def wanted(self) -> Any:
        """Return the expected value in the order of the result."""
        value = self.expected()
        if not isinstance(value, Mapping):
            return np.asarray(value, dtype=np.float64)
        thing = self.thing()
        ids = roster_of(thing).ids
        if self.groups and check_name(self.metric).level == "group":
            ids = self.groups(thing).names
        return np.array([np.nan if value[name] is None else value[name] for name in ids], dtype=np.float64)

    def hold(self) -> None:
        """Fail unless the metric agrees."""
        thing = self.thing()
        actual = compute(self.metric, thing, self.groups(thing) if self.groups else None)
        np.testing.assert_allclose(actual, self.wanted(), rtol=self.tolerance, atol=self.tolerance, err_msg=str(self))

    def telling(self) -> bool:
        """Whether some expected value is other than 0, 1 and undefined."""
        numbers = np.atleast_1d(self.wanted())
        return bool((np.isfinite(numbers) & (numbers != 0) & (numbers != 1)).any())


def stored(
    metric: str,
    on: str,
    file: str,
    key: str,
    part: str = "",
    *,
    parameters: Mapping[str, object] | None = None,
    take: Callable[[Any], Any] | None = None,
    tolerance: float = PRINTED,
    thing: Callable[[], Thing] | None = None,
    groups: Callable[[Thing], Grouping] | None = None,
) -> Check:
    """Return a check against a record of tests/reference.

    Parameters
    ----------
    metric
        Id of a metric or part.
    on
        The record's ``graph``; also the graph that is measured, unless ``thing`` makes another.
    file, key, part
        File in tests/reference, the record's ``metric``, and a key of its values.
    parameters
        Parameters of the record that tell it from others.
    take
        Makes the expected value from what is stored.
    """
    value, source = references.stored(file, on, key, part, **(parameters or {}))
    return Check(
        metric,
        on,
        thing or (lambda: references.subject(on)),
        lambda: take(value) if take else value,
        source,
        tolerance,
        groups,
    )


def part_of(key: str) -> Callable[[Any], Any]:
    """Return a ``take`` that picks one key out of the values of every organisation."""
    return lambda values: {name: None if row is None else row[key] for name, row in values.items()}


@cache
def collected() -> tuple[ModuleType, ...]:
    """Import every ``checks_*.py`` beside this file: each has a list ``CHECKS``, and may have a dict ``EXCUSED``."""
    modules = []
    for path in sorted(Path(__file__).parent.glob("checks_*.py")):
        spec = importlib.util.spec_from_file_location(f"oracle_{path.stem}", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        modules.append(module)
    return tuple(modules)


def all_checks() -> list[Check]:
    """Return the checks of every file, sorted."""
    return sorted((check for module in collected() for check in module.CHECKS), key=str)


def excused() -> dict[str, str]:
    """Return metric → why no independent value of it other than 0, 1 or undefined is known."""
    return {name: why for module in collected() for name, why in getattr(module, "EXCUSED", {}).items()}


@dataclass(frozen=True)
class Agreement:
    """A line of the table of agreement: a metric, what it was held against, on which graph, and how closely."""

    metric: str
    source: str
    on: str
    values: int
    tolerance: float


def agreement() -> list[Agreement]:
    """Return a row for every check, by metric id, source and graph; `Check.hold` is what makes each of them true."""
    rows = {Agreement(c.metric, c.source, c.on, int(np.size(c.wanted())), c.tolerance) for c in all_checks()}
    return sorted(rows, key=lambda row: (row.metric, row.source, row.on, row.tolerance))
