"""Every lens, by name, in the order in which they are shown."""

from __future__ import annotations

from sna.lenses import (
    attendance,
    cases,
    decisions,
    factors,
    indicators,
    leaders,
    left_out,
    partnerships,
    perceived,
    series,
    voice,
)
from sna.lenses.lens import Lens

LENSES: dict[str, Lens] = {
    lens.name: lens
    for lens in (
        series.LENS,
        attendance.LENS,
        leaders.LENS,
        left_out.LENS,
        voice.LENS,
        perceived.LENS,
        indicators.LENS,
        partnerships.LENS,
        factors.LENS,
        cases.LENS,
        decisions.LENS,
    )
}  # fmt: skip
"""Name → lens."""
