"""Who answered a survey, how fully, and how often two sides agree, as a table for readers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sna.derive import survey_quality
from sna.draw.wording import percent
from sna.model import Study
from sna.report.tables import UNDEFINED

if TYPE_CHECKING:
    import pandas as pd

KEY = (
    "Answered: organisations, of those approached. Complete: pairs with an answer, of those that respondents list. "
    "Confirmed: pairs in which both sides report a tie, of those in which one does and both answered."
)
_SHARES = {
    "answered": ("responded", "approached"),
    "complete": ("answered", "listed"),
    "confirmed": ("confirmed", "reported"),
}


def survey_table(study: Study) -> pd.DataFrame:
    """Return one row for each snapshot and layer made from a survey, every share with its two numbers."""
    import pandas as pd

    rows = [
        {
            "snapshot": row["snapshot"],
            "layer": row["layer"] or "any question",
            **{
                name: "" if math.isnan(row[part]) else _share(row[part], row[whole])
                for name, (part, whole) in _SHARES.items()
            },
        }
        for row in survey_quality(study).to_dict("records")
    ]
    return pd.DataFrame(rows, columns=["snapshot", "layer", *_SHARES])


def _share(part: float, whole: float) -> str:
    return f"{int(part):,} of {int(whole):,} ({percent(part / whole)})" if whole else UNDEFINED
