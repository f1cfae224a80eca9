"""Small studies made in memory, so that every tie can be worked out by hand."""

import datetime as dt

import pandas as pd
import pytest

from sna.derive import DERIVING
from sna.model import FactTable, LayerRule, Roster, Snapshot, Snapshots, Study

DATES = {"start", "end", "date", "period_start", "period_end"}
NUMBERS = {"cases", "sessions", "weight", "minutes_present", "duration_minutes", "listed", "discussed", "deferred"}
NUMBERS |= {"value", "mission", "reliability"}


def table(name, rows):
    """Return a fact table from rows as dicts, typed as the reader would."""
    frame = pd.DataFrame(rows)
    for column in frame.columns:
        if column in DATES:
            frame[column] = pd.to_datetime(frame[column])
        elif column in NUMBERS:
            frame[column] = frame[column].astype("float64")
        else:
            frame[column] = frame[column].astype(object).where(frame[column].notna(), None)
    frame.index = pd.RangeIndex(2, 2 + len(frame), name="line")
    return FactTable(name, f"{name}.csv", frame, rows_read=len(frame))


@pytest.fixture
def make_study():
    def build(*rules, tables, snapshots=(Snapshot("all"),), ids="ABCD", **fields):
        layers = {rule.name: rule for rule in rules}
        facts = {name: table(name, rows) for name, rows in tables.items()}
        return Study(
            "hand", "By hand", Roster.of(ids), facts, Snapshots(tuple(snapshots)), layers, (), DERIVING, **fields
        )

    return build


@pytest.fixture
def year():
    return Snapshot("2015", dt.date(2015, 1, 1), dt.date(2015, 12, 31))


@pytest.fixture
def joint():
    return LayerRule("joint", "roles", weight="people", directed=False)


@pytest.fixture
def edges():
    """Return a function: network → {(sender, receiver): weight}."""

    def of(network):
        ids = network.roster.ids
        ties = network.ties
        ends = zip(ties.sender.tolist(), ties.receiver.tolist(), ties.weight.tolist(), strict=True)
        return {(ids[s], ids[r]): round(w, 9) for s, r, w in ends}

    return of
