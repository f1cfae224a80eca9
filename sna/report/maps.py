"""The tables of a layer's map: organisations in their places, ties with their change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sna.change import tie_changes
from sna.engines import as_matrix
from sna.layout import drawn_over_time, left_out, shared_layout
from sna.model import Contrast, Network, Study

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class LayerMap:
    """What a sociogram of one layer draws, and the words that go with it."""

    organisations: pd.DataFrame
    ties: pd.DataFrame
    directed: bool
    counts: str
    layer: str
    size_of: str
    groups: tuple[str, ...]
    left_out: str
    when: Mapping[str, str]
    observed: Mapping[str, tuple[int, int]]
    samples: Mapping[str, str]


def layer_map(study: Study, layer: str, *, by: Contrast | None = None, seed: int = 0) -> LayerMap:
    """Return the map of one layer over all snapshots, every organisation in one place throughout.

    Parameters
    ----------
    study, layer
        What to draw.
    by
        Groups to tell apart; the study's first contrast if left out.
    seed
        Of the layout.
    """
    import pandas as pd

    contrast = by or study.contrast()
    networks = [study.network(layer, name) for name in study.snapshots.names]
    drawn, places = map_places(study, layer, seed)
    kind = networks[0].layer
    samples = {snapshot.name: snapshot.sample for snapshot in study.snapshots}
    return LayerMap(
        organisations=pd.concat([_organisations(study, network, places, contrast) for network in networks]),
        ties=pd.concat([_ties(networks, drawn, step, samples) for step in range(len(networks))]),
        directed=kind.directed,
        counts=kind.counts,
        layer=layer,
        size_of=f"{kind.counts} received" if kind.directed else kind.counts,
        groups=contrast.groups if contrast else (),
        left_out=_left_out(networks, drawn),
        when={snapshot.name: period(snapshot.start, snapshot.end) for snapshot in study.snapshots},
        observed={n.snapshot: (n.pairs, n.pairs + len(n.unobserved)) for n in networks if n.unobserved},
        samples=samples,
    )


@dataclass(frozen=True, eq=False)
class _Placed:
    """Layouts that were made of a study's layers, by layer and seed."""

    known: dict[tuple[str, int], tuple[list[Network], pd.DataFrame]]


_PLACED: WeakKeyDictionary[Study, _Placed] = WeakKeyDictionary()


def map_places(study: Study, layer: str, seed: int) -> tuple[list[Network], pd.DataFrame]:
    """Return the networks of a layer as drawn, and every organisation's place in them, by id; worked out once."""
    known = _PLACED.setdefault(study, _Placed({})).known
    if (layer, seed) not in known:
        drawn = list(drawn_over_time([study.network(layer, name) for name in study.snapshots.names]))
        known[layer, seed] = drawn, shared_layout(drawn, seed=seed).set_index("organisation")
    return known[layer, seed]


def _organisations(study: Study, network: Network, places: pd.DataFrame, contrast: Contrast | None) -> pd.DataFrame:
    import pandas as pd

    there = network.roster.position
    received = as_matrix(network).sum(axis=0)
    column = contrast.column if contrast else ""
    ever = study.roster.group_of(column)
    now = network.roster.group_of(column)
    ids = list(places.index)
    return pd.DataFrame(
        {
            "panel": network.snapshot,
            "organisation": ids,
            "name": [study.roster.name_of[i] for i in ids],
            "group": [now.get(i, ever[i]) or "" for i in ids],
            "x": places["x"].to_numpy(),
            "y": places["y"].to_numpy(),
            "size": [float(received[there[i]]) if i in there else 0.0 for i in ids],
            "present": [i in there for i in ids],
        }
    )


def _ties(networks: Sequence[Network], drawn: Sequence[Network], step: int, samples: Mapping[str, str]) -> pd.DataFrame:
    """Return the ties drawn in one panel: all in the first; later those kept, gained, and lost since the one before.

    All in the first of another sample too: nothing before it is compared with it.
    """
    import pandas as pd

    now = _listed(drawn[step])
    if step == 0 or samples[networks[step - 1].snapshot] != samples[networks[step].snapshot]:
        return now.assign(panel=networks[step].snapshot, change="baseline")
    compared = tie_changes(networks[step - 1], networks[step])
    states = compared.set_index(["sender", "receiver"])["change"]
    # A tie whose pair was not observed before is neither kept nor new: it is drawn like those of a first snapshot.
    known = states.reindex(pd.MultiIndex.from_frame(now[["sender", "receiver"]])).fillna("baseline")
    now = now.assign(change=known.to_numpy())
    before = _listed(drawn[step - 1])
    gone = states.reindex(pd.MultiIndex.from_frame(before[["sender", "receiver"]])).to_numpy() == "lost"
    both: pd.DataFrame = pd.concat([now, before[gone].assign(change="lost")])
    return both.assign(panel=networks[step].snapshot)


def _listed(network: Network) -> pd.DataFrame:
    import pandas as pd

    ids = network.roster.ids
    return pd.DataFrame(
        {
            "sender": [ids[i] for i in network.ties.sender],
            "receiver": [ids[i] for i in network.ties.receiver],
            "weight": network.ties.weight,
        }
    )


def _left_out(networks: Sequence[Network], drawn: Sequence[Network]) -> str:
    """Say which part of the latest network is drawn; empty where all of it is."""
    sentence = left_out(networks[-1], drawn[-1])
    return sentence if len(networks) == 1 or not sentence else f"{networks[-1].snapshot}: {sentence}"


def period(start: object, end: object) -> str:
    """Return an interval in words; empty where it is open on both sides."""
    return "" if start is None and end is None else f"{start or '…'} to {end or '…'}"
