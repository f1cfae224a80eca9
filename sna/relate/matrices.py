"""Terms as matrices over the same organisations, with what could not be known left empty."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sna.engines import as_matrix, as_presence
from sna.errors import Problem, UsageError, nearest
from sna.model import Network, Roster, Study
from sna.model.answers import RATING
from sna.relate.geography import COLUMNS, kilometres
from sna.relate.terms import Term

Values = npt.NDArray[np.float64]
Filters = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True)
class Gathered:
    """Matrices of terms over the organisations that all their networks share.

    Attributes
    ----------
    roster
        These organisations.
    matrices
        One per term, row = sender; ``nan`` where a pair was not observed or a value is unknown.
    directed
        Whether each tells a pair from its reverse.
    left_out
        Number of organisations that are in some of the networks only.
    unknown
        Number of pairs that are empty in any of the matrices; each pair once where none is directed.
    listed
        Of each term that is made of ratings, which pairs were rated; ``None`` for the others.
    """

    roster: Roster
    matrices: tuple[Values, ...]
    directed: tuple[bool, ...]
    left_out: int
    unknown: int
    listed: tuple[npt.NDArray[np.bool_] | None, ...]

    @property
    def n(self) -> int:
        """Number of organisations."""
        return len(self.roster)

    @property
    def any_directed(self) -> bool:
        """Whether a pair and its reverse are two."""
        return any(self.directed)

    def notes(self) -> list[str]:
        """Return what a reader must know of whom and what was left out."""
        pairs = self.n * (self.n - 1) // (1 if self.any_directed else 2)
        left = f"{self.left_out} organisation{'s' * (self.left_out != 1)} not in every network, left out"
        empty = f"{self.unknown} of {pairs} pairs not observed or of unknown value, left out"
        coarse = f"only {self.n} organisations: p comes in coarse steps"
        asked = ((left, self.left_out), (empty, self.unknown), (coarse, self.n < FEW))
        return [text for text, said in asked if said]


FEW = 10
"""Below this many organisations few different values of a statistic are possible."""


def gather(study: Study, terms: Sequence[Term], snapshot: str, filters: Filters) -> Gathered:
    """Return the matrices of terms at a snapshot; a layer may be taken from another snapshot.

    Attributes of organisations are those of the first layer's snapshot.

    Raises
    ------
    UsageError
        If there is no layer among the terms, or no such layer, snapshot, column or value.
    """
    networks = [
        study.network(term.name, term.snapshot or snapshot, **filters) if term.is_layer else None for term in terms
    ]
    given = [network for network in networks if network is not None]
    if not given:
        hint = f"Known: {', '.join(study.layers)}."
        raise UsageError(Problem("E707", "None of the terms is a layer: there are no ties to test.", hint=hint))
    ids = [set(network.roster.ids) for network in given]
    kept = frozenset.intersection(*map(frozenset, ids))
    alike = [network if kept == set(network.roster.ids) else network.subset(kept) for network in given]
    roster = alike[0].roster
    narrowed = iter(alike)
    of_terms = [next(narrowed) if network is not None else None for network in networks]
    matrices = tuple(
        _of_ties(term, network) if network is not None else of_attribute(term, study, roster)
        for term, network in zip(terms, of_terms, strict=True)
    )
    listed = tuple(None if network is None else _rated(network) for network in of_terms)
    directed = tuple(
        network.directed if network is not None else term.kind in ("sender", "receiver")
        for term, network in zip(terms, networks, strict=True)
    )
    empty = np.isnan(np.sum(matrices, axis=0)) & ~np.eye(len(roster), dtype=bool)
    unknown = int(empty.sum()) // (1 if any(directed) else 2)
    return Gathered(roster, matrices, directed, len(set.union(*ids)) - len(kept), unknown, listed)


def _of_ties(term: Term, network: Network) -> Values:
    cells = as_matrix(network) if term.kind == "strength" else as_presence(network)
    return np.where(network.observed, cells, np.nan)


def _rated(network: Network) -> npt.NDArray[np.bool_] | None:
    return as_presence(network) > 0 if network.layer.counts == RATING else None


def of_attribute(term: Term, study: Study, roster: Roster) -> Values:
    """Return what an attribute says of every pair; ``nan`` where the value of an organisation is unknown."""
    if term.kind == "km":
        return kilometres(*(_numbers(term, roster, _column(roster, name), name) for name in COLUMNS))
    column = _column(roster, term.name)
    n = len(roster)
    if term.kind == "same":
        places = {value: place for place, value in enumerate(sorted({value for value in column if value is not None}))}
        group = np.array([math.nan if value is None else places[value] for value in column])
        difference = group[:, None] - group[None, :]
        return np.where(np.isnan(difference), np.nan, (difference == 0).astype(np.float64))
    values = _indicator(term, study, column) if term.value else _numbers(term, roster, column, term.name)
    of_sender, of_receiver = np.broadcast_to(values[:, None], (n, n)), np.broadcast_to(values[None, :], (n, n))
    made = {
        "sender": of_sender,
        "receiver": of_receiver,
        "ends": of_sender + of_receiver,
        "distance": np.abs(of_sender - of_receiver),
    }
    # A pair with one unknown end is unknown only where that end matters.
    return np.array(made[term.kind], dtype=np.float64)


def _column(roster: Roster, name: str) -> Sequence[str | None]:
    column = roster.attributes.get(name)
    if column is None:
        problem = Problem("E329", f"Organisations have no column '{name}'.", hint=nearest(name, roster.attributes))
        raise UsageError(problem)
    return column


def _indicator(term: Term, study: Study, column: Sequence[str | None]) -> Values:
    known = {value for value in (*column, *study.roster.attributes.get(term.name, ())) if value is not None}
    if term.value not in known:
        hint = nearest(term.value, known)
        raise UsageError(Problem("E329", f"Column '{term.name}' has no value '{term.value}'.", hint=hint))
    return np.array([math.nan if value is None else float(value == term.value) for value in column])


def _numbers(term: Term, roster: Roster, column: Sequence[str | None], name: str) -> Values:
    numbers = [_number(value) for value in column]
    wrong = {
        i: v for i, v, x in zip(roster.ids, column, numbers, strict=True) if v is not None and not math.isfinite(x)
    }
    if wrong:
        first, value = next(iter(wrong.items()))
        more = f" ({len(wrong)} organisations have none)" if len(wrong) > 1 else ""
        closing = ")." if term.is_of_distance else "=VALUE)."
        hint = f"For a column of groups write {'same' if term.is_of_distance else term.kind}({name}{closing}"
        where = f"Organisation '{first}': {term} needs a number{more}."
        raise UsageError(Problem("E319", where, column=name, value=value, hint=hint))
    return np.array(numbers)


def _number(value: str | None) -> float:
    try:
        return float(value) if value is not None else math.nan
    except ValueError:
        return math.nan
