"""Options that several verbs share, spelled alike everywhere, each group handed to the verb as one thing."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from sna.commands.printing import Output
from sna.commands.reading import CHOSEN, Reader
from sna.errors import nearest

Command = Callable[..., Any]
Decorator = Callable[[Command], Command]
FORMATS = ("table", "csv", "json", "xlsx")
_DIGITS, _LONGEST = 9, 30
UNITS = ("organisations", "people")


def gathered(name: str, make: Callable[..., Any], options: dict[str, Decorator]) -> Decorator:
    """Return a decorator that adds options to a verb and hands it ``make(**values)`` as one argument, ``name``."""

    def decorate(command: Command) -> Command:
        @functools.wraps(command)
        def call(*arguments: Any, **asked: Any) -> Any:
            asked[name] = make(**{option: asked.pop(option) for option in options})
            return command(*arguments, **asked)

        decorated: Command = call
        for option in reversed(options.values()):
            decorated = option(decorated)
        return decorated

    return decorate


def several(flag: str, name: str, what: str) -> Decorator:
    """Return an option that may be given more than once."""
    return click.option(flag, name, multiple=True, metavar="NAME", help=f"Only {what} (repeatable).")


OVERWRITE = click.option("--overwrite", is_flag=True, help="Replace what is there.")
LAYERS = several("--layer", "layers", "this layer")
FACTS = {
    "pathway": several("--pathway", "pathway", "facts of this pathway"),
    "profession": several("--profession", "profession", "facts of this profession"),
}

study = click.argument("study")

grouping = click.option(
    "--by", metavar="COLUMN[=GROUP,OTHER]", help="Groups to compare; the study's first contrast if left out."
)

seed = click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Of every random step.")


def _kept(**asked: tuple[str, ...]) -> dict[str, tuple[str, ...] | None]:
    """Return what was chosen, ready to hand on: all layers and snapshots are ``None``, no filter is empty."""
    kept = {name: values or (() if name in FACTS else None) for name, values in asked.items()}
    click.get_current_context().meta[CHOSEN] = kept
    return kept


choosing = gathered(
    "chosen",
    _kept,
    {"layers": LAYERS, "snapshots": several("--snapshot", "snapshots", "this snapshot"), **FACTS},
)

choosing_layers = gathered("chosen", _kept, {"layers": LAYERS, **FACTS})

permutations = click.option(
    "--permutations",
    type=click.IntRange(min=99),
    default=9_999,
    show_default=True,
    help="Relabellings or exchanges where there are too many to try all.",
)

swapping = gathered("swapping", dict, {"seed": seed, "permutations": permutations})

resampling = gathered(
    "resampling",
    dict,
    {
        "seed": seed,
        "permutations": permutations,
        "exact": click.option("--exact", is_flag=True, help="Try all relabellings, however many there are."),
    },
)

writing = gathered(
    "output",
    Output,
    {
        "form": click.option(
            "--format",
            "form",
            type=click.Choice(FORMATS),
            help="How to print; the ending of --out decides if left out, else table.",
        ),
        "out": click.option(
            "--out", type=click.Path(path_type=Path), help="File to write; standard output if left out."
        ),
        "overwrite": OVERWRITE,
        "raw_csv": click.option(
            "--raw-csv", is_flag=True, help="Leave text that a spreadsheet would run as a formula as it is."
        ),
    },
)


class Named(click.Choice):  # type: ignore[type-arg]
    """One name of a list; another is answered with the nearest, or with what people mean by it."""

    def __init__(self, names: Sequence[str], meant: Mapping[str, str] | None = None) -> None:
        super().__init__(names)
        self.meant = meant or {}

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the name, or fail with the one that is meant."""
        names = [str(name) for name in self.choices]
        if isinstance(value, str) and value not in names:
            other = self.meant.get(value.lower())
            way_out = f"Did you mean '{other}'?" if other else nearest(value, names)
            listed = f" Known: {', '.join(names)}." if way_out.startswith("Did") else ""
            self.fail(f"'{value}' is not one of the names. {way_out}{listed}", param, ctx)
        return super().convert(value, param, ctx)


class _Size(click.ParamType):  # type: ignore[type-arg]
    """A number of bytes such as 4GB."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        from sna.io.loading import bytes_of

        size = bytes_of(str(value))
        if size is None:
            self.fail(f"'{value}' is no size: write 4GB or 500MB.", param, ctx)
        return size


memory = click.option(
    "--memory",
    type=_Size(),
    default="0",
    metavar="SIZE",
    help="Memory that a table may take, such as 8GB; four fifths of the machine's if left out.",
)

folder = gathered(
    "target",
    lambda out, overwrite: (out, overwrite),
    {
        "out": click.option(
            "--out",
            type=click.Path(path_type=Path, file_okay=False),
            help="Folder to write, made if absent; named after the study if left out.",
        ),
        "overwrite": OVERWRITE,
    },
)


class _Months(click.ParamType):  # type: ignore[type-arg]
    """A whole number of months, 1 or more."""

    name = "months"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value).strip()
        months = int(text) if text.isascii() and text.isdecimal() and len(text) < _DIGITS else 0
        if not months:
            what = "A window is how many months of data each calendar snapshot looks back on, itself included"
            self.fail(
                f"{what}: a whole number, 1 or more. Found: {text[:_LONGEST]!r}. Write --window 12 for a year.",
                param,
                ctx,
            )
        return months


window = click.option(
    "--window",
    type=_Months(),
    metavar="MONTHS",
    help="Months that end with each calendar snapshot; as study.toml says if left out.",
)

READING: dict[str, Decorator] = {
    "quiet": click.option("--quiet", is_flag=True, help="Say nothing but the result."),
    "verbose": click.option("--verbose", is_flag=True, help="Say every warning."),
    "strict": click.option("--strict", is_flag=True, help="A warning counts as an error."),
    "memory": memory,
    "window": window,
}

reading = gathered("reader", Reader, READING)

units = gathered(
    "reader",
    Reader,
    {
        "of": click.option(
            "--of",
            type=click.Choice(UNITS),
            default=UNITS[0],
            show_default=True,
            help="Whose networks: organisations, or the people who met and turned to each other.",
        ),
        **READING,
    },
)
