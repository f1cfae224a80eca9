"""Sentences on a step: what is more than noise, how ties lasted, what joiners and leavers did, who moved, new roles."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sna.draw.wording import many, number, p_value, percent, signed
from sna.model import Findings, Study
from sna.report.prose import named
from sna.report.tested_prose import step_sentences

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[Any, Any]

LEVEL = 0.05
MOVES = ("ties_gained", "ties_lost", "ties_stronger", "ties_weaker", "joined", "left")
ROLES = {
    "broker": ("new brokers (over twice an equal share of shortest paths)", "brokers no longer"),
    "core": ("into the core", "out of the core"),
    "isolate": ("without any tie since", "with ties again"),
}


def movement_sentences(findings: Findings, study: Study, *, layer: str, before: str, after: str) -> list[str]:
    """Say of one step what is more than noise, how ties formed and lasted, what is composition, who moved, new roles.

    Nothing is said of a step at which nothing changed.
    """
    table = findings.table
    step = table[(table["layer"] == layer) & (table["before"] == before) & (table["snapshot"] == after)]
    if unchanged(step):
        return []
    parts = (
        *step_sentences(step, findings, study),
        rate_sentence(step),
        *parts_sentences(step),
        rank_sentence(step, findings, study),
        role_sentence(step, study),
    )
    return [part for part in parts if part]


def unchanged(step: pd.DataFrame) -> bool:
    """Whether nothing changed at a step of a layer: the same organisations, ties and strengths."""
    whole = step[(step["organisation"] == "") & step["quantity"].isin(MOVES)]
    return len(whole) > 0 and not whole["value"].ne(0).any()


def rate_sentence(step: pd.DataFrame) -> str:
    """Say how many of the possible ties formed and how many of the ties lasted, among organisations in both."""
    rows = {row["quantity"]: row for row in step.to_dict("records") if row["quantity"].endswith("_rate")}
    formed, lasted = rows.get("formation_rate"), rows.get("persistence_rate")
    if formed is None or lasted is None or math.isnan(formed["value"]) or math.isnan(lasted["value"]):
        return ""
    why = lasted["note"] if math.isnan(lasted["low"]) else ""
    return (
        f"Among organisations in both, {_share(lasted)} of {many(int(lasted['n']), 'tie')} persisted and "
        f"{_share(formed)} of {int(formed['n']):,} places without a tie got one{f' ({why})' if why else ''}."
    )


def _share(row: Row) -> str:
    if math.isnan(row["low"]):
        return percent(row["value"])
    return f"{percent(row['value'])} (95% interval {percent(row['low'])} to {percent(row['high'])})"


def parts_sentences(step: pd.DataFrame) -> Iterator[str]:
    """Say what joiners and leavers did to density, apart from the same organisations tied differently."""
    moved = step[step["quantity"].isin(("joined", "left")) & (step["organisation"] == "")]["value"].sum()
    rows = step[(step["metric"] == "density") & (step["group"] == "")].drop_duplicates("quantity")
    values = rows.set_index("quantity")["value"]
    parts = [values.get(name, math.nan) for name in ("change", "change_composition", "change_retying")]
    if not moved or any(math.isnan(part) for part in parts):
        return
    total, composition, retying = (signed(part) for part in parts)
    yield (
        f"With those who joined or left, density changed by {total}: {composition} by other organisations being in the "
        f"network, {retying} by the same organisations being tied differently."
    )


def rank_sentence(step: pd.DataFrame, findings: Findings, study: Study) -> str:
    """Name whose rank changed by more than turnover of ties alone would explain, corrected over organisations."""
    rows = step[(step["quantity"] == "rank_change") & step["p_adjusted"].notna()]
    if rows.empty:
        return ""
    by = findings.metrics[rows["metric"].iloc[0]].label
    sure = rows[rows["p_adjusted"] <= LEVEL].sort_values(["p_adjusted", "organisation"])
    if sure.empty:
        if not rows["value"].any():
            return f"By {by}, nobody's rank changed."
        least = p_value(float(rows["p_adjusted"].min()))
        return f"By {by}, the data cannot tell any change of rank from turnover of ties (smallest corrected {least})."
    names = study.roster.name_of
    each = [f"{names.get(r['organisation'], r['organisation'])} {_moved(r)}" for r in sure.to_dict("records")]
    return f"By {by}, more than turnover of ties would do: {'; '.join(each)}."


def _moved(row: Row) -> str:
    way = "up" if row["value"] < 0 else "down"
    places = many_places(abs(row["value"]))
    return f"{way} {places} ({row['note'].split(';')[0]}; corrected {p_value(row['p_adjusted'])})"


def many_places(count: float) -> str:
    """Return a number of ranks, halves included, with its noun.

    Examples
    --------
    >>> many_places(1.0), many_places(2.5)
    ('1 place', '2.5 places')
    """
    return f"{number(count)} {'place' if count == 1 else 'places'}"


def role_sentence(step: pd.DataFrame, study: Study) -> str:
    """Name who became or is no longer a broker, in the core or without ties; empty where nobody did."""
    parts = []
    for role, (entered, left) in ROLES.items():
        for way, words in (("entered", entered), ("left", left)):
            rows = step[(step["quantity"] == f"{role}_{way}") & (step["organisation"] != "")]
            if len(rows):
                parts.append(f"{words}: {named(sorted(rows['organisation']), study)}")
    if not parts:
        return ""
    sentence = "; ".join(parts)
    return f"{sentence[0].upper()}{sentence[1:]}. Roles have no test: one tie can make one."


def history_sentences(findings: Findings, study: Study) -> list[str]:
    """Say of organisations that follow others whether they are compared as one history or as recorded."""
    merged = [problem.value for problem in study.problems if problem.code == "W431"]
    if merged:
        return [f"Counted as one history, so that a merger is no change: {merged[0]}."]
    table = findings.table
    rows = table[(table["quantity"] == "left") & table["note"].str.startswith("followed by ")]
    names = study.roster.name_of
    found = {}
    for row in rows.to_dict("records"):
        after = row["note"].removeprefix("followed by ")
        found[row["organisation"]] = (
            f"{names.get(row['organisation'], row['organisation'])} left and is followed by {names.get(after, after)}"
        )
    if not found:
        return []
    listed = "; ".join(found[organisation] for organisation in sorted(found))
    return [f"Mergers are compared as recorded: {listed}. To see one history, set successors to merged."]
