"""Coded indicators of collaboration, for readers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sna import draw
from sna.draw.wording import among, many, number
from sna.io.context import INDICATORS
from sna.model import Findings, Study
from sna.report.blocks import Drawn, Shown
from sna.report.tables import cell
from sna.report.views.view import View

if TYPE_CHECKING:
    import pandas as pd

DIMENSIONS = dict(
    zip(
        INDICATORS,
        (
            *("Shared goals and vision",) * 2,
            *("Internalisation",) * 2,
            *("Governance",) * 4,
            *("Formalisation",) * 2,
        ),
        strict=True,
    )
)
"""Indicator → its dimension (D'Amour et al. 2008, doi:10.1186/1472-6963-8-188)."""
FINE, COARSE = 5, 3
NETWORK = "network"


def sentences(findings: Findings, study: Study) -> Iterator[str]:
    """Yield where people see collaboration stand, and how far coders agree."""
    tiles = _tiles(findings, study)
    last = tiles[tiles["snapshot"] == tiles["snapshot"].iloc[-1]] if len(tiles) else tiles
    highest = _highest(tiles)
    top = last[(last["low"] == highest) & (last["high"] == highest)]["indicator"].tolist()
    low = last[(last["low"] == 1) & (last["high"] == 1)]["indicator"].tolist()
    if len(last):
        when = f"In {last['snapshot'].iloc[0]}, " if last["snapshot"].iloc[0] else ""
        parts = [f"{many(len(top), 'indicator')} at the highest level" + (f" ({among(top)})" if top else "")]
        parts.append(f"{many(len(low), 'indicator')} at the lowest" + (f" ({among(low)})" if low else ""))
        said = f"{when}people coded {' and '.join(parts)}, of {len(last)} coded for the whole network."
        yield said[0].upper() + said[1:]
    yield from _agreement(findings)
    proxies = findings.table[findings.table["quantity"] == "indicator_proxy"]
    fair = proxies[proxies["note"].str.startswith("good")]["metric"].unique().tolist()
    if fair:
        yield (
            f"Ties give a good hint of {among(fair)} only, a partial or weak one of some others, and none of the rest: "
            "they stand beside the levels and never make them."
        )


def _agreement(findings: Findings) -> Iterator[str]:
    table = findings.table
    alpha = table[table["quantity"] == "krippendorff_alpha"]
    if alpha.empty:
        yield "One coder coded everything: how far another would agree is not known. Two coders are the rule."
        return
    found = alpha.to_dict("records")[0]
    if math.isnan(found["value"]):
        yield f"How far coders agree cannot be said: {found['note']}."
        return
    interval = "no interval: too few items"
    if not math.isnan(found["low"]):
        interval = f"95% interval {number(found['low'], figures=2)} to {number(found['high'], figures=2)}"
    items = many(int(found["n"]), "item")
    yield (
        f"Coders agree with Krippendorff's alpha {number(found['value'], figures=2)} ({interval}; {items} coded by two "
        "or more; 1 is perfect, 0 is chance)."
    )


def tables(findings: Findings, study: Study) -> Iterator[Shown]:
    """Yield agreement, levels of parts of the network, and what ties add at the last snapshot."""
    import pandas as pd

    table = findings.table
    pairs = table[table["quantity"].isin(["kappa", "kappa_weighted"])]
    if len(pairs):
        rows = [
            {
                "coders": f"{row['group']} and {row['other']}",
                "measure": "Cohen's kappa" + (", weighted" if row["quantity"] == "kappa_weighted" else ""),
                "value": cell(row["value"]),
                "95% interval": f"{cell(row['low'])} to {cell(row['high'])}" if row["low"] == row["low"] else "[x]",
                "items": number(row["n"]),
            }
            for row in pairs.to_dict("records")
        ]
        yield Shown("Agreement of coders", pd.DataFrame(rows), "tables/lenses.csv")
    parts = table[(table["quantity"] == "indicator_agreed") & (table["group"] != NETWORK)]
    if len(parts):
        rows = [
            {
                "snapshot": row["snapshot"],
                "scope": row["group"],
                "indicator": row["metric"],
                "level": _differing(row["note"]) if math.isnan(row["value"]) else cell(row["value"]),
            }
            for row in parts.to_dict("records")
        ]
        yield Shown("Levels of parts of the network", pd.DataFrame(rows), "tables/lenses.csv", folded=True)
    last = study.snapshots.names[-1]
    proxies = table[(table["quantity"] == "indicator_proxy") & (table["snapshot"] == last)]
    hints = [
        {
            "indicator": row["metric"],
            "hint": row["note"].partition(" hint: ")[0] if " hint: " in row["note"] else "none",
            "value": cell(row["value"]),
            "what it is, and is not": row["note"].partition(" hint: ")[2] or row["note"],
        }
        for row in proxies.to_dict("records")
    ]
    yield Shown(f"What ties add, {last}", pd.DataFrame(hints), "tables/lenses.csv", folded=True)


def _differing(note: str) -> str:
    """Return the levels of coders who differ."""
    return note.removeprefix("coders differ: ")


def figures(findings: Findings, study: Study) -> Iterator[Drawn]:
    """Yield the tiles of levels coded for the whole network."""
    tiles = _tiles(findings, study)
    alike = study.snapshots.alike(study.snapshots.names[-1])
    drawn = tiles[tiles["snapshot"].isin(["", *alike])]
    if len(drawn):
        left_out = tiles["snapshot"].nunique() - drawn["snapshot"].nunique()
        apart = f" Not drawn: {many(left_out, 'snapshot')} of another sample." if left_out else ""
        source, tiles = f"Source: {study.title or study.name}.{apart}", drawn
        yield Drawn("indicators", draw.indicator_tiles(tiles, highest=_highest(tiles), source=source))


def _tiles(findings: Findings, study: Study) -> pd.DataFrame:
    """Return the levels of the whole network, one row an indicator and snapshot."""
    table = findings.table
    rows = table[(table["quantity"] == "indicator_level") & (table["group"] == NETWORK)]
    grouped = rows.groupby(["metric", "snapshot"], sort=False)["value"]
    tiles = grouped.agg(low="min", high="max", coders="size").reset_index().rename(columns={"metric": "indicator"})
    tiles["dimension"] = tiles["indicator"].map(lambda name: DIMENSIONS.get(name, ""))
    when = {name: place for place, name in enumerate(("", *study.snapshots.names))}
    which = {name: place for place, name in enumerate(INDICATORS)}
    order = tiles.assign(
        when=tiles["snapshot"].map(when), which=tiles["indicator"].map(lambda name: which.get(name, len(which)))
    ).sort_values(["when", "which", "indicator"], kind="stable")
    return tiles.loc[order.index, ["dimension", "indicator", "snapshot", "low", "high", "coders"]]


def _highest(tiles: pd.DataFrame) -> int:
    """Return the highest level of the scale: of three levels unless a finer one was used."""
    return FINE if len(tiles) and tiles["high"].max() > COARSE else COARSE


VIEW = View("Indicators of collaboration", sentences, tables, figures)
