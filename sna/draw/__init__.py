"""Tables to figures: nothing is computed here beyond counting and wording."""

from sna.draw.dumbbell import dumbbell
from sna.draw.picture import Picture
from sna.draw.ranks import rank_chart
from sna.draw.render import render
from sna.draw.sociogram import sociogram
from sna.draw.tier_matrix import tier_matrix

__all__ = ["Picture", "dumbbell", "rank_chart", "render", "sociogram", "tier_matrix"]
