"""Kilometres between organisations, from their latitude and longitude."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]

EARTH = 6371.0088
"""Mean radius of the earth in kilometres (International Union of Geodesy and Geophysics)."""

COLUMNS = ("latitude", "longitude")


def kilometres(latitude: npt.ArrayLike, longitude: npt.ArrayLike) -> Values:
    """Return great-circle distances between all places: as the crow flies, not by road.

    Parameters
    ----------
    latitude, longitude
        Degrees; south and west are negative. ``nan`` where a place is unknown, and so are its distances.

    Examples
    --------
    >>> kilometres([51.5, 51.5], [0.0, 180.0]).round(1).tolist()
    [[0.0, 8562.0], [8562.0, 0.0]]
    """
    phi, turned = (
        np.radians(np.asarray(latitude, dtype=np.float64)),
        np.radians(np.asarray(longitude, dtype=np.float64)),
    )
    # The haversine keeps its digits for neighbours, where a cosine loses them.
    north, east = (np.sin((ends[:, None] - ends[None, :]) / 2) ** 2 for ends in (phi, turned))
    chord = north + np.cos(phi)[:, None] * np.cos(phi)[None, :] * east
    return np.asarray(2 * EARTH * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0))), dtype=np.float64)
