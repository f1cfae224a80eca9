"""Small studies made in memory whose gaps can be worked out by hand."""

import pandas as pd
import pytest

from sna.derive import DERIVING
from sna.model import Contrast, FactTable, Roster, Snapshot, Snapshots, Study
from sna.robustness.cases import Case

DATES = {"start", "end", "date", "period_start", "period_end"}
NUMBERS = {"cases", "sessions", "weight", "minutes_present", "duration_minutes", "value"}


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
    """Return a function: rules, tables and the ids of each group → study."""

    def build(*rules, tables, specialist="ABC", local="DEFGH", snapshots=(Snapshot("all"),), **fields):
        centre = dict.fromkeys(specialist, "specialist") | dict.fromkeys(local, "local")
        roster = Roster.of(list(centre), attributes={"centre": list(centre.values())})
        facts = {name: table(name, rows) for name, rows in tables.items()}
        contrast = Contrast("centre", ("specialist", "local"))
        layers = {rule.name: rule for rule in rules}
        return Study("hand", "", roster, facts, Snapshots(tuple(snapshots)), layers, (contrast,), DERIVING, **fields)

    return build


@pytest.fixture
def case_of():
    """Return a function: study → the case of its first layer at its last snapshot."""

    def build(study, metric):
        contrast = study.contrasts[0]
        return Case(study, next(iter(study.layers)), study.snapshots.names[-1], contrast, contrast.pairs[0], metric)

    return build
