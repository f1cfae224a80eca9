"""Which organisation follows which: mergers seen as an organisation that leaves and one that joins or stays."""

from __future__ import annotations

from sna.model import Study


def successors_of(*studies: Study | None) -> dict[str, str]:
    """Return organisation → the one that follows it, as the tables of organisations record it.

    Where a study counts successors as one history (``successors = "merged"``), predecessors are in no network and no
    table any more, and are not here.
    """
    found: dict[str, str] = {}
    for study in studies:
        listed = study.tables.get("organisations") if study else None
        if listed is None or "successor" not in listed.frame.columns:
            continue
        rows = listed.frame[listed.frame["successor"].notna()]
        found |= dict(zip(rows["organisation"], rows["successor"], strict=True))
    return {before: after for before, after in sorted(found.items()) if before != after}
