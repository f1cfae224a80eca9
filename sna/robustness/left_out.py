"""One after another left out: organisations, meetings, series, people, respondents, ties."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from sna.derive.attendance import shared_column
from sna.derive.columns import texts
from sna.derive.selecting import professions
from sna.model.answers import ANSWER_ENDS
from sna.model.declaration import TWO_MODE
from sna.robustness.cases import Case
from sna.robustness.choices import Choice
from sna.robustness.outcomes import subject_of
from sna.robustness.strengths import with_ties_where

if TYPE_CHECKING:
    import pandas as pd

MOST = 200
"""Things left out one by one; of more the largest."""
FAMILY = "one left out"
Keys = Callable[["pd.DataFrame"], "np.ndarray[tuple[int], np.dtype[np.object_]]"]


def one_left_out(case: Case) -> Iterator[Choice]:
    """Yield what can be left out in turn: it depends on what the layer is made from."""
    yield Choice(
        FAMILY, _name("organisation", case.network.n), "without one organisation", _organisations, "organisation"
    )
    if case.rule.answers is not None:
        many = len(_respondents(case))
        yield Choice(
            FAMILY, _name("respondent", many), "without one respondent's answers", _without_answers, "respondent"
        )
    elif case.table is not None:
        yield from _rows_in_turn(case)
    if case.rule.table not in (*TWO_MODE, "roles") and case.network.m > 1:
        yield Choice(FAMILY, _name("tie", case.network.m), "without one tie", _ties, "tie")


def _name(noun: str, many: int) -> str:
    of = f"the {MOST} largest of {many:,}" if many > MOST else f"{many}"
    return f"each {noun} left out in turn ({of})"


def _rows_in_turn(case: Case) -> Iterator[Choice]:
    """Yield each meeting, series, person, profession or MDT in turn, where the rows name several."""
    nouns: dict[str, Keys] = {}
    if case.rule.table in TWO_MODE:
        thing = shared_column(case.rule)
        nouns[thing] = lambda frame: texts(frame, thing)
        if case.rule.table == "attendance":
            nouns["series"] = lambda frame: _series(case, frame)
    elif case.rule.table == "roles":
        nouns["person"] = lambda frame: texts(frame, "person")
        nouns["profession"] = lambda frame: _professions(case, frame)
    elif case.rule.table == "mdt_links":
        nouns["MDT"] = lambda frame: texts(frame, "mdt")
    elif case.rule.table == "cases":
        nouns["meeting"] = lambda frame: texts(frame, "meeting")
    for noun, keys in nouns.items():
        found = _that_tie(case, keys)
        if len(found) > 1:
            yield Choice(FAMILY, _name(noun, len(found)), f"without one {noun}", _without_rows(keys, noun), noun)


def _series(case: Case, frame: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    meetings = case.study.tables["meetings"].frame
    of = dict(zip(meetings["meeting"], texts(meetings, "series"), strict=True))
    return np.array([of.get(meeting) for meeting in frame["meeting"]], dtype=object)


def _professions(case: Case, frame: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    of_rows = dict(zip(case.study.tables["roles"].frame.index, professions(case.study, "roles"), strict=True))
    return np.array([of_rows.get(line) for line in frame.index], dtype=object)


def _that_tie(case: Case, keys: Keys) -> list[str]:
    """Return what the rows name that could tie two organisations, by size and name; a blank names nothing."""
    frame = case.rows.assign(key=keys(case.rows))
    frame = frame[frame["key"].notna()]
    if "from_organisation" in frame.columns:
        sizes = frame["key"].value_counts()
    else:
        sizes = frame.groupby("key")["organisation"].nunique()
        sizes = sizes[sizes > 1]
    return [str(key) for key, _ in sorted(sizes.items(), key=lambda item: (-item[1], str(item[0])))]


def _without_rows(keys: Keys, noun: str) -> Callable[[Case], Iterable[tuple[str, Case]]]:
    """Return what leaves out the rows of one key after another."""

    def each(case: Case) -> Iterator[tuple[str, Case]]:
        for key in sorted(_that_tie(case, keys)[:MOST]):
            # People are under pseudonyms, and still nobody is to be singled out.
            said = "one person (not named)" if noun == "person" else key
            yield said, case.having(keeps=lambda frame, key=key: keys(frame) != key)

    return each


def _organisations(case: Case) -> Iterator[tuple[str, Case]]:
    """Leave out one organisation after another, as if it had never been listed."""
    ids = case.network.roster.ids
    if len(ids) > MOST:
        values = np.nan_to_num(subject_of(case).values[case.metric])
        ids = tuple(sorted(ids[place] for place in np.argsort(-values, kind="stable")[:MOST].tolist()))
    for who in ids:
        name = case.study.roster.name_of.get(who, who)
        yield name, case.with_organisations([other for other in case.study.roster.ids if other != who])


def _respondents(case: Case) -> list[str]:
    assert case.table is not None  # noqa: S101
    return sorted(set(case.rows[ANSWER_ENDS[0]]) & set(case.network.roster.ids))


def _without_answers(case: Case) -> Iterator[tuple[str, Case]]:
    """Take one respondent's answers away after another, as if none had come."""
    table = case.table
    assert table is not None  # noqa: S101
    for who in _respondents(case)[:MOST]:
        frame = table.frame[table.frame[ANSWER_ENDS[0]] != who]
        roster = case.study.roster
        if "responded" in roster.attributes:
            roster = roster.with_attribute("responded", {who: "no"})
        tables = {**case.study.tables, table.name: replace(table, frame=frame)}
        name = case.study.roster.name_of.get(who, who)
        yield name, case.with_study(tables=tables, roster=roster)


def _ties(case: Case) -> Iterator[tuple[str, Case]]:
    """Leave out one tie after another, the strongest first where there are many."""
    ties, roster = case.network.ties, case.network.roster
    arrow = "→" if case.network.directed else "–"
    for place in sorted(np.argsort(-ties.weight, kind="stable")[:MOST].tolist()):
        kept = np.arange(len(ties)) != place
        ends = [roster.names[int(end[place])] for end in (ties.sender, ties.receiver)]
        yield f" {arrow} ".join(ends), case.with_network(partial(with_ties_where, kept=kept))
