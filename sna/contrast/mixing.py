"""Ties within and between groups: the mixing matrix and the E-I index."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.contrast.gaps import DESCRIPTION, LEVEL, test_columns
from sna.contrast.groups import NO_GROUP, counted, said
from sna.contrast.subjects import Subject, Testing
from sna.engines import as_matrix, as_presence
from sna.infer import e_i_test

Matrix = npt.NDArray[np.float64]
Row = Mapping[str, Any]

TIES = "these organisations: labels unrelated to ties"
EXPECTATION = "exact mean over all deals of the labels"


def mixing_rows(subject: Subject) -> Iterator[Row]:
    """Yield ties, their density and their strength from every group to every group, and what chance labels give.

    In an undirected layer each tie counts once, and is in the rows of both orders of two groups.
    """
    network, groups = subject.network, subject.contrast.groups
    inside = np.eye(len(groups))[subject.groups] * (subject.groups != NO_GROUP)[:, None]
    sizes = inside.sum(axis=0)
    ties, pairs = (_between(subject, inside, x) for x in (as_presence(network), network.observed.astype(np.float64)))
    possible = _between(subject, inside, 1 - np.eye(network.n))
    tables = {"ties": (ties, _expected(subject, ties, possible))}
    every = math.nan if (pairs < possible).any() else _total(subject, ties) / max(_total(subject, possible), 1)
    tables["density"] = (_ratio(ties, pairs), np.where(possible > 0, every, np.nan))
    if network.layer.counts != "ties":
        strength = _between(subject, inside, as_matrix(network))
        tables["strength"] = (strength, _expected(subject, strength, possible))
    for metric, (value, expected) in tables.items():
        for (g, group), (h, other) in itertools.product(enumerate(groups), repeat=2):
            note = _mixing_note(group, other, sizes[[g, h]], pairs[g, h], metric)
            base = {**subject.where, "metric": metric, "group": said(group), "other": said(other)}
            row = {**base, "n": int(sizes.sum()), "target": DESCRIPTION, "note": note}
            yield {**row, "quantity": "mixing", "value": value[g, h] if sizes[[g, h]].all() else math.nan}
            chance = float(expected[g, h]) if sizes[[g, h]].all() else math.nan
            if math.isnan(chance) and not note:
                row["note"] = "no closed form where pairs were not observed"
            yield {**row, "quantity": "mixing_expected", "value": chance, "method": EXPECTATION}


def _between(subject: Subject, inside: Matrix, cells: Matrix) -> Matrix:
    """Return sums of cells by group of sender and receiver; undirected: each pair once."""
    sums = inside.T @ cells @ inside
    return sums if subject.network.directed else sums / (1 + np.eye(len(sums)))


def _total(subject: Subject, sums: Matrix) -> float:
    return float(sums.sum() if subject.network.directed else np.triu(sums).sum())


def _expected(subject: Subject, sums: Matrix, possible: Matrix) -> Matrix:
    """Return the mean over all deals: every pair of organisations is as likely as any other to get these labels."""
    return possible * _total(subject, sums) / max(_total(subject, possible), 1)


def _ratio(ties: Matrix, pairs: Matrix) -> Matrix:
    return np.where(pairs > 0, ties / np.maximum(pairs, 1), np.nan)


def _mixing_note(group: str, other: str, sizes: Matrix, pairs: float, metric: str) -> str:
    empty = dict.fromkeys(f"'{said(g)}'" for g, size in zip((group, other), sizes.tolist(), strict=True) if not size)
    if empty:
        return f"no organisation in {' or '.join(empty)}"
    return "no pair of organisations was observed" if metric == "density" and not pairs else ""


def e_i_rows(subject: Subject, testing: Testing) -> Iterator[Row]:
    """Yield the E-I index over the organisations of the contrast, its expectation and its permutation p."""
    network = subject.network
    places = np.flatnonzero(subject.groups != NO_GROUP)
    _, labels = np.unique(subject.groups[places], return_inverse=True)
    new = np.full(network.n, NO_GROUP)
    new[places] = np.arange(len(places))
    sender, receiver = new[network.ties.sender], new[network.ties.receiver]
    kept = (sender != NO_GROUP) & (receiver != NO_GROUP)
    outside = network.n - len(places)
    base = {**subject.where, "n": len(places), "target": TIES}
    apart = f"{counted(outside)} in no group, not compared" if outside else ""
    if len(set(labels.tolist())) < 2 or not kept.any():  # noqa: PLR2004
        why = "fewer than two groups have organisations" if len(set(labels.tolist())) < 2 else "no ties"  # noqa: PLR2004
        note = "; ".join(part for part in (why, apart) if part)
        yield {**base, "quantity": "e_i_index", "value": math.nan, "note": note}
        yield {**base, "quantity": "e_i_index_expected", "value": math.nan, "note": note}
        return
    test, expected = e_i_test(
        sender[kept],
        receiver[kept],
        labels.astype(np.int64),
        permutations=testing.permutations,
        exact=testing.exact,
        stream=testing.stream(*subject.where.values(), "e_i_index"),
    )
    refused = f"no p: with these ties it cannot be below {test.p_min:.2g}" if test.p_min > LEVEL else ""
    note = "; ".join(part for part in (refused, apart) if part)
    columns = test_columns(test, testing, refused)
    yield {**base, **columns, "quantity": "e_i_index", "value": test.value, "note": note}
    yield {**base, "quantity": "e_i_index_expected", "value": expected, "method": EXPECTATION, "note": apart}
