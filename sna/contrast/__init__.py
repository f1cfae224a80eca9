"""Groups of organisations set against each other: how uneven positions are, and how sure one can be."""

from sna.contrast.contrasting import asymmetry
from sna.contrast.groups import groups_at, resolve_contrast, said
from sna.contrast.headlines import Headline, headline, primary_metric

__all__ = ["Headline", "asymmetry", "groups_at", "headline", "primary_metric", "resolve_contrast", "said"]
