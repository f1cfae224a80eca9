"""A report is the same bytes whether another process helps, does everything, never gets to it, or breaks."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import pytest

import sna
from sna.commands.beside import second_process
from sna.errors import UsageError
from sna.model import Contrast, Study
from sna.report import compose, files_of

ASKED = {"permutations": 99}


class Elsewhere(Executor):
    """Does all it is given, on copies, as another process would."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        asked = pickle.loads(pickle.dumps(fn))  # noqa: S301 - written just before
        future.set_result(pickle.loads(pickle.dumps(asked(*args, **kwargs))))  # noqa: S301 - as above
        return future


class Idle(Executor):
    """Never begins anything."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        del fn, args, kwargs
        return Future()


class Broken(Executor):
    """Dies while it works."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        del fn, args, kwargs
        future: Future[Any] = Future()
        future.set_running_or_notify_cancel()
        future.set_exception(BrokenProcessPool("gone"))
        return future


class Refused(Executor):
    """Cannot be started."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        del fn, args, kwargs
        raise OSError("no process")


@pytest.fixture(scope="module")
def study() -> Study:
    return sna.load("end-of-life-partnership").narrowed(layers=["support"])


@pytest.fixture(scope="module")
def alone(study: Study) -> dict[str, bytes]:
    return files_of(compose(study, **ASKED))


@pytest.mark.parametrize("helper", [Elsewhere, Broken, Refused])
def test_the_same_bytes_with_any_help(study: Study, alone: dict[str, bytes], helper: type[Executor]) -> None:
    """Also where the help fails: then everything is done here."""
    found = files_of(compose(study, beside=helper(), **ASKED))
    assert found == alone


def test_the_same_bytes_from_a_process(study: Study, alone: dict[str, bytes]) -> None:
    """Gaps are rerun and figures drawn in an interpreter of its own."""
    with second_process(wanted=True) as beside:
        assert beside is not None
        document = compose(study, beside=beside, **ASKED)
        assert set(document.begun) == set(document.figures)
        assert files_of(document) == alone
    assert second_process(wanted=False).__enter__() is None


def test_a_figure_that_nobody_began_is_drawn_here(study: Study) -> None:
    """Those waiting in a queue are taken back."""
    with_help = Idle()
    with pytest.MonkeyPatch.context() as patch:
        # An idle helper would never rerun the gaps: only figures are handed to it.
        patch.setattr("sna.report.document.meanwhile", lambda _, function, *a, **k: lambda: function(*a, **k))
        document = compose(study, beside=with_help, **ASKED)
    files = files_of(document)
    assert all(future.cancelled() for future in document.begun.values())
    assert document.begun
    assert all(files[f"figures/{figure.name}.png"][:4] == b"\x89PNG" for figure in document.figures)


def test_an_error_there_is_the_error_here(study: Study) -> None:
    """What cannot be met is refused in the same words."""
    with pytest.raises(UsageError) as alone:
        compose(study, by=Contrast("nothing", ("a", "b")), **ASKED)
    with pytest.raises(UsageError) as helped:
        compose(study, by=Contrast("nothing", ("a", "b")), beside=Broken(), **ASKED)
    assert str(helped.value) == str(alone.value)
