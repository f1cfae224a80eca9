"""`sna VERB STUDY …`: the verbs, loaded only when they are run, and what an error becomes."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import sys
import traceback
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click

from sna import __version__
from sna.errors import (
    BlockedError,
    BugError,
    DataError,
    NoResultError,
    OutputError,
    SnaError,
    TooLargeError,
    UsageError,
    nearest,
)

LIMIT = "{}_NUM_THREADS"
CYCLES = 50_000
"""Things made before cycles among them are looked for: every few hundred, as usual, takes a twentieth of a report."""
VERBS = {
    "new": "Write an empty study to fill in: a workbook, or a folder of CSV files.",
    "datasets": "List the bundled studies, or copy one out.",
    "check": "Say everything that is wrong with a study, and what was read.",
    "survey": "Say who answered a survey, how fully, and how often two sides agree.",
    "measure": "Score organisations, groups and networks.",
    "asymmetry": "Say how uneven power is between groups, and how sure one can be.",
    "lens": "Look by profession, tier, series of meetings, partnership … one way at a time.",
    "compare": "Say what changed between snapshots, or between two studies.",
    "test": "Test by name: QAP, MRQAP, CUG, vertex bootstrap, permutation ANOVA.",
    "draw": "Draw the figures that the data allow.",
    "report": "Write one page with the findings, tables and figures.",
    "convert": "Convert network files of other programs, and a study to and from them.",
    "metrics": "List the metrics, or explain one.",
    "codes": "List the codes of problems, or explain one.",
}
EXIT_CODES = {
    UsageError: 2,
    DataError: 3,
    BlockedError: 4,
    TooLargeError: 5,
    OutputError: 6,
    NoResultError: 7,
}
BUG = 70
REPORT = "Please report it with this message, the command and 'sna --version'."
SHOWN = 20
HELP = ("help", "?", "/?", "man", "usage")


class Program(click.Group):
    """The verbs by name; the module of a verb is imported when it is run or asked for help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs, in the order of the work."""
        del ctx
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a verb."""
        del ctx
        if cmd_name not in VERBS:
            return None
        command = getattr(import_module(f"sna.commands.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)  # noqa: S101
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the verb and what follows it; an unknown verb is answered with the nearest known one."""
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            if args[0].lower() in HELP:
                raise click.UsageError("For help, write --help alone, or after a verb: 'sna check --help'.", ctx)
            raise click.UsageError(f"There is no verb '{args[0]}'. {nearest(args[0], VERBS)}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the verbs without importing them."""
        del ctx
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))


@click.group(
    cls=Program,
    subcommand_metavar="VERB STUDY ...",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="STUDY is a folder of tables, a workbook (.xlsx), a study.toml, or a bundled study by name (sna datasets).",
)
@click.version_option(__version__, prog_name="sna")
def program() -> None:
    """Turn tables of roles, links and meetings into dated networks of organisations.

    Measure who is central, say how uneven power is between groups and how sure one can be, compare snapshots, draw,
    report.
    """


def main() -> NoReturn:
    """Run the command line; every problem of the user's becomes a message and an exit code, never a traceback."""
    signal.signal(signal.SIGTERM, _terminated)
    gc.set_threshold(CYCLES)
    for library in ("OPENBLAS", "MKL", "VECLIB"):
        # Sums of several threads are added in an order that hangs on the machine, and their last digits with it.
        os.environ.setdefault(LIMIT.format(library), "1")
    try:
        code = program.main(standalone_mode=False, prog_name=invoked())
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted; nothing was written.", err=True)
        sys.exit(130)
    except SnaError as error:
        click.echo(explained(error), err=True)
        sys.exit(EXIT_CODES.get(type(error), 3))
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except BugError as error:
        click.echo(f"A fault of sna itself, not of your data: {error}\n{REPORT}", err=True)
        sys.exit(BUG)
    except Exception:  # noqa: BLE001 - whatever was not foreseen shows itself whole
        click.echo(f"{traceback.format_exc()}\nA fault of sna itself, not of your data. {REPORT}", err=True)
        sys.exit(BUG)
    sys.exit(code if isinstance(code, int) else 0)


def invoked() -> str:
    """Return how the program was started, so that the commands it suggests can be typed as they stand."""
    start = Path(sys.argv[0])
    if start.name in ("cli.py", "__main__.py"):
        return "python cli.py" if start.name == "cli.py" else "python -m sna"
    if shutil.which(start.name):
        return start.name
    return str(start.relative_to(Path.cwd())) if start.is_relative_to(Path.cwd()) else str(start)


def explained(error: SnaError) -> str:
    """Return the problems of an error, one a line, the first twenty of them."""
    errors = [problem for problem in error.problems if problem.severity == "error"]
    lines = [str(problem) for problem in errors or error.problems]
    more = len(lines) - SHOWN
    count = "1 problem:" if len(lines) == 1 else f"{len(lines)} problems:"
    tail = [f"… and {more} more. '{invoked()} check STUDY --format csv' lists all."] if more > 0 else []
    return "\n".join([count, *(f"  {line}" for line in lines[:SHOWN]), *tail])


def _terminated(number: int, frame: FrameType | None) -> NoReturn:
    del number, frame
    click.echo("Terminated; nothing was written.", err=True)
    sys.exit(143)
