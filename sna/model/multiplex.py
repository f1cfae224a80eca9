"""Several layers over one roster."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sna.model.network import Network
from sna.model.roster import Roster


@dataclass(frozen=True)
class Multiplex:
    """Networks over one roster at one snapshot, by layer.

    Always true: every layer has the same organisations, in the same order.

    Examples
    --------
    >>> from sna.model import Layer, Ties
    >>> roster = Roster.of(["A", "B"])
    >>> trust = Network(roster, Layer("trust", directed=True), Ties.of([(0, 1, 1.0)], directed=True))
    >>> print(Multiplex({"trust": trust}))
    2 organisations, 1 layer: trust
    """

    layers: Mapping[str, Network]

    def __post_init__(self) -> None:
        if not self.layers:
            raise ValueError("a multiplex has at least one layer")
        if len({network.roster.ids for network in self.layers.values()}) > 1:
            raise ValueError("every layer has the same organisations")

    @property
    def roster(self) -> Roster:
        """Who can have ties, in every layer."""
        return next(iter(self.layers.values())).roster

    def __str__(self) -> str:
        many = "layer" if len(self.layers) == 1 else "layers"
        return f"{self.roster}, {len(self.layers)} {many}: {', '.join(self.layers)}"
