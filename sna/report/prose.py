"""Sentences computed from the tables: nothing is claimed that a row does not say."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from sna.contrast import Headline, headline, said
from sna.derive import never_named
from sna.draw.spelling import spelt
from sna.draw.wording import among, layer_words, many, number, p_value, percent
from sna.model import Contrast, Findings, Scores, Study
from sna.report.landmarks import ALL_UP_TO
from sna.report.pair_prose import other_pairs_sentence
from sna.report.rating_prose import left_out_sentence, raters_sentence
from sna.report.unit_words import in_words

NAMES_SHOWN = 8
FIRST = 3
OF_RATINGS = ("is any answer about a partner", "are unlisted on both and count as 0")
"""Words of a note that say what ties mean where they are ratings."""


def study_sentence(study: Study) -> str:
    """Say what the study holds."""
    layers = many(len(study.layers), "layer")
    when = many(len(study.snapshots), "snapshot")
    names = study.snapshots.names
    listed = ", ".join(names) if len(names) <= ALL_UP_TO else f"{names[0]} to {names[-1]}"
    span = "" if len(names) == 1 else f" ({listed})"
    boundary = f" Boundary: {study.boundary.rstrip('.')}." if study.boundary else ""
    only = "".join(f" Only {column}: {among(values)}." for column, values in sorted(study.filters.items()))
    return f"{many(len(study.roster), 'organisation')}, {layers} of ties, {when}{span}.{only}{boundary}"


def headline_sentence(found: Headline, *, label: str, held: str = "") -> str:
    """Say in one sentence whether one group stands above the other on a layer, with numbers, n and p.

    Parameters
    ----------
    found
        The comparison.
    label
        Plain words for its metric.
    held
        Sentence on how the difference stands under other choices, to follow it at once.
    """
    beside = f" {held}" if held else ""
    group, other = spelt(said(found.group)), spelt(said(found.other))
    where = layer_words(found.layer) + ("" if found.snapshot == "all" else f", {found.snapshot}")
    if found.verdict == "cannot tell":
        means = f"{number(found.mean)} (n = {found.n}) against {number(found.other_mean)} (n = {found.other_n})"
        why = found.note.split(";")[0] if math.isnan(found.p) else f"{chance(found.p)} ({p_value(found.p)})"
        if not (found.n and found.other_n):
            return f"{where}: {group} and {other} organisations cannot be compared by {label}: {why}."
        told = f"{means}, {difference_words(found)}"
        return (
            f"{where}: the data cannot tell {group} and {other} organisations apart by {label}: {told}; {why}."
            f"{beside}{_two_questions(found)}"
        )
    interval = "" if math.isnan(found.low) else f"95% interval {number(found.low)} to {number(found.high)}; "
    least = p_value(found.p_min).replace("p < ", "below ").removeprefix("p = ")
    sure = f"{interval}{p_value(found.p)}, the smallest possible is {least}"
    mean = number(found.mean)
    mean = f"a {label} of {mean}" if label.startswith("mean ") else f"{mean} {label}"
    means = f"average {mean} (n = {found.n}), {other} ones {number(found.other_mean)}"
    return (
        f"{where}: {group} organisations {means} (n = {found.other_n}): "
        f"a difference of {number(found.difference)} ({sure}).{beside}{caution(found.note)}"
    )


def _two_questions(found: Headline) -> str:
    """Return what an interval without 0 means beside a p that is not small; empty where they do not seem at odds."""
    if not (found.low > 0 or found.high < 0):
        return ""
    return (
        " The interval leaves out 0: these organisations would differ again if their ties were formed anew; whether "
        "that has to do with the groups the data cannot tell."
    )


def difference_words(found: Headline) -> str:
    """Return the difference of a headline, with its interval where it has one."""
    interval = "" if math.isnan(found.low) else f" (95% interval {number(found.low)} to {number(found.high)})"
    return f"a difference of {number(found.difference)}{interval}"


def caution(note: str, *, clear: bool = True) -> str:
    """Return the sentence on what weakens a finding, from its note; empty where nothing does.

    Parameters
    ----------
    note
        The note.
    clear
        Whether there is a small p that may be too small; what ties of ratings mean is said in any case.

    Examples
    --------
    >>> caution("1 organisation in no group, not compared; the smaller group varies more, so p may be too small")
    ' Caution: the smaller group varies more, so p may be too small.'
    """
    marks = (*OF_RATINGS, "may be too") if clear else OF_RATINGS
    clauses = dict.fromkeys(clause.strip() for clause in note.split(";"))
    doubts = [clause for clause in clauses if any(mark in clause for mark in marks)]
    return f" Caution: {'; '.join(doubts)}." if doubts else ""


def headline_sentences(findings: Findings, study: Study) -> dict[str, str]:
    """Return, for every layer, its headline with what was so before and how other pairs of groups differ."""
    sentences = {}
    for found in headline(findings, study):
        sentence = first_sentence(findings, found, study)
        if study.network(found.layer, found.snapshot).m == 0:
            sentences[found.layer] = sentence
            continue
        silent = unnamed_sentence(never_named(study, study.layers[found.layer]), study)
        of_ratings = raters_sentence(findings, found)
        beside = (
            left_out_sentence(findings, found),
            of_ratings,
            silent,
            earlier_sentence(findings, found, study),
            other_pairs_sentence(findings, found),
        )
        sentences[found.layer] = " ".join(part for part in (sentence, *beside) if part)
    return {layer: in_words(sentence, study) for layer, sentence in sentences.items()}


def first_sentence(findings: Findings, found: Headline, study: Study, held: str = "") -> str:
    """Say what the headline of a layer says, or that there are no ties to compare."""
    if study.network(found.layer, found.snapshot).m == 0:
        when = "" if found.snapshot == "all" else f" in {found.snapshot}"
        return f"{layer_words(found.layer)}: no ties are recorded{when}, so there is nothing to compare."
    return headline_sentence(found, label=findings.metrics[found.metric].label, held=held)


def earlier_sentence(findings: Findings, found: Headline, study: Study) -> str:
    """Say what the difference of a headline was in the snapshots before; empty where there is none.

    Without their p: two of them side by side are no test of the change. Of many, the first and the last are told;
    snapshots of another sample are no past of this one.
    """
    table = findings.table
    same = (table["layer"] == found.layer) & (table["metric"] == found.metric) & (table["quantity"] == "difference")
    rows = table[same & (table["group"] == found.group) & (table["other"] == found.other)]
    like = study.snapshots.alike(found.snapshot)
    earlier = rows[(rows["snapshot"] != found.snapshot) & rows["value"].notna() & rows["snapshot"].isin(like)]
    if earlier.empty:
        return ""
    if len(earlier) > ALL_UP_TO:
        earlier = earlier.iloc[[0, -1]]
    each = [f"{number(row['value'])} in {row['snapshot']}" for row in earlier.to_dict("records")]
    return f"The difference was {among(each)}."


def _beside(p: float) -> str:
    return "" if math.isnan(p) else f" ({p_value(p)})"


def chance(p: float) -> str:
    """Return a p as a frequency in words.

    Examples
    --------
    >>> chance(0.42), chance(0.06)
    ('groups dealt out at random differ as much 42% of the time', '... 6% of the time')
    """
    return f"groups dealt out at random differ as much {percent(p)} of the time"


def named(who: list[str], study: Study) -> str:
    """Return organisations by name, the first eight of them."""
    names = [study.roster.name_of.get(identifier, identifier) for identifier in who]
    if len(names) > NAMES_SHOWN:
        return f"{', '.join(names[:NAMES_SHOWN])} and {len(names) - NAMES_SHOWN} more"
    return among(names)


def position_sentence(scores: Scores, *, layer: str, snapshot: str, metric: str, names: Mapping[str, str]) -> str:
    """Say how dense a layer is, and which organisations are first by a metric."""
    table = scores.table[(scores.table["layer"] == layer) & (scores.table["snapshot"] == snapshot)]
    density = table.loc[(table["metric"] == "density"), "value"]
    dense = (
        f"{percent(float(density.iloc[0]))} of possible ties present" if density.notna().any() else "no pair observed"
    )
    of_metric = table[(table["metric"] == metric) & (table["organisation"] != "") & (table["value"] > 0)]
    values = {names.get(str(row["organisation"]), ""): float(row["value"]) for row in of_metric.to_dict("records")}
    return f"{dense}{leaders(values, scores.metrics[metric].label)}."


def leaders(values: Mapping[str, float], label: str) -> str:
    """Return the clause that names who is first: up to three, never part of a group with equal values.

    Examples
    --------
    >>> leaders({"A": 3.0, "B": 1.0, "C": 1.0, "D": 2.0, "E": 1.0}, "links")
    '; most links: A (3) and D (2)'
    >>> leaders(dict.fromkeys("ABCD", 2.0), "links")
    '; most links: 4 organisations with 2 each'
    """
    if not values:
        return ""
    order = sorted(values.items(), key=lambda item: (-item[1], item[0]))
    next_value = order[FIRST][1] if len(order) > FIRST else None
    first = [f"{name} ({number(value)})" for name, value in order[:FIRST] if value != next_value]
    if not first:
        equal = sum(value == order[0][1] for _, value in order)
        first = [f"{equal} organisations with {number(order[0][1])} each"]
    return f"; {'highest' if label.startswith('mean ') else 'most'} {label}: {among(first)}"


def unnamed_sentence(who: Sequence[str], study: Study) -> str:
    """Say which organisations no row of a layer's table names; empty where there is none."""
    if not who:
        return ""
    return f"No row names {named(list(who), study)}: counted as without ties, as if none had been recorded."


def no_contrast_sentence(study: Study) -> str:
    """Say that groups cannot be compared, and how they could be."""
    columns = sorted(c for c, values in study.roster.attributes.items() if any(v is not None for v in values))
    what = f" Columns it could use: {', '.join(columns[:NAMES_SHOWN])}." if columns else ""
    return (
        "This study names no groups of organisations to compare, so nothing is said here of asymmetry between groups. "
        f"To compare groups, add [groups] to {study.settings} or use --by COLUMN.{what}"
    )


def contrast_sentence(contrast: Contrast) -> str:
    """Say which groups are compared."""
    return f"Groups: {among([said(group) for group in contrast.groups])} (column {contrast.column})."
