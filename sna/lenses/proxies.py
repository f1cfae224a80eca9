"""What ties can say of the ten indicators of collaboration: a fair hint of some, nothing of others, a score of none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from sna.engines import as_presence
from sna.errors import UsageError
from sna.lenses.lens import Row
from sna.metrics import compute
from sna.model import Study

Fairness = str
Measured = Callable[[Study, str], tuple[str, float] | None]
"""A measure of a study at a snapshot, with the layer it is of; ``None`` without such a layer."""
TARGET = "these organisations, as observed"


@dataclass(frozen=True)
class Proxy:
    """What of the ties goes with an indicator, how fair it is, and what it must not be taken for.

    Attributes
    ----------
    fair
        ``good``, ``partial`` or ``weak``; empty where nothing is.
    what
        The measure, in words.
    beware
        What it does not say.
    of
        Returns the measure.
    """

    fair: Fairness
    what: str
    beware: str
    of: Measured = lambda *_: None


def _metric(name: str, *, met: bool | None = None, directed: bool | None = None) -> Measured:
    """Return a function that measures the first layer of a kind: of who met, or of ties with a direction."""

    def of(study: Study, snapshot: str) -> tuple[str, float] | None:
        for layer in study.layers:
            network = study.network(layer, snapshot)
            if met is not None and study.is_two_mode(layer) != met:
                continue
            if directed is not None and network.directed != directed:
                continue
            value = compute(name, network)
            return layer, float(np.asarray(value))
        return None

    return of


def _backed_by_posts(study: Study, snapshot: str) -> tuple[str, float] | None:
    """Return the share of pairs tied in any other layer that also share somebody in post."""
    posts = [name for name, rule in study.layers.items() if rule.table == "roles" and not rule.history]
    others = [name for name in study.layers if name not in posts]
    if not posts or not others:
        return None
    shared = as_presence(study.network(posts[0], snapshot)) > 0
    ids = study.network(posts[0], snapshot).roster.ids
    tied = np.zeros_like(shared)
    for name in others:
        network = study.network(name, snapshot)
        if network.roster.ids != ids:
            return None
        present = as_presence(network) > 0
        tied |= present | present.T
    pairs = np.triu(tied, 1)
    return posts[0], float((pairs & shared).sum() / pairs.sum()) if pairs.any() else np.nan


PROXIES: dict[str, Proxy] = {
    "goals": Proxy("", "", "ties do not say what people want"),
    "client-centred orientation": Proxy("", "", "ties do not say whose interests come first"),
    "mutual acquaintanceship": Proxy(
        "good",
        "share of pairs of organisations that met",
        "sitting in one room is a chance to get to know each other, no more",
        _metric("density", met=True),
    ),
    "trust": Proxy(
        "weak",
        "share of directed ties that are returned",
        "what is returned may be habit or duty; ask people",
        _metric("edge_reciprocity", directed=True),
    ),
    "centrality (governance)": Proxy(
        "partial",
        "degree centralisation of who met",
        "the indicator is about a body that gives direction: a network can be centralised without one",
        _metric("degree_centralisation", met=True),
    ),
    "leadership": Proxy(
        "partial",
        "effective number of equally connected organisations, by degree among who met",
        "shared ties are not shared leadership; see the lens on who leads",
        _metric("degree_effective_number", met=True),
    ),
    "support for innovation": Proxy("", "", "ties do not say what expertise there is"),
    "connectivity": Proxy(
        "good",
        "share of pairs that can reach each other through meetings",
        "venues are counted, not what is said in them",
        _metric("krackhardt_connectedness", met=True),
    ),
    "formalisation": Proxy(
        "partial",
        "share of tied pairs that share somebody in post",
        "a joint post is one kind of agreement; rules and contracts are not in these tables",
        _backed_by_posts,
    ),
    "information exchange": Proxy(
        "partial",
        "share of pairs that can reach each other along directed ties, direction ignored",
        "a route for information is not its use",
        _metric("krackhardt_connectedness", directed=True),
    ),
}
"""Indicator → what of the ties goes with it. Which is fair is our judgement, not the authors' of the indicators."""


def proxy_rows(study: Study) -> Iterator[Row]:
    """Yield ``indicator_proxy`` for every snapshot and indicator: a measure of ties, how fair it is, what it is not.

    Undefined where nothing measured of ties is fair, or the study has no such layer; a level is never concluded.
    """
    for snapshot in study.snapshots.names:
        for indicator, proxy in PROXIES.items():
            row = {"snapshot": snapshot, "quantity": "indicator_proxy", "metric": indicator, "target": TARGET}
            found = _found(proxy, study, snapshot)
            if not proxy.fair:
                yield {**row, "layer": "indicators", "value": np.nan, "note": f"no fair measure: {proxy.beware}"}
            elif found is None:
                yield {**row, "layer": "indicators", "value": np.nan, "note": f"no layer for: {proxy.what}"}
            else:
                layer, value = found
                undefined = "; undefined here" if np.isnan(value) else ""
                note = f"{proxy.fair} hint: {proxy.what}{undefined}; {proxy.beware}"
                yield {**row, "layer": layer, "value": value, "note": note, "n": study.network(layer, snapshot).n}


def _found(proxy: Proxy, study: Study, snapshot: str) -> tuple[str, float] | None:
    try:
        return proxy.of(study, snapshot)
    except UsageError:
        # The study was narrowed to facts that some layers know nothing of.
        return None
