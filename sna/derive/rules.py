"""The rule behind a layer, in words that every output states."""

from __future__ import annotations

from sna.derive.attendance import shared_column
from sna.derive.survey import survey_layer
from sna.model import Layer, LayerRule, Study
from sna.model.roster import PEOPLE

TOGETHER = {
    "newman": "a {thing} of k organisations adds 1/(k-1) to each pair",
    "meetings": "one more for each {thing} they share",
    "jaccard": "{thing}s that both share, divided by those that either has a part in",
    "cosine": "{thing}s that both share, divided by the square root of the product of how many each has a part in",
    "minutes": "each adds the share of it they were both present",
    "people": "each adds as many pairs of people as the smaller delegation has people",
}
SAME = {
    "attendance": "organisations at the same {thing}",
    "decisions": "organisations with a part in the same {thing}",
    "members": "organisations that are members of the same {thing} at the same time",
}
TOWARDS = {
    "to_chair": "from each organisation at a meeting to the organisation of its chair; one more for each meeting",
    "to_host": "from each organisation at a meeting to the organisation that is its host; one more for each meeting",
}
SAME_PEOPLE = {
    "attendance": "people at the same {thing}",
    "decisions": "people with a part in the same {thing}",
    "members": "people who are members of the same {thing} at the same time",
}
TO_THE_CHAIR = "from each person at a meeting to the one who chaired it; one more for each meeting"
NAMELESS = ("weight", "value", "strength", "score")
"""Weight columns whose name says nothing of what they count."""
COUNTS = {
    "newman": "shared {thing}s (Newman)",
    "meetings": "shared {thing}s",
    "jaccard": "shared {thing}s (Jaccard)",
    "cosine": "shared {thing}s (cosine)",
    "minutes": "{thing}s' worth of time",
    "people": "pairs of people",
    "to_chair": "delegations",
    "to_host": "delegations",
}


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
    if rule.is_two_mode:
        return _together(rule, study.roster.kind)
    counts = "tie strength" if rule.weight in NAMELESS else rule.weight.replace("_", " ") or _rows_or_ties(study, rule)
    if rule.table == "cases":
        return _cases(rule)
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


def _together(rule: LayerRule, kind: str) -> Layer:
    thing = shared_column(rule)
    counts = COUNTS[rule.rule].format(thing=thing)
    if rule.rule in TOWARDS:
        of_people = kind == PEOPLE
        text = TO_THE_CHAIR if of_people else TOWARDS[rule.rule]
        counts = "meetings" if of_people else counts
        return Layer(rule.name, directed=True, counts=counts, depends=rule.depends, rule=text)
    narrowed = {"decisions": f", action {rule.only}", "members": f", status {rule.only}"} if rule.only else {}
    same = (SAME_PEOPLE if kind == PEOPLE else SAME)[rule.table]
    text = f"{same}{narrowed.get(rule.table, '')}; {TOGETHER[rule.rule]}".format(thing=thing)
    if kind == PEOPLE:
        text = text.replace(f"{thing} of k organisations", f"{thing} of k people")
    return Layer(rule.name, directed=False, counts=counts, rule=text)


def _cases(rule: LayerRule) -> Layer:
    counts = f"cases {rule.weight}" if rule.weight in ("listed", "discussed", "deferred") else rule.weight or "records"
    missing = f" for want of {rule.only}" if rule.only else ""
    text = f"from the organisation whose cases wait{missing} to the one that is responsible; {counts} summed"
    return Layer(rule.name, directed=True, counts=counts.replace("_", " "), depends=rule.depends, rule=text)


def _roles(rule: LayerRule) -> str:
    if rule.history:
        what = "people counted once" if rule.weight == "people" else "the smaller of the two sides' sessions summed"
        return f"people with a role in one organisation, and a role in the other that had ended by then; {what}"
    what = "people counted once" if rule.weight == "people" else "the smaller of the two sides' sessions summed"
    return f"people with roles in two organisations at the same time; {what}"
