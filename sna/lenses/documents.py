"""What became of documents: from the first proposal to agreement, and how often they were ratified."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sna.derive.columns import dates, is_in, texts
from sna.derive.windows import as_days, happened_in
from sna.model import Study

if TYPE_CHECKING:
    import pandas as pd

LEADING = ("propose", "draft")


@dataclass(frozen=True)
class Document:
    """A document and the steps it went through.

    Attributes
    ----------
    name
        The document, or where a row names none, its topic or decision.
    steps
        Distinct (day, action) in order of date, with how many organisations took that step together.
    begun, agreed, ratified, withdrawn
        First proposal or draft; first agreement; last ratification; withdrawal; ``None`` where there was none.
    ratifications
        Days on which it was ratified.
    objections
        Organisations that objected, each once a day.
    """

    name: str
    steps: tuple[tuple[dt.date, str, int], ...]
    begun: dt.date | None
    agreed: dt.date | None
    ratified: dt.date | None
    withdrawn: dt.date | None
    ratifications: int
    objections: int

    @property
    def outcome(self) -> str:
        """``agreed``, ``withdrawn``, ``ratified without a recorded agreement`` or ``open``."""
        if self.agreed:
            return "agreed"
        if self.withdrawn:
            return "withdrawn"
        return "ratified without a recorded agreement" if self.ratified else "open"


def decision_steps(study: Study) -> pd.DataFrame:
    """Return the rows of ``decisions`` that fall in one of the snapshots: document, organisation, action, day."""
    import pandas as pd

    frame = study.tables["decisions"].frame
    names = [texts(frame, column) for column in ("document", "topic", "decision")]
    day = dates(frame, "date")
    keep = np.zeros(len(frame), dtype=bool)
    for snapshot in study.snapshots:
        keep |= happened_in(day, snapshot)
    if "pathway" in study.filters and "pathway" in frame:
        keep &= is_in(texts(frame, "pathway"), study.filters["pathway"])
    rows = pd.DataFrame(
        {
            "document": [next((name for name in of if name), "") for of in zip(*names, strict=True)],
            "organisation": frame["organisation"].to_numpy(),
            "action": frame["action"].to_numpy(),
            "day": day,
        }
    )
    return rows[keep].drop_duplicates().reset_index(drop=True)


def documents(rows: pd.DataFrame) -> list[Document]:
    """Return every document with its steps, in order of their first day, then name; undated rows are no steps."""
    dated = rows[~np.isnat(as_days(rows["day"].to_numpy()))]
    found = [_document(str(name), of) for name, of in dated.groupby("document")]
    return sorted(found, key=lambda document: (document.steps[0][0], document.name))


def _document(name: str, rows: pd.DataFrame) -> Document:
    days = [day.date() for day in rows["day"].dt.to_pydatetime()] if hasattr(rows["day"], "dt") else list(rows["day"])
    steps = Counter(zip(days, rows["action"], strict=True))
    at = {action: sorted(day for day, of in steps if of == action) for action in set(rows["action"])}
    leading = sorted(day for action in LEADING for day in at.get(action, []))
    ratified, withdrawn = at.get("ratify", []), at.get("withdraw", [])
    agreed = at.get("agree", [])
    return Document(
        name=name,
        steps=tuple((day, action, many) for (day, action), many in sorted(steps.items())),
        begun=leading[0] if leading else None,
        agreed=agreed[0] if agreed else None,
        ratified=ratified[-1] if ratified else None,
        withdrawn=withdrawn[-1] if withdrawn else None,
        ratifications=len(ratified),
        objections=sum(many for (_, action), many in steps.items() if action == "object"),
    )
