"""The tables behind the map of a layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sna.api.asked import units_of
from sna.model import Study
from sna.model.roster import ORGANISATIONS

if TYPE_CHECKING:
    import pandas as pd


def map_tables(
    study: Study, layer: str, *, of: str = ORGANISATIONS, seed: int = 0
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the two tables of a layer's map: organisations with their places, and ties with their change.

    Parameters
    ----------
    study, of
        As for `measure`.
    layer
        Name of a layer.
    seed
        Of the layout.

    Returns
    -------
    tuple of DataFrame
        What `sna.draw.sociogram` draws: organisations (``panel, organisation, name, group, x, y, size, present``), and
        ties (``panel, sender, receiver, weight, change``). Places are the same in every panel, the longer side of the
        map being 1; ``size`` is the strength received, 0 where an organisation is not ``present``.

    Raises
    ------
    UsageError
        If there is no such layer.

    Examples
    --------
    >>> import sna
    >>> organisations, ties = sna.map_tables(sna.load("centralised-surgery"), "mdt")
    >>> list(dict.fromkeys(organisations["panel"]))
    ['before', 'during', 'after']
    """
    from sna.report import layer_map

    drawn = layer_map(units_of(study, of), layer, seed=seed)
    return drawn.organisations, drawn.ties
