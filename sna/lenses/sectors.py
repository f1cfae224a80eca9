"""Which sectors a partnership spans, as far as it is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sna.derive.columns import dates, is_in, texts
from sna.derive.partnerships import member_rows
from sna.derive.windows import filled, spell_share
from sna.model import LayerRule, Snapshot, Study

MEMBERS = LayerRule("members", "members", rule="meetings", directed=False)
INFORMANTS = ("informant", "respondent")
"""Columns that say who described a partnership."""
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Partnership:
    """A partnership, and what is known of its members' sectors.

    Attributes
    ----------
    name, status, informant
        Id; how it fares, `UNKNOWN` where nobody says; who described it, empty where nobody says.
    sectors
        Sectors of its members that are known, sorted.
    members, untold
        Members, and those of them whose sector is not known.
    settled
        Whether these are all the sectors it spans: it has a member, and no unknown one could add a sector.
    """

    name: str
    status: str
    informant: str
    sectors: tuple[str, ...]
    members: int
    untold: int
    settled: bool

    @property
    def span(self) -> str:
        """How many sectors it spans, as text, or `UNKNOWN`."""
        return str(len(self.sectors)) if self.settled else UNKNOWN


def partnerships_in(study: Study, snapshot: Snapshot) -> list[Partnership]:
    """Return the partnerships that run in a snapshot, in order of their ids, with the sectors of their members.

    A member's sector is that of its row in ``members``, or where that is blank, of its organisation.
    """
    frame = study.tables["partnerships"].frame
    begun, ended = filled(dates(frame, "start"), dates(frame, "end"), cut_off=study.cut_off)
    frame = frame[spell_share(begun, ended, snapshot) > 0]
    if "pathway" in study.filters and "pathway" in frame:
        frame = frame[is_in(texts(frame, "pathway"), study.filters["pathway"])]
    members = _members(study, snapshot)
    every = {sector for of in members.values() for sector in of.values() if sector}
    informant = next((column for column in INFORMANTS if column in frame), "")
    return sorted(
        (
            _partnership(name, status or UNKNOWN, who or "", members.get(name, {}).values(), every)
            for name, status, who in zip(
                frame["partnership"], texts(frame, "status"), texts(frame, informant), strict=True
            )
        ),
        key=lambda one: one.name,
    )


def _members(study: Study, snapshot: Snapshot) -> dict[str, dict[str, str]]:
    """Return partnership → member → sector, empty where it is not known."""
    rows = member_rows(study, MEMBERS, snapshot, study.filters).frame
    roster = study.roster
    own = dict(zip(roster.ids, roster.attributes.get("sector", (None,) * len(roster)), strict=True))
    found: dict[str, dict[str, str]] = {}
    for name, organisation, sector in zip(
        rows["partnership"], rows["organisation"], texts(rows, "sector"), strict=True
    ):
        said = sector or own.get(organisation) or ""
        of = found.setdefault(name, {})
        of[organisation] = of.get(organisation) or said
    return found


def _partnership(name: str, status: str, informant: str, members: Iterable[str], every: set[str]) -> Partnership:
    said = list(members)
    sectors, untold = {sector for sector in said if sector}, said.count("")
    settled = bool(sectors) and (not untold or sectors == every)
    return Partnership(name, status, informant, tuple(sorted(sectors)), len(said), untold, settled)
