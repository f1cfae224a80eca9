"""Tables to figures: nothing is computed here beyond counting and wording."""

from sna.draw.dumbbell import dumbbell
from sna.draw.heat_map import heat_map
from sna.draw.picture import Picture
from sna.draw.ranks import rank_chart
from sna.draw.render import render
from sna.draw.share_bars import share_bars
from sna.draw.slopes import slopes
from sna.draw.sociogram import sociogram

__all__ = ["Picture", "dumbbell", "heat_map", "rank_chart", "render", "share_bars", "slopes", "sociogram"]
