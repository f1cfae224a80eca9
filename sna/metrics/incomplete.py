"""Networks of which too little was observed for a measure that takes what was not as no tie."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sna.metrics.results import Value
from sna.model import MetricRecord, Network

FEWEST = 0.5
"""Share of pairs observed below which a value says more of who answered than of who has ties."""


def too_few(record: MetricRecord, networks: Sequence[Network]) -> str:
    """Return why a metric that takes unobserved pairs as no tie has no value here, as a clause; empty where it has.

    Examples
    --------
    >>> from sna.metrics import catalogue
    >>> from sna.metrics.sketch import sketch
    >>> too_few(catalogue()["in_degree"], [sketch("A>B B>C")])
    ''
    """
    if record.missing == "excluded" or record.of == "affiliation":
        return ""
    for network in networks:
        possible = network.pairs + len(network.unobserved)
        if network.unobserved and network.pairs < FEWEST * possible:
            where = f" of layer '{network.layer.name}'" if len(networks) > 1 else ""
            return f"{network.pairs} of {possible} pairs{where} observed: too few to take the others as no tie"
    return ""


def hardly_seen(record: MetricRecord, networks: Sequence[Network]) -> dict[int, str]:
    """Return the organisations, by place, of which too few ties in a metric's own direction were observed, and why.

    Nobody knows how many ties an organisation sends that did not answer: it is not none.

    Examples
    --------
    >>> from sna.metrics import catalogue
    >>> from sna.metrics.sketch import sketch
    >>> hardly_seen(catalogue()["out_degree"], [sketch("A>B B>C")])
    {}
    """
    if record.missing == "excluded" or record.direction not in {"in", "out"} or record.of != "network":
        return {}
    [network] = networks
    if not network.unobserved or not network.directed:
        return {}
    seen = network.observed.sum(axis=1 if record.direction == "out" else 0).tolist()
    most = network.n - 1
    way = "sent" if record.direction == "out" else "received"
    return {
        place: f"{many} of {most} possible ties {way} observed: too few to take the others as no tie"
        for place, many in enumerate(seen)
        if many < FEWEST * most
    }


def emptied(value: Value) -> Value:
    """Return a value, or one for each organisation or group, as undefined."""
    return float("nan") if isinstance(value, float) else np.full_like(value, np.nan)
