"""Place-based beside issue-based: the same table for two kinds of network, never subtracted."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from sna.derive.columns import texts
from sna.engines import as_presence
from sna.lenses.lens import Lens, Looking, Row, says
from sna.metrics import measure
from sna.model import FactTable, LayerRule, Network, Snapshot, Study
from sna.model.schema import NETWORK_TYPES

COLUMN = "network_type"
COUNT = "count of these records"
OBSERVED = "the organisations that took part, as observed"
NO_P = "no p: different kinds of network are set side by side, not tested"
EARTH = 6371.0088
"""Mean radius of the earth in km (IUGG)."""
_HOLDS = {"attendance": ("meetings", "meeting"), "members": ("partnerships", "partnership")}
"""Table of who took part → the table that says of what type it was, and by which column."""


def by_network_type(looking: Looking) -> Iterator[Row]:
    """Yield the same findings for the place-based and the issue-based part of every layer, at every snapshot.

    The facts of a type make a network of their own, over the organisations that took part in it: ``organisations``,
    ``sectors`` among them, ``ties``, ``density``, ``centralisation``, ``components``, ``mean_distance`` in steps,
    ``span_km`` (the greatest distance between two that took part, along the great circle), ``tie_km`` (the mean
    distance of those tied) and ``cross_sector_share`` of ties. ``untyped`` counts facts of no type.
    """
    study = looking.study
    for name, rule in study.layers.items():
        kinds = _types(study, rule)
        if kinds is None or (rule.directed and rule.table == "attendance"):
            continue
        for snapshot in study.snapshots:
            base = {"layer": name, "snapshot": snapshot.name}
            for kind in NETWORK_TYPES:
                part = _part(study, rule, kinds == kind, snapshot)
                rows = _of_network(part, name, snapshot.name) if part else _nothing()
                yield from ({**base, **row, "metric": f"network type: {kind}"} for row in rows)
        row = {"layer": name, "quantity": "untyped", "target": COUNT, "n": len(kinds)}
        yield {**row, "value": int(sum(kind not in NETWORK_TYPES for kind in kinds))}


def _types(study: Study, rule: LayerRule) -> npt.NDArray[np.object_] | None:
    """Return the type of each row behind a layer; ``None`` where no column says it."""
    if rule.table not in study.tables or rule.answers is not None:
        return None
    frame = study.tables[rule.table].frame
    if rule.table in _HOLDS:
        table, key = _HOLDS[rule.table]
        held = study.tables.get(table)
        if held is None or not says(held, COLUMN):
            return None
        known = dict(zip(held.frame[key], texts(held.frame, COLUMN), strict=True))
        return np.array([known.get(one) for one in frame[key]], dtype=object)
    return texts(frame, COLUMN) if says(study.tables[rule.table], COLUMN) else None


def _part(study: Study, rule: LayerRule, kept: npt.NDArray[np.bool_], snapshot: Snapshot) -> Study | None:
    """Return the study of these facts alone, over the organisations that took part; ``None`` where none did."""
    table = study.tables[rule.table]
    narrowed: FactTable = replace(table, frame=table.frame[kept])
    part = replace(study, tables={**study.tables, rule.table: narrowed}, layers={rule.name: rule}, _derived={})
    if study.is_two_mode(rule.name):
        there = part.affiliation(rule.name, snapshot.name)
        ids = {there.rows.ids[place] for place in there.row.tolist()}
    else:
        network = part.network(rule.name, snapshot.name)
        ids = {network.roster.ids[place] for place in (*network.ties.sender.tolist(), *network.ties.receiver.tolist())}
    return replace(part, roster=study.roster.subset(ids), _derived={}) if ids else None


def _nothing() -> Iterator[dict[str, Any]]:
    yield {"quantity": "organisations", "value": 0, "target": COUNT, "note": "nobody took part"}


def _of_network(part: Study, layer: str, snapshot: str) -> Iterator[dict[str, Any]]:
    network = part.network(layer, snapshot)
    base = {"n": network.n, "target": OBSERVED}
    yield {**base, "quantity": "organisations", "value": network.n, "target": COUNT}
    sectors = [value for value in network.roster.attributes.get("sector", ()) if value is not None]
    blank = network.n - len(sectors)
    note = "; ".join(part for part in (f"{blank} of no known sector" if blank else "", NO_P) if part)
    yield {**base, "quantity": "sectors", "value": len(set(sectors)), "note": note}
    yield {**base, "quantity": "ties", "value": network.m, "target": COUNT}
    central = "in_degree_centralisation" if network.directed else "degree_centralisation"
    named = {"density": "density", central: "centralisation"}
    named |= {"components": "components", "mean_distance": "mean_distance"}
    scores = measure(part, metrics=sorted(named), layers=layer, snapshots=snapshot).table
    for row in scores.to_dict("records"):
        why = str(row["note"]) or NO_P
        yield {**base, "quantity": named[str(row["metric"])], "value": float(row["value"]), "note": why}
    yield from ({**base, **row} for row in _spread(network))


def _spread(network: Network) -> Iterator[dict[str, Any]]:
    """Yield how far the organisations and those tied are apart, and which share of ties crosses sectors."""
    places = [_place(network, at) for at in range(network.n)]
    known = np.array([place is not None for place in places])
    where = np.array([place or (np.nan, np.nan) for place in places])
    km = great_circle(where)
    lacking = int((~known).sum())
    said = f"{lacking} without latitude and longitude, left out" if lacking else NO_P
    far = float(np.nanmax(km)) if known.sum() > 1 else math.nan
    few = "fewer than two have latitude and longitude"
    yield {"quantity": "span_km", "value": far, "n": int(known.sum()), "note": few if math.isnan(far) else said}
    tied = np.triu(np.maximum(as_presence(network), as_presence(network).T), k=1) > 0
    lengths = km[tied & ~np.isnan(km)]
    mean = float(lengths.mean()) if len(lengths) else math.nan
    none = "no ties between organisations with latitude and longitude"
    yield {"quantity": "tie_km", "value": mean, "n": len(lengths), "note": NO_P if len(lengths) else none}
    sector = network.roster.attributes.get("sector", (None,) * network.n)
    ends = [(sector[s], sector[r]) for s, r in zip(*np.nonzero(tied), strict=True)]
    told = [(a, b) for a, b in ends if a is not None and b is not None]
    share = sum(a != b for a, b in told) / len(told) if told else math.nan
    blank = f"{len(ends) - len(told)} ties with an end of no known sector, left out" if len(told) < len(ends) else NO_P
    note = blank if told else "no ties between organisations of known sectors"
    yield {"quantity": "cross_sector_share", "value": share, "n": len(told), "note": note}


def _place(network: Network, at: int) -> tuple[float, float] | None:
    attributes = network.roster.attributes
    pair = [attributes[column][at] if column in attributes else None for column in ("latitude", "longitude")]
    return None if pair[0] is None or pair[1] is None else (float(pair[0]), float(pair[1]))


def great_circle(places: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the distance in km between every two places, given as latitude and longitude in degrees.

    Examples
    --------
    >>> great_circle(np.array([[0.0, 0.0], [0.0, 180.0], [90.0, 0.0]])).round(0).tolist()[0]
    [0.0, 20015.0, 10008.0]
    """
    latitude, longitude = np.radians(places).T
    north = latitude[:, None] - latitude[None, :]
    east = longitude[:, None] - longitude[None, :]
    half = np.sin(north / 2) ** 2 + np.cos(latitude)[:, None] * np.cos(latitude)[None, :] * np.sin(east / 2) ** 2
    return np.asarray(2 * EARTH * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0))))


def _can(study: Study) -> bool:
    if study.roster.kind != "organisations":
        return False
    return any(
        (kinds := _types(study, rule)) is not None and any(kind in NETWORK_TYPES for kind in kinds)
        for rule in study.layers.values()
    )


LENS = Lens(
    "network_type",
    "What differs between the place-based and the issue-based network?",
    "a column network_type (place, issue) in meetings, partnerships or a list of ties.",
    _can,
    by_network_type,
)
