"""A time-limited partnership for care at the end of life: thirteen partners, three sectors, three of them withdraw."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from sna.simulate.chance import Chance
from sna.simulate.dates import Period, meeting_days
from sna.simulate.folder import folder_of, opening
from sna.simulate.meetings import Meeting, Register
from sna.simulate.tables import Cell, Row

Date = dt.date

PHASES = {
    "set-up": Period(Date(2016, 10, 1), Date(2017, 9, 30)),
    "delivery": Period(Date(2017, 10, 1), Date(2018, 9, 30)),
    "closing": Period(Date(2018, 10, 1), Date(2019, 9, 30)),
}
WHOLE = Period(PHASES["set-up"].start, PHASES["closing"].end)
POLICY_CHANGE = Date(2018, 4, 2)
LEAD = "EL03"


class Partner(NamedTuple):
    """One partner; it may withdraw on a day, for a reason."""

    organisation: str
    name: str
    type: str
    sector: str
    closed: dt.date | None = None
    reason: str = ""


PARTNERS = (
    Partner("EL01", "Wendlemere Community Health", "community_provider", "nhs"),
    Partner("EL02", "Hessendale Hospitals", "acute_hospital", "nhs"),
    Partner("EL03", "Pellowick Commissioning Group", "commissioner", "nhs"),
    Partner("EL04", "Graymarrow Ambulance Service", "ambulance", "nhs", Date(2018, 6, 29), "priorities changed"),
    Partner("EL05", "Aldersfold Practice Federation", "primary_care", "nhs"),
    Partner("EL06", "Wendlemere City Council", "council", "local_authority"),
    Partner("EL07", "Hessendale District Council", "council", "local_authority", Date(2017, 11, 30), "no funding"),
    Partner("EL08", "Graymarrow County Council", "council", "local_authority"),
    Partner("EL09", "Brackenlow Hospice", "hospice", "voluntary"),
    Partner("EL10", "Orrinsgate Hospice", "hospice", "voluntary"),
    Partner("EL11", "Wendlemere Carers' Circle", "carers", "voluntary", Date(2018, 12, 14), "key person left"),
    Partner("EL12", "Hessendale Companions", "befriending", "voluntary"),
    Partner("EL13", "Pellowick Bereavement Trust", "bereavement", "voluntary"),
)

WORKSTREAMS = {
    "WS1": ("Advance care planning", "successful", ("EL01", "EL02", "EL03", "EL04", "EL05", "EL06", "EL09", "EL10")),
    "WS2": ("Care at home at night", "struggling", ("EL01", "EL04", "EL05", "EL07", "EL08", "EL11", "EL12")),
    "WS3": (
        "Bereavement support",
        "potential",
        ("EL02", "EL03", "EL06", "EL07", "EL08", "EL10", "EL11", "EL12", "EL13"),
    ),
}
"""Workstream → name, how it fares, and who takes part."""

ASKED = {
    "nhs": (0.15, 0.2, 0.3, 0.35, 0.45),
    "voluntary": (0.15, 0.2, 0.3, 0.35, 0.45),
    "local_authority": (0.15, 0.25, 0.4),
}
"""How likely a partner is to be asked for support by any other: the same in both sectors that are compared."""

COLUMNS: dict[str, Sequence[str]] = {
    "organisations": ("organisation", "name", "short_name", "type", "sector", "opened", "closed", "withdrawal_reason"),
    "support": ("from", "to", "weight", "start", "end"),
    "meetings": ("meeting", "series", "date", "duration_minutes", "mode", "host", "quorate"),
    "attendance": ("meeting", "organisation", "attended", "mode", "minutes_present"),
    "partnerships": ("partnership", "name", "status", "start", "end"),
    "members": ("partnership", "organisation", "sector", "start", "end", "reason"),
    "timeline": ("label", "date", "kind"),
}

STUDY = (
    opening(
        "Partnership for care at the end of life: an invented network",
        "The thirteen signatories of the partnership agreement",
        PHASES,
        cut_off=WHOLE.end,
    )
    + """
[groups]
sector = ["nhs", "voluntary"]

[layer.support]
from = "support.csv"
directed = true
weight = "weight"
depends = "sender"

[layer.meetings]
from = "attendance"
rule = "newman"

