"""One kind of tie: what it is, what its weight counts, and which end depends on which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

End = Literal["sender", "receiver"]


@dataclass(frozen=True)
class Layer:
    """One kind of tie.

    Always true: a weight is a **strength** (more is closer); a length is 1/strength, made in one place (`sna.engines`).

    Attributes
    ----------
    name
        The layer's name, as study.toml gives it.
    directed
        Whether a tie has a sender and a receiver.
    counts
        What a weight counts: ``people``, ``cases``, ``shared meetings``; ``ties`` where ties carry no weight.
    depends
        Which end of a directed tie depends on the other; ``None`` where nobody said.
    rule
        How ties were made from facts, as a clause a reader can follow.

    Examples
    --------
    >>> print(Layer("mdt", directed=True, counts="cases", depends="sender", rule="cases sent to another's MDT"))
    mdt: directed, weight = cases, the sender depends on the receiver
    """

    name: str
    directed: bool
    counts: str = "ties"
    depends: End | None = None
    rule: str = ""

    def __str__(self) -> str:
        kind = "directed" if self.directed else "undirected"
        other = {"sender": "receiver", "receiver": "sender"}
        depends = f", the {self.depends} depends on the {other[self.depends]}" if self.depends else ""
        return f"{self.name}: {kind}, weight = {self.counts}{depends}"
