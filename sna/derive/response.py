"""How far the answers to a survey can be relied on: who answered, what is missing, how often two sides agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields, replace
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from sna.derive.answering import answered
from sna.derive.reported import Reports, reports_in
from sna.derive.rosters import open_in
from sna.model import LayerRule, Roster, Snapshot, Study

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Response:
    """How a question was answered at a snapshot.

    Attributes
    ----------
    snapshot, layer
        When, and the layer that the question makes; the layer is empty for the survey as a whole.
    approached, responded, response_rate
        Organisations in the network that were asked (all but those with ``approached`` = no), how many of them gave an
        answer, and the share.
    listed, answered, completion_rate
        Pairs that those who answered list, how many of them hold an answer (of a composite: to every item), the share.
    reported, confirmed, confirmation_rate
        Pairs of which both sides' reports are observed and at least one side reports a tie; how many of them the other
        side reports too; the share.
    not_answered
        Which organisations were approached and did not answer, with commas between them.
    note
        Why a share is undefined.
    """

    snapshot: str
    layer: str
    approached: int
    responded: int
    response_rate: float
    listed: float
    answered: float
    completion_rate: float
    reported: float
    confirmed: float
    confirmation_rate: float
    not_answered: str
    note: str


RESPONSE_COLUMNS = tuple(field.name for field in fields(Response))


def survey_quality(study: Study) -> pd.DataFrame:
    """Return response, completion and confirmation of every question of a survey, by snapshot.

    Parameters
    ----------
    study
        A study from `sna.load`.

    Returns
    -------
    DataFrame
        The fields of `sna.derive.response.Response`: one row for each snapshot and layer made from a survey, after one
        for the survey as a whole; no rows where the study has none. An undefined share is ``NaN`` with a note why.

    Examples
    --------
    >>> import sna
    >>> sna.survey_quality(sna.load("centralised-surgery")).empty
    True
    """
    import pandas as pd

    return pd.DataFrame([astuple(response) for response in responses(study)], columns=list(RESPONSE_COLUMNS))


_known: WeakKeyDictionary[Study, tuple[Response, ...]] = WeakKeyDictionary()


def responses(study: Study) -> tuple[Response, ...]:
    """Return how every question was answered, snapshot by snapshot, after the survey as a whole."""
    if study not in _known:
        _known[study] = tuple(_responses(study))
    return _known[study]


def _responses(study: Study) -> Iterator[Response]:
    rules = [rule for rule in study.layers.values() if rule.answers is not None]
    study = with_everybody(study)
    for snapshot in study.snapshots:
        who = answered(study, snapshot) if rules else None
        if who is None:
            continue
        roster = open_in(study, snapshot, study.filters)
        if len(rules) > 1:
            yield _whole(snapshot, roster, who)
        for rule in rules:
            yield _of_question(study, rule, snapshot, roster)


def with_everybody(study: Study) -> Study:
    """Return the study with its non-respondents: rates are of what was asked, whatever becomes of them afterwards."""
    return study if study.non_respondents == "full" else replace(study, non_respondents="full", _derived={})


def _whole(snapshot: Snapshot, roster: Roster, who: set[str]) -> Response:
    asked, did, rate = _responded(roster, who)
    blank = (np.nan,) * 6
    note = "any question" if asked else "nobody was approached"
    return Response(snapshot.name, "", asked, did, rate, *blank, not_answered=_silent(roster, who), note=note)


def _of_question(study: Study, rule: LayerRule, snapshot: Snapshot, roster: Roster) -> Response:
    found = reports_in(study, rule, snapshot, study.filters, roster=roster)
    asked, did, rate = _responded(roster, found.respondents)
    listed, complete = _completed(found)
    reported, confirmed = _confirmed(found)
    why = {
        "nobody was approached": not asked,
        "nobody answered": not did,
        "no tie is reported in a pair of which both sides answered": bool(did) and not reported,
    }
    shares = _share(complete, listed), _share(confirmed, reported)
    note = "; ".join(reason for reason, holds in why.items() if holds)
    counts = (listed, complete, shares[0], reported, confirmed, shares[1])
    silent = _silent(roster, found.respondents)
    return Response(snapshot.name, rule.name, asked, did, rate, *counts, not_answered=silent, note=note)


def _responded(roster: Roster, who: set[str] | frozenset[str]) -> tuple[int, int, float]:
    """Return how many organisations were approached, how many of them answered, and the share."""
    asked = approached(roster)
    did = sum(identifier in who for identifier in asked)
    return len(asked), did, _share(did, len(asked))


def _silent(roster: Roster, who: set[str] | frozenset[str]) -> str:
    return ", ".join(identifier for identifier in approached(roster) if identifier not in who)


def approached(roster: Roster) -> list[str]:
    """Return the organisations that were asked: all but those that ``approached`` says were not."""
    said = roster.group_of("approached")
    return [identifier for identifier in roster.ids if said[identifier] != "no"]


def _completed(found: Reports) -> tuple[int, int]:
    by_respondents = found.value[np.isin(found.sender, found.answering)]
    return len(by_respondents), int((~np.isnan(by_respondents)).sum())


def _confirmed(found: Reports) -> tuple[int, int]:
    """Return in how many pairs a side reports a tie where both reports are observed, and in how many both do."""
    there, back = found.values, found.values.T
    both_known = np.triu(~np.isnan(there) & ~np.isnan(back), 1)
    reported = both_known & ((there > 0) | (back > 0))
    return int(reported.sum()), int((reported & (there > 0) & (back > 0)).sum())


def _share(part: float, whole: float) -> float:
    return part / whole if whole else np.nan
