"""Tables to figures: nothing is computed here beyond counting and wording."""

from sna.draw.dumbbell import dumbbell
from sna.draw.indicator_tiles import indicator_tiles
from sna.draw.picture import Picture
from sna.draw.ranks import rank_chart
from sna.draw.removal_curves import removal_curves
from sna.draw.render import render
from sna.draw.role_gantt import role_gantt
from sna.draw.sociogram import sociogram

__all__ = [
    "Picture",
    "dumbbell",
    "indicator_tiles",
    "rank_chart",
    "removal_curves",
    "render",
    "role_gantt",
    "sociogram",
]
