"""Sentences on what changed between snapshots, computed from the tables."""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sna.contrast import Headline, said
from sna.draw.wording import among, layer_words, many, number, p_value, signed
from sna.model import Findings, Study
from sna.report.landmarks import ALL_UP_TO, landmarks, steps_to
from sna.report.movement_prose import MOVES, history_sentences, movement_sentences, unchanged
from sna.report.prose import named
from sna.report.tested_prose import clear_sentences, refusal, small_sentences
from sna.report.two_studies import members_of, of_both, shared_sentences
from sna.report.unit_words import in_words

if TYPE_CHECKING:
    import pandas as pd

STEPS_SHOWN = 4
LEVEL = 0.05
STEPS_TOLD = 2
CHANGES = ("change", "change_common")


def change_sentences(findings: Findings, *, layer: str, steps: Collection[tuple[str, str]] | None = None) -> list[str]:
    """Say, for each step between snapshots or only for some, how many ties were kept, gained and lost."""
    table = findings.table[(findings.table["layer"] == layer) & (findings.table["organisation"] == "")]
    table = table[table["quantity"].isin(("ties_kept", "jaccard", *MOVES))]
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
        if unchanged(once.reset_index().assign(organisation="")):
            sentences.append(_same(str(before), str(after), int(values["ties_kept"]), bool(once["note"]["ties_kept"])))
            continue
        jaccard = values.get("jaccard", float("nan"))
        alike = f" (Jaccard {number(jaccard)})" if not math.isnan(jaccard) else ""
        sentences.append(
            f"From {before} to {after}: {many(int(values['ties_kept']), 'tie')} kept, "
            f"{int(values['ties_gained'])} gained, {int(values['ties_lost'])} lost{alike}."
        )
    return sentences


def _same(before: str, after: str, kept: int, partly: bool) -> str:
    """Say that nothing changed."""
    seen = " among pairs observed in both" if partly else ""
    ties = f"all {many(kept, 'tie')} were kept" if kept > 1 else "the one tie was kept" if kept else "no tie in either"
    strength = ", each as strong as before" if kept else ""
    return f"From {before} to {after} nothing changed{seen}: {ties}{strength}, and no organisation joined or left."


def untested_sentences(findings: Findings, *, layer: str) -> list[str]:
    """Say why no step of a layer was tested, where that is so."""
    table = findings.table
    rows = table[(table["layer"] == layer) & (table["quantity"] == "steps_untested")]
    return [f"{note[0].upper()}{note[1:]}." for note in rows["note"]]


def gap_change_sentence(findings: Findings, found: Headline) -> str:
    """Say how the difference of a headline changed since the snapshot before, and how sure that is or why none can say.

    Empty where nothing was compared.
    """
    of_gap = _of_gap(findings, found)
    rows = of_gap[of_gap["quantity"].isin(CHANGES) & of_gap["value"].notna()]
    if rows.empty:
        return ""
    row = rows.sort_values("p", kind="stable", na_position="last").iloc[0]
    if math.isnan(row["p"]):
        return _untested_gap(rows.to_dict("records"), several_steps(findings, found.layer))
    of_labels = of_gap[(of_gap["quantity"] == "change_by_group") & (of_gap["before"] == row["before"])]
    second = float(of_labels["p"].iloc[0]) if len(of_labels) else math.nan
    return f"Since {row['before']} it {_moved(row.to_dict(), second)}."


def _of_gap(findings: Findings, found: Headline) -> pd.DataFrame:
    """Return what was found of the difference of a headline and its changes."""
    table = findings.table
    same = (table["layer"] == found.layer) & (table["snapshot"] == found.snapshot) & (table["metric"] == found.metric)
    return table[same & (table["group"] == said(found.group)) & (table["other"] == said(found.other))]


def untested_gap(findings: Findings, found: Headline) -> str | None:
    """Return why the change of a headline's difference has no p; ``None`` where it has one, or nothing changed."""
    of_gap = _of_gap(findings, found)
    rows = of_gap[of_gap["quantity"].isin(CHANGES) & of_gap["value"].notna()]
    if rows["p"].notna().any() or not rows["value"].any():
        return None
    reasons = (refusal(row) for row in rows.to_dict("records"))
    return next((why for why in reasons if why), several_steps(findings, found.layer))


def several_steps(findings: Findings, layer: str) -> str:
    """Return why no step of a layer is tested where there are too many; empty where steps are."""
    table = findings.table
    steps = table[(table["layer"] == layer) & (table["quantity"] == "steps_untested")]["value"]
    return f"with {int(steps.iloc[0])} steps none is tested" if len(steps) else ""


