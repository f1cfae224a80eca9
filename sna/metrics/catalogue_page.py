"""The catalogue of metrics as a page to read, written from the records."""

from __future__ import annotations

import math

from sna.metrics.registry import NEVER, catalogue
from sna.model import MetricRecord

DIRECTIONS = {
    "in": "ties received",
    "out": "ties sent",
    "both": "ties sent and received",
    "none": "direction ignored",
}
WEIGHTS = {
    "ignored": "ties are present or absent",
    "strength": "stronger ties count for more",
    "length": "as lengths, 1/strength",
}
OF = {"affiliation": "who attended what (two-mode)", "multiplex": "two or more layers together"}
LAYERS = {"directed": "directed", "undirected": "undirected", "any": "directed and undirected"}
MISSING = {"excluded": "left out", "no tie": "taken as no tie, and a note says so"}
INTRODUCTION = """# Metrics

Every measure, generated from the records that help texts, axis labels and tests use as well. A value that is undefined
is empty, never 0, and its note says why. For metrics of organisations a group has the mean over its members with a
value. A metric with parts is asked for by its name, or by `NAME.PART` for one part.
"""


def catalogue_page() -> str:
    """Return the catalogue of all metrics in Markdown: the same bytes for the same records.

    Examples
    --------
    >>> print(catalogue_page().splitlines()[0])
    # Metrics
    """
    records = catalogue()
    levels = {"organisation": "Of organisations", "group": "Of groups", "network": "Of the network"}
    parts = [INTRODUCTION]
    for level, heading in levels.items():
        chosen = [record for record in records.values() if record.level == level]
        if chosen:
            parts.append(f"\n## {heading}\n")
            parts.extend(_entry(record) for record in chosen)
    return "".join(parts)


def _entry(record: MetricRecord) -> str:
    of = OF.get(record.of) or f"{LAYERS[record.layers]} layers"
    of += " of ratings (answers to a survey that are numbers)" if record.ratings else ""
    of += ", with groups of organisations" if record.groups else ""
    rows = {
        "Formula": record.formula,
        "Of": of,
        "Direction": DIRECTIONS[record.direction],
        "Weights": WEIGHTS[record.weights],
        "Bounds": f"{record.low:g} to {'no limit' if math.isinf(record.high) else f'{record.high:g}'}",
        "Undefined": record.undefined if record.undefined == NEVER else f"where: {record.undefined}",
        "Pairs not observed": MISSING[record.missing] if record.of != "affiliation" else "do not apply",
        "Meant for": f"up to {record.up_to:,} organisations",
        "A high value": record.means,
        "Source": record.source,
    }
    if record.parts:
        rows["Parts"] = "; ".join(f"`{leaf.name}` ({leaf.label})" for leaf in record.leaves)
    lines = "".join(f"- {name}: {text}\n" for name, text in rows.items())
    extra = "" if record.default else "- Measured only when named.\n"
    return f"\n### `{record.name}`\n\n{record.label[:1].upper()}{record.label[1:]}.\n\n{lines}{extra}"
