"""The files of a study, each opened once, and the tables in them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import cast

from sna.errors import Problem, nearest, parts_of
from sna.io.container import OLD_KINDS
from sna.io.loading import Loading
from sna.io.raw_table import Opened, Opening, RawTable
from sna.io.text_table import Reading

_Opener = Callable[[Opening, list[Problem]], Opened]

TEXT = (".csv", ".tsv")
WORKBOOKS = (".xlsx",)
NETWORKS = (
    *(".graphml", ".gml", ".gexf", ".dl", ".net", ".paj", ".vna", ".##h", ".gdf", ".mpx"),
    *(".sm", ".adj", ".2sm", ".lst"),
)
"""Endings of network files of other programs."""
_ONE_TABLE = (*TEXT, ".parquet")
OPENERS = {
    ".csv": "sna.io.text_file:open_text",
    ".tsv": "sna.io.text_file:open_text",
    ".xlsx": "sna.io.workbook_file:open_workbook",
    ".parquet": "sna.io.parquet_file:open_parquet",
    ".duckdb": "sna.io.database:open_database",
    ".sqlite": "sna.io.database:open_database",
    ".sqlite3": "sna.io.database:open_database",
    ".db": "sna.io.database:open_database",
    **dict.fromkeys(NETWORKS, "sna.io.network_tables:open_network"),
}
"""Ending of a file's name → the function that opens it. Modules are imported when a file asks for them."""

READ = f"{', '.join(kind for kind in OPENERS if kind not in NETWORKS)} and network files of other programs"
"""What is read, for messages."""


def is_read(file: str) -> bool:
    """Whether files of this name are read."""
    return Path(file).suffix.lower() in OPENERS


def holds_several(file: str) -> bool:
    """Whether files of this name hold tables under names of their own."""
    return is_read(file) and Path(file).suffix.lower() not in _ONE_TABLE


def is_network(file: str) -> bool:
    """Whether files of this name are networks of another program."""
    return Path(file).suffix.lower() in NETWORKS


class Shelf:
    """The files in a study's folder; each is opened when it is first asked for, and its problems are noted once."""

    def __init__(
        self,
        folder: Path,
        reading: Reading,
        found: list[Problem],
        loading: Loading,
        opened: Mapping[str, Opened] | None = None,
    ) -> None:
        self.folder = folder
        self._loading = loading
        self._reading = reading
        self._found = found
        self._whole = frozenset(opened or ())
        self._opened: dict[str, Opened] = dict(opened or {})
        self._digests: dict[str, str] = {}

    def reads(self, file: str) -> bool:
        """Whether a file that is named is read: by its ending, or as a network file, by its first words."""
        path = self.folder / file
        if is_read(file) or Path(file).suffix.lower() in OLD_KINDS or not path.is_file():
            return is_read(file)
        from sna.io.formats.opening import LOOKED_AT, looks_like

        with path.open("rb") as stream:
            return bool(looks_like(stream.read(LOOKED_AT)))

    def _is_network(self, file: str) -> bool:
        return is_network(file) or file in self._whole or not is_read(file)

    def names(self, file: str) -> tuple[str, ...]:
        """Return the tables in a file, in its own order; ``("",)`` where it is one table, or cannot be read."""
        opened = self._open(file)
        if self._is_network(file) and file not in self._whole:
            # Organisations are those of the study: the list of a network file is only compared with theirs.
            return tuple(name for name in opened if name != "organisations") or ("",)
        return tuple(opened) or ("",)

    def table(self, label: str) -> RawTable | None:
        """Return a table; ``None`` where its file cannot be read, or has no such table."""
        file, name = parts_of(label)
        opened = self._open(file)
        if not name and len(opened) == 1:
            return next(iter(opened.values()))
        if name not in opened and opened:
            message = f"There is no '{name}' in this file." if name else "This file holds several tables."
            hint = f"{nearest(name, opened)} Name one as [{file}]NAME."
            self._found.append(Problem("E215", message, file, value=", ".join(opened), hint=hint))
        return opened.get(name)

    def listed(self, labels: Iterable[str]) -> dict[str, RawTable]:
        """Return network file → its list of organisations, for the files of these tables whose list is not used."""
        files = sorted({parts_of(label)[0] for label in labels})
        beside = [file for file in files if self._is_network(file) and file not in self._whole]
        return {file: self._open(file)["organisations"] for file in beside if "organisations" in self._open(file)}

    def digests(self, label: str) -> dict[str, str]:
        """Return file → SHA-256 of its bytes, for the file of a table and what belongs to it."""
        file = parts_of(label)[0]
        digests = {file: self.digest(label)}
        if self._is_network(file):
            from sna.io.formats.opening import companions

            for path in companions(self.folder / file):
                with path.open("rb") as stream:
                    digests[path.name] = hashlib.file_digest(stream, "sha256").hexdigest()
        return digests

    def digest(self, label: str) -> str:
        """Return the SHA-256 of the bytes of a table's file."""
        file, name = parts_of(label)
        if not name and "" in self._opened[file] and not self._is_network(file):
            return self._opened[file][""].digest
        if file not in self._digests:
            with (self.folder / file).open("rb") as stream:
                self._digests[file] = hashlib.file_digest(stream, "sha256").hexdigest()
        return self._digests[file]

    def _open(self, file: str) -> Opened:
        if file not in self._opened:
            path = self.folder / file
            module, _, name = OPENERS.get(path.suffix.lower(), OPENERS[NETWORKS[0]]).partition(":")
            opener = cast("_Opener", getattr(import_module(module), name))
            self._opened[file] = opener(Opening(path, file, self._reading, self._loading), self._found)
        return self._opened[file]
