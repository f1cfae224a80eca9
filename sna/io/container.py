"""The container of a workbook: judged by its directory before anything in it is inflated."""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from sna.errors import DataError, Problem
from sna.io.disguised import other_kind
from sna.io.guarded_xml import damaged

OLD_KINDS = (".xls", ".xlsb", ".xlsm", ".xltx", ".xltm", ".ods", ".numbers")
"""Endings of workbooks of other kinds, which are refused by name."""
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""How a container starts that holds something, and an empty one."""
_OLE = b"\xd0\xcf\x11\xe0"
_MOST_PARTS = 10_000
_MOST_INFLATED = 512 << 20
_HARMLESS = 32 << 20
_HIGHEST_RATIO = 200
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError)
_UNOPENABLE = (*_UNREADABLE, KeyError, RuntimeError, ValueError, struct.error)


@dataclass(frozen=True, eq=False)
class Container:
    """A workbook's bytes and the names of its parts; a part is inflated when it is read, and counted."""

    file: str
    data: bytes = field(repr=False)
    names: frozenset[str]

    @contextmanager
    def part(self, name: str) -> Iterator[IO[bytes]]:
        """Open one part.

        Raises
        ------
        DataError
            If it cannot be inflated, or is not as long as the directory says.
        """
        try:
            stream = zipfile.ZipFile(io.BytesIO(self.data)).open(name)  # noqa: SIM115 - closed below
        except _UNOPENABLE as error:
            raise DataError(damaged(self.file)) from error
        try:
            with stream:
                yield stream
        except _UNREADABLE as error:
            if "CRC" in str(error):
                raise DataError(_bomb(self.file, "the sizes or sums of its parts are not true")) from error
            raise DataError(damaged(self.file)) from error


def open_container(path: Path, file: str) -> Container:
    """Return the container of a workbook.

    Raises
    ------
    DataError
        If it is no workbook, has a password, is damaged, or would do harm when inflated.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DataError(Problem("E101", f"This file cannot be opened: {error.strerror}.", file)) from error
    return container_of(data, file)


def container_of(data: bytes, file: str) -> Container:
    """Return the container of a workbook, given its bytes; as `open_container`."""
    if not data.strip(b"\0\t\r\n "):
        raise DataError(Problem("E104", "This file is empty.", file, hint="Fill it, or take it out of the study."))
    if not data.startswith(_ZIP) and data != _ZIP[0][: len(data)]:
        raise DataError(_no_workbook(data, file))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            mimetype = archive.read("mimetype")[:100] if _is_small(parts, "mimetype") else b""
    except _UNOPENABLE as error:
        raise DataError(damaged(file)) from error
    names = frozenset(part.filename for part in parts)
    wrong = _places(parts, file) or _sizes(parts, file) or _kind(names, mimetype, file)
    if wrong is not None:
        raise DataError(wrong)
    return Container(file, data, names)


def old_kind(file: str, what: str = "This kind of workbook is not read") -> Problem:
    """Return the problem of a workbook of another kind than .xlsx."""
    return Problem("E107", f"{what}.", file, hint="Open it in a spreadsheet program and save it as .xlsx, or as CSV.")


def _is_small(parts: list[zipfile.ZipInfo], name: str) -> bool:
    return any(part.filename == name and part.file_size < _MOST_PARTS for part in parts)


def _no_workbook(data: bytes, file: str) -> Problem:
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            hint = "Open it with its password, take the password off (File, Info, Protect), and save it."
            return Problem("E108", "This workbook has a password.", file, hint=hint)
        return old_kind(file, "This is a workbook of the old kind (.xls) under a new name")
    if b"Excel.Sheet" in data[:1000] or b"<Workbook" in data[:2000]:
        return old_kind(file, "This is a workbook of the old XML kind under a new name")
    text = other_kind(data, file)
    if text is not None:
        return text
    if b"\0" in data[:1000] and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return damaged(file)
    hint = f"Rename it to {Path(file).with_suffix('.csv').name}, or open it in Excel and save it as .xlsx."
    return Problem("E106", "This is text under the name of a workbook.", file, hint=hint)


def _places(parts: list[zipfile.ZipInfo], file: str) -> Problem | None:
    for part in parts:
        name = part.filename
        away = name.startswith("/") or re.search(r"(^|/)\.\.(/|$)|\\|^[A-Za-z]:|\x00", name) is not None
        if away or stat.S_ISLNK(part.external_attr >> 16):
            message = "This file holds a part that points out of it, as no workbook does: it is not read."
            return Problem("E111", message, file, value=name[:60].encode("unicode_escape").decode("ascii"))
        if part.flag_bits & 1:
            hint = "Take the password off, and save it."
            return Problem("E108", "This file has a password.", file, hint=hint)
    return None


def _sizes(parts: list[zipfile.ZipInfo], file: str) -> Problem | None:
    total, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if len(parts) > _MOST_PARTS:
        return _bomb(file, f"it has {len(parts)} parts")
    if total > _MOST_INFLATED:
        return _bomb(file, f"it would grow to {total >> 20} MB; {_MOST_INFLATED >> 20} MB are read")
    if total > _HARMLESS and total > _HIGHEST_RATIO * max(packed, 1):
        return _bomb(file, f"it would grow {total // max(packed, 1)} times, to {total >> 20} MB")
    return None


def _bomb(file: str, why: str) -> Problem:
    hint = "If it is a real workbook, delete the formatted but empty rows below its tables, or save its sheets as CSV."
    return Problem("E110", f"This file is not opened: {why}.", file, hint=hint)


def _kind(names: frozenset[str], mimetype: bytes, file: str) -> Problem | None:
    if b"opendocument" in mimetype:
        return old_kind(file, "This is an OpenDocument file under another name")
    if any(name.endswith("vbaProject.bin") for name in names):
        return old_kind(file, "This is a workbook with macros under another name")
    if any(name.endswith("workbook.bin") for name in names):
        return old_kind(file, "This is a binary workbook (.xlsb) under another name")
    if "_rels/.rels" not in names or not any("workbook" in name for name in names):
        hint = "Open it in the program it comes from, and save its tables as .xlsx or CSV."
        return Problem("E106", "This is no workbook, in spite of its name.", file, hint=hint)
    return None
