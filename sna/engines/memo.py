"""Remember what was computed for a thing, for as long as the thing lives."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TypeVar
from weakref import WeakKeyDictionary

Thing = TypeVar("Thing")
Result = TypeVar("Result")


def memoised(function: Callable[[Thing], Result]) -> Callable[[Thing], Result]:
    """Make a function of one frozen thing compute once per thing.

    Things that are equal by content share the result; the result goes when the thing does, and the thing never learns
    that it was remembered.
    """
    known: WeakKeyDictionary[Thing, Result] = WeakKeyDictionary()

    @functools.wraps(function)
    def remembered(thing: Thing) -> Result:
        if thing not in known:
            known[thing] = function(thing)
        return known[thing]

    return remembered
