"""Small studies made in memory whose gaps can be worked out by hand."""

import pytest
from typed_facts import facts

from sna.derive import DERIVING
from sna.model import Contrast, Roster, Snapshot, Snapshots, Study
from sna.robustness.cases import Case


@pytest.fixture
def make_study():
    """Return a function: rules, tables and the ids of each group → study."""

    def build(*rules, tables, specialist="ABC", local="DEFGH", snapshots=(Snapshot("all"),), **fields):
        centre = dict.fromkeys(specialist, "specialist") | dict.fromkeys(local, "local")
        roster = Roster.of(list(centre), attributes={"centre": list(centre.values())})
        contrast = Contrast("centre", ("specialist", "local"))
        layers = {rule.name: rule for rule in rules}
        return Study(
            "hand", "", roster, facts(tables), Snapshots(tuple(snapshots)), layers, (contrast,), DERIVING, **fields
        )

    return build


@pytest.fixture
def case_of():
    """Return a function: study → the case of its first layer at its last snapshot."""

    def build(study, metric):
        contrast = study.contrasts[0]
        return Case(study, next(iter(study.layers)), study.snapshots.names[-1], contrast, contrast.pairs[0], metric)

    return build
