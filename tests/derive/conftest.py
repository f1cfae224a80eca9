"""Small studies made in memory, so that every tie can be worked out by hand."""

import datetime as dt

import pytest
from typed_facts import facts

from sna.derive import DERIVING
from sna.model import LayerRule, Roster, Snapshot, Snapshots, Study


@pytest.fixture
def make_study():
    def build(*rules, tables, snapshots=(Snapshot("all"),), ids="ABCD", **fields):
        layers = {rule.name: rule for rule in rules}
        dated, roster = Snapshots(tuple(snapshots)), Roster.of(ids)
        return Study("hand", "By hand", roster, facts(tables), dated, layers, (), DERIVING, **fields)

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
