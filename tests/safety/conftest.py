"""The command line as a user runs it."""

import sys
from dataclasses import dataclass

import pytest

from sna.commands import main


@dataclass
class Ran:
    code: int
    out: str
    err: str


@pytest.fixture
def sna(capsys, monkeypatch):
    """Return what the command line says to arguments."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["sna", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as stopped:
            main()
        printed = capsys.readouterr()
        return Ran(stopped.value.code or 0, printed.out, printed.err)

    return run
