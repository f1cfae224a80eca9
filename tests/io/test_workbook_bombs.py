"""Guards that workbooks made to use up memory or time are refused within bounds, in a process of their own."""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))


def bomb(kind: str, book: Path) -> None:
    parts = parts_of(book)
    if kind == "high ratio":
        parts["xl/worksheets/sheet1.xml"] = b"<worksheet><sheetData>" + b" " * (100 << 20)
    elif kind == "many parts":
        parts |= {f"xl/media/{n}.png": b"" for n in range(20_000)}
    elif kind == "within another":
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", bytes(10 << 20))
        parts = {f"xl/workbook{n}.zip": inner.getvalue() for n in range(50)}
    packed(book, parts)


@pytest.mark.parametrize("kind", ["high ratio", "many parts", "within another"])
def test_bombs_do_not_go_off(book_of, kind):
    path = book_of()
    bomb(kind, path)
    ran = subprocess.run(
        [sys.executable, "-m", "sna", "check", str(path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        preexec_fn=_limited,
        env={"OPENBLAS_NUM_THREADS": "1", "PATH": "/usr/bin"},
    )
    assert ran.returncode == 3, ran.stderr
    assert ("E106" if kind == "within another" else "E110") in ran.stdout
