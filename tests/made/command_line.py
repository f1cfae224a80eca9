"""Run the command line as a user does: arguments in, exit code and what was printed out."""

import sys
from dataclasses import dataclass

import pytest

from sna.commands import main


@dataclass
class Ran:
    code: int
    out: str
    err: str


def runner(capsys, monkeypatch):
    """Return a function: arguments → what came of them."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["sna", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as stopped:
            main()
        printed = capsys.readouterr()
        return Ran(stopped.value.code or 0, printed.out, printed.err)

    return run
