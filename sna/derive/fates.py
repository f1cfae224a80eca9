"""What became of every row of a fact table: used, or set aside for a named reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pandas as pd

USED = "used"
OUTSIDE = "outside the snapshot"
UNDATED = "without a date"
OTHER_LAYER = "of another layer"
FILTERED = "of another pathway or profession, or of none"
NOT_OPEN = "of an organisation that is not in the network at that time"
SELF_TIE = "of an organisation with itself"
NOT_STATED = "weight not stated: the pair counts as not observed"
ZERO = "weight zero: asked, and no tie"
NOT_ANSWERED = "blank or not known: the pair counts as not observed"
INCOMPLETE = "without every item of the composite: the pair counts as not observed"
LEFT_OUT = "of an organisation that is left out because it did not answer"
CANCELLED = "of a cancelled meeting"
ABSENT = "absent or sent apologies"
UNKNOWN = "attendance not known"
NOBODY = "stands for no organisation"
SEVERAL = "stands for several organisations"
NO_MINUTES = "minutes not stated"
NO_CHAIR = "of a meeting whose chair's organisation is not known"
NO_HOST = "of a meeting whose host is not known"
NOBODY_RESPONSIBLE = "no organisation is named as responsible"
NOTHING_SHARED = "names neither document nor topic that could be shared"

REASONS = (
    USED,
    OUTSIDE,
    UNDATED,
    OTHER_LAYER,
    FILTERED,
    NOT_OPEN,
    SELF_TIE,
    NOT_STATED,
    ZERO,
    CANCELLED,
    ABSENT,
    UNKNOWN,
    NOBODY,
    SEVERAL,
    NO_MINUTES,
    NOT_ANSWERED,
    INCOMPLETE,
    LEFT_OUT,
    NO_CHAIR,
    NO_HOST,
    NOBODY_RESPONSIBLE,
    NOTHING_SHARED,
)
"""A fate is stored as its place in here: one byte a row."""
CODE = {reason: code for code, reason in enumerate(REASONS)}
Fates = npt.NDArray[np.int8]


def tally(fates: Fates) -> dict[str, int]:
    """Return reason → number of rows, reasons in alphabetical order."""
    numbers = np.bincount(fates, minlength=len(REASONS)).tolist()
    return {reason: number for reason, number in sorted(zip(REASONS, numbers, strict=True)) if number}


@dataclass(frozen=True)
class Selection:
    """The rows of a table that count in a snapshot, and the fate of every row.

    Attributes
    ----------
    frame
        The rows used.
    fates
        One reason per row of the table, in its order, by its `CODE`; `USED` for the rows of ``frame``.
    """

    frame: pd.DataFrame
    fates: Fates

    def counted(self) -> dict[str, int]:
        """Return reason → number of rows, reasons in alphabetical order."""
        return tally(self.fates)


class Sieve:
    """Set rows aside one reason after another; a row keeps the first reason it met."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame
        self.fates: Fates = np.full(len(frame), CODE[USED], dtype=np.int8)

    def drop(self, where: npt.ArrayLike, reason: str) -> Sieve:
        """Set aside the rows of the whole table for which ``where`` holds, unless they are aside already."""
        self.fates[np.asarray(where, dtype=bool) & self.kept] = CODE[reason]
        return self

    @property
    def kept(self) -> npt.NDArray[np.bool_]:
        """Which rows are still in."""
        return np.asarray(self.fates == CODE[USED], dtype=bool)

    def selection(self) -> Selection:
        """Return the rows that are left, and the fate of every row."""
        return Selection(self.frame[self.kept], self.fates)
