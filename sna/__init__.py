"""`sna`: from tables of facts to dated networks, measures with their uncertainty, figures and a report.

>>> import sna
>>> print(sna.load("centralised-surgery").network("mdt", "before"))
mdt, before: ... organisations, ... ties (directed)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sna import draw
    from sna.api import (
        asymmetry,
        check,
        compare,
        convert,
        lens,
        load,
        map_tables,
        measure,
        network_distances,
        sensitivity,
    )
    from sna.derive import survey_quality
    from sna.engines import as_igraph, as_networkx
    from sna.inference import anova, cug, ergm, mrqap, qap, vertex_bootstrap
    from sna.metrics import key_players

__version__ = "0.1.0"

__all__ = [
    "anova",
    "as_igraph",
    "as_networkx",
    "asymmetry",
    "check",
    "compare",
    "convert",
    "cug",
    "draw",
    "ergm",
    "key_players",
    "lens",
    "load",
    "map_tables",
    "measure",
    "mrqap",
    "network_distances",
    "qap",
    "sensitivity",
    "survey_quality",
    "vertex_bootstrap",
]

_HOMES = {
    "anova": "sna.inference",
    "as_igraph": "sna.engines",
    "as_networkx": "sna.engines",
    "asymmetry": "sna.api",
    "check": "sna.api",
    "compare": "sna.api",
    "convert": "sna.api",
    "cug": "sna.inference",
    "ergm": "sna.inference",
    "key_players": "sna.metrics",
    "lens": "sna.api",
    "load": "sna.api",
    "map_tables": "sna.api",
    "measure": "sna.api",
    "mrqap": "sna.inference",
    "network_distances": "sna.api",
    "qap": "sna.inference",
    "sensitivity": "sna.api",
    "survey_quality": "sna.derive",
    "vertex_bootstrap": "sna.inference",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the public name stands for
    # pandas, igraph and matplotlib take most of a second to import: only what is used is loaded.
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    if name == "draw":
        return import_module("sna.draw")
    raise AttributeError(f"module 'sna' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
