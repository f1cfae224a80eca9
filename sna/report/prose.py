"""Sentences computed from the tables: nothing is claimed that a row does not say."""

from __future__ import annotations

import math

from sna.contrast import Headline, said
from sna.draw.wording import among, many, number, p_value, percent
from sna.model import Contrast, Findings, Study

NAMES_SHOWN = 8


def study_sentence(study: Study) -> str:
    """Say what the study holds."""
    layers = many(len(study.layers), "layer")
    when = many(len(study.snapshots), "snapshot")
    span = "" if len(study.snapshots) == 1 else f" ({', '.join(study.snapshots.names)})"
    boundary = f" Boundary: {study.boundary.rstrip('.')}." if study.boundary else ""
    return f"{many(len(study.roster), 'organisation')}, {layers} of ties, {when}{span}.{boundary}"


def headline_sentence(found: Headline, *, label: str) -> str:
    """Say in one sentence whether one group stands above the other on a layer, with numbers, n and p.

    Parameters
    ----------
    found
        The comparison.
    label
        Plain words for its metric.
    """
    group, other = said(found.group), said(found.other)
    where = found.layer.replace("_", " ") + ("" if found.snapshot == "all" else f", {found.snapshot}")
    one, two = f"{number(found.mean)} (n = {found.n})", f"{number(found.other_mean)} (n = {found.other_n})"
    if found.verdict == "cannot tell":
        why = found.note.split(";")[0] if math.isnan(found.p) else f"{chance(found.p)} ({p_value(found.p)})"
        claim = f"the data cannot tell {group} and {other} organisations apart by {label}"
        return f"{where}: {claim}: {one} against {two}; {why}."
    interval = "" if math.isnan(found.low) else f"95% interval {number(found.low)} to {number(found.high)}; "
    return (
        f"{where}: {group} organisations average {one} {label}, {other} ones {two}: "
        f"a difference of {number(found.difference)} ({interval}{p_value(found.p)})."
    )


def chance(p: float) -> str:
    """Return a p as a frequency in words.

    Examples
    --------
    >>> chance(0.42), chance(0.06)
    ('groups dealt out at random differ as much 42% of the time', '... 6% of the time')
    """
    return f"groups dealt out at random differ as much {percent(p)} of the time"


def change_sentences(findings: Findings, *, layer: str) -> list[str]:
    """Say, for each step between snapshots, how many ties were kept, gained and lost."""
    table = findings.table[(findings.table["layer"] == layer) & (findings.table["organisation"] == "")]
    sentences = []
    for (before, after), part in table.groupby(["before", "snapshot"], sort=False):
        values = part.drop_duplicates("quantity").set_index("quantity")["value"]
        jaccard = values.get("jaccard", float("nan"))
        alike = f" (Jaccard {number(jaccard)})" if jaccard == jaccard else ""  # noqa: PLR0124 - NaN
        sentences.append(
            f"From {before} to {after}: {many(int(values['ties_kept']), 'tie')} kept, "
            f"{int(values['ties_gained'])} gained, {int(values['ties_lost'])} lost{alike}."
        )
    return sentences


def roster_sentences(findings: Findings, study: Study) -> list[str]:
    """Say who joined and who left, by name, at each step."""
    table = findings.table[findings.table["organisation"] != ""]
    sentences = []
    for (before, after), part in table.groupby(["before", "snapshot"], sort=False):
        for quantity, verb in (("joined", "joined"), ("left", "left")):
            who = sorted(set(part.loc[part["quantity"] == quantity, "organisation"]))
            if who:
                sentences.append(f"From {before} to {after}, {named(who, study)} {verb}.")
    return sentences


def named(who: list[str], study: Study) -> str:
    """Return organisations by name, the first eight of them."""
    names = [study.roster.name_of.get(identifier, identifier) for identifier in who]
    if len(names) > NAMES_SHOWN:
        return f"{', '.join(names[:NAMES_SHOWN])} and {len(names) - NAMES_SHOWN} more"
    return among(names)


def e_i_sentence(findings: Findings, *, layer: str, snapshot: str) -> str:
    """Say whether ties run between groups or within them, against what random labels would give; empty if unknown."""
    table = findings.table
    rows = table[(table["layer"] == layer) & (table["snapshot"] == snapshot)]
    found = rows[rows["quantity"] == "e_i_index"]
    expected = rows.loc[rows["quantity"] == "e_i_index_expected", "value"]
    if found.empty or found["value"].isna().all():
        return ""
    row = found.iloc[0]
    p = f" ({p_value(row['p'])})" if row["p"] == row["p"] else ""
    beside = f"; with labels dealt out at random it would be {number(expected.iloc[0])}{p}" if len(expected) else ""
    if row["value"] == 0:
        lean = "as many ties run between groups as within them"
    else:
        between = row["value"] > 0
        lean = f"more ties run {'between groups than within' if between else 'within groups than between'} them"
    return f"E-I index {number(row['value'])}: {lean}{beside}."


def no_contrast_sentence(study: Study) -> str:
    """Say that groups cannot be compared, and how they could be."""
    columns = sorted(c for c, values in study.roster.attributes.items() if any(v is not None for v in values))
    what = f" Columns it could use: {', '.join(columns[:NAMES_SHOWN])}." if columns else ""
    return (
        "This study names no groups of organisations to compare, so nothing is said here of asymmetry between groups. "
        f"To compare groups, add [groups] to study.toml or use --by COLUMN.{what}"
    )


def contrast_sentence(contrast: Contrast) -> str:
    """Say which groups are compared."""
    return f"Groups: {among([said(group) for group in contrast.groups])} (column {contrast.column})."
