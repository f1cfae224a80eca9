"""Tables to figures: nothing is computed here beyond counting and wording."""

from sna.draw.choices import choice_chart
from sna.draw.dumbbell import dumbbell
from sna.draw.picture import Picture
from sna.draw.ranks import rank_chart
from sna.draw.render import render
from sna.draw.sociogram import sociogram

__all__ = ["Picture", "choice_chart", "dumbbell", "rank_chart", "render", "sociogram"]
