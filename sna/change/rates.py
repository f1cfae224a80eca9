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
from sna.infer import Proportion, clustered_proportion, counted_proportion

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
    rows = _every_rate(tests, detail=detail)
    if tests.step.refused or one_by_one(tests.step) or (count := tests.step.pairs_changed) >= FEWEST_PAIRS:
        yield from rows
        return
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
    for kind, share in _of_layer(tests).items():
        yield _rate(tests, kind, kind, share)
    yield from _distances(tests, base)
    if not detail:
        return
    fates = Fates.of(tests)
    upper = np.triu_indices(len(step.both), 1)
    for (one, other), mask in _group_pairs(tests).items():
        for kind in KINDS:
            hits, trials = fates.within(kind, mask)
            share = clustered_proportion(hits[upper], trials[upper])
            row = _rate(tests, kind, f"{kind}_by_group_pair", share)
            yield {**row, "group": said(one), "other": said(other)}
    for kind in KINDS:
        hits, trials = fates.within(kind)
        for place, organisation in enumerate(step.both):
            row = _rate(tests, kind, f"{kind}_by_organisation", clustered_proportion(hits[place], trials[place]))
            yield {**row, "organisation": organisation, "group": said(step.group_of(organisation))}


def _of_layer(tests: Tests) -> dict[str, Proportion]:
    """Return the rates of a layer. Undirected, every pair is by itself: it is enough to count them."""
    step = tests.step
    if step.after.directed:
        fates = Fates.of(tests)
        upper = np.triu_indices(len(step.both), 1)
        parts = {kind: fates.within(kind) for kind in KINDS}
        return {kind: clustered_proportion(hits[upper], trials[upper]) for kind, (hits, trials) in parts.items()}
    ties = step.ties_in_both
    kept, gained, lost = (int(did.sum()) for did in (ties.kept, ties.gained, ties.lost))
    counts = ((gained, step.pairs_in_both - kept - lost), (kept, kept + lost), (gained + lost, kept + gained + lost))
    return {kind: counted_proportion(*count) for kind, count in zip(KINDS, counts, strict=True)}


def _rate(tests: Tests, kind: str, quantity: str, found: Proportion) -> Row:
    """Return a rate as a row; ``n`` is the number of pairs or ties that it is a share of."""
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
    ties, pairs = tests.step.ties_in_both, tests.step.pairs_in_both
    note = "" if pairs else "no pair was observed in both"
    # As in a matrix: an undirected pair stands in it twice.
    times = 1 if tests.step.after.directed else 2
    differ = float((ties.gained | ties.lost).sum()) * times
    for quantity, total in (("hamming", differ), ("hamming_weighted", _apart(tests))):
        yield {**base, "quantity": quantity, "value": total / (times * pairs) if pairs else math.nan, "note": note}


def _apart(tests: Tests) -> float:
    """Return the sum of differences in strength over all pairs, both directions."""
    ties = tests.step.ties_in_both
    strengths = np.nan_to_num(np.stack([ties.before, ties.after]))
    if not np.any(strengths % 1):
        # Whole numbers add up to the same in whatever order.
        return float(np.abs(strengths[1] - strengths[0]).sum()) * (1 if tests.step.after.directed else 2)
    return float(np.abs(as_matrix(tests.after) - as_matrix(tests.before))[tests.observed].sum())
