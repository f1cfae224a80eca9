"""Who answered a survey in a snapshot, and who is in the network because of it, or in spite of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sna.derive.columns import texts
from sna.model import FactTable, Snapshot, Study
from sna.model.answers import ANSWER_ENDS

if TYPE_CHECKING:
    import pandas as pd

_SCALE = ("scale_min", "scale_max")


def surveys(study: Study) -> list[FactTable]:
    """Return the tables of answers of a study."""
    return [table for table in study.tables.values() if table.is_survey]


def in_snapshot(frame: pd.DataFrame, snapshot: Snapshot) -> npt.NDArray[np.bool_]:
    """Return which answers were given in a snapshot: all where none has a wave."""
    if "snapshot" not in frame.columns:
        return np.ones(len(frame), dtype=bool)
    return np.asarray(texts(frame, "snapshot") == snapshot.name, dtype=bool)


def said_to_have_answered(study: Study, frame: pd.DataFrame) -> set[str]:
    """Return the organisations that ``responded`` says answered, where there is one wave that it can mean."""
    if "snapshot" in frame.columns and len(frame["snapshot"].dropna().unique()) > 1:
        return set()
    return {who for who, said in study.roster.group_of("responded").items() if said == "yes"}


def answered(study: Study, snapshot: Snapshot) -> set[str] | None:
    """Return the organisations that answered anything in a snapshot; ``None`` where nobody was asked then."""
    who: set[str] = set()
    asked = False
    for table in surveys(study):
        frame = table.frame[in_snapshot(table.frame, snapshot)]
        if len(frame):
            asked = True
            who |= set(frame[ANSWER_ENDS[0]][_known(frame)]) | said_to_have_answered(study, table.frame)
    return who if asked else None


def stays(study: Study, snapshot: Snapshot) -> set[str] | None:
    """Return the organisations that the study's rule for non-respondents keeps; ``None`` for all.

    Examples
    --------
    >>> import sna
    >>> study = sna.load("centralised-surgery")
    >>> stays(study, study.snapshots["before"]) is None
    True
    """
    if study.non_respondents == "full":
        return None
    who = answered(study, snapshot)
    if who is None or study.non_respondents == "drop":
        return who
    named: set[str] = set()
    for table in surveys(study):
        frame = table.frame[in_snapshot(table.frame, snapshot)]
        frame = frame[frame[ANSWER_ENDS[0]] != frame[ANSWER_ENDS[1]]]
        named |= set(frame[ANSWER_ENDS[1]][_known(frame, above_zero=True)])
    return who | named


def _known(frame: pd.DataFrame, *, above_zero: bool = False) -> npt.NDArray[np.bool_]:
    """Return which rows hold an answer: a number in any column of answers, else the row itself."""
    said = np.asarray(texts(frame, "not_known") != "yes", dtype=bool)
    numbers = frame.select_dtypes("float64").drop(columns=list(_SCALE), errors="ignore")
    if not numbers.shape[1]:
        return said
    found: npt.NDArray[np.bool_] = ((numbers > 0) if above_zero else numbers.notna()).any(axis=1).to_numpy()
    return said & found
