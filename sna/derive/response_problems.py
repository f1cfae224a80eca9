"""What to say of a survey that few answered, or not about everybody."""

from __future__ import annotations

import numpy as np

from sna.derive.answering import stays
from sna.derive.reported import reports_in
from sna.derive.response import Response, approached, responses, with_everybody
from sna.derive.rosters import open_in
from sna.errors import Problem
from sna.model import LayerRule, Study

ENOUGH = 0.75
"""Share of organisations that answered below which a layer is said to rest on few."""
FEW = 0.5
_NAMED = 6


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
    said = [Problem("W417", f"{_layers(names)}: {rates}.", hint=hint) for (rates, hint), names in found.items()]
    return [*said, *_left_out(study)]


def _left_out(study: Study) -> list[Problem]:
    """Say that an organisation that is left out for one snapshot seems to leave or join between two."""
    if study.non_respondents == "full" or len(study.snapshots) == 1:
        return []
    everybody = {s.name: open_in(study, s, study.filters).ids for s in study.snapshots}
    kept = {s.name: stays(study, s) for s in study.snapshots}
    gone = {
        name: [i for i in ids if (who := kept[name]) is not None and i not in who] for name, ids in everybody.items()
    }
    if len({tuple(ids) for ids in gone.values()}) == 1:
        return []
    counts = ", ".join(f"{len(ids)} in {name}" for name, ids in list(gone.items())[:_NAMED])
    message = f"Organisations that did not answer are left out: {counts}. Between snapshots they seem to join or leave."
    hint = 'To compare snapshots, write non_respondents = "full" under [survey] in study.toml.'
    return [Problem("W417", message, hint=hint)]


def unlisted_problems(study: Study, rule: LayerRule) -> list[Problem]:
    """Say that respondents list pairs without a tie, and leave out others that count as none all the same."""
    answers = rule.answers
    if answers is None or not answers.assumed or answers.unlisted != "no_tie":
        return []
    missing = 0
    study = with_everybody(study)
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
    study, snapshot = with_everybody(study), study.snapshots[low[0].snapshot]
    roster = open_in(study, snapshot, study.filters)
    found = reports_in(study, rule, snapshot, study.filters, roster=roster)
    silent = [who for who in approached(roster) if who not in found.respondents]
    names = ", ".join(silent[:_NAMED]) + (f" and {len(silent) - _NAMED} more" if len(silent) > _NAMED else "")
    when = "" if len(study.snapshots) == 1 else f" in {snapshot.name}"
    follows = "their answers count as not observed, and"
    if any(r.response_rate < FEW for r in low):
        return f"Not answered{when}: {names}; {follows} below half, measures that take that as no tie are left empty."
    return f"Not answered{when}: {names}; {follows} measures that take that as no tie say so."
