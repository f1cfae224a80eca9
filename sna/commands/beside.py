"""A second process for a verb that has work for two, on a machine with two cores."""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from sna.commands.program import CYCLES
from sna.model import Study

ENOUGH = 500
"""Rows of facts below which a report is done before a process is ready to help."""
MOST_ROWS = 1_000_000
"""Rows beyond which a copy of the study takes more memory than it should."""


def pays(study: Study, cores: int) -> bool:
    """Whether a second process saves more time than it takes to start.

    Examples
    --------
    >>> import sna
    >>> study = sna.load("partner-survey")
    >>> pays(study, 1), pays(study, 2)
    (False, True)
    """
    return cores > 1 and ENOUGH <= sum(len(table) for table in study.tables.values()) <= MOST_ROWS


@contextmanager
def second_process(*, wanted: bool) -> Iterator[Executor | None]:
    """Give another process to work with, gone when the block ends; nothing where it is not wanted or cannot be had."""
    if not wanted:
        yield None
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    others = set(multiprocessing.active_children())
    # A fresh interpreter on every system: a copy of this one would share the threads of its libraries.
    pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _quietly)
    try:
        pool.submit(_ready)
    except (OSError, RuntimeError):
        yield None
        return
    started = set(multiprocessing.active_children()) - others
    try:
        yield pool
    except BaseException:
        # Nobody waits for work whose result nobody wants any more.
        for process in started:
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _quietly() -> None:
    """Let an interrupt end the process without a word: the one that started it says what there is to say."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.set_threshold(CYCLES)


def _ready() -> None:
    """Load what a report needs, while the other process reads and loads too."""
    import sna.report  # noqa: F401
