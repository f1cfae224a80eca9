"""A network that moves cancer surgery to specialist centres: twelve providers, three snapshots."""

from __future__ import annotations

from collections.abc import Sequence

from sna.simulate import (
    surgery_cases,
    surgery_governance,
    surgery_links,
    surgery_meetings,
    surgery_places,
    surgery_staff,
)
from sna.simulate.folder import folder_of, opening
from sna.simulate.meetings import ATTENDANCE_COLUMNS, MEETING_COLUMNS
from sna.simulate.people import ROLE_COLUMNS
from sna.simulate.surgery_places import AFTER, BEFORE, DURING
from sna.simulate.tables import Row

COLUMNS: dict[str, Sequence[str]] = {
    "organisations": ("organisation", "name", "short_name", "type", "sector", "centre", "opened", "closed"),
    "centres": ("organisation", "pathway", "centre", "start", "end"),
    "people": ("person", "profession", "specialty", "tier", "employer"),
    "roles": ROLE_COLUMNS,
    "mdt_links": surgery_links.COLUMNS,
    "meetings": MEETING_COLUMNS,
    "attendance": ATTENDANCE_COLUMNS,
    "cases": surgery_cases.COLUMNS,
    "decisions": ("decision", "organisation", "action", "document", "topic", "date", "evidence"),
    "indicators": ("indicator", "level", "snapshot", "scope", "coder", "evidence"),
    "timeline": ("label", "date", "kind"),
}

STUDY = (
    opening(
        "Centralised cancer surgery: an invented network",
        "Every provider that treats kidney, prostate, bladder or oesophago-gastric cancer, and the network office",
        {"before": BEFORE, "during": DURING, "after": AFTER},
        cut_off=AFTER.end,
    )
    + """
[groups]
centre = ["specialist", "local"]

[layer.mdt]
from = "mdt_links"
weight = "cases"
depends = "sender"

[layer.joint_roles]
from = "roles"
weight = "people"

[layer.meetings]
from = "attendance"
rule = "newman"

[asymmetry]
primary = "in_degree"
"""
)


def study_files(seed: int) -> dict[str, bytes]:
    """Return file name → content of the study made from a seed."""
    staff = surgery_staff.staff(seed)
    register = surgery_meetings.register(seed, staff)
    tables: dict[str, list[Row]] = {
        "organisations": surgery_places.organisations(),
        "centres": surgery_places.centres(),
        "people": staff.rows(),
        "roles": surgery_staff.role_rows(staff),
        "mdt_links": surgery_links.links(seed),
        "meetings": register.meetings,
        "attendance": register.attendance,
        "cases": surgery_cases.cases(seed, register.meetings),
        "decisions": surgery_governance.decisions(seed),
        "indicators": surgery_governance.indicators(),
        "timeline": surgery_governance.timeline(),
    }
    return folder_of(STUDY, COLUMNS, tables)
