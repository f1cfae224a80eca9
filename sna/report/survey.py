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


def without_answers(quality: pd.DataFrame) -> list[str]:
    """Return in sentences who did not answer: by snapshot and question, or once where it is the same everywhere.

    Parameters
    ----------
    quality
        What `sna.survey_quality` returns.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("T1", "", 2, "C"), ("T1", "trust", 2, "C"), ("T1", "power", 2, "B, C"), ("T2", "trust", 2, "")]
    >>> frame = pd.DataFrame(rows, columns=["snapshot", "layer", "approached", "not_answered"])
    >>> for sentence in without_answers(frame):
    ...     print(sentence)
    Not answered in T1 (trust): C.
    Not answered in T1 (power): B, C.
    Everybody who was approached answered in T2.
    """
    # The row of the survey as a whole counts who answered any question: its questions say more.
    rows = quality[(quality["approached"] > 0) & (quality["layer"] != "")]
    if len(set(rows["not_answered"])) == 1:
        return [_sentence(rows["not_answered"].iloc[0], "")]
    several = len(set(rows["snapshot"])) > 1
    said = []
    for snapshot, asked in rows.groupby("snapshot", sort=False):
        when = f" in {snapshot}" if several else ""
        alike = len(set(asked["not_answered"])) == 1
        for layer, names in zip(asked["layer"], asked["not_answered"], strict=True):
            said.append(_sentence(names, when if alike else f"{when} ({layer})"))
    return list(dict.fromkeys(said))


def _sentence(names: str, where: str) -> str:
    return f"Not answered{where}: {names}." if names else f"Everybody who was approached answered{where}."


def _share(part: float, whole: float) -> str:
    return f"{int(part):,} of {int(whole):,} ({percent(part / whole)})" if whole else UNDEFINED
