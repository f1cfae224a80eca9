"""Events among nodes: told apart on the way out, found again on the way in, and nothing else taken for them."""

from dataclasses import replace

import pytest
from network_files import rows

from sna.errors import OutputError
from sna.io.formats.modes import joined, parted
from sna.io.formats.network_file import NetworkFile, Relation

SEATS = Relation("board", directed=False, ties=rows(("from", "to"), [("A", "m"), ("B", "m")]), two_mode=True)
NETWORK = NetworkFile(
    "net.dl", rows(("organisation", "place"), [("A", "x"), ("B", "")]), (SEATS,), rows(("event", "topic"), [("m", "y")])
)


def test_ties_written_the_other_way_round_are_turned():
    one = joined(NETWORK)
    turned = replace(one.relations[0], ties=rows(("from", "to"), [("m", "A"), ("B", "m")]))
    assert parted(replace(one, relations=(turned,))).relations[0].ties.cells == SEATS.ties.cells
    assert parted(one).events.cells == (("m", "y"),)
    assert parted(one).organisations.headings == ("organisation", "place")


def test_a_tie_between_organisations_leaves_one_kind_of_node():
    one = joined(NETWORK)
    other = replace(one.relations[0], ties=rows(("from", "to"), [("A", "B")]))
    network = replace(one, relations=(other,))
    assert parted(network) is network


def test_an_event_called_like_an_organisation_is_refused():
    with pytest.raises(OutputError, match="E856"):
        joined(replace(NETWORK, events=rows(("event",), [("A",)])))
    with pytest.raises(OutputError, match="E856"):
        joined(replace(NETWORK, organisations=rows(("organisation", "Mode"), [("A", "x")])))
