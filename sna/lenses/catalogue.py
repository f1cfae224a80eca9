"""Every lens, by name, in the order in which they are shown."""

from __future__ import annotations

from sna.lenses import charts, indicators, series
from sna.lenses.lens import Lens

LENSES: dict[str, Lens] = {
    lens.name: lens
    for lens in (
        series.LENS,
        indicators.LENS,
        charts.LENS,
    )
}  # fmt: skip
"""Name → lens."""
