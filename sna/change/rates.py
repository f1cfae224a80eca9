"""How often ties form, persist and turn over, among organisations in both snapshots: rates with their intervals."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.change.certainty import Tests
from sna.change.grounds import FEWEST_PAIRS, one_by_one
from sna.contrast import said
from sna.engines import as_matrix, as_presence
from sna.infer import clustered_proportion

Row = Mapping[str, Any]
Flags = npt.NDArray[np.bool_]

TARGET = "these organisations: every pair changes by itself"
METHOD = "Wilson interval, effective number where the two directions of a pair go together"
KINDS = {
    "formation_rate": "no pair without a tie before",
    "persistence_rate": "no tie before",
    "turnover_rate": "no tie in either snapshot",
}


@dataclass(frozen=True)
class Fates:
    """Which pairs could have done something, and which did: row = sender; undirected: upper half only."""

    could: Mapping[str, Flags]
    did: Mapping[str, Flags]

    @classmethod
    def of(cls, tests: Tests) -> Fates:
        """Look at the pairs of organisations in both that were observed in both."""
        seen = tests.observed if tests.after.directed else np.triu(tests.observed)
        before, after = (as_presence(network) > 0 for network in (tests.before, tests.after))
        could = (~before & seen, before & seen, (before | after) & seen)
        did = (~before & after & seen, before & after & seen, (before ^ after) & seen)
        return cls(dict(zip(KINDS, could, strict=True)), dict(zip(KINDS, did, strict=True)))

    def within(self, kind: str, mask: Flags | None = None) -> tuple[Flags, Flags]:
        """Return hits and trials of every pair, both directions added; ``mask`` keeps some ties only."""
        parts = (self.did[kind], self.could[kind])
        return tuple(_added(part if mask is None else part & mask) for part in parts)


def _added(flags: Flags) -> Any:  # noqa: ANN401 - a matrix of small counts
    return flags.astype(np.int8) + flags.T.astype(np.int8)


def rate_rows(tests: Tests, *, detail: bool) -> Iterator[Row]:
    """Yield the rates of a layer and, in detail, of its parts; without intervals where too few pairs changed.

    Intervals would speak where the tests of the same step say that nothing can be told.
    """
    rows = list(_every_rate(tests, detail=detail))
    moved = next((row["value"] * row["n"] for row in rows if row["quantity"] == "turnover_rate" and row.get("n")), 0.0)
    # At most two ties a pair: only of few ties are pairs counted.
    if tests.step.refused or one_by_one(tests.step) or moved >= 2 * FEWEST_PAIRS or tests.ties.count >= FEWEST_PAIRS:
        yield from rows
        return
    count = tests.ties.count
    why = f"no interval: {f'only {count}' if count else 'no'} {'pair' if count == 1 else 'pairs'} changed"
    for row in rows:
        if "low" not in row:
            yield row
            continue
        bare = {name: value for name, value in row.items() if name not in ("low", "high", "target", "method")}
        yield {**bare, "target": tests.step.where["target"], "note": why}


def _every_rate(tests: Tests, *, detail: bool) -> Iterator[Row]:
    """Yield the rates of a layer and, in detail, of every pair of groups and every organisation; and what differs."""
    step = tests.step
    base = {**step.where, "n": len(step.both)}
    if step.refused:
        for quantity in (*KINDS, "hamming", "hamming_weighted"):
            yield {**base, "quantity": quantity, "value": math.nan, "note": step.refused}
        return
    fates = Fates.of(tests)
    upper = np.triu_indices(len(step.both), 1)
    for kind in KINDS:
        hits, trials = fates.within(kind)
        yield _rate(tests, kind, kind, hits[upper], trials[upper])
    yield from _distances(tests, base)
    if not detail:
        return
    for (one, other), mask in _group_pairs(tests).items():
        for kind in KINDS:
            hits, trials = fates.within(kind, mask)
            row = _rate(tests, kind, f"{kind}_by_group_pair", hits[upper], trials[upper])
            yield {**row, "group": said(one), "other": said(other)}
    for kind in KINDS:
        hits, trials = fates.within(kind)
        for place, organisation in enumerate(step.both):
            row = _rate(tests, kind, f"{kind}_by_organisation", hits[place], trials[place])
            yield {**row, "organisation": organisation, "group": said(step.group_of(organisation))}


def _rate(tests: Tests, kind: str, quantity: str, hits: Flags, trials: Flags) -> Row:
    """Return a rate as a row; ``n`` is the number of pairs or ties that it is a share of."""
    found = clustered_proportion(hits, trials)
    row = {**tests.step.where, "quantity": quantity, "value": found.value, "n": found.n}
    if not found.n:
        return {**row, "note": KINDS[kind]}
    if why := one_by_one(tests.step):
        return {**row, "note": f"no interval: {why}"}
    return {**row, "low": found.low, "high": found.high, "target": TARGET, "method": METHOD}


def _group_pairs(tests: Tests) -> dict[tuple[str, str], Flags]:
    """Return pairs of groups, from and to, with the ties that may run so; undirected: each pair once."""
    step = tests.step
    if step.contrast is None:
        return {}
    of = np.array([step.group_of(organisation) for organisation in step.both])
    groups = step.contrast.groups
    directed = tests.after.directed
    chosen = itertools.product(groups, groups) if directed else itertools.combinations_with_replacement(groups, 2)
    found = {}
    for one, other in chosen:
        mask = np.outer(of == one, of == other)
        found[one, other] = mask if directed else mask | mask.T
    return found


def _distances(tests: Tests, base: Row) -> Iterator[Row]:
    """Yield Hamming distances over pairs observed in both: the share that differs, and by how much on average."""
    pairs = int(tests.observed.sum())
    note = "" if pairs else "no pair was observed in both"
    for quantity, of in (("hamming", as_presence), ("hamming_weighted", as_matrix)):
        differ = np.abs(of(tests.after) - of(tests.before))[tests.observed].sum()
        value = float(differ) / pairs if pairs else math.nan
        yield {**base, "quantity": quantity, "value": value, "note": note}
