"""Dependence and balance: networkx's row-normalised graphs and strengths."""

from __future__ import annotations

from typing import Any

import networkx as nx
from checks_first_set import weighted_directed
from metric_references import graph
from oracle_checks import Check

from sna.engines import as_networkx
from sna.model import Network

NETWORKX = f"networkx {nx.__version__}"
SENT = "karate, ties sent by the smaller id"
THINGS = {SENT: weighted_directed, "karate": lambda: graph("karate"), "lesmis": lambda: graph("lesmis")}


def shares(network: Network) -> Any:
    """Return networkx's graph in which the strengths that each organisation sends sum to 1."""
    return nx.stochastic_graph(as_networkx(network).to_directed(), weight="strength")


def strongest(network: Network) -> dict[str, float | None]:
    """Return the largest share that each organisation sends."""
    drawn = shares(network)
    return {i: max((share for _, _, share in drawn.out_edges(i, data="strength")), default=None) for i in drawn}


def of_others(network: Network) -> dict[str, float]:
    """Return the shares that each organisation receives, summed."""
    return dict(shares(network).in_degree(weight="strength"))


def balance(network: Network) -> dict[str, float]:
    """Return received less sent over both."""
    drawn: Any = as_networkx(network)
    received, sent = dict(drawn.in_degree(weight="strength")), dict(drawn.out_degree(weight="strength"))
    return {i: (received[i] - sent[i]) / (received[i] + sent[i]) for i in drawn}


CHECKS = [
    *(
        Check(metric, name, thing, lambda thing=thing, expected=expected: expected(thing()), NETWORKX)
        for metric, expected in (("dependence_on_strongest", strongest), ("dependence_of_others", of_others))
        for name, thing in THINGS.items()
    ),
    Check("receiving_sending_balance", SENT, weighted_directed, lambda: balance(weighted_directed()), NETWORKX),
]
