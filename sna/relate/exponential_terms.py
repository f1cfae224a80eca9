"""Terms of exponential random graph models, as they are written in a formula."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sna.errors import nearest
from sna.relate.terms import CALL, Term, parse_term, refuse_twice, sides, unread

PLAIN = {"edges": "", "mutual": "directed", "triangle": ""}
"""Term without an argument → the only kind of layer it is for, if there is one."""

OF_COLUMNS = {"nodematch": "", "nodefactor": "", "nodeofactor": "directed", "nodeifactor": "directed"}
"""Term of a column → the only kind of layer it is for."""

WRITTEN = {"nodefactor": "nodecov", "nodeofactor": "nodeocov", "nodeifactor": "nodeicov"}
"""A column's value becomes a column of 0 and 1, which the fitting package counts by these terms."""

EXAMPLE = "for example: mdt ~ edges + mutual + nodematch(centre) + nodeifactor(centre=specialist)"
MEANING = (
    "Terms: edges, mutual, triangle, gwesp(DECAY), nodematch(COLUMN), nodefactor(COLUMN=VALUE), "
    "nodeofactor(COLUMN=VALUE), nodeifactor(COLUMN=VALUE)."
)
NUMBER = re.compile(r"\d+(\.\d+)?")
MOST_DECAY = 3.0


@dataclass(frozen=True)
class ExponentialTerm:
    """One statistic of a network.

    Attributes
    ----------
    kind
        Its name.
    column, value
        Of a column of organisations; the value that is counted.
    decay
        Of ``gwesp``.
    """

    kind: str
    column: str = ""
    value: str = ""
    decay: float = 0.0

    def __str__(self) -> str:
        if self.kind == "gwesp":
            return f"gwesp({self.decay:g})"
        inside = self.column + (f"={self.value}" if self.value else "")
        return f"{self.kind}({inside})" if inside else self.kind

    @property
    def is_of_pairs(self) -> bool:
        """Whether it takes every pair by itself, so that a model of such terms only is a logistic regression."""
        return self.kind not in ("mutual", "triangle", "gwesp")

    @property
    def needs_direction(self) -> bool:
        """Whether it is for layers with a direction only."""
        return bool((PLAIN | OF_COLUMNS).get(self.kind))

    def as_formula(self, attribute: str) -> str:
        """Return it in the words of the fitting package; ``attribute`` stands for the column."""
        if self.kind == "gwesp":
            return f"gwesp({self.decay:g}, fixed=TRUE)"
        return f"{WRITTEN.get(self.kind, self.kind)}('{attribute}')" if self.column else self.kind


def parse_model(text: str) -> tuple[Term, tuple[ExponentialTerm, ...]]:
    """Return the layer and the terms of ``LAYER ~ TERM + TERM``.

    Raises
    ------
    UsageError
        If it cannot be read, or names a term twice.

    Examples
    --------
    >>> layer, terms = parse_model("mdt ~ edges + nodematch(centre)")
    >>> str(layer), [str(term) for term in terms]
    ('mdt', ['edges', 'nodematch(centre)'])
    """
    response, right = sides(text, "a layer and its terms", EXAMPLE)
    layer = parse_term(response)
    if layer.kind != "layer":
        raise unread(f"'{layer}' is no layer: these models are of ties as present or absent", EXAMPLE)
    terms = tuple(_term(part) for part in right)
    refuse_twice(terms)
    return layer, terms


def _term(written: str) -> ExponentialTerm:
    if written in PLAIN:
        return ExponentialTerm(written)
    call = CALL.fullmatch(written)
    if call is None:
        raise unread(f"There is no term '{written}'", nearest(written, PLAIN) or MEANING)
    kind, inside = call[1], call[2].strip()
    if kind == "gwesp":
        if not NUMBER.fullmatch(inside) or float(inside) > MOST_DECAY:
            raise unread(f"'{written}' cannot be read", f"gwesp(DECAY): a number from 0 to {MOST_DECAY:g}.")
        return ExponentialTerm(kind, decay=float(inside))
    if kind not in OF_COLUMNS:
        raise unread(f"There is no '{kind}(…)'", nearest(kind, OF_COLUMNS) or MEANING)
    column, _, value = (part.strip() for part in inside.partition("="))
    if not column or (kind == "nodematch") == bool(value):
        raise unread(f"'{written}' cannot be read", MEANING)
    return ExponentialTerm(kind, column, value)
