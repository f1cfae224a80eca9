"""Resilience: what would be lost with whom, how the network falls apart, and what one new tie would change."""

from __future__ import annotations

from collections.abc import Iterator

from sna.errors import UsageError
from sna.lenses.departures import departure_rows
from sna.lenses.lens import Lens, Looking, Row
from sna.lenses.losses import loss_rows
from sna.lenses.removal import removal_rows
from sna.lenses.what_if import what_if_rows
from sna.model import Study


def resilience(looking: Looking) -> Iterator[Row]:
    """Yield, layer by layer, losses at the last snapshot, curves of withdrawal and what one new tie would change.

    See `loss_rows`, `removal_rows`, `what_if_rows`; then `departure_rows`. All of it describes what is on record:
    nothing here says how likely a withdrawal is, nor that new ties would not form after one.
    """
    study = looking.study
    last = study.snapshots.ordered[-1]
    for layer, rule in study.layers.items():
        if rule.history:
            continue
        try:
            network = study.network(layer, last.name)
            yield from loss_rows(looking, layer, last, network)
            yield from removal_rows(looking, layer)
            yield from what_if_rows(looking, layer, network)
        except UsageError:
            continue  # Narrowed to what the facts behind this layer know nothing of.
    yield from departure_rows(study)


def _can(study: Study) -> bool:
    return bool(study.layers)


LENS = Lens(
    "resilience",
    "What would be lost if a partner or a joint role went, and how soon does the network fall apart?",
    "any layer of ties.",
    _can,
    resilience,
)
