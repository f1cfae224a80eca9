"""Decisions, coded indicators and the timeline of the centralised surgery study."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from sna.simulate.chance import Chance
from sna.simulate.surgery_places import GO_LIVE, OFFICE, open_providers
from sna.simulate.tables import Row

Date = dt.date
EVERYONE = "everyone"


class Step(NamedTuple):
    """One step of a decision; by `EVERYONE` a row for each provider open that day."""

    action: str
    by: str
    date: dt.date
    evidence: str


class Decision(NamedTuple):
    """What was decided, on which document, step by step."""

    document: str
    topic: str
    steps: tuple[Step, ...]


DECISIONS = (
    Decision(
        "Where surgery should be done",
        "choice of specialist centres",
        (
            Step("propose", OFFICE, Date(2013, 10, 14), "options paper"),
            Step("object", "ZB1", Date(2014, 2, 20), "letter to the network director"),
            Step("object", "007", Date(2014, 3, 3), "letter to the network director"),
            Step("agree", EVERYONE, Date(2014, 9, 15), "letters of chief executives"),
            Step("ratify", OFFICE, Date(2015, 4, 20), "network board minutes, item 2"),
        ),
    ),
    Decision(
        "Kidney pathway",
        "joint pathway",
        (
            Step("draft", "ZA2", Date(2015, 4, 21), "kidney board minutes, item 3"),
            Step("agree", EVERYONE, Date(2015, 7, 21), "kidney board minutes, item 2"),
            Step("ratify", "ZA2", Date(2015, 10, 20), "kidney board minutes, item 2"),
            Step("ratify", "ZA2", Date(2016, 1, 19), "kidney board minutes, item 5"),
            Step("ratify", "ZA2", Date(2016, 10, 18), "kidney board minutes, item 2: again, a year after the start"),
        ),
    ),
    Decision(
        "Prostate and bladder pathway",
        "joint pathway",
        (
            Step("draft", "9E4", Date(2015, 4, 15), "prostate and bladder board minutes, item 2"),
            Step("object", "ZB4", Date(2015, 7, 15), "prostate and bladder board minutes, item 2"),
            Step("draft", "9E4", Date(2015, 7, 15), "prostate and bladder board minutes, item 3"),
            Step("agree", EVERYONE, Date(2015, 10, 21), "prostate and bladder board minutes, item 2"),
            Step("ratify", "9E4", Date(2016, 1, 20), "prostate and bladder board minutes, item 2"),
            Step("ratify", "9E4", Date(2016, 7, 20), "prostate and bladder board minutes, item 4"),
            Step("ratify", "9E4", Date(2017, 4, 19), "prostate and bladder board minutes, item 2"),
        ),
    ),
    Decision(
        "Oesophago-gastric pathway",
        "joint pathway",
        (
            Step("draft", "ZA5", Date(2015, 4, 16), "oesophago-gastric board minutes, item 2"),
            Step("draft", "ZA8", Date(2015, 7, 16), "oesophago-gastric board minutes, item 2"),
            Step("agree", EVERYONE, Date(2015, 10, 15), "oesophago-gastric board minutes, item 2"),
            Step("ratify", "ZA5", Date(2016, 1, 21), "oesophago-gastric board minutes, item 2"),
        ),
    ),
    Decision(
        "Transfer of images between hospitals",
        "information exchange",
        (
            Step("propose", "ZB7", Date(2015, 12, 9), "observation notes"),
            Step("draft", OFFICE, Date(2016, 4, 18), "network board papers"),
            Step("agree", "9E4", Date(2016, 10, 17), "network board minutes, item 6"),
            Step("agree", "ZA2", Date(2016, 10, 17), "network board minutes, item 6"),
        ),
    ),
    Decision(
        "Follow-up at the local centre",
        "division of work",
        (
            Step("propose", "007", Date(2016, 7, 19), "kidney board minutes, item 4"),
            Step("object", "ZA2", Date(2016, 10, 18), "kidney board minutes, item 3"),
            Step("draft", OFFICE, Date(2017, 4, 18), "kidney board minutes, item 6"),
            Step("ratify", "ZA2", Date(2018, 1, 16), "kidney board minutes, item 2"),
        ),
    ),
    Decision(
        "Joint clinics at Harrowmere",
        "division of work",
        (
            Step("propose", "ZB4", Date(2016, 10, 20), "oesophago-gastric board minutes, item 5"),
            Step("withdraw", "ZB4", Date(2018, 4, 19), "oesophago-gastric board minutes, item 5"),
        ),
    ),
)

LEVELS = {
    "goals": (1, 2, 2),
    "client-centred orientation": (1, 2, 2),
    "mutual acquaintanceship": (1, 2, 3),
    "trust": (1, 1, 2),
    "centrality (governance)": (2, 3, 3),
    "leadership": (1, 2, 2),
    "support for innovation": (1, 2, 2),
    "connectivity": (1, 2, 2),
    "formalisation": (1, 2, 3),
    "information exchange": (1, 1, 2),
}
"""Indicator → level before, during and after: 1 latent, 2 developing, 3 active."""

CODERS = ("coder 1", "coder 2")
SECOND_CODER: dict[tuple[str, str], int] = {
    ("trust", "during"): 1,
    ("leadership", "during"): -1,
    ("support for innovation", "after"): -1,
    ("connectivity", "after"): 1,
    ("information exchange", "during"): 1,
}
"""Indicator and snapshot → by how much the second coder differs from the first."""

EVENTS: tuple[tuple[str, dt.date, str], ...] = (
    ("Regional review recommends specialist centres", Date(2013, 9, 30), "policy"),
    ("Radiology network set up", Date(2014, 4, 1), "policy"),
    ("Specialist centres chosen", Date(2014, 9, 15), "policy"),
    ("Boards and nurse group set up", Date(2015, 4, 1), "policy"),
    ("Saltmarrow joins the network", Date(2015, 6, 1), "implementation"),
    ("Kidney surgery centralised", GO_LIVE["kidney"], "implementation"),
    ("Prostate and bladder surgery centralised", GO_LIVE["prostate_bladder"], "implementation"),
    ("Oesophago-gastric surgery centralised", GO_LIVE["oesophago_gastric"], "implementation"),
    ("New video link for MDTs", Date(2017, 9, 4), "technology"),
)


def decisions(seed: int) -> list[Row]:
    """Return the rows of ``decisions``: some documents are ratified again and again."""
    chance = Chance(seed, "surgery decisions")
    return [
        {"decision": f"D{number:02d}", "document": decision.document, "topic": decision.topic, **row}
        for number, decision in enumerate(DECISIONS, 1)
        for step in decision.steps
        for row in _by(step, chance)
    ]


def _by(step: Step, chance: Chance) -> Iterator[dict[str, str | dt.date]]:
    """Yield who took a step: of everyone, some were not in the room and are not recorded."""
    for organisation in open_providers(step.date) if step.by == EVERYONE else (step.by,):
        if step.by != EVERYONE or chance.happens(0.85):
            yield {
                "organisation": organisation,
                "action": step.action,
                "date": step.date,
                "evidence": step.evidence,
            }


def indicators() -> list[Row]:
    """Return the rows of ``indicators``: ten for each snapshot, coded by two for the whole network."""
    rounds = ("before", "during", "after")
    return [
        {
            "indicator": indicator,
            "level": levels[number] + (SECOND_CODER.get((indicator, snapshot), 0) if coder == CODERS[1] else 0),
            "snapshot": snapshot,
            "scope": "network",
            "coder": coder,
            "evidence": f"interviews, round {number + 1}",
        }
        for coder in CODERS
        for number, snapshot in enumerate(rounds)
        for indicator, levels in LEVELS.items()
    ]


def timeline() -> list[Row]:
    """Return the rows of ``timeline``."""
    return [{"label": label, "date": day, "kind": kind} for label, day, kind in EVENTS]
