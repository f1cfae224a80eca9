"""Which centre type goes before which."""

from __future__ import annotations

from collections.abc import Iterable

from sna.model.schema import CENTRES


def strongest(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return organisation → centre type; of several the first in the order of `CENTRES`.

    Examples
    --------
    >>> strongest([("A", "local"), ("A", "specialist"), ("B", "none"), ("B", "coordinating")])
    {'A': 'specialist', 'B': 'coordinating'}
    """
    rank = {centre: place for place, centre in enumerate(CENTRES)}
    found: dict[str, str] = {}
    for organisation, centre in named:
        if organisation not in found or rank[centre] < rank[found[organisation]]:
            found[organisation] = centre
    return found