def _untested_gap(rows: Sequence[Mapping[Hashable, Any]], several: str) -> str:
    """Say how a gap changed and why there is no p."""
    row = next((row for row in rows if refusal(row)), rows[0])
    why = refusal(row) or several
    if not row["value"]:
        return f"Since {row['before']} it did not change{f' ({why})' if why else ''}."
    untested = f", which was not tested: {why}" if why else ", which was not tested"
    return f"Since {row['before']} it changed by {signed(row['value'])}{untested}."


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


def change_summary(findings: Findings, study: Study, other: Study | None = None) -> list[str]:
    """Return what changed, layer by layer and step by step, whether it is more than noise, and who joined and left.

    Of two studies, ``other`` is the later one.
    """
    known = study if other is None else of_both(study, other)
    layers = [layer for layer in study.layers if (findings.table["layer"] == layer).any()]
    steps, apart = _steps(findings), []
    if other is not None:
        apart = shared_sentences(findings)
        steps = [step for step in steps if members_of(findings, step).both]
    if steps and all(unchanged(_of_step(findings, layer, step)) for layer in layers for step in steps):
        counted = [f"from {before} to {after}" for before, after in steps]
        said = f"Nothing changed {among(counted)}: the same organisations, the same ties, each as strong as before"
        every = (*apart, f"{said}, in every layer.", *history_sentences(findings, known))
        return [in_words(sentence, study) for sentence in every]
    told = [
        f"{layer_words(layer)}: {sentence[0].lower()}{sentence[1:]}"
        for layer in layers
        for sentence in change_sentences(findings, layer=layer, steps=_shown(findings, study, layer, other) & {*steps})
    ]
    # The reason is the same for every layer, and is said once.
    untested = dict.fromkeys(said for layer in layers for said in untested_sentences(findings, layer=layer))
    further = [
        f"{layer_words(layer)}, {before} to {after}. {' '.join(said)}"
        for layer in layers
        for before, after, said in steps_in_words(findings, known, layer, steps)
    ]
    members = () if other is not None else roster_sentences(findings, known)
    every = (*apart, *told, *untested, *further, *small_sentences(findings), *members)
    return [in_words(sentence, study) for sentence in (*every, *history_sentences(findings, known))]


def steps_in_words(
    findings: Findings, study: Study, layer: str, steps: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, str, list[str]]]:
    """Yield steps with what is said of each: of two all of it, of more the last's, and what is clear of those before.

    Steps of which there is nothing to say are left out.
    """
    told = told_steps(list(steps))
    for before, after in steps:
        if (before, after) in told:
            said = movement_sentences(findings, study, layer=layer, before=before, after=after)
        else:
            said = clear_sentences(_of_step(findings, layer, (before, after)), findings, study)
        if said:
            yield before, after, said


def told_steps(steps: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the steps that sentences tell of in detail: both of two, of more the last.

    Examples
    --------
    >>> told_steps([("a", "b"), ("b", "c"), ("c", "d")])
    [('c', 'd')]
    """
    return steps if len(steps) <= STEPS_TOLD else steps[-1:]


def _shown(findings: Findings, study: Study, layer: str, other: Study | None) -> set[tuple[str, str]]:
    """Return the steps to count ties of; of many steps between two studies the last."""
    if other is None:
        return steps_shown(findings, study, layer)
    every = _steps(findings)
    return set(every if len(every) <= ALL_UP_TO else every[-1:])


def _steps(findings: Findings) -> list[tuple[str, str]]:
    """Return the steps that were compared, in order."""
    rows = findings.table[findings.table["quantity"] == "ties_kept"]
    return list(dict.fromkeys(zip(rows["before"], rows["snapshot"], strict=True)))


def _of_step(findings: Findings, layer: str, step: tuple[str, str]) -> pd.DataFrame:
    table = findings.table
    return table[(table["layer"] == layer) & (table["before"] == step[0]) & (table["snapshot"] == step[1])]


def roster_sentences(findings: Findings, study: Study) -> list[str]:
    """Say who joined and who left, by name, at each step; of many steps only at the last."""
    table = findings.table[(findings.table["organisation"] != "") & findings.table["quantity"].isin(("joined", "left"))]
    steps = _steps(findings)
    sentences = []
    for before, after in steps if len(steps) <= STEPS_SHOWN else steps[-1:]:
        part = table[(table["before"] == before) & (table["snapshot"] == after)]
        for verb in ("joined", "left"):
            who = sorted(set(part.loc[part["quantity"] == verb, "organisation"]))
            if who:
                sentences.append(f"From {before} to {after}, {named(who, study)} {verb}.")
    return sentences
