"""What is known of a metric, beside every value of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
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
        What it takes: a network, an affiliation, or all layers together (multiplex).
    missing
        ``excluded``: unobserved pairs are left out; ``no tie``: they are taken as no tie, and a note says so.
    default
        Whether it is measured when no metric is named.
    groups
        Whether it also takes the groups of the organisations.
    parts
        Names of the parts of its result, each with its plain label; empty where it has one value. A part is asked for,
        and stands in scores, as ``NAME.PART``.
    ratings
        Whether it is only for layers whose ties are ratings: answers to a survey that are numbers.
    up_to
        The most organisations it is meant for. Beyond them it still has the same value, and takes time: minutes, or
        more memory than there is.
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
    of: Literal["network", "affiliation", "multiplex"] = "network"
    missing: Literal["excluded", "no tie"] = "no tie"
    default: bool = True
    groups: bool = False
    parts: tuple[tuple[str, str], ...] = ()
    ratings: bool = False
    up_to: int = 10_000

    @property
    def base(self) -> str:
        """Id of the metric that a part belongs to; its own id where it is not a part."""
        return self.name.partition(".")[0]

    @cached_property
    def leaves(self) -> tuple[MetricRecord, ...]:
        """One record for each id that scores can carry: of every part, or itself.

        Examples
        --------
        >>> from sna.metrics import catalogue
        >>> [(part.name, part.label) for part in catalogue()["dyad_census"].leaves][0]
        ('dyad_census.mutual', 'pairs tied both ways')
        """
        if not self.parts:
            return (self,)
        return tuple(replace(self, name=f"{self.name}.{part}", label=label, parts=()) for part, label in self.parts)
