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
from sna.model.ties import Places

if TYPE_CHECKING:
    import pandas as pd

Values = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Reports:
    """What organisations say of each other, to one question or composite at one snapshot.

    Attributes
    ----------
    roster
        The organisations.
    sender, receiver, value
        One of each a pair that a respondent lists: places in the roster, and the answer (``NaN`` where not known).
    respondents
        Who answered: known answers, or said to have answered.
    unlisted
        What a pair means that a respondent does not list.
    selection
        The rows of the table that were used, and the fate of every row.
    """

    roster: Roster
    sender: Places
    receiver: Places
    value: Values
    respondents: frozenset[str]
    unlisted: str
    selection: Selection

    @cached_property
    def answering(self) -> npt.NDArray[np.int64]:
        """Places of those who answered, in order."""
        return np.array(sorted(self.roster.position[who] for who in self.respondents), dtype=np.int64)

    @cached_property
    def values(self) -> Values:
        """What each organisation (row) reports of each other (column): 0 is no tie, ``NaN`` is not observed."""
        n = len(self.roster)
        found = np.full((n, n), np.nan)
        if self.unlisted == "no_tie":
            found[self.answering] = 0.0
        found[self.sender, self.receiver] = self.value
        np.fill_diagonal(found, np.nan)
        return found

    @cached_property
    def rated(self) -> npt.NDArray[np.bool_]:
        """Whether each organisation (row) gave an answer about each other (column), 0 or more."""
        found = np.zeros((len(self.roster), len(self.roster)), dtype=np.bool_)
        found[self.sender, self.receiver] = ~np.isnan(self.value)
        np.fill_diagonal(found, val=False)
        return found


def reports_in(study: Study, rule: LayerRule, snapshot: Snapshot, filters: Filters, *, roster: Roster) -> Reports:
    """Return what the organisations of a roster report of each other at a snapshot."""
    import pandas as pd

    assert rule.answers is not None  # noqa: S101
    sieve = sieved(study, rule, snapshot, filters)
    frame = sieve.frame
    asked = bool(in_snapshot(frame, snapshot).any())
    _drop_outsiders(sieve, roster, stays(study, snapshot))
    rows = np.flatnonzero(sieve.kept)
    inside, ids = frame.iloc[rows], pd.Index(roster.ids, dtype=object)
    sender, receiver = (ids.get_indexer(pd.Index(inside[end], dtype=object)) for end in ANSWER_ENDS)
    pairs = sender.astype(np.int64) * len(roster) + receiver
    listed = _one_value_a_pair(inside, pairs, rule.answers, rule.duplicates)
    _drop_unknown(sieve, rule.answers, rows, np.asarray(listed.reindex(pairs), dtype=np.float64))
    keys, value = np.asarray(listed.index, dtype=np.int64), np.asarray(listed, dtype=np.float64)
    known = {roster.ids[place] for place in np.unique(keys[~np.isnan(value)] // max(len(roster), 1)).tolist()}
    # Someone who answered and names nobody leaves no row: only the column `responded` can tell.
    said = said_to_have_answered(study, frame) if asked else set()
    respondents = frozenset((known | said) & set(roster.ids))
    sender, receiver = np.divmod(keys, max(len(roster), 1))
    return Reports(roster, sender, receiver, value, respondents, rule.answers.unlisted, sieve.selection())


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


def answers_to(frame: pd.DataFrame, item: Item) -> Values:
    """Return the answer of each row to one item: ``NaN`` where it is not known, 1 where the row is the answer."""
    values = numbers(frame, item.column) if item.column else np.ones(len(frame))
    return np.where(texts(frame, "not_known") == "yes", np.nan, values)


def _one_value_a_pair(frame: pd.DataFrame, pairs: Places, answers: Answers, duplicates: str) -> pd.Series[float]:
    """Return pair → the answer, or the mean of all items where every one is answered; every pair that is listed."""
    import pandas as pd

    how = {"mean": "mean", "last": "last"}.get(duplicates, "max")
    columns = {}
    for place, item in enumerate(answers.items):
        to_item = (frame["question"] == item.question).to_numpy() if item.question else np.ones(len(frame), dtype=bool)
        answered = pd.Series(answers_to(frame[to_item], item), index=pairs[to_item])
        columns[place] = answered.groupby(level=0).agg(how)
    # A pair that lists one item and not another has a blank there, and so no mean.
    return pd.DataFrame(columns).astype("float64").mean(axis=1, skipna=False)


def _drop_unknown(sieve: Sieve, answers: Answers, rows: Places, value: Values) -> None:
    """Set aside the rows whose pair has no value, and those that say there is no tie."""
    whole = np.ones(len(sieve.frame))
    whole[rows] = value
    sieve.drop(np.isnan(whole), fates.INCOMPLETE if len(answers.items) > 1 else fates.NOT_ANSWERED)
    sieve.drop(whole == 0, fates.ZERO)
