"""What is known of a metric, beside every value of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["organisation", "group", "network"]
Direction = Literal["in", "out", "both", "none"]
Weighting = Literal["ignored", "strength", "length"]


@dataclass(frozen=True)
class MetricRecord:
    """Everything help, docs, axis labels, captions and the contract tests need to know of a metric.

    Attributes
    ----------
    name
        The metric's id, as typed on the command line.
    label
        Plain words for an axis: ``links received``.
    level
        What it has a value for: each organisation, each group, or the network.
    direction
        ``in``: of ties received, ``out``: of ties sent, ``both``: of both kinds together, ``none``: direction ignored.
    weights
        ``ignored``: ties are present or absent; ``strength``: stronger ties count for more; ``length``: as 1/strength.
    low, high
        Bounds that no value leaves; ``inf`` where there is none.
    undefined
        When there is no value.
    means
        What a high value means for an organisation, or a network, of care.
    formula
        The formula, in one line.
    source
        Where it comes from, with DOI.
    layers
        Layers it can be computed on: ``directed``, ``undirected`` or ``any``.
    of
        Whether it takes a network or an affiliation.
    missing
        ``excluded``: unobserved pairs are left out; ``no tie``: they are taken as no tie, and a note says so.
    default
        Whether it is measured when no metric is named.
    """

    name: str
    label: str
    level: Level
    direction: Direction
    weights: Weighting
    low: float
    high: float
    undefined: str
    means: str
    formula: str
    source: str
    layers: Literal["directed", "undirected", "any"] = "any"
    of: Literal["network", "affiliation"] = "network"
    missing: Literal["excluded", "no tie"] = "no tie"
    default: bool = True
