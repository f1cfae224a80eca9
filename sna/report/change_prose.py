"""Sentences on what changed between snapshots, computed from the tables."""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Hashable, Mapping
from typing import Any

from sna.contrast import Headline, said
from sna.draw.wording import layer_words, many, number, p_value, signed
from sna.model import Findings, Study
from sna.report.landmarks import ALL_UP_TO, landmarks, steps_to
from sna.report.movement_prose import history_sentences, movement_sentences
from sna.report.prose import named
from sna.report.unit_words import in_words

STEPS_SHOWN = 4
LEVEL = 0.05
STEPS_TOLD = 2


def change_sentences(findings: Findings, *, layer: str, steps: Collection[tuple[str, str]] | None = None) -> list[str]:
    """Say, for each step between snapshots or only for some, how many ties were kept, gained and lost."""
    table = findings.table[(findings.table["layer"] == layer) & (findings.table["organisation"] == "")]
    table = table[table["quantity"].isin(("ties_kept", "ties_gained", "ties_lost", "jaccard"))]
    sentences = []
    for (before, after), part in table.groupby(["before", "snapshot"], sort=False):
        if steps is not None and (before, after) not in steps:
            continue
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


def untested_sentences(findings: Findings, *, layer: str) -> list[str]:
    """Say why no step of a layer was tested, where that is so."""
    table = findings.table
    rows = table[(table["layer"] == layer) & (table["quantity"] == "steps_untested")]
    return [f"{note[0].upper()}{note[1:]}." for note in rows["note"]]


def gap_change_sentence(findings: Findings, found: Headline) -> str:
    """Say how the difference of a headline changed since the snapshot before, where that could be tested."""
    table = findings.table
    same = (table["layer"] == found.layer) & (table["snapshot"] == found.snapshot) & (table["metric"] == found.metric)
    pair = (table["group"] == said(found.group)) & (table["other"] == said(found.other))
    rows = table[same & pair & table["quantity"].isin(("change", "change_common")) & table["p"].notna()]
    if rows.empty:
        return ""
    row = rows.iloc[0]
    of_labels = table[same & pair & (table["quantity"] == "change_by_group") & (table["before"] == row["before"])]
    second = float(of_labels["p"].iloc[0]) if len(of_labels) else math.nan
    return f"Since {row['before']} it {_moved(row.to_dict(), second)}."


def _moved(row: Mapping[Hashable, Any], second: float) -> str:
    """Say whether a gap has changed; p decides, the interval (in the table) answers another question."""
    if not row["p"] <= LEVEL:
        told = f"changed by {signed(row['value'])}, which the data cannot tell from turnover of ties alone"
        return f"{told} ({p_value(row['p'])})"
    way = "rose" if row["value"] > 0 else "fell"
    told = f"{way} by {signed(abs(row['value'])).removeprefix('+')}, more than turnover of ties alone would give"
    told = f"{told} ({p_value(row['p'])})"
    if math.isnan(second):
        return f"{told}; whether that hangs on the groups could not be tested"
    if second <= LEVEL:
        return f"{told} and more than if changes had nothing to do with the groups ({p_value(second)})"
    return f"{told}; whether that hangs on the groups the data cannot tell ({p_value(second)})"


def steps_shown(findings: Findings, study: Study, layer: str) -> set[tuple[str, str]]:
    """Return the steps to say in words: of many, those to the snapshots that a page shows."""
    table = findings.table[findings.table["layer"] == layer]
    every = set(zip(table["before"], table["snapshot"], strict=True))
    return every if len(every) <= ALL_UP_TO else steps_to(study, landmarks(study, layer))


def change_summary(findings: Findings, study: Study) -> list[str]:
    """Return what changed, layer by layer and step by step, and who joined and left."""
    steps = [
        f"{layer_words(layer)}: {sentence[0].lower()}{sentence[1:]}"
        for layer in study.layers
        for sentence in change_sentences(findings, layer=layer, steps=steps_shown(findings, study, layer))
    ]
    # The reason is the same for every layer, and is said once.
    untested = dict.fromkeys(said for layer in study.layers for said in untested_sentences(findings, layer=layer))
    further = [
        f"{layer_words(layer)}, {before} to {after}. {' '.join(said)}"
        for layer in study.layers
        for before, after in told_steps(_steps(findings))
        if (said := movement_sentences(findings, study, layer=layer, before=before, after=after))
    ]
    every = (*steps, *untested, *further, *roster_sentences(findings, study), *history_sentences(findings, study))
    return [in_words(sentence, study) for sentence in every]


def told_steps(steps: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the steps that sentences tell of in detail: both of two, of more the last.

    Examples
    --------
    >>> told_steps([("a", "b"), ("b", "c"), ("c", "d")])
    [('c', 'd')]
    """
    return steps if len(steps) <= STEPS_TOLD else steps[-1:]


def _steps(findings: Findings) -> list[tuple[str, str]]:
    """Return the steps that were compared, in order."""
    rows = findings.table[findings.table["quantity"] == "ties_kept"]
    return list(dict.fromkeys(zip(rows["before"], rows["snapshot"], strict=True)))


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
