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
        First proposal or draft; first agreement; last ratification; withdrawal; ``None`` where none has a date.
    done
        Every action that is recorded, with or without a date.
    ratifications
        Days on which it was ratified; 1 where it was and no row says when.
    objections
        Organisations that objected, each once a day.
    """

    name: str
    steps: tuple[tuple[dt.date, str, int], ...]
    begun: dt.date | None
    agreed: dt.date | None
    ratified: dt.date | None
    withdrawn: dt.date | None
    done: frozenset[str]
    ratifications: int
    objections: int

    @property
    def outcome(self) -> str:
        """``agreed``, ``withdrawn``, ``ratified without a recorded agreement`` or ``open``."""
        if "agree" in self.done:
            return "agreed"
        if "withdraw" in self.done:
            return "withdrawn"
        return "ratified without a recorded agreement" if "ratify" in self.done else "open"


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
    """Return every document with its dated steps, in order of their first day, then name."""
    found = [_document(str(name), of) for name, of in rows.groupby("document")]
    return sorted(found, key=lambda one: (one.steps[0][0] if one.steps else dt.date.max, one.name))


def _document(name: str, rows: pd.DataFrame) -> Document:
    dated = rows[~np.isnat(as_days(rows["day"].to_numpy()))]
    days: list[dt.date] = as_days(dated["day"].to_numpy()).astype(object).tolist()
    steps = Counter(zip(days, dated["action"], strict=True))
    done = frozenset(rows["action"])
    at = {action: sorted(day for day, of in steps if of == action) for action in done}
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
        done=done,
        ratifications=len(ratified) or int("ratify" in done),
        objections=int((rows["action"] == "object").sum()),
    )
