"""What must be known where a survey's ratings are related: a tie is any answer, and who is not listed counts as 0."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.infer.qap import pair_cells, varies
from sna.relate.matrices import Gathered
from sna.relate.terms import Term

FEWEST_PAIRS = 3
"""With fewer pairs r is 1 or −1, whatever was answered."""


def rated_notes(terms: Sequence[Term], gathered: Gathered, places: tuple[int, int]) -> list[str]:
    """Return what two terms mean where they are of ratings; nothing where neither is.

    Parameters
    ----------
    terms
        All terms, as gathered.
    gathered
        Their matrices.
    places
        Places of the two among them.
    """
    rated = [place for place in places if gathered.listed[place] is not None]
    said = [
        f"a tie of '{terms[place]}' is any answer about a partner, whatever it was: strength({terms[place]}) compares "
        "the answers"
        for place in rated
        if terms[place].kind == "layer"
    ]
    if len(rated) == len(places) and all(terms[place].kind == "strength" for place in places):
        said.append(_unlisted(gathered, places))
    return [note for note in said if note]


def _unlisted(gathered: Gathered, places: tuple[int, int]) -> str:
    """Return how many pairs count as 0 as nobody listed them, and r without them; empty where there are none."""
    cells = pair_cells(gathered.n, directed=gathered.any_directed)
    seen = ~np.isnan(np.sum(gathered.matrices, axis=0))[cells]
    one, other = (_cells(gathered.listed[place], cells)[seen] for place in places)
    neither, both = int((~one & ~other).sum()), one & other
    half = int((one ^ other).sum())
    if not neither + half:
        return ""
    x, y = (gathered.matrices[place][cells][seen][both] for place in places)
    told = int(both.sum()) >= FEWEST_PAIRS and varies(x) and varies(y)
    # A true minus sign, as everywhere.
    r = f"r = {np.corrcoef(x, y)[0, 1]:.2f}".replace("-", "−") if told else "r is undefined"
    on_one = f", {half} more are unlisted on one" if half else ""
    return (
        f"{neither} of {seen.sum()} pairs are unlisted on both and count as 0{on_one}: among pairs rated on both {r} "
        f"(n = {both.sum()}, descriptive, no p)"
    )


def _cells(
    listed: npt.NDArray[np.bool_] | None, cells: tuple[npt.NDArray[np.integer[Any]], npt.NDArray[np.integer[Any]]]
) -> npt.NDArray[np.bool_]:
    assert listed is not None  # noqa: S101
    return np.asarray(listed[cells], dtype=np.bool_)
