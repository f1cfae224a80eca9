"""Start-up: help loads nothing heavy, and the three ways to start are one program."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]


def test_help_imports_nothing_heavy():
    code = (
        "import sys, sna.commands\n"
        "sys.argv = ['sna', '--help']\n"
        "try: sna.commands.main()\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'igraph', 'networkx', 'matplotlib', 'numpy', 'scipy'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "report" in ran.stdout


@pytest.mark.parametrize("start", [["cli.py"], ["-m", "sna"]])
def test_every_way_to_start_is_the_same_program(start):
    ran = subprocess.run(
        [sys.executable, *start, "measure", "nowhere"], cwd=TOP, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 2
    assert "E101" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_fault_of_the_tool_shows_itself_and_exits_70(sna, small, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("not foreseen")

    monkeypatch.setattr("sna.metrics.measure", broken)
    ran = sna("measure", small, "in_degree")
    assert ran.code == 70
    assert "RuntimeError: not foreseen" in ran.err
    assert "Please report it" in ran.err


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_interrupted_writes_nothing(tmp_path, number, code):
    command = [sys.executable, "-m", "sna", "report", "centralised-surgery", "--quiet", "--out", tmp_path / "report"]
    running = subprocess.Popen(command, cwd=TOP, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(2)
    running.send_signal(number)
    _, said = running.communicate(timeout=60)
    assert running.returncode == code, said
    assert b"nothing was written" in said
    assert list(tmp_path.iterdir()) == []
