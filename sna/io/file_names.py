"""Names that people gave → names that every file system takes."""

from __future__ import annotations

import hashlib
import re


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
