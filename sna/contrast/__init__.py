"""Groups of organisations set against each other: how uneven positions are, and how sure one can be."""

from sna.contrast.contrasting import asymmetry
from sna.contrast.groups import groups_at, resolve_contrast, said
from sna.contrast.headlines import Headline, headline, primary_metric
from sna.contrast.subjects import comparable_metrics, headline_metric, primary_problems
from sna.contrast.variance import anova

__all__ = [
    "Headline",
    "anova",
    "asymmetry",
    "comparable_metrics",
    "groups_at",
    "headline",
    "headline_metric",
    "primary_metric",
    "primary_problems",
    "resolve_contrast",
    "said",
]
