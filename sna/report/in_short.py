"""The first section of a report: what is, how sure it is, and what changed as far as a test can say."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sna import contrast as contrasting
from sna.contrast import Headline, headline
from sna.derive import never_named
from sna.draw.wording import among, layer_words, p_value
from sna.model import Findings, Scores, Study
from sna.report import prose
from sna.report.change_prose import change_sentences, gap_change_sentence, several_steps, untested_gap
from sna.report.held_prose import held_sentence
from sna.report.movement_prose import unchanged
from sna.report.pair_prose import other_pairs_sentence
from sna.report.tested_prose import refusal
from sna.report.unit_words import in_words
from sna.robustness import Sensitivity

if TYPE_CHECKING:
    import pandas as pd

LEVEL = 0.05


def sure_headlines(gaps: Findings, changes: Findings, robust: Sensitivity, study: Study) -> dict[str, str]:
    """Return, for every layer, its headline, how it stands under other choices, and a change of it that was tested.

    Parameters
    ----------
    gaps
        From `sna.contrast.asymmetry`.
    changes
        From `sna.change.compare`.
    robust
        From `sna.robustness.sensitivity`.
    study
        The study.
    """
    said = {}
    for found in headline(gaps, study):
        first = prose.first_sentence(gaps, found, study, held_sentence(robust, found))
        if study.network(found.layer, found.snapshot).m:
            silent = prose.unnamed_sentence(never_named(study, study.layers[found.layer]), study)
            moved = gap_change_sentence(changes, found) if untested_gap(changes, found) is None else ""
            beside = (silent, moved, other_pairs_sentence(gaps, found))
            first = " ".join(part for part in (first, *beside) if part)
        said[found.layer] = in_words(first, study)
    return said


def layer_notes(scores: Scores, changes: Findings, study: Study) -> list[str]:
    """Return, for every layer, how dense it is, who is first, and which ties came and went at the last step.

    Whether a change in their number is more than turnover is said with it; snapshots that are not compared are left to
    `untold_sentences`.
    """
    found = []
    for layer in study.layers:
        metric = contrasting.headline_metric(study, layer)
        first = prose.position_sentence(
            scores, layer=layer, snapshot=study.snapshots.names[-1], metric=metric, names=study.roster.name_of
        )
        step = last_step(changes, layer)
        compared = not (step.empty or _refused(step))
        ties = change_sentences(changes, layer=layer)[-1:] if compared else []
        told = _of_density(step) if compared and not unchanged(step) else ""
        found.append(" ".join(part for part in (f"{layer_words(layer)}: {first}", *ties, told) if part))
    return found


def untold_sentences(gaps: Findings, changes: Findings, study: Study) -> list[str]:
    """Say once of which layers the last step is not compared, or not tested, and why; nothing where all are."""
    apart: dict[str, list[str]] = {}
    untested: dict[str, list[str]] = {}
    of_layer = {found.layer: found for found in headline(gaps, study)}
    for layer in study.layers:
        step = last_step(changes, layer)
        if step.empty or unchanged(step):
            continue
        if why := _refused(step):
            apart.setdefault(why, []).append(layer_words(layer))
            continue
        for what, reason in _without_test(changes, step, of_layer.get(layer)):
            untested.setdefault(reason, []).append(what)
    names = study.snapshots.names[-2:]
    listed = [f"{among(what)} ({why})" if why else among(what) for why, what in untested.items()]
    return [
        *(f"From {' to '.join(names)}, {among(layers)}: no comparison; {why}." for why, layers in apart.items()),
        *([f"Not tested, so no change from {' to '.join(names)} is claimed: {'; '.join(listed)}."] if listed else []),
    ]


def last_step(changes: Findings, layer: str) -> pd.DataFrame:
    """Return what was found of a layer at its last step; no rows where there is none."""
    table = changes.table[changes.table["layer"] == layer]
    steps = table[table["quantity"] == "ties_kept"]
    if steps.empty:
        return steps
    last: pd.DataFrame = table[
        (table["before"] == steps["before"].iloc[-1]) & (table["snapshot"] == steps["snapshot"].iloc[-1])
    ]
    return last


def _refused(step: pd.DataFrame) -> str:
    """Return why a step is no comparison; empty where it is one."""
    kept = step[step["quantity"] == "ties_kept"].iloc[0]
    return str(kept["note"]) if math.isnan(kept["value"]) else ""


def _density(step: pd.DataFrame) -> pd.DataFrame:
    whole = step[(step["metric"] == "density") & (step["group"] == "") & (step["organisation"] == "")]
    return whole[whole["quantity"].isin(("change", "change_common")) & whole["value"].notna()]


def _of_density(step: pd.DataFrame) -> str:
    """Say whether the number of ties changed by more than turnover of ties explains; empty where it was not tested."""
    tested = _density(step).dropna(subset="p")
    if tested.empty:
        return ""
    row = tested.iloc[0]
    corrected = not math.isnan(row["p_adjusted"])
    p = float(row["p_adjusted"] if corrected else row["p"])
    sure = f"({p_value(p)}{', corrected' if corrected else ''})"
    if p <= LEVEL:
        return f"Density {'rose' if row['value'] > 0 else 'fell'} by more than turnover of ties explains {sure}."
    return f"The data cannot tell the change in density from turnover of ties {sure}."


def _without_test(changes: Findings, step: pd.DataFrame, found: Headline | None) -> Iterator[tuple[str, str]]:
    """Yield what of a layer changed at a step without a test, and why there is none."""
    layer = layer_words(str(step["layer"].iloc[0]))
    several = several_steps(changes, str(step["layer"].iloc[0]))
    gap = untested_gap(changes, found) if found else None
    rows = _density(step)
    moved = not rows.empty and rows["value"].ne(0).any() and rows["p"].isna().all()
    dense = next((why for row in rows.to_dict("records") if (why := refusal(row))), several)
    if moved and (gap == dense or found is None):
        yield layer, dense
        return
    if moved:
        yield f"density in {layer}", dense
    if gap is not None:
        yield f"the difference in {layer}", gap
