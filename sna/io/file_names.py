"""Names that people gave → names that every file system takes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable


def slug(name: str) -> str:
    """Return a name as a safe part of a file name; a mark is added where letters were lost, so names stay apart.

    Examples
    --------
    >>> slug("Joint roles"), slug("Joint/roles"), slug("…")
    ('joint-roles', 'joint-roles-9aab81', 'x-b49358')
    """
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60]
    if plain == re.sub(r"[ _-]", "-", name.lower()):
        return plain
    return f"{plain or 'x'}-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"


def slugs(names: Iterable[str]) -> dict[str, str]:
    """Return name → safe part of a file name, all of them different: capitals alone do not tell files apart.

    Examples
    --------
    >>> slugs(["Trust", "trust", "advice"])
    {'Trust': 'trust', 'trust': 'trust-2', 'advice': 'advice'}
    """
    found: dict[str, str] = {}
    for name in names:
        plain = unique = slug(name)
        number = 2
        while unique in found.values():
            unique, number = f"{plain}-{number}", number + 1
        found[name] = unique
    return found
