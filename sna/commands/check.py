"""`sna check`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sna.commands import options
from sna.commands.printing import Output, aligned
from sna.commands.progress import reading_bar
from sna.commands.reading import keep_out_of
from sna.errors import Problem

if TYPE_CHECKING:
    from sna.io import CheckReport

SHOWN = 20
MANY = 6
"""Problems from which on it helps to be told which file has most of them."""


@click.command()
@options.study
@click.option("--strict", is_flag=True, help="A warning counts as an error.")
@click.option("--quiet", is_flag=True, help="Say nothing but the result.")
@click.option(
    "--names",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.csv",
    help="Write names that may stand for a listed organisation, for you to approve: its table of aliases.",
)
@options.memory
@options.writing
def check(study: str, *, strict: bool, quiet: bool, names: Path | None, memory: int, output: Output) -> int:
    """Say everything that is wrong with STUDY at once, and what was read, used and set aside.

    Exit code 0: it runs; 3: something must be mended first; 4: a table holds data of persons.
    """
    from sna.api import check as checking
    from sna.commands.program import EXIT_CODES
    from sna.errors import blocked_or_wrong

    keep_out_of(study, output.out)
    keep_out_of(study, names)
    with reading_bar(quiet=quiet) as progress:
        found = checking(study, memory=memory, progress=progress)
    if names is not None:
        suggest(found, names, overwrite=output.overwrite)
    if output.is_plain:
        tell(study, found)
    else:
        output.emit(found.frame())
    wrong = [problem for problem in found.problems if strict or problem.severity == "error"]
    return EXIT_CODES[type(blocked_or_wrong(wrong))] if wrong else 0


def suggest(found: CheckReport, file: Path, *, overwrite: bool) -> None:
    """Write the names that look alike to a file, and say what is to be done with it."""
    from sna.io import write_file

    if file.suffix.lower() != ".csv":
        raise click.UsageError("The names are written as CSV: end --names in .csv.")
    number = len(found.names())
    write_file(file, found.names_as_csv(), overwrite=overwrite)
    many = "1 suggestion" if number == 1 else f"{number} suggestions"
    todo = f"Write yes under approve where the two are one. {destination(found.book)}" if number else ""
    click.echo(f"Written: {file}: {many}. {todo}".rstrip(), err=True)
    if unexplained := found.unexplained():
        more = f" and {len(unexplained) - SHOWN} more" if len(unexplained) > SHOWN else ""
        click.echo(f"No suggestion for: {', '.join(unexplained[:SHOWN])}{more}.", err=True)


def destination(book: str) -> str:
    """Return where approved names go: beside the tables of a folder, or into the file that holds them all."""
    if not book:
        return "Then save it as aliases.csv in the study."
    part = "sheet" if Path(book).suffix.lower() == ".xlsx" else "table"
    return f"Then paste its rows, with the headings, into a {part} named aliases of {book}."


def spread(problems: list[Problem]) -> str:
    """Return how many problems each file has, where there are many of several: where to begin."""
    files = Counter(problem.sheet or problem.file or "the study" for problem in problems)
    if len(problems) < MANY or len(files) == 1:
        return ""
    return f": {', '.join(f'{number} in {file}' for file, number in files.most_common())}"


def tell(study: str, found: CheckReport) -> None:
    """Print errors, then warnings, then what became of the rows."""
    from sna.report.survey import without_answers

    errors = [problem for problem in found.problems if problem.severity == "error"]
    warnings = [problem for problem in found.problems if problem.severity == "warning"]
    for title, problems in (("Must be mended", errors), ("Worth knowing", warnings)):
        if problems:
            click.echo(f"{title} ({len(problems)}{spread(problems)}):")
            for problem in problems:
                click.echo(f"  {problem}")
            click.echo("")
    if not found.tables.empty:
        click.echo(aligned(found.tables))
    if found.survey is not None:
        click.echo(aligned(found.survey.drop(columns="not_answered")))
        click.echo("\n".join((*without_answers(found.survey), "")))
    click.echo(f"{study}: {'not ready: mend the above first' if errors else 'ready to run'}.")
