"""Of many snapshots those that a page can show: the first, the last, and those before which most ties changed."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence

from sna.model import Network, Study

ALL_UP_TO = 12
BUSIEST = 4

Step = tuple[str, str]


def landmarks(
    study: Study, layer: str, *, of: Collection[str] | None = None, up_to: int = ALL_UP_TO
) -> tuple[str, ...]:
    """Return the snapshots to show of a layer: all of up to 12; else the first, the last and the four busiest.

    Only snapshots among ``of``, where it is given; and all of them where they are no more than ``up_to``.

    Busy is a snapshot before which most ties were gained and lost; of equals the earlier.
    """
    names = tuple(name for name in study.snapshots.names if of is None or name in of)
    if len(names) <= up_to:
        return names
    ties = [_ties(study.network(layer, name)) for name in names]
    moved = [len(one ^ other) for one, other in itertools.pairwise(ties)]
    inner = range(1, len(names) - 1)
    busiest = sorted(inner, key=lambda at: (-moved[at - 1], at))[:BUSIEST]
    return tuple(names[at] for at in sorted({0, *busiest, len(names) - 1}))


def steps_to(study: Study, snapshots: Sequence[str]) -> set[Step]:
    """Return the step to each of these snapshots, from the snapshot before it."""
    return {step for step in itertools.pairwise(study.snapshots.names) if step[1] in snapshots}


def landmark_sentence(study: Study, snapshots: Sequence[str], file: str) -> str:
    """Say which snapshots are shown, where not all are; empty where all are."""
    total = len(study.snapshots)
    if len(snapshots) == total:
        return ""
    return (
        f"Of {total} snapshots, the first, the last and the {len(snapshots) - 2} before which most ties changed are "
        f"shown; {file} has all of them."
    )


def _ties(network: Network) -> set[tuple[str, str]]:
    ids = network.roster.ids
    ends = zip(network.ties.sender.tolist(), network.ties.receiver.tolist(), strict=True)
    return {(ids[sender], ids[receiver]) for sender, receiver in ends}
