"""Tables to figures: nothing is computed here beyond counting and wording."""

from sna.draw.choices import choice_chart
from sna.draw.control_chart import control_chart
from sna.draw.dumbbell import dumbbell
from sna.draw.factor_matrix import factor_matrix
from sna.draw.heat_map import heat_map
from sna.draw.indicator_tiles import indicator_tiles
from sna.draw.picture import Picture
from sna.draw.ranks import rank_chart
from sna.draw.removal_curves import removal_curves
from sna.draw.render import render
from sna.draw.role_gantt import role_gantt
from sna.draw.run_chart import run_chart
from sna.draw.sector_spans import sector_spans
from sna.draw.share_bars import share_bars
from sna.draw.slopes import slopes
from sna.draw.sociogram import sociogram
from sna.draw.swim_lanes import swim_lanes
from sna.draw.tier_matrix import tier_matrix

__all__ = [
    "Picture",
    "choice_chart",
    "control_chart",
    "dumbbell",
    "factor_matrix",
    "heat_map",
    "indicator_tiles",
    "rank_chart",
    "removal_curves",
    "render",
    "role_gantt",
    "run_chart",
    "sector_spans",
    "share_bars",
    "slopes",
    "sociogram",
    "swim_lanes",
    "tier_matrix",
]
