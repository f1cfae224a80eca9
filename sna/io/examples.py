"""The example rows of a new study: they fit each other, and are pointed out where they stay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from sna.errors import Problem

if TYPE_CHECKING:
    from sna.io.tables import ReadTable

MARK = "EXAMPLE"
"""How every id of an example row starts."""
_NORTH, _SOUTH, _MEETING, _TOGETHER = "EXAMPLE-A", "EXAMPLE-B", "EXAMPLE-M1", "EXAMPLE-PARTNERSHIP"
_ANNE, _BEN = "EXAMPLE-P1", "EXAMPLE-P2"
_YEAR = ("2024-01-01", "2024-12-31")

Row = Mapping[str, str]

EXAMPLES: dict[str, tuple[Row, ...]] = {
    "organisations": (
        {"organisation": _NORTH, "name": "Example hospital, north", "centre": "specialist", "sector": "nhs"},
        {"organisation": _SOUTH, "name": "Example hospital, south", "centre": "local", "sector": "nhs"},
    ),
    "centres": (
        {"organisation": _NORTH, "pathway": "kidney", "centre": "specialist", "start": _YEAR[0]},
        {"organisation": _SOUTH, "pathway": "kidney", "centre": "local", "start": _YEAR[0]},
    ),
    "people": (
        {"person": _ANNE, "profession": "surgeon", "tier": "top", "employer": _NORTH},
        {"person": _BEN, "profession": "nurse", "tier": "middle", "employer": _SOUTH},
    ),
    "roles": (
        {"person": _ANNE, "organisation": _NORTH, "role": "surgeon", "start": _YEAR[0], "sessions": "8"},
        {"person": _ANNE, "organisation": _SOUTH, "role": "visiting surgeon", "start": _YEAR[0], "sessions": "2"},
    ),
    "mdt_links": (
        {
            "from_organisation": _SOUTH,
            "to_organisation": _NORTH,
            "mdt": "kidney",
            "cases": "12",
            "period_start": _YEAR[0],
            "period_end": _YEAR[1],
            "kind": "referral",
        },
    ),
    "meetings": (
        {
            "meeting": _MEETING,
            "series": "pathway board",
            "date": "2024-02-01",
            "duration_minutes": "60",
            "chair": _ANNE,
            "host": _NORTH,
            "quorate": "yes",
            "cancelled": "no",
        },
    ),
    "attendance": (
        {
            "meeting": _MEETING,
            "person": _ANNE,
            "organisation": _NORTH,
            "attended": "yes",
            "mode": "in_person",
            "minutes_present": "60",
        },
        {
            "meeting": _MEETING,
            "person": _BEN,
            "organisation": _SOUTH,
            "attended": "yes",
            "mode": "video",
            "minutes_present": "45",
        },
    ),
    "cases": (
        {
            "meeting": _MEETING,
            "from_organisation": _SOUTH,
            "listed": "5",
            "discussed": "4",
            "deferred": "1",
            "missing_item": "imaging",
            "responsible": _NORTH,
        },
    ),
    "decisions": ({"decision": "EXAMPLE-D1", "organisation": _NORTH, "action": "propose", "date": "2024-02-01"},),
    "survey": (
        {
            "respondent": _SOUTH,
            "partner": _NORTH,
            "question": "trust",
            "value": "4",
            "scale_min": "1",
            "scale_max": "5",
        },
    ),
    "partnerships": ({"partnership": _TOGETHER, "status": "successful", "start": _YEAR[0]},),
    "members": ({"partnership": _TOGETHER, "organisation": _NORTH}, {"partnership": _TOGETHER, "organisation": _SOUTH}),
    "factors": ({"partnership": _TOGETHER, "factor": "EXAMPLE: shared office", "valence": "success"},),
    "indicators": ({"indicator": "goals", "level": "2", "scope": "network", "coder": "EXAMPLE-CODER"},),
    "aliases": ({"written": "EXAMPLE-NORTH", "organisation": _NORTH, "why": "another spelling", "approve": "no"},),
    "opt_out": ({"person": "EXAMPLE-P3"},),
    "contacts": ({"from_person": _BEN, "to_person": _ANNE, "kind": "advice", "date": "2024-02-01", "weight": "1"},),
    "timeline": ({"label": "EXAMPLE: new pathway starts", "date": "2024-01-01", "kind": "implementation"},),
}
"""Table → its example rows."""


def left_over(table: ReadTable) -> list[Problem]:
    """Return what to say of example rows that were not deleted.

    Parameters
    ----------
    table
        Any table.
    """
    frame = table.facts.frame
    if table.facts.name not in EXAMPLES or frame.empty:
        return []
    mask = np.zeros(len(frame), dtype=bool)
    for name in (column.name for column in table.schema.columns if column.name in frame):
        texts = frame[name].unique() if frame[name].dtype == object else ()
        marked = [cell for cell in texts if isinstance(cell, str) and cell.startswith(MARK)]
        mask |= frame[name].isin(marked).to_numpy() if marked else False
    if not mask.any():
        return []
    rows = int(mask.sum())
    first = int(frame.index[mask][0])
    message = f"{rows} row{'s' if rows > 1 else ''} of the template's example {'are' if rows > 1 else 'is'} still here."
    hint = "Delete what starts with EXAMPLE before anything is made of the numbers."
    return [table.problem("W222", message, first, table.schema.required[0], hint=hint)]
