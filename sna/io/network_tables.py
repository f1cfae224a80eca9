"""A network file of another program as tables: those of a whole study, or ties beside the tables of one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from sna.errors import Problem, SnaError, label_of, parts_of
from sna.io.formats.known_formats import ENCODING
from sna.io.formats.network_file import NetworkFile
from sna.io.formats.numbered import with_kept_ids
from sna.io.formats.opening import format_of_file, left_aside, read_network_file
from sna.io.formats.study_tables import NetworkStudy, StudyLayer, StudyTable, as_study
from sna.io.formats.to_study import table_name
from sna.io.formats.write_csv import guarded_columns
from sna.io.headings import fold
from sna.io.raw_table import Opened, Opening
from sna.io.settings_sheet import SETTINGS
from sna.io.shelf import is_read
from sna.io.text_table import TextColumn, TextTable
from sna.io.toml_sections import TomlFile
from sna.io.typed_rows import HEADINGS
from sna.model.schema import TABLES

ORGANISATIONS = "organisations"
_PLAIN = "weight"
_REPEATED = "'sna convert' makes a study of it, in whose study.toml that can be changed."


@dataclass(frozen=True, eq=False)
class NetworkTable:
    """One table that a network file makes; the members are those of `RawTable`."""

    label: str
    made: StudyTable = field(repr=False)
    header_row: int = HEADINGS

    @property
    def directed(self) -> bool | None:
        """Whether its ties have a direction."""
        return self.made.directed

    @property
    def digest(self) -> str:
        """SHA-256 of its cells and of its name: a file may well hold the same ties as two relations."""
        held = hashlib.sha256(self.label.encode("utf-8", "surrogatepass"))
        held.update(repr((self.made.headings, self.made.cells)).encode("utf-8", "surrogatepass"))
        return held.hexdigest()

    def headings(self) -> list[str]:
        """Return the headings, trimmed."""
        return [heading.strip() for heading in self.made.headings]

    def top(self, lines: int) -> Iterator[tuple[int, list[str]]]:
        """Return the headings, and the first rows with their lines."""
        yield HEADINGS, self.headings()
        for line, row in zip(self.made.lines[:lines], self.made.cells, strict=False):
            yield line, list(row)

    def rows(self, found: list[Problem]) -> TextTable:
        """Return all rows; what a table of text would guard from spreadsheets is guarded here too."""
        del found
        import numpy as np

        lines = np.array(self.made.lines, dtype=np.int64)
        columns = []
        cells_of = guarded_columns(len(self.made.headings), self.made.cells)
        for heading, cells in zip(self.headings(), cells_of, strict=True):
            index = {cell: at for at, cell in enumerate(dict.fromkeys(cells))}
            codes = np.fromiter(map(index.__getitem__, cells), dtype=np.int32, count=len(lines))
            # Weights have a decimal point in every such file, whatever the tables beside it have.
            typed = frozenset(range(len(index))) if heading == _PLAIN else frozenset[int]()
            columns.append(TextColumn(self.label, heading, tuple(index), codes, lines, typed))
        return TextTable(self.label, tuple(columns), lines, len(lines), 0)

    def split_otherwise(self) -> None:
        """Return nothing: the format has told its cells apart."""


def whole_study(opening: Opening, found: list[Problem]) -> tuple[TomlFile, Opened] | None:
    """Return a network file as a study: its settings and its tables, as ``sna convert`` writes them.

    Parameters
    ----------
    opening
        The file.
    found
        Takes its problems, and what is set aside.

    Returns
    -------
    tuple or None
        ``None`` where the file cannot be read whole.
    """
    network = _network(opening, found)
    study = _study(with_kept_ids(network, found), found, _REPEATED) if network else None
    if study is None:
        return None
    tables = {ORGANISATIONS: study.organisations}
    places: dict[str, str] = {}
    for layer in study.layers:
        name = "attendance" if layer.meetings else _called(layer, tables)
        tables |= {name: layer.table} | ({"meetings": layer.meetings} if layer.meetings else {})
        places[layer.name] = name
    settings = TomlFile(study.settings(lambda layer: places[layer.name]), opening.file)
    return settings, _labelled(opening, tables)


def open_network(opening: Opening, found: list[Problem]) -> Opened:
    """Return the ties in a network file beside other tables, and its list of organisations.

    Ids stay as they are, so that they can be found among the organisations of the study. One relation is called like
    the file, several are called as the file calls them.
    """
    network = _network(opening, found)
    study = _study(network, found, "") if network else None
    return _labelled(opening, {}) if study is None else _labelled(opening, _beside_others(study))


def open_with_organisations(opening: Opening, found: list[Problem]) -> Opened:
    """Return the tables of a network file that is the only file of a study: its organisations are the study's."""
    network = _network(opening, found)
    study = _study(with_kept_ids(network, found), found, "") if network is not None else None
    return _labelled(opening, {}) if study is None else _labelled(opening, _beside_others(study))


def _beside_others(study: NetworkStudy) -> dict[str, StudyTable]:
    tables = {ORGANISATIONS: study.organisations}
    for layer in study.layers:
        if layer.meetings is not None:
            tables |= {"attendance": layer.table, "meetings": layer.meetings}
        elif len(study.layers) == 1:
            tables[""] = layer.table
        else:
            tables[_called(layer, tables)] = layer.table
    return tables


def _called(layer: StudyLayer, tables: Mapping[str, StudyTable]) -> str:
    """Return the table of a layer: its name, unless that is another table's or would be taken for a file."""
    name = layer.name
    taken = fold(name) in {*TABLES, SETTINGS} or name in tables
    return table_name(name, tables) if taken or is_read(parts_of(name)[0]) or name != name.strip() else name


def _labelled(opening: Opening, tables: dict[str, StudyTable]) -> Opened:
    return {name: NetworkTable(label_of(opening.file, name), table) for name, table in tables.items()}


def _network(opening: Opening, found: list[Problem]) -> NetworkFile | None:
    """Return what a file holds; ``None`` where it cannot be read whole."""
    try:
        form = format_of_file(opening.path)
        declared = opening.reading.encoding
        asked = {ENCODING: declared} if ENCODING in form.declared and declared != "utf-8" else {}
        network = read_network_file(opening.path, **asked)
    except SnaError as error:
        own = ("", opening.path.name)
        found.extend(replace(p, file=opening.file) if p.file in own else p for p in error.problems)
        return None
    found.extend(replace(problem, file=opening.file) for problem in left_aside(network))
    return replace(network, file=opening.file)


def _study(network: NetworkFile, found: list[Problem], repeated: str) -> NetworkStudy | None:
    try:
        return as_study(network, found, repeated=repeated)
    except SnaError as error:
        found.extend(error.problems)
        return None
