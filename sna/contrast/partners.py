"""Who is whose strongest partner: each organisation's dependence on one other, and how often that one is of a group."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.contrast.brokers import MOST_ORGANISATIONS
from sna.contrast.gaps import DESCRIPTION
from sna.contrast.groups import NO_GROUP, said
from sna.contrast.partition import Partition
from sna.engines import as_matrix
from sna.infer import PartitionTest, one_hot, ratios, sums_by_group
from sna.metrics.levels import turned

Matrix = npt.NDArray[np.float64]
Row = Mapping[str, Any]

ALIKE = 1e-9
"""Partners are equally strong when they differ by less than this share."""

NAMED = 3
NONE = "no ties by which it depends on another"


def partner_rows(partition: Partition) -> Iterator[Row]:
    """Yield each organisation's dependence on its strongest partner, and how often that partner is of each group.

    ``strongest_partner`` is the share, above 0 to 1, of an organisation's strength that its strongest partner has; of
    ties sent, of ties received where the layer says that the receiver depends, of all ties of an undirected layer;
    ``other`` is the partner's group, the note names it, and n counts the partners it has. ``strongest_partner_in`` is
    the share of those members of ``group`` with a partner whose strongest one is in ``other``; of several equally
    strong each counts in part. That dependence is a share of strength is an operational definition, after Emerson
    (1962), doi:10.2307/2089716.
    """
    groups = partition.subject.contrast.groups
    if partition.subject.network.n > MOST_ORGANISATIONS:
        nothing = partition.nothing(f"not worked out above {MOST_ORGANISATIONS} organisations")
        for group, other in itertools.product(groups, repeat=2):
            row = {**nothing, "group": said(group), "other": said(other)}
            yield {**row, "quantity": "strongest_partner_in"}
            yield {**row, "quantity": "strongest_partner_in_expected"}
        return
    shares = _shares(partition)
    strongest = _strongest(shares)
    yield from _organisation_rows(partition, shares, strongest)
    yield from _group_rows(partition, strongest)


def _shares(partition: Partition) -> Matrix:
    """Return organisation × partner: the share of strength; a row of 0 where there is none."""
    network = partition.subject.network
    strengths = turned(network, as_matrix(network), "receiver")
    total = strengths.sum(axis=1, keepdims=True)
    found: Matrix = np.divide(strengths, total, out=np.zeros_like(strengths), where=total > 0)
    return found


def _strongest(shares: Matrix) -> Matrix:
    """Return organisation × partner: 1 for the strongest partner, in parts where several are as strong."""
    largest = shares.max(axis=1, keepdims=True, initial=0.0)
    first = (shares >= largest * (1 - ALIKE)) & (shares > 0)
    count = first.sum(axis=1, keepdims=True)
    found: Matrix = np.divide(first, count, out=np.zeros_like(shares), where=count > 0)
    return found


def _organisation_rows(partition: Partition, shares: Matrix, strongest: Matrix) -> Iterator[Row]:
    subject = partition.subject
    roster, groups = subject.network.roster, [said(group) for group in subject.contrast.groups]
    for place in partition.places.tolist():
        partners = np.flatnonzero(strongest[place])
        names = [roster.name_of.get(roster.ids[p], roster.ids[p]) for p in partners.tolist()]
        theirs = {int(subject.groups[p]) for p in partners.tolist()}
        row = {
            "organisation": roster.ids[place],
            "group": groups[subject.groups[place]],
            "quantity": "strongest_partner",
        }
        if not names:
            yield {**partition.base, **row, "value": math.nan, "n": 0, "target": DESCRIPTION, "note": NONE}
            continue
        other = groups[next(iter(theirs))] if len(theirs) == 1 and NO_GROUP not in theirs else ""
        note = f"strongest partner: {names[0]}"
        if len(names) > 1:
            more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
            note = f"{len(names)} partners equally strong: {', '.join(names[:NAMED])}{more}"
        value = float(shares[place, partners[0]])
        found = {
            "other": other,
            "value": value,
            "n": int((shares[place] > 0).sum()),
            "target": DESCRIPTION,
            "note": note,
        }
        yield {**partition.base, **row, **found}


def _group_rows(partition: Partition, strongest: Matrix) -> Iterator[Row]:
    """Yield how often the strongest partner of members of one group is in another, or in the same."""
    has = strongest[partition.places].sum(axis=1) > 0
    tests = {} if partition.why_none else _tests(partition, strongest, has.astype(np.float64))
    for group, other in itertools.product(partition.subject.contrast.groups, repeat=2):
        row = {"group": said(group), "other": said(other)}
        test = tests.get((group, other))
        nothing = partition.nothing(_why_none(partition, group, other))
        found = nothing
        if test is not None and not math.isnan(test.test.value):
            depending = int(has[partition.labels == partition.place(group)].sum())
            note = f"{depending} of {partition.size(group)} have a partner"
            found = partition.columns(test, (group, other), over="pairs of groups", note=note)
        yield {**found, **row, "quantity": "strongest_partner_in"}
        expected = nothing if test is None else partition.expected(test)
        yield {**expected, **row, "quantity": "strongest_partner_in_expected"}


def _tests(partition: Partition, strongest: Matrix, has: Matrix) -> dict[tuple[str, str], PartitionTest]:
    """Test every group against every group that has organisations."""
    among = strongest[np.ix_(partition.places, partition.places)]

    def statistics(labels: npt.NDArray[np.int8]) -> Matrix:
        inside = one_hot(labels, partition.count)
        depending = np.repeat((inside @ has)[:, :, None], partition.count, axis=2)
        return ratios(sums_by_group(among, inside), depending).reshape(len(labels), -1)

    width = partition.count * (partition.n + partition.count)
    found = partition.test(statistics, families=[range(partition.count**2)], width=width)
    names = [(group, other) for group in partition.present for other in partition.present]
    return dict(zip(names, found, strict=True))


def _why_none(partition: Partition, group: str, other: str) -> str:
    empty = [f"no organisation in '{said(name)}'" for name in (group, other) if not partition.size(name)]
    return partition.why_none or next(iter(empty), f"no organisation in '{said(group)}' depends on another")
