"""Damage: one input → another that is nearly right. Every draw comes from the generator that is handed in."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np
from fuzz_tokens import COMMON, NUMBERS, TOKENS

Random = np.random.Generator
Files = dict[str, bytes]
_T = TypeVar("_T")

_NUMBER = re.compile(rb"(?<![\w.])-?\d+(\.\d+)?(?![\w.])")
_BYTES = b'",\n\r;=[]\x00\xff019-. \t{}<>&*#:\x1b\x7f\xe9\xc3'
_SAME = {
    ".tsv": ".csv",
    ".paj": ".net",
    ".graphml": ".xml",
    ".gexf": ".xml",
    ".rels": ".xml",
    ".dat": ".dl",
    ".txt": ".csv",
}
_ZIPS = (".xlsx",)
_BINARY = (".xlsx", ".parquet", ".duckdb", ".sqlite", ".db", ".##h", ".##d")


def mutated(files: Files, others: Sequence[Files], random: Random) -> Files:
    """Return files of a seed with one to four pieces of damage in them, most often one; ``others`` are for splices."""
    files = dict(files)
    for _ in range(min(int(random.geometric(0.6)), 4)):
        name = _one(sorted(files), random)
        files[name] = _damaged(name, files[name], others, random)
    return files


def _damaged(name: str, data: bytes, others: Sequence[Files], random: Random) -> bytes:
    ending = ending_of(name)
    if random.random() < 0.05:
        return _spliced(data, _other(ending, others, random), random)
    if ending in _ZIPS and random.random() < 0.85:
        return _within_zip(data, random)
    if ending in _BINARY:
        return _EDITS[int(random.integers(6))](data, random)
    kind = random.random()
    if kind < 0.45:
        return _number(data, random)
    if kind < 0.65:
        return _token(TOKENS.get(_SAME.get(ending, ending), ()) + COMMON, data, random)
    return _one(_EDITS, random)(data, random)


def ending_of(name: str) -> str:
    """Return the ending of a file name in small letters."""
    return f".{name.rpartition('.')[2].lower()}"


def _one(choices: Sequence[_T], random: Random) -> _T:
    return choices[int(random.integers(len(choices)))]


def _at(data: bytes, random: Random) -> int:
    return int(random.integers(len(data) + 1))


def _set(data: bytes, random: Random) -> bytes:
    at = _at(data, random)
    return data[:at] + bytes([_one(_BYTES, random)]) + data[at + 1 :]


def _flip(data: bytes, random: Random) -> bytes:
    at = _at(data, random)
    return data[:at] + bytes(byte ^ (1 << int(random.integers(8))) for byte in data[at : at + 1]) + data[at + 1 :]


def _insert(data: bytes, random: Random) -> bytes:
    at = _at(data, random)
    return data[:at] + bytes(random.integers(256, size=int(random.integers(1, 5)), dtype=np.uint8)) + data[at:]


def _delete(data: bytes, random: Random) -> bytes:
    at = _at(data, random)
    return data[:at] + data[at + int(random.integers(1, 40)) :]


def _repeat(data: bytes, random: Random) -> bytes:
    at = _at(data, random)
    return data[:at] + data[max(0, at - int(random.integers(1, 60))) :]


def _cut(data: bytes, random: Random) -> bytes:
    return data[: _at(data, random)]


def _lines(data: bytes, random: Random) -> bytes:
    lines = data.splitlines(keepends=True)
    if not lines:
        return data
    a, b = (int(random.integers(len(lines))) for _ in range(2))
    match random.integers(3):
        case 0:
            lines[a], lines[b] = lines[b], lines[a]
        case 1:
            lines.insert(a, lines[b])
        case _:
            del lines[a]
    return b"".join(lines)


_EDITS: tuple[Callable[[bytes, Random], bytes], ...] = (_set, _flip, _insert, _delete, _repeat, _cut, _lines)


def _number(data: bytes, random: Random) -> bytes:
    found = list(_NUMBER.finditer(data[:20_000]))
    if not found:
        return _set(data, random)
    place = _one(found, random)
    return data[: place.start()] + _one(NUMBERS, random) + data[place.end() :]


def _token(tokens: Sequence[bytes], data: bytes, random: Random) -> bytes:
    at = _at(data, random)
    if random.random() < 0.5:
        at = data.rfind(b"\n", 0, at) + 1
    gone = int(random.integers(8)) if random.random() < 0.5 else 0
    return data[:at] + _one(tokens, random) + data[at + gone :]


def _other(ending: str, others: Sequence[Files], random: Random) -> bytes:
    for _ in range(20):
        same = [data for name, data in sorted(_one(others, random).items()) if ending_of(name) == ending]
        if same:
            return _one(same, random)
    return b"\x00\n"


def _spliced(data: bytes, other: bytes, random: Random) -> bytes:
    return data[: _at(data, random)] + other[_at(other, random) :]


def _within_zip(data: bytes, random: Random) -> bytes:
    """Return an archive with one of its parts damaged, taken out, there twice or under another name."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(part.filename, archive.read(part)) for part in archive.infolist()]
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, ValueError, RuntimeError, EOFError):
        return _set(data, random)
    if not parts:
        return _set(data, random)
    at = int(random.integers(len(parts)))
    name, inside = parts[at]
    match random.integers(12):
        case 0:
            del parts[at]
        case 1:
            parts[at] = (_one(("../x.xml", "/x.xml", "xl/vbaProject.bin", "xl/workbook.xml", "é"), random), inside)
        case 2:
            parts.append((_one(parts, random)[0], inside))
        case _:
            parts[at] = (name, _damaged("x.xml", inside, [{"x.xml": _one(parts, random)[1]}], random))
    return _packed(parts)


def _packed(parts: list[tuple[str, bytes]]) -> bytes:
    stream = io.BytesIO()
    meant: dict[str, str] = {}
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inside in parts:
            # A name that is there twice is written under another, and put right in the bytes below: Python warns of it.
            written = next(
                other for other in (name, *(f"{name[:-1]}{chr(n)}" for n in range(1, 32))) if other not in meant
            )
            archive.writestr(zipfile.ZipInfo(written), inside)
            meant[written] = name
    data = stream.getvalue()
    for written, name in meant.items():
        data = data.replace(written.encode(), name.encode()) if written != name else data
    return data
