"""The one list of formats: what their files are called, what reads and writes them, and what they cannot hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, cast

from sna.errors import Problem, UsageError, nearest
from sna.io.formats import (
    to_study,
    write_csv,
    write_dl,
    write_gexf,
    write_gml,
    write_graphml,
    write_pajek,
    write_rsiena,
    write_vna,
    write_xlsx,
)
from sna.io.formats.holds import Holds
from sna.io.formats.modes import parted
from sna.io.formats.network_file import NetworkFile

Reader = Callable[..., NetworkFile]
Writer = Callable[[NetworkFile, list[Problem]], bytes]
ENCODING, DIRECTED, GRAPH, ALL_GRAPHS = "encoding", "directed", "graph", "all_graphs"
DELIMITER, LABELS, PART, TWO_MODE = "delimiter", "labels", "part", "two_mode"
_SAID = {
    ENCODING: "--encoding",
    DIRECTED: "--directed or --undirected",
    ALL_GRAPHS: "--all-graphs",
    DELIMITER: "--delimiter",
    LABELS: "--labels",
    PART: "--part",
    TWO_MODE: "--two-mode",
}


@dataclass(frozen=True)
class Format:
    """One format of network files.

    Attributes
    ----------
    key
        What ``--from`` and ``--to`` call it.
    title
        As people call it.
    suffixes
        Endings of its files, the usual one first; none for what is written as a folder.
    reader
        ``module.function`` within `sna.io.formats`; empty where it is not read.
    declared
        What its files do not say and its reader can be told, such as ``encoding`` or ``directed``.
    writer
        Makes one file; ``None`` for a folder, several files, or where it is not written.
    holds
        What it has a place for; ``None`` where it is not written.
    """

    key: str
    title: str
    suffixes: tuple[str, ...]
    reader: str = ""
    declared: tuple[str, ...] = ()
    writer: Writer | None = None
    holds: Holds | None = None

    def read(self, *data: bytes, file: str, **asked: Any) -> NetworkFile:  # noqa: ANN401 - one type an option
        """Return what a file, or a pair of files, holds; ``asked`` are values for what is ``declared``.

        Raises
        ------
        DataError
            If it cannot be read whole.
        UsageError
            If something is declared that the format says itself.
        """
        given = {name: value for name, value in asked.items() if value not in ("", None)}
        unknown = sorted(given.keys() - _SAID.keys() - {GRAPH})
        if unknown:
            hint = nearest(unknown[0], _SAID)
            raise UsageError(Problem("E603", f"Nothing of a network file is called '{unknown[0]}'.", file, hint=hint))
        needless = sorted(_SAID[name] for name in given.keys() - set(self.declared) & _SAID.keys())
        if needless:
            raise UsageError(Problem("E603", f"{self.title} files say so themselves: leave out {needless[0]}.", file))
        module, _, name = self.reader.partition(".")
        reader = cast("Reader", getattr(import_module(f"sna.io.formats.{module}"), name))
        found = reader(*data, file, **{name: value for name, value in given.items() if name in self.declared})
        return parted(found)


_FORMATS = (
    Format(
        "graphml",
        "GraphML",
        (".graphml",),
        "graphml.read_graphml",
        (GRAPH, ALL_GRAPHS),
        writer=write_graphml.write_graphml,
        holds=write_graphml.HOLDS,
    ),
    Format(
        "gml", "GML", (".gml",), "gml.read_gml", declared=(ENCODING,), writer=write_gml.write_gml, holds=write_gml.HOLDS
    ),
    Format("gexf", "GEXF", (".gexf",), "gexf.read_gexf", writer=write_gexf.write_gexf, holds=write_gexf.HOLDS),
    Format(
        "dl", "UCINET DL", (".dl",), "dl.read_dl", declared=(ENCODING,), writer=write_dl.write_dl, holds=write_dl.HOLDS
    ),
    Format(
        "pajek",
        "Pajek network",
        (".net",),
        "pajek.read_pajek",
        declared=(ENCODING,),
        writer=write_pajek.write_net,
        holds=write_pajek.HOLDS,
    ),
    Format(
        "paj",
        "Pajek project, with numbers of organisations",
        (".paj",),
        "pajek.read_pajek",
        declared=(ENCODING,),
        writer=write_pajek.write_paj,
        holds=write_pajek.HOLDS,
    ),
    Format(
        "vna",
        "VNA (NetDraw)",
        (".vna",),
        "vna.read_vna",
        declared=(ENCODING,),
        writer=write_vna.write_vna,
        holds=write_vna.HOLDS,
    ),
    Format(
        "csv",
        "CSV tables of edges and nodes",
        (".csv",),
        "csv_tables.read_csv_tables",
        declared=(ENCODING, DIRECTED, DELIMITER),
        holds=write_csv.HOLDS,
    ),
    Format(
        "matrix",
        "matrix in CSV or text",
        (),
        "matrix_text.read_matrix",
        declared=(ENCODING, DIRECTED, DELIMITER, LABELS, PART, TWO_MODE),
    ),
    Format(
        "adjacency",
        "adjacency list in text",
        (),
        "adjacency_list.read_adjacency_list",
        declared=(ENCODING, DIRECTED, DELIMITER),
    ),
    Format("ucinet", "UCINET dataset (##h with ##d)", (".##h", ".##d"), "ucinet.read_ucinet", declared=(ENCODING,)),
    Format(
        "xlsx",
        "Excel workbook of organisations and ties, of edges, or of a matrix",
        (".xlsx",),
        "xlsx.read_xlsx",
        (DIRECTED, LABELS, PART, TWO_MODE),
        writer=write_xlsx.write_xlsx,
        holds=write_xlsx.HOLDS,
    ),
    Format("gdf", "GDF", (".gdf",), "gdf.read_gdf", declared=(ENCODING,)),
    Format("multinet", "multinet", (".mpx",), "multinet.read_multinet", declared=(ENCODING,)),
    Format("sociomatrix", "SocNetV matrix", (".sm", ".adj"), "sociomatrix.read_sociomatrix", declared=(ENCODING,)),
    Format("2sm", "SocNetV two-mode matrix", (".2sm",), "sociomatrix.read_two_mode_sociomatrix", declared=(ENCODING,)),
    Format("lst", "list of neighbours", (".lst",), "sociomatrix.read_neighbour_list", declared=(ENCODING,)),
    Format("rsiena", "RSiena matrices and covariates", (), holds=write_rsiena.HOLDS),
    Format("study", "a study folder", (), holds=to_study.HOLDS),
)
FORMATS: dict[str, Format] = {known.key: known for known in _FORMATS}
"""Key → format."""

READABLE: tuple[str, ...] = tuple(key for key, known in FORMATS.items() if known.reader)
WRITABLE: tuple[str, ...] = tuple(key for key, known in FORMATS.items() if known.holds)


def format_of(suffix: str, *, written: bool) -> Format | None:
    """Return the format whose files end so, if it is written, or read.

    Examples
    --------
    >>> format_of(".GraphML", written=True).title
    'GraphML'
    """
    keys = WRITABLE if written else READABLE
    plain = ".csv" if suffix.lower() == ".tsv" and not written else suffix.lower()
    return next((FORMATS[key] for key in keys if plain in FORMATS[key].suffixes), None)


def endings(*, written: bool) -> str:
    """Return the endings of all formats that are written, or read, for a message."""
    keys = WRITABLE if written else READABLE
    return ", ".join(suffix for key in keys for suffix in FORMATS[key].suffixes)