[asymmetry]
primary = "in_degree"
"""
)


def study_files(seed: int) -> dict[str, bytes]:
    """Return file name → content of the study made from a seed."""
    register = _register(seed)
    tables: dict[str, list[Row]] = {
        "organisations": _organisations(),
        "support": _support(seed),
        "meetings": [{name: row[name] for name in COLUMNS["meetings"]} for row in register.meetings],
        "attendance": register.attendance,
        "partnerships": _workstreams(),
        "members": _members(),
        "timeline": _timeline(),
    }
    return folder_of(STUDY, COLUMNS, tables)


def _organisations() -> list[Row]:
    return [
        {
            "organisation": partner.organisation,
            "name": partner.name,
            "short_name": _short(partner),
            "type": partner.type,
            "sector": partner.sector,
            "opened": WHOLE.start,
            "closed": partner.closed,
            "withdrawal_reason": partner.reason,
        }
        for partner in PARTNERS
    ]


def _short(partner: Partner) -> str:
    first, *_, last = partner.name.split()
    return f"{first} {last}"


def _support(seed: int) -> list[Row]:
    """Return who asks whom for support, each pair once, with the first and last day it was so."""
    chance = Chance(seed, "end-of-life support")
    asked = {sector: chance.shuffled(shares) for sector, shares in ASKED.items()}
    pull = {partner.organisation: asked[partner.sector].pop() for partner in PARTNERS}
    return [
        _asking(chance, sender, receiver)
        for sender in PARTNERS
        for receiver in PARTNERS
        if sender is not receiver and chance.happens(pull[receiver.organisation])
    ]


def _asking(chance: Chance, sender: Partner, receiver: Partner) -> Row:
    """Return one row of support: it ends when one of the two withdraws, or at some point after the policy changed."""
    ends = [day for day in (sender.closed, receiver.closed) if day]
    if chance.happens(0.3):
        ends.append(POLICY_CHANGE + dt.timedelta(days=chance.whole(0, 270)))
    latest = min([Date(2018, 3, 1), *ends])
    return {
        "from": sender.organisation,
        "to": receiver.organisation,
        "weight": chance.whole(1, 4),
        "start": WHOLE.start + dt.timedelta(days=chance.whole(10, min(450, (latest - WHOLE.start).days - 30))),
        "end": min(ends) if ends else None,
    }


def _register(seed: int) -> Register:
    """Return the steering group, monthly at first and then every other month, and a quarterly meeting a workstream."""
    chance = Chance(seed, "end-of-life meetings")
    register = Register()
    everyone = tuple(partner.organisation for partner in PARTNERS)
    for phase, every in zip(PHASES.values(), (1, 2, 2), strict=True):
        for day in meeting_days(phase, every=every, weekday=2, week=2):
            _meet(register, chance, Meeting(f"SG-{day:%Y-%m}", "steering group", day, 120, LEAD), everyone)
    for workstream, (_, _, members) in WORKSTREAMS.items():
        for day in meeting_days(WHOLE, every=3, weekday=3, week=3):
            meeting = Meeting(f"{workstream}-{day:%Y-%m}", "workstream", day, 60, members[0])
            _meet(register, chance, meeting, members)
    return register


def _meet(register: Register, chance: Chance, meeting: Meeting, invited: Sequence[str]) -> None:
    """Enter one meeting: fewer come once national policy has changed."""
    here = [p.organisation for p in PARTNERS if p.closed is None or meeting.date <= p.closed]
    rows: list[dict[str, Cell]] = []
    for organisation in (one for one in invited if one in here):
        comes = 0.9 if organisation == meeting.host else 0.75 if meeting.date < POLICY_CHANGE else 0.5
        if chance.happens(comes):
            mode = "phone" if chance.happens(0.2) else "in_person"
            minutes = meeting.duration - (chance.whole(1, 4) * 10 if chance.happens(0.2) else 0)
            rows.append({"organisation": organisation, "attended": "yes", "mode": mode, "minutes_present": minutes})
        elif chance.happens(0.6):
            rows.append({"organisation": organisation, "attended": "apologies"})
    came = sum(row["attended"] == "yes" for row in rows)
    register.held(meeting, rows, quorate=2 * came >= len(here if meeting.series == "steering group" else invited))


def _workstreams() -> list[Row]:
    return [
        {"partnership": key, "name": name, "status": status, "start": WHOLE.start, "end": WHOLE.end}
        for key, (name, status, _) in WORKSTREAMS.items()
    ]


def _members() -> list[Row]:
    return [
        {
            "partnership": key,
            "organisation": partner.organisation,
            "sector": partner.sector,
            "start": WHOLE.start,
            "end": partner.closed or WHOLE.end,
            "reason": partner.reason,
        }
        for key, (_, _, members) in WORKSTREAMS.items()
        for partner in PARTNERS
        if partner.organisation in members
    ]


def _timeline() -> list[Row]:
    events = (
        ("Partnership agreement signed", WHOLE.start, "implementation"),
        ("National policy on community budgets changes", POLICY_CHANGE, "policy"),
        ("Shared care record starts", Date(2018, 1, 15), "technology"),
    )
    withdrawn = sorted((partner for partner in PARTNERS if partner.closed), key=lambda partner: str(partner.closed))
    left = tuple((f"{_short(partner)} withdraws", partner.closed, None) for partner in withdrawn)
    return [{"label": label, "date": day, "kind": kind} for label, day, kind in (*events, *left)]
