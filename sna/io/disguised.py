"""Files that are something else than their name says, told by their first bytes."""

from __future__ import annotations

from sna.errors import Problem

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_PAGES = (b"<!doctype html", b"<html")
_POINTER = b"version https://git-lfs.github.com/spec/"


def other_kind(data: bytes, file: str) -> Problem | None:
    """Return the problem of a workbook, web page or pointer under the name of a table; ``None`` for anything else.

    Examples
    --------
    >>> print(other_kind(b"<!DOCTYPE html><title>Sign in</title>", "roles.csv").message)
    This is a web page, not a table.
    """
    start = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if data.startswith(_WORKBOOKS):
        message = "This is an Excel workbook under another name, not text."
        hint = "Rename it so that its name ends in .xlsx, or open it and save each sheet as CSV UTF-8."
        return Problem("E106", message, file, hint=hint)
    if start.startswith(_PAGES):
        hint = "It may be the sign-in page of a site the table was fetched from: fetch it again, signed in."
        return Problem("E124", "This is a web page, not a table.", file, hint=hint)
    if start.startswith(_POINTER):
        hint = "Fetch the file itself: git lfs pull."
        return Problem("E124", "This is a pointer to a file in Git LFS, not the file.", file, hint=hint)
    return None
