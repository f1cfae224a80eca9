"""`sna codes`."""

from __future__ import annotations

from collections.abc import Iterable

import click

from sna.commands import options
from sna.commands.printing import Output
from sna.explained import explanations

FIRST = 2


@click.command()
@click.argument("code", required=False)
@options.writing
def codes(code: str | None, output: Output) -> None:
    """List the codes of problems, or explain CODE: why it comes about, and what to do.

    A code that begins with E stops a run; W is worth knowing, and the run goes on.
    """
    import pandas as pd

    known = explanations()
    if code is None:
        output.emit(pd.DataFrame([{"code": one.code, "meaning": one.meaning} for one in known.values()]))
        return
    if code.upper() not in known:
        raise click.UsageError(f"There is no code '{code}'. {family(code.upper(), known)}")
    found = known[code.upper()]
    lines = {"why": found.cause, "what to do": found.fix}
    click.echo("\n".join([f"{found.code}: {found.meaning}", *(f"  {key:<11} {text}" for key, text in lines.items())]))


def family(code: str, known: Iterable[str]) -> str:
    """Return the codes that begin as one does that is none: no code is near another in meaning."""
    alike = [one for one in known if len(code) > 1 and one.startswith(code[:FIRST])]
    return f"Those of its family: {', '.join(alike)}." if alike else "'sna codes' lists all: E401 is one."
