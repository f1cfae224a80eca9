"""The ten indicators of collaboration as people coded them, how far coders agree, and what the ties can add."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from sna.infer.agreement import BOOTSTRAP, resampled
from sna.io.context import INDICATORS
from sna.lenses.lens import Lens, Looking, Row, says
from sna.lenses.proxies import proxy_rows
from sna.model import Study

if TYPE_CHECKING:
    import pandas as pd

CODED = "what people coded; nothing is scored by the machine"
ITEM = ["snapshot", "scope", "indicator"]
LAYER = "indicators"


def coded_indicators(looking: Looking) -> Iterator[Row]:
    """Yield levels by indicator, snapshot, scope and coder; the level coders share; their agreement; and proxies.

    ``indicator_level``: the level, 1 to 3 or 1 to 5, as ``other`` (a coder) gave it for ``group`` (the scope).
    ``indicator_agreed``: the level that all coders gave; undefined where they differ, and the note says how.
    ``kappa`` and ``kappa_weighted`` of each pair of coders (``group`` and ``other``), ``krippendorff_alpha`` of all:
    over every indicator, snapshot and scope. ``indicator_proxy``: see `proxy_rows`.

    References
    ----------
    D'Amour et al. (2008), doi:10.1186/1472-6963-8-188
    """
    frame = _coded(looking.study)
    for (snapshot, scope, indicator), rows in frame.groupby(ITEM, sort=False):
        base = {"layer": LAYER, "snapshot": snapshot, "metric": indicator, "group": scope, "target": CODED}
        for coder, level in zip(rows["coder"], rows["level"], strict=True):
            yield {**base, "quantity": "indicator_level", "other": coder, "value": float(level), "n": len(rows)}
        levels = sorted(set(rows["level"].tolist()))
        differ = f"coders differ: {' and '.join(f'{level:g}' for level in levels)}" if len(levels) > 1 else ""
        alone = "one coder: nobody has checked it" if len(rows) == 1 else ""
        value = np.nan if differ else levels[0]
        yield {**base, "quantity": "indicator_agreed", "value": value, "n": len(rows), "note": differ or alone}
    yield from _agreement(looking, frame)
    yield from proxy_rows(looking.study)


def _coded(study: Study) -> pd.DataFrame:
    """Return the coded levels, in the study's order of snapshots and the published order of indicators."""
    frame = study.tables["indicators"].frame
    frame = frame[frame["level"].notna()]
    shown = frame.reindex(columns=[*ITEM, "coder", "level"]).astype(object)
    filled = shown.assign(
        snapshot=shown["snapshot"].where(shown["snapshot"].notna(), ""),
        scope=shown["scope"].where(shown["scope"].notna(), "network"),
        coder=shown["coder"].where(shown["coder"].notna(), "coder not named"),
        level=shown["level"].astype(float),
    )
    filled = filled[filled["snapshot"].isin(["", *study.snapshots.names])]
    when = {name: place for place, name in enumerate(study.snapshots.names)}
    which = {name: place for place, name in enumerate(INDICATORS)}
    keys = filled.assign(
        when=filled["snapshot"].map(lambda name: when.get(name, -1)),
        network=filled["scope"] != "network",
        which=filled["indicator"].map(lambda name: which.get(name, len(which))),
    )
    order = keys.sort_values(["when", "network", "scope", "which", "indicator", "coder", "level"], kind="stable")
    return filled.loc[order.index]


def _agreement(looking: Looking, frame: pd.DataFrame) -> Iterator[Row]:
    """Yield how far coders agree, over all items."""
    wide = frame.pivot_table(index=ITEM, columns="coder", values="level", aggfunc="first", sort=True)
    base = {"layer": LAYER, "target": "these coders; other items like these"}
    method = f"bootstrap of items, {BOOTSTRAP} draws"
    pairs = itertools.product(itertools.combinations(wide.columns, 2), ("kappa", "kappa_weighted"))
    asked: list[tuple[tuple[str, ...], str]] = list(pairs)
    asked += [((), "krippendorff_alpha")] if len(wide.columns) > 1 else []
    for pair, name in asked:
        levels = (wide[list(pair)] if pair else wide).to_numpy(dtype=np.float64)
        found = resampled(levels, name, looking.testing.stream("indicators", name, *pair))
        row = {**base, "quantity": name, "value": found.value, "n": found.items, "note": found.reason}
        if pair:
            row |= {"group": pair[0], "other": pair[1]}
        if not np.isnan(found.low):
            row |= {"low": found.low, "high": found.high, "method": method, "resamples": BOOTSTRAP}
            row |= {"seed": looking.testing.seed}
        yield row


def _can(study: Study) -> bool:
    return says(study.tables.get("indicators"), "indicator", "level")


LENS = Lens(
    "indicators",
    "How far has collaboration come, as people see it, and what do the ties add?",
    "a table indicators with the columns indicator and level.",
    _can,
    coded_indicators,
)
