"""Guards that the bar is seen on a terminal only, after a while, and that sizes are understood."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from click.testing import CliRunner

from sna.commands.program import program
from sna.commands.progress import PATIENCE, bar_of_tests, reading_bar


class _Terminal:
    def __init__(self) -> None:
        self.text = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None:
        pass


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> _Terminal:
    shown = _Terminal()
    monkeypatch.setattr("sna.commands.progress.sys", SimpleNamespace(stderr=shown))
    return shown


def _later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    times = iter([0.0, seconds])
    monkeypatch.setattr("sna.commands.progress.monotonic", times.__next__)


def test_a_quick_table_shows_no_bar(terminal: _Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    _later(monkeypatch, PATIENCE / 2)
    with reading_bar(quiet=False) as tell:
        tell("roles.csv", 0.5)
    assert terminal.text == ""


def test_a_long_one_shows_a_bar_that_goes_again(terminal: _Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    _later(monkeypatch, PATIENCE * 2)
    with reading_bar(quiet=False) as tell:
        tell("roles.csv", 0.5)
        assert "roles.csv" in terminal.text
        assert "50%" in terminal.text
    assert terminal.text.endswith(" \r")


def test_a_long_test_shows_a_bar_that_goes_again(terminal: _Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    from sna.infer import Stream, listening, qap_test

    clock = iter(range(0, 1000, 2))
    monkeypatch.setattr("sna.commands.progress.monotonic", clock.__next__)
    x = (np.random.default_rng(0).random((20, 20)) < 0.3).astype(float)
    with bar_of_tests(quiet=False) as tell, listening(tell):
        qap_test(x, x.T, directed=True, permutations=4_000, stream=Stream(0))
    assert [f"{share}%" in terminal.text for share in (25, 50, 75, 100)] == [True] * 4
    assert "Testing" in terminal.text
    assert terminal.text.endswith(" \r")


@pytest.mark.parametrize("quiet", [True, False])
def test_a_test_is_silent_where_nobody_looks(terminal: _Terminal, monkeypatch: pytest.MonkeyPatch, quiet: bool) -> None:
    if not quiet:
        monkeypatch.setattr(terminal, "isatty", lambda: False)
    with bar_of_tests(quiet=quiet) as tell:
        tell(0.5)
    assert terminal.text == ""


def test_quiet_is_quiet(terminal: _Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    _later(monkeypatch, PATIENCE * 2)
    with reading_bar(quiet=True) as tell:
        tell("roles.csv", 0.5)
    assert terminal.text == ""


def test_a_size_that_is_none_is_a_wrong_use() -> None:
    found = CliRunner().invoke(program, ["measure", "centralised-surgery", "--memory", "much"])
    assert found.exit_code == 2
    assert "4GB" in found.output


def test_too_little_memory_ends_with_its_own_code(tmp_path: Path) -> None:
    import subprocess

    (tmp_path / "organisations.csv").write_text("organisation\nA\n", encoding="utf-8")
    command = [sys.executable, "-m", "sna", "check", str(tmp_path), "--memory", "10"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 5
    assert "E901 organisations.csv" in done.stderr
