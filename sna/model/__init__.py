"""What the data is: frozen things, checked once at construction, never changed."""

from sna.model.affiliation import Affiliation
from sna.model.answers import Answers, Item
from sna.model.declaration import Contrast, LayerRule
from sna.model.facts import FactTable
from sna.model.findings import FINDING_COLUMNS, Findings
from sna.model.grouping import Grouping
from sna.model.layer import Layer
from sna.model.multiplex import Multiplex
from sna.model.network import Network
from sna.model.records import MetricRecord
from sna.model.roster import Roster
from sna.model.row_block import RowBlock, spelt_out
from sna.model.scores import ALL_LAYERS, SCORE_COLUMNS, Scores
from sna.model.snapshots import Snapshot, Snapshots
from sna.model.study import Deriving, Filters, Study
from sna.model.ties import Ties

__all__ = [
    "ALL_LAYERS",
    "FINDING_COLUMNS",
    "SCORE_COLUMNS",
    "Affiliation",
    "Answers",
    "Contrast",
    "Deriving",
    "FactTable",
    "Filters",
    "Findings",
    "Grouping",
    "Item",
    "Layer",
    "LayerRule",
    "MetricRecord",
    "Multiplex",
    "Network",
    "Roster",
    "RowBlock",
    "Scores",
    "Snapshot",
    "Snapshots",
    "Study",
    "Ties",
    "spelt_out",
]
