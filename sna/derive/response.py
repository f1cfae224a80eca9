"""How far the answers to a survey can be relied on: who answered, what is missing, how often two sides agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from sna.derive.answering import answered
from sna.derive.reported import Reports, reports_in
from sna.derive.rosters import open_in
from sna.errors import Problem
from sna.model import LayerRule, Roster, Snapshot, Study

if TYPE_CHECKING:
    import pandas as pd

ENOUGH = 0.75
"""Share of organisations that answered below which a layer is said to rest on few."""
FEW = 0.5
_NAMED = 6


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
    for snapshot in study.snapshots:
        who = answered(study, snapshot) if rules else None
        if who is None:
            continue
        roster = open_in(study, snapshot, study.filters)
        if len(rules) > 1:
            yield _whole(snapshot, roster, who)
        for rule in rules:
            yield _of_question(study, rule, snapshot, roster)


def _whole(snapshot: Snapshot, roster: Roster, who: set[str]) -> Response:
    asked, did, rate = _responded(roster, who)
    blank = (np.nan,) * 6
    return Response(
        snapshot.name, "", asked, did, rate, *blank, note="any question" if asked else "nobody was approached"
    )


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
    return Response(snapshot.name, rule.name, asked, did, rate, *counts, note=note)


def _responded(roster: Roster, who: set[str] | frozenset[str]) -> tuple[int, int, float]:
    """Return how many organisations were approached, how many of them answered, and the share."""
    asked = approached(roster)
    did = sum(identifier in who for identifier in asked)
    return len(asked), did, _share(did, len(asked))


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


def response_problems(study: Study) -> list[Problem]:
    """Return a warning for the layers that rest on the answers of fewer than three in four organisations.

    Layers that the same organisations left unanswered are said together.
    """
    found: dict[tuple[str, str], list[str]] = {}
    every = responses(study)
    for rule in (rule for rule in study.layers.values() if rule.answers is not None):
        low = [r for r in every if r.layer == rule.name and r.response_rate < ENOUGH]
        if low:
            rates = "; ".join(_rate(study, r) for r in low[:_NAMED])
            rest = f"; and {len(low) - _NAMED} more snapshots" if len(low) > _NAMED else ""
            found.setdefault((f"{rates}{rest}", _hint(study, rule, low)), []).append(rule.name)
    return [Problem("W417", f"{_layers(names)}: {rates}.", hint=hint) for (rates, hint), names in found.items()]


def unlisted_problems(study: Study, rule: LayerRule) -> list[Problem]:
    """Say that respondents list pairs without a tie, and leave out others that count as none all the same."""
    answers = rule.answers
    if answers is None or not answers.assumed or answers.unlisted != "no_tie":
        return []
    missing = 0
    for snapshot in study.snapshots:
        roster = open_in(study, snapshot, study.filters)
        found = reports_in(study, rule, snapshot, study.filters, roster=roster)
        if (found.value == 0).any():
            listed = int(np.isin(found.sender, found.answering).sum())
            missing += len(found.answering) * (len(roster) - 1) - listed
    if not missing:
        return []
    pairs = (
        "1 pair that respondents do not list counts"
        if missing == 1
        else f"{missing} pairs that respondents do not list count"
    )
    message = f"Layer '{rule.name}': {pairs} as no tie, although they list others with 0."
    hint = 'If those were not asked about, write unlisted = "not_asked" under [survey] in study.toml; else "no_tie".'
    return [Problem("W424", message, study.tables[rule.table].file, hint=hint)]


def _layers(names: list[str]) -> str:
    shown = ", ".join(f"'{name}'" for name in names[:_NAMED])
    if len(names) == 1:
        return f"Layer {shown} rests on few answers"
    return f"Layers {shown}{f' and {len(names) - _NAMED} more' if len(names) > _NAMED else ''} rest on few answers"


def _rate(study: Study, response: Response) -> str:
    when = "" if len(study.snapshots) == 1 else f" in {response.snapshot}"
    return f"{response.responded} of {response.approached} organisations answered{when}"


def _hint(study: Study, rule: LayerRule, low: list[Response]) -> str:
    """Return who did not answer, and what follows from it."""
    snapshot = study.snapshots[low[0].snapshot]
    roster = open_in(study, snapshot, study.filters)
    found = reports_in(study, rule, snapshot, study.filters, roster=roster)
    silent = [who for who in approached(roster) if who not in found.respondents]
    names = ", ".join(silent[:_NAMED]) + (f" and {len(silent) - _NAMED} more" if len(silent) > _NAMED else "")
    when = "" if len(study.snapshots) == 1 else f" in {snapshot.name}"
    follows = "their answers count as not observed, and"
    if any(r.response_rate < FEW for r in low):
        return f"Not answered{when}: {names}; {follows} below half, measures that take that as no tie are left empty."
    return f"Not answered{when}: {names}; {follows} measures that take that as no tie say so."
