"""Start-up: help loads nothing heavy, and the three ways to start are one program."""

import subprocess
import sys
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
