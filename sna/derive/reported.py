"""Rows of answers → what every organisation reports of every other, and the fate of every row."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sna.derive import fates
from sna.derive.answering import in_snapshot, said_to_have_answered, stays
from sna.derive.columns import is_in, numbers, texts
from sna.derive.fates import Selection, Sieve
from sna.model import Answers, Filters, Item, LayerRule, Roster, Snapshot, Study
from sna.model.answers import ANSWER_ENDS

if TYPE_CHECKING:
    import pandas as pd

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Reports:
    """What organisations say of each other, to one question or composite at one snapshot.

    Attributes
    ----------
    roster
        The organisations.
    listed
        One row a pair that a respondent lists: ``respondent``, ``partner``, ``value`` (``NaN`` where not known).
    respondents
        Who answered: known answers, or said to have answered.
    unlisted
        What a pair means that a respondent does not list.
    selection
        The rows of the table that were used, and the fate of every row.
    """

    roster: Roster
    listed: pd.DataFrame
    respondents: frozenset[str]
    unlisted: str
    selection: Selection

    @cached_property
    def values(self) -> Matrix:
        """What each organisation (row) reports of each other (column): 0 is no tie, ``NaN`` is not observed."""
        n = len(self.roster)
        found = np.full((n, n), np.nan)
        if self.unlisted == "no_tie":
            found[sorted(self.roster.position[who] for who in self.respondents)] = 0.0
        rows, columns = (self.roster.places(self.listed[end]) for end in ANSWER_ENDS)
        found[rows, columns] = self.listed["value"].to_numpy(dtype=np.float64)
        np.fill_diagonal(found, np.nan)
        return found


def reports_in(study: Study, rule: LayerRule, snapshot: Snapshot, filters: Filters, *, roster: Roster) -> Reports:
    """Return what the organisations of a roster report of each other at a snapshot."""
    assert rule.answers is not None  # noqa: S101
    sieve = sieved(study, rule, snapshot, filters)
    frame = sieve.frame
    _drop_outsiders(sieve, roster, stays(study, snapshot))
    listed = _one_value_a_pair(frame[sieve.kept], rule.answers, rule.duplicates)
    _drop_unknown(sieve, rule.answers, listed)
    known = set(listed.loc[listed["value"].notna(), ANSWER_ENDS[0]])
    # Someone who answered and names nobody leaves no row: only the column `responded` can tell.
    said = said_to_have_answered(study, frame) if in_snapshot(frame, snapshot).any() else set()
    respondents = frozenset((known | said) & set(roster.ids))
    return Reports(roster, listed, respondents, rule.answers.unlisted, sieve.selection())


def sieved(study: Study, rule: LayerRule, snapshot: Snapshot, filters: Filters) -> Sieve:
    """Return the rows of a survey that are to the questions of a layer and of a snapshot, whoever they are about."""
    assert rule.answers is not None  # noqa: S101
    frame = study.tables[rule.table].frame
    sieve = Sieve(frame)
    asked = [item.question for item in rule.answers.items]
    if "question" in frame.columns and "" not in asked:
        sieve.drop(~frame["question"].isin(asked).to_numpy(), fates.OTHER_LAYER)
    for column, wanted in filters.items():
        sieve.drop(~is_in(texts(frame, column), wanted), fates.FILTERED)
    return sieve.drop(~in_snapshot(frame, snapshot), fates.OUTSIDE)


def _drop_outsiders(sieve: Sieve, roster: Roster, kept: set[str] | None) -> None:
    """Set aside what is said of oneself, and by or of organisations that are not in the network."""
    frame = sieve.frame
    sieve.drop((frame[ANSWER_ENDS[0]] == frame[ANSWER_ENDS[1]]).to_numpy(), fates.SELF_TIE)
    if kept is not None:
        for end in ANSWER_ENDS:
            sieve.drop(~frame[end].isin(kept).to_numpy(), fates.LEFT_OUT)
    for end in ANSWER_ENDS:
        sieve.drop(~frame[end].isin(roster.position).to_numpy(), fates.NOT_OPEN)


def answers_to(frame: pd.DataFrame, item: Item) -> npt.NDArray[np.float64]:
    """Return the answer of each row to one item: ``NaN`` where it is not known, 1 where the row is the answer."""
    values = numbers(frame, item.column) if item.column else np.ones(len(frame))
    return np.where(texts(frame, "not_known") == "yes", np.nan, values)


def _one_value_a_pair(frame: pd.DataFrame, answers: Answers, duplicates: str) -> pd.DataFrame:
    """Return one row a pair that is listed: the answer, or the mean of all items where every one is answered."""
    import pandas as pd

    ends = list(ANSWER_ENDS)
    how = {"mean": "mean", "last": "last"}.get(duplicates, "max")
    columns = {}
    for place, item in enumerate(answers.items):
        rows = frame[frame["question"] == item.question] if item.question else frame
        answered = rows[ends].assign(value=answers_to(rows, item))
        columns[place] = answered.groupby(ends)["value"].agg(how)
    # A pair that lists one item and not another has a blank there, and so no mean.
    together = pd.DataFrame(columns)
    value = together.mean(axis=1, skipna=False)
    value.index = value.index.set_names(ends)
    return value.rename("value").reset_index()


def _drop_unknown(sieve: Sieve, answers: Answers, listed: pd.DataFrame) -> None:
    """Set aside the rows whose pair has no value, and those that say there is no tie."""
    rows = sieve.frame[list(ANSWER_ENDS)].merge(listed, how="left", on=list(ANSWER_ENDS))
    value = rows["value"].to_numpy(dtype=np.float64)
    sieve.drop(np.isnan(value), fates.INCOMPLETE if len(answers.items) > 1 else fates.NOT_ANSWERED)
    sieve.drop(value == 0, fates.ZERO)
