"""The rule behind a layer, in words that every output states."""

from __future__ import annotations

from sna.derive.survey import survey_layer
from sna.model import Layer, LayerRule, Study

ATTENDANCE = {
    "newman": "organisations at the same meeting; a meeting of k organisations adds 1/(k-1) to each pair",
    "meetings": "organisations at the same meeting; one more for each meeting they share",
    "minutes": "organisations at the same meeting; each adds the share of it they were both present",
}
NAMELESS = ("weight", "value", "strength", "score")
"""Weight columns whose name says nothing of what they count."""
COUNTS = {"newman": "shared meetings (Newman)", "meetings": "shared meetings", "minutes": "meetings' worth of time"}


def layer_of(study: Study, rule: LayerRule) -> Layer:
    """Return the layer that a rule makes, described in words.

    Parameters
    ----------
    study
        The facts: they tell whether an edge list is dated.
    rule
        How the layer is made.
    """
    if rule.answers is not None:
        return survey_layer(study, rule)
    if rule.table == "roles":
        counts = "people" if rule.weight == "people" else "sessions a week"
        return Layer(rule.name, directed=False, counts=counts, rule=_roles(rule))
    if rule.table == "attendance":
        return Layer(rule.name, directed=False, counts=COUNTS[rule.rule], rule=ATTENDANCE[rule.rule])
    counts = "tie strength" if rule.weight in NAMELESS else rule.weight.replace("_", " ") or _rows_or_ties(study, rule)
    if rule.table == "mdt_links":
        text = f"cases sent from one organisation to another's MDT; {counts} summed over the snapshot"
        return Layer(rule.name, directed=True, counts=counts, depends=rule.depends, rule=text)
    way = "directed" if rule.directed else "undirected"
    said = f"{way} as declared" if rule.declared else "taken as directed, because nothing was declared"
    text = f"ties as listed in {study.tables[rule.table].file}; {said}"
    return Layer(rule.name, directed=rule.directed, counts=counts, depends=rule.depends, rule=text)


def _rows_or_ties(study: Study, rule: LayerRule) -> str:
    """Return what is counted where nothing weighs a tie: rows, by their table's name, where rows are added up."""
    added = rule.duplicates == "sum" or (
        rule.duplicates == "error" and "date" in study.tables[rule.table].frame.columns
    )
    return rule.table.replace("_", " ") if added else "ties"


def _roles(rule: LayerRule) -> str:
    what = "people counted once" if rule.weight == "people" else "the smaller of the two sides' sessions summed"
    return f"people with roles in two organisations at the same time; {what}"
