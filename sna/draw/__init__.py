"""Tables to figures: nothing is computed here beyond counting and wording."""

from sna.draw.control_chart import control_chart
from sna.draw.dumbbell import dumbbell
from sna.draw.indicator_tiles import indicator_tiles
from sna.draw.picture import Picture
from sna.draw.ranks import rank_chart
from sna.draw.render import render
from sna.draw.sociogram import sociogram

__all__ = ["Picture", "control_chart", "dumbbell", "indicator_tiles", "rank_chart", "render", "sociogram"]
