"""What changed between snapshots: ties kept, gained and lost, who joined and left, and the shift of every metric."""

from sna.change.comparing import compare
from sna.change.distances import network_distances
from sna.change.grounds import FEWEST_PAIRS
from sna.change.ties import count_unknown, tie_changes

__all__ = ["FEWEST_PAIRS", "compare", "count_unknown", "network_distances", "tie_changes"]
