"""Who holds which ties: the joint roles of a snapshot, by profession and organisations, nobody named."""

from __future__ import annotations

from collections.abc import Sequence

from sna.derive.joint_spells import joint_spells
from sna.derive.windows import as_days, spell_share
from sna.model import Network, Snapshot, Study

Tie = tuple[int, int]


def held_by(study: Study, snapshot: Snapshot, network: Network) -> list[tuple[str, set[Tie]]]:
    """Return the joint roles of a snapshot: profession with organisations, and the ties that each makes."""
    position = network.roster.position
    tied = set(zip(network.ties.sender.tolist(), network.ties.receiver.tolist(), strict=True))
    found = []
    for row in joint_spells(study).to_dict("records"):
        pairs = set()
        for one, other, first, last in row["pairs"]:
            share = spell_share(as_days([first]), as_days([last]), snapshot)[0]
            if share > 0 and one in position and other in position:
                pairs.add((position[one], position[other]))
        if pairs & tied:
            found.append((f"{row['profession']}: {' + '.join(row['organisations'])}", pairs & tied))
    return found


def unique_labels(labels: Sequence[str]) -> list[str]:
    """Return labels, numbered where several are alike.

    Examples
    --------
    >>> unique_labels(["nurse: A + B", "surgeon: A + C", "nurse: A + B"])
    ['nurse: A + B (1)', 'surgeon: A + C', 'nurse: A + B (2)']
    """
    found, seen = [], dict.fromkeys(labels, 0)
    for label in labels:
        seen[label] += 1
        found.append(f"{label} ({seen[label]})" if labels.count(label) > 1 else label)
    return found
