"""What is said where two studies are compared: who is in both, and the names of all."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sna.draw.wording import many
from sna.model import Findings, Roster, Study


@dataclass(frozen=True)
class Members:
    """How many organisations are in both snapshots of a step, only in the earlier, and only in the later."""

    both: int
    earlier: int
    later: int


def members_of(findings: Findings, step: tuple[str, str]) -> Members:
    """Return who is on which side of a step: the counts of its first layer; rosters are the same in all."""
    table = findings.table
    rows = table[(table["before"] == step[0]) & (table["snapshot"] == step[1]) & (table["organisation"] == "")]
    counts = rows.drop_duplicates("quantity").set_index("quantity")
    joined, left = int(counts["value"]["joined"]), int(counts["value"]["left"])
    return Members(int(counts["n"]["joined"]) - joined - left, left, joined)


def shared_sentences(findings: Findings) -> list[str]:
    """Say of every step how many organisations are in both studies, and what few or none in common mean.

    Few is less than half of either side: most ties then cannot have been kept, whatever the organisations did.
    """
    rows = findings.table[findings.table["quantity"] == "joined"]
    sentences = []
    for step in dict.fromkeys(zip(rows["before"], rows["snapshot"], strict=True)):
        before, after = step
        found = members_of(findings, step)
        sizes = f"{many(found.earlier + found.both, 'organisation')} in {before}, {found.later + found.both} in {after}"
        if not found.both:
            sentences.append(
                f"{before} and {after} have no organisation in common ({sizes}): no tie can have been kept, every tie "
                "of one counts as lost and every tie of the other as gained, and whether anything changed cannot be "
                "said."
            )
            continue
        said = f"{before} and {after} have {many(found.both, 'organisation')} in common ({sizes})."
        if 2 * found.both < max(found.earlier, found.later) + found.both:
            said += " That is few: most ties gained and lost are of organisations that only one of the two has."
        sentences.append(said)
    return sentences


def of_both(study: Study, other: Study) -> Study:
    """Return the earlier study with the organisations of both, for their names alone."""
    names = {**other.roster.name_of, **study.roster.name_of}
    roster = Roster.of(names, kind=study.roster.kind, names=names.values())
    told = (*study.problems, *(problem for problem in other.problems if problem not in study.problems))
    return replace(study, roster=roster, problems=told)
