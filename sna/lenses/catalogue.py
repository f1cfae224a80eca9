"""Every lens, by name, in the order in which they are shown."""

from __future__ import annotations

from sna.lenses import (
    attendance,
    cases,
    charts,
    decisions,
    factors,
    indicators,
    leaders,
    left_out,
    network_type,
    partnerships,
    pathway,
    perceived,
    posts,
    profession,
    resilience,
    series,
    tier,
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
        profession.LENS,
        tier.LENS,
        pathway.LENS,
        network_type.LENS,
        indicators.LENS,
        partnerships.LENS,
        factors.LENS,
        cases.LENS,
        decisions.LENS,
        posts.LENS,
        resilience.LENS,
        charts.LENS,
    )
}  # fmt: skip
"""Name → lens."""
