"""`sna convert`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sna.commands import options
from sna.commands.reading import Reader
from sna.errors import DataError, Problem
from sna.io.formats.converting import Writing, converted
from sna.io.formats.from_study import networks_of
from sna.io.formats.known_formats import READABLE, WRITABLE
from sna.io.formats.matrix_labels import LABELS
from sna.io.formats.network_file import NetworkFile
from sna.io.formats.opening import is_study, read_chosen
from sna.io.formats.placing import Place, place_of, write_placed
from sna.io.formats.triangles import PARTS

FORMS = options.gathered(
    "forms",
    dict,
    {
        "read": click.option(
            "--from",
            "read",
            type=options.Named(READABLE),
            metavar="FORMAT",
            help="Format of IN, where its name does not say.",
        ),
        "written": click.option(
            "--to",
            "written",
            type=options.Named(WRITABLE),
            metavar="FORMAT",
            help="Format of OUT, where its name does not say.",
        ),
        "directed": click.option(
            "--directed/--undirected", default=None, help="Direction of ties, where a table or list does not say."
        ),
        "all_graphs": click.option(
            "--all-graphs", is_flag=True, default=None, help="Several networks of a file are layers of the same nodes."
        ),
        "encoding": click.option(
            "--encoding", default="", metavar="NAME", help="Encoding of a text file that is not UTF-8."
        ),
        "delimiter": click.option(
            "--delimiter",
            default="",
            metavar="MARK",
            help="What divides the cells of a table: ',' ';' or a name: comma, semicolon, tab, bar, blanks.",
        ),
        "labels": click.option(
            "--labels", type=click.Choice(LABELS), help="Which cells of a matrix are labels: first row, column, both."
        ),
        "part": click.option("--part", type=click.Choice(PARTS), help="Which triangle of a matrix counts."),
    },
)
HOW = options.gathered(
    "how",
    lambda raw_csv, drop_missing: Writing(guard=not raw_csv, drop_missing=drop_missing),
    {
        "raw_csv": click.option(
            "--raw-csv", is_flag=True, help="Leave text that a spreadsheet would run as a formula as it is."
        ),
        "drop_missing": click.option(
            "--drop-missing",
            is_flag=True,
            help="Leave pairs out whose tie is not known, for formats that cannot say so.",
        ),
    },
)


@click.command(epilog=f"Formats read: {', '.join(READABLE)}. Written: {', '.join(WRITABLE)}.")
@click.argument("source", metavar="IN")
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path))
@FORMS
@options.choosing
@click.option(
    "--two-mode",
    is_flag=True,
    help="Attendance as who was at what, not as the ties made of it; of a matrix, that its columns are events.",
)
@HOW
@options.OVERWRITE
@options.reading
def convert(
    source: str,
    target: Path,
    *,
    forms: dict[str, Any],
    chosen: dict[str, Any],
    how: Writing,
    reader: Reader,
    **asked: bool,
) -> None:
    """Convert between network files of other programs, and to and from a study.

    IN is a network file or a study. OUT is a file, whose ending says the format, or a new folder for a study. What a
    format cannot hold is refused or said, never lost in silence. Where a format holds one relation, each layer and
    snapshot gets a file.
    """
    place = place_of(target, forms["written"] or "", Path(source).stem)
    said: list[Problem] = []
    asked_for = {"layers": chosen["layers"] or (), "snapshots": chosen["snapshots"] or ()}
    if not forms["read"] and is_study(source):
        _only_for_files(forms)
        networks = networks_of(reader.load(source, target=target).narrowed(**chosen), two_mode=asked["two_mode"])
    else:
        _only_for_studies(chosen)
        declared = {name: value for name, value in forms.items() if name not in ("read", "written")}
        declared["two_mode"] = asked["two_mode"] or None
        networks = read_chosen(source, said, form=forms["read"] or "", **asked_for, **declared)
    files = converted(networks, place.form, place.stem, how, said)
    if reader.strict and said:
        raise DataError(said)
    write_placed(place, files, Path(source), overwrite=asked["overwrite"])
    _tell(networks, place, files, said, quiet=reader.quiet)


def _only_for_files(forms: dict[str, Any]) -> None:
    """Refuse options that say what a network file does not, where a study is given."""
    given = [name for name, value in forms.items() if name != "written" and value not in ("", None)]
    if given:
        name = given[0].replace("_", "-")
        raise click.UsageError(f"--{name} is about network files, and IN is a study: its study.toml says so.")


def _only_for_studies(chosen: dict[str, Any]) -> None:
    """Refuse options that choose among the facts of a study, where a network file is given."""
    given = [name for name in ("pathway", "profession") if chosen[name]]
    if given:
        raise click.UsageError(f"--{given[0]} is about the facts of a study, and IN is a network file.")


def _tell(
    networks: dict[str, NetworkFile], place: Place, files: dict[str, bytes], said: list[Problem], *, quiet: bool
) -> None:
    """Say what was written, and what has no place in it."""
    if not quiet:
        for problem in dict.fromkeys(said):
            click.echo(f"warning: {problem}", err=True)
        for name, network in networks.items():
            layers = ", ".join(f"{relation.name or 'ties'} ({len(relation.ties)})" for relation in network.relations)
            start = f"{name}: " if name else ""
            click.echo(f"{start}{len(network.organisations)} organisations; {layers}")
    for file in sorted(files):
        click.echo(f"Written: {place.folder / file}")
