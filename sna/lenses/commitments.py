"""Commitments: what was planned against what came about, and which layer of ties came first."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from sna.engines import as_presence
from sna.errors import UsageError
from sna.infer.jackknife import share_of_pairs
from sna.infer.sign_test import sign_test
from sna.lenses.lens import Row, says
from sna.model import LayerRule, Network, Snapshot, Study
from sna.model.roster import Roster

Flags = npt.NDArray[np.bool_]

PLANNED = re.compile(r"\b(planned|plan|plans|intended|envisaged|potential)\b")
ON_PAPER = "membership"
MEMBERSHIP = LayerRule(ON_PAPER, "members", rule="meetings", directed=False)
FEWEST_DECIDED = 6
"""With fewer pairs no p below 0.05 is possible."""
MOST_ORGANISATIONS = 1_000
SAMPLES = "not worked out: snapshots of different samples are not compared"
COINS = "these organisations; which layer comes first as a coin for each pair on its own"
DECLARED = "{layer} is declared the lighter commitment"
UNDECLARED = "which of the two is the lighter commitment is not declared"
ALREADY = "ties every pair, or all but a few, in"
ORGANISATIONS_LIKE = "organisations like these"


def has_commitments(study: Study) -> bool:
    """Whether a study has something planned to compare with, or two layers at two snapshots."""
    return bool(_plans(study)) or (len(study.layers) > 1 and len(study.snapshots) > 1)


def commitment_rows(study: Study) -> Iterator[Row]:
    """Yield which share of what was planned came about, and which of two layers came first.

    ``planned_realised`` is the share of pairs tied in ``group`` (a layer that is called planned, or joint membership
    of a partnership) that are tied in ``layer`` at the same snapshot. ``layer_first`` is the share of pairs in which
    ``layer`` appeared at an earlier snapshot than ``other``, of pairs in which one of the two came first; pairs that
    had both from the same snapshot on are left out and counted, and so are pairs that never had both. It has no p where
    a layer ties every pair in the first snapshot, or all but fewer than six: it cannot come second. Where the study
    declares which of the two is the lighter commitment, ``layer`` is that one; where it does not, the note says so.
    """
    if len(study.roster) > MOST_ORGANISATIONS:
        why = f"not worked out above {MOST_ORGANISATIONS:,} organisations"
        yield {"quantity": "layer_first", "value": np.nan, "note": why, "n": len(study.roster)}
        return
    for name, rule in _plans(study):
        for snapshot in study.snapshots:
            yield from _realised(study, name, rule, snapshot)
    if len(study.snapshots) > 1 and study.snapshots.one_sample:
        yield from _orders(study)
    elif len(study.snapshots) > 1:
        present = [name for name, rule in study.layers.items() if not rule.history]
        for layer, other in itertools.combinations(present, 2):
            yield {"layer": layer, "quantity": "layer_first", "other": other, "value": np.nan, "n": 0, "note": SAMPLES}


def _plans(study: Study) -> list[tuple[str, LayerRule]]:
    """Return what is planned: layers that are called so, else who signed up for a partnership together."""
    found = [(name, rule) for name, rule in study.layers.items() if _is_planned(name, rule)]
    if not found and says(study.tables.get("members"), "partnership", "organisation"):
        found = [(ON_PAPER, MEMBERSHIP)]
    return found if _others(study) else []


def _is_planned(name: str, rule: LayerRule) -> bool:
    return any(PLANNED.search(words.lower().replace("_", " ").replace("-", " ")) for words in (name, rule.only))


def _others(study: Study) -> list[str]:
    """Return the layers that came about: neither planned nor past, and not membership itself."""
    return [
        name
        for name, rule in study.layers.items()
        if not _is_planned(name, rule) and not rule.history and rule.table != "members"
    ]


def _network(study: Study, name: str, rule: LayerRule, snapshot: Snapshot) -> Network | None:
    try:
        if name in study.layers:
            return study.network(name, snapshot.name)
        return study.deriving.network(study, rule, snapshot, study.filters)
    except UsageError:
        return None  # Narrowed to what the facts behind this layer know nothing of.


def tied_pairs(network: Network, roster: Roster) -> Flags:
    """Return who is tied to whom in either direction, as a matrix over a larger roster."""
    places = roster.places(network.roster.ids)
    present = as_presence(network) > 0
    tied = np.zeros((len(roster), len(roster)), dtype=bool)
    tied[np.ix_(places, places)] = present | present.T
    return tied


def _realised(study: Study, name: str, rule: LayerRule, snapshot: Snapshot) -> Iterator[Row]:
    plan = _network(study, name, rule, snapshot)
    if plan is None:
        return
    planned = tied_pairs(plan, study.roster)
    pairs = int(planned.sum()) // 2
    for other in _others(study):
        network = _network(study, other, study.layers[other], snapshot)
        if network is None:
            continue
        share, low, high = share_of_pairs(planned & tied_pairs(network, study.roster), planned)
        row = {"layer": other, "snapshot": snapshot.name, "quantity": "planned_realised", "group": name, "n": pairs}
        if not pairs:
            yield {**row, "value": np.nan, "target": ORGANISATIONS_LIKE, "note": "nothing was planned"}
            continue
        outside = int((tied_pairs(network, study.roster) & ~planned).sum()) // 2
        note = f"{outside} more pairs are tied without having been planned"
        if np.isnan(low):
            yield {**row, "value": share, "target": ORGANISATIONS_LIKE, "note": f"no interval: no spread; {note}"}
            continue
        how = {"low": low, "high": high, "method": "jackknife over organisations, t(n−1)"}
        yield {**row, **how, "value": share, "target": ORGANISATIONS_LIKE, "note": note}


def _orders(study: Study) -> Iterator[Row]:
    """Yield, for each two layers, in how many pairs the one came first."""
    began, full = {}, set[str]()
    for name, rule in study.layers.items():
        if not rule.history:
            first = np.full((len(study.roster),) * 2, len(study.snapshots))
            for place, snapshot in reversed(list(enumerate(study.snapshots))):
                network = _network(study, name, rule, snapshot)
                if network is not None:
                    first[tied_pairs(network, study.roster)] = place
                    full |= {name} if not place and ties_every_pair(network) else set()
            began[name] = first[np.triu_indices(len(study.roster), 1)]
    for pair in itertools.combinations(began, 2):
        declared = set(pair) <= set(study.commitments)
        layer, other = sorted(pair, key=study.commitments.index) if declared else pair
        row = order_row(layer, other, began[layer], began[other], len(study.snapshots))
        row = _without_p(row, [name for name in (layer, other) if name in full], study.snapshots.names[0])
        said = DECLARED.format(layer=layer) if declared else UNDECLARED
        yield {**row, "note": f"{row['note']}; {said}"}


def ties_every_pair(network: Network) -> bool:
    """Return whether every pair observed is tied, in either direction, or so nearly that few could be tied later."""
    present, observed = as_presence(network) > 0, network.observed
    tied = np.triu(present | present.T, 1)
    open_pairs = np.triu(observed | observed.T, 1) & ~tied
    return bool(tied.any()) and int(open_pairs.sum()) < min(FEWEST_DECIDED, int(tied.sum()))


def _without_p(row: Row, full: list[str], snapshot: str) -> Row:
    """Return an order without its p where a layer had next to every pair from the start: it could not come second."""
    if not full or "p" not in row:
        return row
    kept = {name: value for name, value in row.items() if name not in ("p", "p_mid", "p_min", "method")}
    why = "; ".join(f"{name} {ALREADY} {snapshot}, so it cannot come second" for name in full)
    return {**kept, "note": f"no p: {why}; {row['note']}"}


def order_row(layer: str, other: str, here: npt.NDArray[np.int64], there: npt.NDArray[np.int64], snapshots: int) -> Row:
    """Return which of two layers came first.

    Parameters
    ----------
    layer, other
        Names.
    here, there
        For every pair the place of the first snapshot at which it is tied in the one and in the other layer; the
        number of snapshots where it never is.
    snapshots
        Number of snapshots.
    """
    both = (here < snapshots) & (there < snapshots)
    before, after = int((both & (here < there)).sum()), int((both & (here > there)).sum())
    same = int((both & (here == there)).sum())
    alone = int(((here < snapshots) ^ (there < snapshots)).sum())
    firsts = f"{layer} first in {before}, {other} first in {after}"
    note = f"{firsts}; left out: {same} from the same snapshot on, {alone} with one of both only"
    row = {"layer": layer, "quantity": "layer_first", "other": other, "n": before + after, "target": COINS}
    if not before + after:
        return {**row, "value": np.nan, "note": f"the data cannot tell: {note}"}
    row |= {"value": before / (before + after)}
    if before + after < FEWEST_DECIDED:
        return {**row, "note": f"no p: fewer than {FEWEST_DECIDED} pairs had one before the other; {note}"}
    test = sign_test(before, after)
    how = {"p": test.p, "p_mid": test.p_mid, "p_min": test.p_min, "method": "exact sign test, two-sided"}
    return {**row, **how, "note": note}
