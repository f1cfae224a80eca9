"""The command line as a user runs it."""

import pytest
from command_line import runner


@pytest.fixture
def sna(capsys, monkeypatch):
    """Return what the command line says to arguments."""
    return runner(capsys, monkeypatch)
