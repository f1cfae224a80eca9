"""Every lens, by name, in the order in which they are shown."""

from __future__ import annotations

from sna.lenses import network_type, pathway, profession, series, tier
from sna.lenses.lens import Lens

LENSES: dict[str, Lens] = {
    lens.name: lens
    for lens in (
        series.LENS,
        profession.LENS,
        tier.LENS,
        pathway.LENS,
        network_type.LENS,
    )
}  # fmt: skip
"""Name → lens."""
