"""The one comparison a reader should see first, layer by layer."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sna.model import Findings, Study

if TYPE_CHECKING:
    import pandas as pd

Verdict = Literal["higher", "lower", "cannot tell"]

LEVEL = 0.05
FIRST_CHOICES = ("in_degree", "degree")
"""The metric of the headline where study.toml declares none."""


@dataclass(frozen=True)
class Headline:
    """What is needed for one sentence about one layer.

    Attributes
    ----------
    layer, snapshot
        The layer, at the latest snapshot with findings.
    metric
        The metric declared in advance, or the first of in-degree and degree that the layer has.
    group, other
        The groups compared.
    mean, other_mean, n, other_n
        Mean and number of organisations of each.
    difference, low, high
        ``mean − other_mean`` with its interval; ``nan`` where there is none.
    p, p_min
        p and the smallest p that was possible; ``nan`` where refused.
    verdict
        ``higher`` or ``lower``: the group against the other, at p ≤ .05; else ``cannot tell``.
    note
        What a reader must know, from the finding.
    """

    layer: str
    snapshot: str
    metric: str
    group: str
    other: str
    mean: float
    other_mean: float
    n: int
    other_n: int
    difference: float
    low: float
    high: float
    p: float
    p_min: float
    verdict: Verdict
    note: str = ""


def primary_metric(declared: str, known: Iterable[str]) -> str:
    """Return the metric that was declared in advance, else in-degree or degree, as far as a layer has it.

    On a layer made from attendance it is strength: nearly everybody meets everybody there, so degree hardly varies.

    Examples
    --------
    >>> primary_metric("", ["betweenness", "degree"]), primary_metric("betweenness", ["betweenness", "degree"])
    ('degree', 'betweenness')
    """
    names = list(known)
    usual = ("strength", *FIRST_CHOICES) if "two_mode_degree" in names else FIRST_CHOICES
    return next((name for name in (declared, *usual) if name in names), "")


def headline(findings: Findings, study: Study) -> tuple[Headline, ...]:
    """Return the headline of every layer in the findings of `asymmetry`, at the latest snapshot.

    Of several pairs of groups it is the first that could be tested, or else the first.

    Parameters
    ----------
    findings
        From `asymmetry`.
    study
        The study they are of: for the order of its snapshots and the metric it declares.

    Returns
    -------
    tuple of Headline
        In the order of layers; a layer without any metric of organisations has none.
    """
    gaps = findings.table[findings.table["quantity"] == "difference"]
    found = []
    for layer in dict.fromkeys(gaps["layer"]):
        of_layer = gaps[gaps["layer"] == layer]
        latest = max(of_layer["snapshot"], key=study.snapshots.names.index)
        rows = of_layer[of_layer["snapshot"] == latest]
        metric = primary_metric(study.primary_of(layer), rows["metric"]) or rows["metric"].iloc[0]
        of_metric = rows[rows["metric"] == metric]
        testable = of_metric[of_metric["p"].notna()]
        found.append(_headline((of_metric if testable.empty else testable).iloc[0], findings))
    return tuple(found)


def _headline(gap: pd.Series, findings: Findings) -> Headline:
    table = findings.table
    same = (table["quantity"] == "mean") & (
        table[["layer", "snapshot", "metric"]] == gap[["layer", "snapshot", "metric"]]
    ).all(axis=1)
    means = table[same].set_index("group")
    group, other = str(gap["group"]), str(gap["other"])
    return Headline(
        layer=str(gap["layer"]),
        snapshot=str(gap["snapshot"]),
        metric=str(gap["metric"]),
        group=group,
        other=other,
        mean=float(means["value"][group]),
        other_mean=float(means["value"][other]),
        n=int(means["n"][group]),
        other_n=int(means["n"][other]),
        difference=float(gap["value"]),
        low=float(gap["low"]),
        high=float(gap["high"]),
        p=float(gap["p"]),
        p_min=float(gap["p_min"]),
        verdict=_verdict(float(gap["p"]), float(gap["value"])),
        note=str(gap["note"]),
    )


def _verdict(p: float, difference: float) -> Verdict:
    if math.isnan(p) or p > LEVEL or difference == 0:
        return "cannot tell"
    return "higher" if difference > 0 else "lower"
