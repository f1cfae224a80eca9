"""Networks to positions: which ties to draw, and one place for each organisation in every snapshot."""

from sna.layout.backbone import drawn_over_time, drawn_ties, left_out
from sna.layout.quality import layout_quality
from sna.layout.shared import shared_layout

__all__ = ["drawn_over_time", "drawn_ties", "layout_quality", "left_out", "shared_layout"]
