"""Telling how far a long test has come to whoever listens: a bar on a terminal, or nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[float], None]

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Have every test that runs inside tell the share of its relabellings or resamples that is done.

    Examples
    --------
    >>> with listening(print):
    ...     tell(0.5)
    0.5
    """
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def tell(done: float) -> None:
    """Tell the listener, if there is one, what share is done."""
    listener = _listener.get()
    if listener is not None:
        listener(done)
