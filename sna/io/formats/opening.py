"""A file of another program → what it holds, read by the rules of the format its name, and its content, say it has."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sna.errors import DataError, Problem, UsageError, nearest
from sna.io.bundled import bundled_studies, holds_network
from sna.io.formats.converting import only_layers
from sna.io.formats.csv_tables import beside
from sna.io.formats.known_formats import FORMATS, READABLE, Format, endings, format_of
from sna.io.formats.network_file import NetworkFile
from sna.io.shelf import holds_several

_STARTS = (
    ("dl", re.compile(rb"dl[\s,]", re.IGNORECASE)),
    ("pajek", re.compile(rb"\*(vertices|network)\b", re.IGNORECASE)),
    ("vna", re.compile(rb"\*(node data|node properties|tie data)\b", re.IGNORECASE)),
    ("gdf", re.compile(rb"nodedef\s*>", re.IGNORECASE)),
    ("graphml", re.compile(rb"(<\?xml[^>]*>|<!--.*?-->|\s)*<graphml\b", re.IGNORECASE | re.DOTALL)),
    ("gexf", re.compile(rb"(<\?xml[^>]*>|<!--.*?-->|\s)*<gexf\b", re.IGNORECASE | re.DOTALL)),
    ("gml", re.compile(rb"(#[^\n]*\n|\s|(creator|version|comment)\s+(\"[^\"]*\"|\S+))*graph\s*\[", re.IGNORECASE)),
)
LOOKED_AT = 4096
_ALIKE = ({"pajek", "paj"},)
_NOT_READ = {
    ".xls": "Save it as .xlsx.",
    ".xlsm": "Save it as .xlsx, without macros.",
    ".xlsb": "Save it as .xlsx.",
    ".ods": "Save it as CSV UTF-8.",
    ".rdata": "Write it from R as GraphML: igraph::write_graph(g, 'net.graphml', 'graphml').",
    ".rds": "Write it from R as GraphML: igraph::write_graph(g, 'net.graphml', 'graphml').",
    ".gephi": "Export it from Gephi as GEXF or GraphML.",
    ".zip": "Unpack it first.",
}


def read_network_file(path: str | Path, *, form: str = "", **asked: Any) -> NetworkFile:  # noqa: ANN401
    """Return what a network file of another program holds.

    Parameters
    ----------
    path
        The file. A table of edges ``net.csv`` is read with the table of nodes ``net-nodes.csv`` beside it if there is
        one, ``net.##h`` with ``net.##d``.
    form
        Key of its format; concluded from its ending, or for an ending that says nothing from its first words.
    **asked
        What files of some formats do not say: ``encoding``; ``delimiter``; ``directed``, true or false; ``graph``,
        which of several; ``all_graphs``, true where several are relations among the same nodes; of a matrix
        ``labels``, ``part`` and ``two_mode``, as for `sna.io.formats.matrix_text.read_matrix`.

    Raises
    ------
    UsageError
        If there is no such file or format.
    DataError
        If it is not a format that is read, or breaks the rules of its format.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "net.gml")
    ...     _ = path.write_text('graph [ node [ id 1 ] node [ id 2 ] edge [ source 1 target 2 ] ]')
    ...     read_network_file(path).relations[0].ties.cells
    (('1', '2'),)
    """
    path = Path(path)
    known = format_of_file(path, form)
    data = _bytes(path)
    if known.key == "ucinet":
        header, values = _pair(path)
        return known.read(_bytes(header), _bytes(values), file=header.name, **asked)
    if known.key == "csv":
        nodes = path.with_name(beside(path.name))
        return known.read(data, _bytes(nodes) if nodes.is_file() else b"", file=path.name, **asked)
    return known.read(data, file=path.name, **asked)


def format_of_file(path: Path, form: str = "") -> Format:
    """Return the format of a file: the named one, else what its ending, or for one that says nothing its content, says.

    Raises
    ------
    UsageError, DataError
        As for `read_network_file`.
    """
    if form and form not in READABLE:
        raise UsageError(Problem("E107", f"'{form}' is not a format that is read.", hint=nearest(form, READABLE)))
    return FORMATS[form] if form else _concluded(path, _bytes(path))


def companions(path: Path) -> list[Path]:
    """Return the files that a network file is read with: the other one of a UCINET dataset, or a table of nodes."""
    known = format_of_file(path)
    if known.key == "ucinet":
        return [other for other in _pair(path) if other.name != path.name]
    nodes = path.with_name(beside(path.name))
    return [nodes] if known.key == "csv" and nodes.is_file() else []


def _pair(path: Path) -> tuple[Path, Path]:
    """Return the two files of a UCINET dataset, given either; capitals of the ending do not matter."""
    found = {}
    for letter in "hd":
        near = [
            other for other in sorted(path.parent.iterdir()) if other.name.lower() == f"{path.stem}.##{letter}".lower()
        ]
        if not near:
            message = f"A UCINET dataset is two files, and '{path.stem}.##{letter}' is not beside this one."
            raise DataError(Problem("E127", message, path.name, hint="Copy both into one folder."))
        found[letter] = next((other for other in near if other.stem == path.stem), near[0])
    return found["h"], found["d"]


def is_study(source: str | Path) -> bool:
    """Whether a source is a study: a folder, a study.toml, a workbook or database of tables, or a bundled study.

    Examples
    --------
    >>> is_study("centralised-surgery"), is_study("net.graphml")
    (True, False)
    """
    path = Path(source)
    named = not path.exists() and str(source) in bundled_studies()
    of_tables = path.is_file() and holds_several(path.name) and not holds_network(path)
    return path.is_dir() or path.suffix.lower() == ".toml" or named or of_tables


def read_chosen(
    path: str | Path,
    said: list[Problem],
    *,
    form: str = "",
    layers: Sequence[str] = (),
    snapshots: Sequence[str] = (),
    **asked: Any,  # noqa: ANN401
) -> dict[str, NetworkFile]:
    """Return the network of a file with only the layers that are asked for, under a blank snapshot.

    What the file says beyond its network is counted in ``said``.

    Raises
    ------
    UsageError
        As for `read_network_file`, or if there is no such layer, or a snapshot is asked for.
    DataError
        As for `read_network_file`.
    """
    if snapshots:
        hint = "Leave it out; --layer chooses a relation of the file."
        raise UsageError(
            Problem("E401", "A network file has no snapshots to choose from.", value=snapshots[0], hint=hint)
        )
    graph = layers[0] if len(layers) == 1 and not asked.get("all_graphs") else ""
    network = read_network_file(path, form=form, graph=graph, **asked)
    said.extend(left_aside(network))
    return {"": only_layers(network, layers)}


def left_aside(network: NetworkFile) -> list[Problem]:
    """Return what to say of all that a file holds beyond its network."""
    if not network.set_aside:
        return []
    listed = "; ".join(f"{what}: {many}" for what, many in sorted(network.set_aside.items()))
    return [Problem("W126", f"Not part of a network, and left out: {listed[:300]}.", network.file)]


def looks_like(data: bytes) -> str:
    """Return the key of the format that the first words of a file belong to; empty where they say nothing.

    Examples
    --------
    >>> looks_like(b"*Vertices 3"), looks_like(b"DL n=3"), looks_like(b"a,b")
    ('pajek', 'dl', '')
    """
    start = data[:LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip()
    return next((key for key, pattern in _STARTS if pattern.match(start)), "")


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise UsageError(Problem("E102", f"'{path.name}' is a folder, not a file."))
    try:
        return path.read_bytes()
    except FileNotFoundError:
        beside = sorted(other.name for other in path.parent.iterdir()) if path.parent.is_dir() else []
        close = difflib.get_close_matches(path.name, beside, n=1)
        hint = f"Did you mean '{close[0]}'?" if close else "Give the path of a file."
        raise UsageError(Problem("E101", f"There is no file '{path.name}'.", hint=hint)) from None
    except OSError as error:
        raise UsageError(Problem("E101", f"This file cannot be opened: {error.strerror}.", path.name)) from None


def _concluded(path: Path, data: bytes) -> Format:
    """Return the format of a file: its ending's, which its content must not contradict, else its content's."""
    named, looks = format_of(path.suffix, written=False), looks_like(data)
    if named is not None and named.key == "csv":
        return _table(path, data)
    if named is not None:
        alike = looks == named.key or any({looks, named.key} <= group for group in _ALIKE)
        if looks in READABLE and not alike:
            message = f"This file is called {path.suffix}, and holds {FORMATS[looks].title}."
            hint = f"Rename it, or say --from {looks} to sna convert."
            raise DataError(Problem("E107", message, path.name, hint=hint))
        return named
    if looks in READABLE and path.suffix.lower() not in _NOT_READ:
        return FORMATS[looks]
    hint = _NOT_READ.get(
        path.suffix.lower(), f"Read are {endings(written=False)}; or say --from FORMAT to sna convert."
    )
    value = path.suffix or "no ending"
    raise DataError(Problem("E107", "This is not a format that is read.", path.name, value=value, hint=hint))


def _table(path: Path, data: bytes) -> Format:
    """Return the format of a table: edges where it has both ends, else a matrix."""
    start = data[:LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 1)[0].lower()
    headings = {cell.strip(b' \t\r"') for cell in re.split(rb"[,;\t|]", start)}
    if headings & {b"source", b"from"} and headings & {b"target", b"to"}:
        return FORMATS["csv"]
    if b"id" in headings:
        hint = f"Give the table of edges; this one is read with it when it is called {beside('EDGES.csv')}."
        raise DataError(Problem("E107", "This is a table of nodes, and ties are in another.", path.name, hint=hint))
    return FORMATS["matrix"]
