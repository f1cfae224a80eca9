"""Sentences on what changed between snapshots, computed from the tables."""

from __future__ import annotations

import itertools
import math

from sna.contrast import Headline, said
from sna.draw.wording import layer_words, many, number, p_value, signed
from sna.model import Findings, Study
from sna.report.prose import named
from sna.terms import worded

STEPS_SHOWN = 4


def change_sentences(findings: Findings, *, layer: str) -> list[str]:
    """Say, for each step between snapshots, how many ties were kept, gained and lost."""
    table = findings.table[(findings.table["layer"] == layer) & (findings.table["organisation"] == "")]
    sentences = []
    for (before, after), part in table.groupby(["before", "snapshot"], sort=False):
        once = part.drop_duplicates("quantity").set_index("quantity")
        values = once["value"]
        if math.isnan(values["ties_kept"]):
            why = str(once["note"]["ties_kept"])
            sentences.append(f"From {before} to {after}: no comparison; {why}.")
            continue
        jaccard = values.get("jaccard", float("nan"))
        alike = f" (Jaccard {number(jaccard)})" if not math.isnan(jaccard) else ""
        sentences.append(
            f"From {before} to {after}: {many(int(values['ties_kept']), 'tie')} kept, "
            f"{int(values['ties_gained'])} gained, {int(values['ties_lost'])} lost{alike}."
        )
    return sentences


def gap_change_sentence(findings: Findings, found: Headline) -> str:
    """Say how the difference of a headline changed since the snapshot before, where that could be tested."""
    table = findings.table
    same = (table["layer"] == found.layer) & (table["snapshot"] == found.snapshot) & (table["metric"] == found.metric)
    pair = (table["group"] == said(found.group)) & (table["other"] == said(found.other))
    rows = table[same & pair & table["quantity"].isin(("change", "change_common")) & table["p"].notna()]
    if rows.empty:
        return ""
    row = rows.iloc[0]
    doubt = next((clause.strip() for clause in row["note"].split(";") if "robust" in clause), "")
    return (
        f"Since {row['before']} it changed by {signed(row['value'])} (95% interval {number(row['low'])} to "
        f"{number(row['high'])}; {p_value(row['p'])}{'; ' + doubt if doubt else ''})."
    )


def change_summary(findings: Findings, study: Study) -> list[str]:
    """Return what changed, layer by layer and step by step, and who joined and left."""
    steps = [
        f"{layer_words(layer)}: {sentence[0].lower()}{sentence[1:]}"
        for layer in study.layers
        for sentence in change_sentences(findings, layer=layer)
    ]
    return [worded(sentence, study.roster.kind) for sentence in (*steps, *roster_sentences(findings, study))]


def roster_sentences(findings: Findings, study: Study) -> list[str]:
    """Say who joined and who left, by name, at each step; of many steps only at the last."""
    table = findings.table[(findings.table["organisation"] != "") & findings.table["quantity"].isin(("joined", "left"))]
    steps = list(itertools.pairwise(study.snapshots.names))
    sentences = []
    for before, after in steps if len(steps) <= STEPS_SHOWN else steps[-1:]:
        part = table[(table["before"] == before) & (table["snapshot"] == after)]
        for verb in ("joined", "left"):
            who = sorted(set(part.loc[part["quantity"] == verb, "organisation"]))
            if who:
                sentences.append(f"From {before} to {after}, {named(who, study)} {verb}.")
    return sentences
