"""The public names, used as in a notebook: from a study to a figure."""

import matplotlib.figure
import pandas as pd
import pytest

import sna
from sna.errors import UsageError


def test_a_notebook_from_top_to_bottom():
    study = sna.load("centralised-surgery")
    assert str(study).startswith("centralised-surgery: 13 organisations")

    network = study.network("mdt", "after")
    assert network.directed
    graph, fast = sna.as_networkx(network), sna.as_igraph(network)
    assert graph.number_of_edges() == fast.ecount() == network.m
    assert dict(graph.in_degree()) == dict(zip(fast.vs["name"], fast.indegree(), strict=True))

    scores = sna.measure(study, "in_degree", layer="mdt", snapshot="after")
    degree = scores[scores["organisation"] != ""].set_index("organisation")["value"].to_dict()
    assert degree == dict(graph.in_degree())

    gaps = sna.asymmetry(study, metrics="in_degree", layer="mdt")
    assert isinstance(gaps, pd.DataFrame)
    assert gaps.loc[gaps["quantity"] == "difference", "p"].between(0, 1).all()

    changes = sna.compare(study, layer="mdt", metrics="in_degree")
    kept = changes[changes["quantity"] == "ties_kept"]
    assert kept["before"].tolist() == ["before", "during"]

    organisations, ties = sna.map_tables(study, "mdt")
    picture = sna.draw.sociogram(
        organisations,
        ties,
        directed=True,
        counts="cases",
        layer="mdt",
        size_of="cases received",
        groups=("specialist", "local"),
    )
    everything = sna.measure(study, "in_degree", layer="mdt")
    strip = sna.draw.dumbbell(gaps, everything, layer="mdt", groups=("specialist", "local"))
    ranks = sna.draw.rank_chart(everything, layer="mdt", metric="in_degree", groups=("specialist", "local"))
    for figure in (picture, strip, ranks):
        assert isinstance(figure, matplotlib.figure.Figure)
        assert figure.title
        assert figure.alt
        assert all(isinstance(table, pd.DataFrame) for table in figure.drawn.values())


def test_a_layer_per_pathway_and_profession():
    study = sna.load("centralised-surgery")
    kidney = study.network("mdt", "after", pathway="kidney")
    assert 0 < kidney.m < study.network("mdt", "after").m
    surgeons = study.network("joint_roles", "during", profession="surgeon")
    assert surgeons.ties.weight.sum() == 4
    with pytest.raises(UsageError, match="no profession"):
        study.network("mdt", "after", profession="surgeon")


def test_public_names_are_listed_and_lazy():
    assert set(sna.__all__) <= set(dir(sna))
    with pytest.raises(AttributeError):
        sna.nothing  # noqa: B018 - the access is the test
