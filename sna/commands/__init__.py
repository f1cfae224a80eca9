"""The command line: parses, calls, prints; no arithmetic."""

from sna.commands.program import main

__all__ = ["main"]
