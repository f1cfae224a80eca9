"""Measures of organisations and networks: one small function each, with a record that docs and tests are made from."""

from sna.metrics.catalogue_page import catalogue_page
from sna.metrics.in_processes import processors
from sna.metrics.key_player_sets import KeyPlayers, key_players
from sna.metrics.measuring import measure, measure_network
from sna.metrics.registry import catalogue, compute, compute_parts, metric
from sna.metrics.sketch import sketch
from sna.metrics.sources import SOURCES

__all__ = [
    "SOURCES",
    "KeyPlayers",
    "catalogue",
    "catalogue_page",
    "compute",
    "compute_parts",
    "key_players",
    "measure",
    "measure_network",
    "metric",
    "processors",
    "sketch",
]
