"""The public functions for notebooks: each composes the stages below and returns plain tables, networks and figures."""

from sna.api.asked import Names, contrast_of, listed, named, units_of
from sna.api.comparing import compare, network_distances
from sna.api.converting import convert
from sna.api.groups import asymmetry, sensitivity
from sna.api.looking import lens
from sna.api.mapping import map_tables
from sna.api.measuring import measure
from sna.api.reading import Progress, check, load
from sna.model import Network, Study

__all__ = [
    "Names",
    "Network",
    "Progress",
    "Study",
    "asymmetry",
    "check",
    "compare",
    "contrast_of",
    "convert",
    "lens",
    "listed",
    "load",
    "map_tables",
    "measure",
    "named",
    "network_distances",
    "sensitivity",
    "units_of",
]
