"""`sna check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sna.commands import options
from sna.commands.printing import Output, aligned
from sna.commands.progress import reading_bar
from sna.commands.reading import keep_out_of

if TYPE_CHECKING:
    from sna.io import CheckReport


@click.command()
@options.study
@click.option("--strict", is_flag=True, help="A warning counts as an error.")
@click.option("--quiet", is_flag=True, help="Say nothing but the result.")
@options.memory
@options.writing
def check(study: str, *, strict: bool, quiet: bool, memory: int, output: Output) -> int:
    """Say everything that is wrong with STUDY at once, and what was read, used and set aside.

    Exit code 0: it runs; 3: something must be mended first.
    """
    from sna.api import check as checking

    keep_out_of(study, output.out)
    with reading_bar(quiet=quiet) as progress:
        found = checking(study, memory=memory, progress=progress)
    if output.is_plain:
        tell(study, found)
    else:
        output.emit(found.frame())
    wrong = [problem for problem in found.problems if strict or problem.severity == "error"]
    return 3 if wrong else 0


def tell(study: str, found: CheckReport) -> None:
    """Print errors, then warnings, then what became of the rows."""
    errors = [problem for problem in found.problems if problem.severity == "error"]
    warnings = [problem for problem in found.problems if problem.severity == "warning"]
    for title, problems in (("Must be mended", errors), ("Worth knowing", warnings)):
        if problems:
            click.echo(f"{title} ({len(problems)}):")
            for problem in problems:
                click.echo(f"  {problem}")
            click.echo("")
    if not found.tables.empty:
        click.echo(aligned(found.tables))
    click.echo(f"{study}: {'not ready: mend the above first' if errors else 'ready to run'}.")
