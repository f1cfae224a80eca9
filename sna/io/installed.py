"""Packages that only some files need."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from sna.errors import Problem


def needed(package: str, file: str, found: list[Problem]) -> ModuleType | None:
    """Return a package of the extra ``large``; ``None``, and a problem that says how to get it, where it is missing.

    Examples
    --------
    >>> found: list[Problem] = []
    >>> needed("no_such_package", "roles.parquet", found) is None
    True
    >>> found[0].hint
    "Install it: pip install 'sna[large]', or save the tables as CSV UTF-8."
    """
    try:
        return import_module(package)
    except ImportError:
        message = f"Reading this file needs the Python package {package.partition('.')[0]}, which is not installed."
        hint = "Install it: pip install 'sna[large]', or save the tables as CSV UTF-8."
        found.append(Problem("E128", message, file, hint=hint))
        return None
