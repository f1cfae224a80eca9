"""Roles that organisations entered and left: broker, core, periphery, without ties."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from sna.change.steps import Step
from sna.contrast import said
from sna.metrics import catalogue, compute
from sna.model import Network

Row = Mapping[str, Any]

SHARES = 2.0
"""How many equal shares of all betweenness a broker has more than."""

DEFINED = {
    "broker": "betweenness more than twice the mean of the network: over twice an equal share of the shortest paths",
    "core": "in the core of every best division (core_discrete = 1)",
    "periphery": "in the core of no best division (core_discrete = 0)",
    "isolate": "no tie",
}


def roles_of(network: Network) -> dict[str, frozenset[str]]:
    """Return who has which role; a role that is undefined in a network is left out.

    Brokers have more than twice the mean betweenness: where all have about as much, as among organisations that are
    nearly all tied to each other, nobody is one. Core and periphery are those of the best division into two blocks, and
    organisations that best divisions place differently are in neither. Isolates have no tie.

    Examples
    --------
    >>> from sna.metrics import sketch
    >>> {role: sorted(who) for role, who in roles_of(sketch("A-B A-C A-D E")).items()}
    {'broker': ['A'], 'core': ['A'], 'periphery': ['E'], 'isolate': ['E']}
    """
    ids = np.array(network.roster.ids, dtype=object)
    found = {}
    between = np.asarray(compute("betweenness", network))
    if len(between) and not np.isnan(between).any():
        found["broker"] = frozenset(ids[between > SHARES * between.mean() + 1e-9 * max(between.max(), 1)])
    if 0 < network.n <= catalogue()["core_discrete"].up_to:
        core = np.asarray(compute("core_discrete", network))
        if not np.isnan(core).all():
            found |= {role: frozenset(ids[core == value]) for role, value in (("core", 1), ("periphery", 0))}
    tied = np.union1d(network.ties.sender, network.ties.receiver)
    found["isolate"] = frozenset(np.delete(ids, tied))
    return found


def role_rows(step: Step) -> Iterator[Row]:
    """Yield who entered and who left each role: the number, then a row an organisation; only of those in both."""
    before, after = ({} if step.refused else roles_of(network) for network in (step.before, step.after))
    for role, meaning in DEFINED.items():
        for way in ("entered", "left"):
            base = {**step.where, "quantity": f"{role}_{way}", "method": meaning}
            if role not in before or role not in after:
                note = step.refused or "undefined in one of the snapshots"
                yield {**base, "value": math.nan, "n": len(step.both), "note": note}
                continue
            one, other = (before, after) if way == "entered" else (after, before)
            who = sorted((other[role] - one[role]) & set(step.both))
            yield {**base, "value": float(len(who)), "n": len(step.both)}
            for organisation in who:
                group = said(step.group_of(organisation))
                yield {**base, "organisation": organisation, "group": group, "value": 1.0, "n": 1}
