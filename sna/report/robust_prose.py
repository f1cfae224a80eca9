"""Sentences on whether a gap holds under other choices, and on how stable ranks are."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

from sna.derive import survey_quality
from sna.draw.spelling import spelt
from sna.draw.wording import among, layer_words, many, number, p_value, percent, signed
from sna.model import Study
from sna.robustness import REPORTED, Sensitivity
from sna.terms import metric_label

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[Hashable, Any]

CLEAR_AT = 0.05
NAMED = 5
TOLD = "10% of ties lost"
NO_CORRECTION = (
    "The choices are not independent tests: most use most of the same facts. Counting them corrects for nothing, and "
    "none of them is better evidence than what was declared in advance."
)


def holds_sentences(found: Sensitivity) -> dict[str, str]:
    """Return, for every layer, under how many of the other choices its gap holds, and which say otherwise.

    Choices that change no value and no p are said, and not counted.
    """
    sentences: dict[str, str] = {}
    labels = found.frame().attrs["labels"]
    places = dict.fromkeys(zip(found.table["layer"], found.table["snapshot"], strict=True))
    for layer, snapshot in places:
        part = found.table[(found.table["layer"] == layer) & (found.table["snapshot"] == snapshot)]
        rows: list[Row] = list(part.to_dict("records"))
        told = _sentence(rows[0], rows[1:], metric_label(str(rows[0]["metric"]), labels))
        few = found.too_few.get((layer, snapshot), "")
        beside = f" Only {few}." if few else ""
        sentences[layer] = f"{sentences[layer]} {told}{beside}" if layer in sentences else f"{told}{beside}"
    return sentences


def _sentence(first: Row, rows: list[Row], label: str) -> str:
    """Return the sentences on one gap."""
    where = layer_words(str(first["layer"])) + ("" if first["snapshot"] == "all" else f", {first['snapshot']}")
    group, other = spelt(str(first["group"])), spelt(str(first["other"]))
    value = signed(first["value"]) if math.isfinite(first["value"]) else "undefined"
    p = p_value(first["p"]) if math.isfinite(first["p"]) else "no p"
    left = next((part for part in str(first["note"]).split("; ") if part.endswith("undefined, left out")), "")
    gap = f"{group} minus {other} organisations {value} {label}, {p}, n = {int(first['n'])}{', ' if left else ''}{left}"
    counted = [row for row in rows if row["changes"] == "yes"]
    same = len(rows) - len(counted)
    beside = f" {many(same, 'more choice')} {'changes' if same == 1 else 'change'} no value." if same else ""
    if not counted:
        return f"{where}: no other choice changes the gap ({gap}).{beside}"
    total = many(len(counted), "other choice")
    if not first["p"] <= CLEAR_AT or first["value"] == 0:
        otherwise = [row for row in counted if row["verdict"] in ("clearer", "flips")]
        clear = [row for row in otherwise if not row["turns_alike"] > 0]
        how = f": {_listed(clear)}. That is no finding" if clear else ""
        some = [row for row in otherwise if row["turns_alike"] > 0]
        beside = f" In some turns only: {_listed(some)}.{beside}" if some else beside
        return (
            f"{where}: the data cannot tell the groups apart as reported ({gap}); p is at most {CLEAR_AT} under "
            f"{len(clear) or 'none'} of {total}{how}.{beside}"
        )
    held = sum(row["verdict"] == "holds" for row in counted)
    share = f"all {total}" if held == len(counted) and held > 1 else f"{held or 'none'} of {total}"
    return f"{where}: the gap ({gap}) holds under {share}.{_otherwise(counted)}{beside}"


def _otherwise(counted: list[Row]) -> str:
    """Return what the choices say under which a gap does not hold."""
    said = {
        "flips": "It turns round {}.",
        "weaker": "It is no longer clear {}.",
        "cannot tell": "It cannot be tested {}.",
    }
    found = ((words, [row for row in counted if row["verdict"] == verdict]) for verdict, words in said.items())
    return "".join(f" {words.format(_listed(rows))}" for words, rows in found if rows)


def _listed(rows: list[Row]) -> str:
    """Return choices as clauses: the first few, and how many more there are."""
    each = [_clause(row) for row in rows]
    return among(each if len(each) <= NAMED else [*each[: NAMED - 1], f"{len(each) - NAMED + 1} more"])


def _clause(row: Row) -> str:
    worst = str(row["worst_case"])
    return f"{row['words']} ({worst})" if worst and not worst.startswith("one ") else str(row["words"])


def stability_sentence(found: Sensitivity, study: Study, *, layer: str, snapshot: str) -> str:
    """Say how far ranks are kept when a tenth of the ties is lost, and how often who is first stays first."""
    table = found.stability.table
    rows = table[(table["layer"] == layer) & (table["snapshot"] == snapshot)]
    told = rows[rows["other"].str.startswith(TOLD)]
    tau = told[told["quantity"] == "rank_stability"]
    if tau.empty or tau["value"].isna().all():
        return ""
    row = tau.iloc[0]
    label = metric_label(str(row["metric"]), {name: record.label for name, record in found.metrics.items()})
    first = told[told["quantity"] == "first_place_kept"]
    each = [
        f"{study.roster.name_of.get(who, who)} in {percent(share)}"
        for who, share in zip(first["organisation"], first["value"], strict=True)
    ]
    shown = each if len(each) <= NAMED else [*each[: NAMED - 1], f"{len(each) - NAMED + 1} more"]
    kept = f" First place is kept by {among(shown)} of the draws." if each else ""
    lost = str(row["other"]).partition(" lost ")[2]
    agreed = f"Kendall's tau-b {number(row['value'])} with the ranks as reported"
    span = f"5 to 95% of {int(row['resamples'])} draws: {number(row['low'])} to {number(row['high'])}"
    return (
        f"Ranks by {label}, had 10% of the ties {lost} been lost at random: {agreed} ({span}; 1 is the same "
        f"order).{kept}"
    )


def answers_sentence(study: Study, *, layer: str, snapshot: str) -> str:
    """Say on how many answers a layer of a survey rests, and how dense it is over the pairs observed; else nothing."""
    quality = survey_quality(study)
    rows = quality[(quality["layer"] == layer) & (quality["snapshot"] == snapshot)]
    if rows.empty:
        return ""
    row, network = rows.iloc[0], study.network(layer, snapshot)
    rate = f" ({percent(row['response_rate'])})" if row["approached"] else ""
    dense = f", {percent(network.m / network.pairs)} of which are tied" if network.pairs else ""
    return (
        f"Answers: {int(row['responded'])} of {int(row['approached'])} organisations approached answered{rate}; "
        f"{network.pairs:,} of {network.pairs + len(network.unobserved):,} pairs were observed{dense}. "
        f"{_silent(str(row['not_answered']), study)}"
    )


def _silent(listed: str, study: Study) -> str:
    names = [study.roster.name_of.get(who, who) for who in listed.split(", ")] if listed else []
    return f"Not answered: {among(names)}." if names else "Everybody who was approached answered."


def choices_table(found: Sensitivity, *, layer: str, snapshot: str) -> pd.DataFrame:
    """Return the choices of a layer for readers: gap, p, n, range and verdict, rounded."""
    import pandas as pd

    table = found.table[(found.table["layer"] == layer) & (found.table["snapshot"] == snapshot)]
    rows = [
        {
            "about": row["family"],
            "choice": "" if row["family"] == REPORTED else row["choice"],
            "measure": row["metric"],
            "gap": signed(row["value"]) if math.isfinite(row["value"]) else "[z]",
            "p": p_value(row["p"]).removeprefix("p = ") if math.isfinite(row["p"]) else "none",
            "n": f"{int(row['n'])}",
            "range": f"{signed(row['lowest'])} to {signed(row['highest'])}" if math.isfinite(row["lowest"]) else "",
            "furthest without": row["worst_case"],
            "what it says": row["verdict"] if row["changes"] != "no" else f"{row['verdict']} (same values)",
        }
        for row in table.to_dict("records")
    ]
    return pd.DataFrame(rows)


def stability_table(found: Sensitivity, *, layer: str, snapshot: str) -> pd.DataFrame:
    """Return how far ranks are kept for readers: one row for each share of organisations or ties lost."""
    import pandas as pd

    table = found.stability.table
    rows = table[(table["layer"] == layer) & (table["snapshot"] == snapshot)]
    lost: dict[str, dict[str, str]] = {}
    columns = {"rank_stability": "tau-b with the ranks reported", "top_three_kept": "first three in common"}
    for row in rows[rows["quantity"].isin(columns)].to_dict("records"):
        value = f"{number(row['value'])} ({number(row['low'])} to {number(row['high'])})"
        shown = value if math.isfinite(row["value"]) else f"[z] {row['note']}"
        blank = {"lost at random": row["other"], **dict.fromkeys(columns.values(), "")}
        lost.setdefault(row["other"], blank)[columns[row["quantity"]]] = shown
    return pd.DataFrame(list(lost.values()), columns=["lost at random", *columns.values()])
