"""Sentences on ties between groups: who sends and receives, goes between, depends on whom, beside chance labels."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sna.contrast import headline
from sna.draw.spelling import capitalised, spelt
from sna.draw.wording import many, number, percent
from sna.model import Findings, Study
from sna.report.group_rows import BY_CHANCE, Row, decisive_p, is_clear, key_of, paired, rows_of, sure
from sna.report.uncompared import all_people_sentence
from sna.report.unit_words import in_words
from sna.terms import with_article

MOST_SHOWN = 5

ROLES = {
    "coordinator": "go between members of their own group",
    "consultant": "go between two members of another group",
    "representative": "lead from their own group to another",
    "gatekeeper": "lead from another group into their own",
    "liaison": "go between two other groups",
}
OF_TWO_GROUPS = {
    "coordinator": "go between other {0} ones",
    "consultant": "go between {1} ones",
    "representative": "lead from {0} to {1} ones",
    "gatekeeper": "lead from {1} to {0} ones",
}
"""What a broker of one group does, where there is but one other."""


@dataclass(frozen=True)
class Said:
    """What the findings say on one topic: name, sentences, whether these differ from chance, and were tested at all."""

    topic: str
    sentences: tuple[str, ...]
    clear: bool
    tested: bool = False


def group_sentences(findings: Findings, *, layer: str, snapshot: str, metric: str = "") -> list[Said]:
    """Return one sentence for each topic on which a layer has findings, in a fixed order.

    Parameters
    ----------
    findings
        From `asymmetry`.
    layer, snapshot
        Of which network.
    metric
        The metric whose inequality is spoken of: that of the headline.
    """
    table = findings.table
    rows = table[(table["layer"] == layer) & (table["snapshot"] == snapshot)].to_dict("records")
    labels = {name: record.label for name, record in findings.metrics.items()}
    told = (
        _flow(rows),
        _mixing(rows),
        _through(rows),
        _partners(rows),
        _brokerage(rows),
        _inequality(rows, metric, labels.get(metric, metric)),
    )
    return [said for said in told if said is not None]


def short_sentences(said: Sequence[Said]) -> list[str]:
    """Return what a reader should see first: up to five clear sentences, and in one what cannot be told from chance."""
    clear = [
        (turn, place, text) for place, one in enumerate(said) if one.clear for turn, text in enumerate(one.sentences)
    ]
    # The first of each topic before the second of any, then in the order of topics again.
    kept = sorted(sorted(clear)[:MOST_SHOWN], key=lambda item: item[1])
    shown = [text for _, _, text in kept]
    if open_topics := [one.topic for one in said if not one.clear]:
        shown.append(f"The data cannot tell from {BY_CHANCE}: {', '.join(open_topics)}.")
    return shown


def further_sentences(findings: Findings, study: Study) -> dict[str, list[str]]:
    """Return, for every layer with a headline and ties, what else is said of its groups at the latest snapshot."""
    told = {}
    for found in headline(findings, study):
        if study.network(found.layer, found.snapshot).m:
            where = {"layer": found.layer, "snapshot": found.snapshot}
            short = short_sentences(group_sentences(findings, metric=found.metric, **where))
            beside = all_people_sentence(findings, study, **where)
            told[found.layer] = [in_words(sentence, study) for sentence in short] + [beside] * bool(beside)
    return told


def _told(topic: str, clear: Sequence[str], unclear: Sequence[str]) -> Said | None:
    """Return clear statements as sentences, or else the first that is not clear as one that cannot be told."""
    if clear:
        return Said(topic, tuple(f"{capitalised(one)}." for one in clear), clear=True)
    if not unclear:
        return None
    return Said(topic, (f"{capitalised(unclear[0])}: the data cannot tell this from {BY_CHANCE}.",), clear=False)


def _divided(topic: str, found: Sequence[tuple[Row, float]], words: Callable[[Row, float], str]) -> Said | None:
    """Return what is said of findings, those furthest from chance first."""
    order = sorted(found, key=lambda pair: (_rank(pair[0]), key_of(pair[0])))
    clear = [words(*pair) for pair in order if is_clear(pair[0])]
    told = _told(topic, clear, [words(*pair) for pair in order if not is_clear(pair[0])])
    return told and replace(told, tested=any(not math.isnan(decisive_p(row)) for row, _ in found))


def _rank(row: Row) -> float:
    return math.inf if math.isnan(decisive_p(row)) else decisive_p(row)


def _groups(row: Row) -> tuple[str, str]:
    return spelt(row["group"]), spelt(row["other"])


def _flow(rows: Sequence[Row]) -> Said | None:
    cells = {key_of(row): row["value"] for row in rows_of(rows, "mixing")}

    def words(row: Row, chance: float) -> str:
        group, other = _groups(row)
        forth, back = (
            cells[row["metric"], *ends] for ends in ((row["group"], row["other"]), (row["other"], row["group"]))
        )
        sign = 1
        if back > forth:
            group, other, forth, back, sign = other, group, back, forth, -1
        both = f"{number(sign * row['value'])}, {number(sign * chance)} expected; {sure(row)}"
        what = f"{number(forth)} of {number(forth + back)} ties"
        if row["metric"] == "strength":
            what = f"{percent(forth / (forth + back))} of the strength of ties"
        if forth == back:
            return f"as many ties run from {group} to {other} organisations as back (net flow {both})"
        return f"{what} between {group} and {other} organisations run to the {other} ones (net flow {both})"

    return _divided("which way ties run between groups", list(paired(rows, "net_flow")), words)


def _mixing(rows: Sequence[Row]) -> Said | None:
    def words(row: Row, chance: float) -> str:
        group, other = _groups(row)
        of = f"among {group} organisations" if group == other else f"from {group} to {other} organisations"
        if not is_clear(row):
            ties = many(int(row["value"]), "tie")
            return f"{ties} {of}, {number(chance)} expected ({sure(row)})"
        more = "more" if row["value"] > chance else "fewer"
        ties = f"{number(row['value'])} where {number(chance)} are expected; {sure(row)}"
        return f"{more} ties {of} than chance would give ({ties})"

    # In an undirected layer a cell stands in both orders of its groups, and net flow in none.
    both_ways = bool(rows_of(rows, "net_flow"))
    cells = {
        (row["group"], row["other"]) if both_ways else tuple(sorted((row["group"], row["other"]))): (row, chance)
        for row, chance in paired(rows, "mixing", "ties")
    }
    return _divided("how many ties run from group to group", list(cells.values()), words)


def _through(rows: Sequence[Row]) -> Said | None:
    reach = {(row["quantity"], row["group"], row["other"]): row for row in rows if row["quantity"].startswith("pairs_")}

    def words(row: Row, chance: float) -> str:
        group, other = _groups(row)
        linked = reach["pairs_reaching", row["group"], row["other"]]
        left = reach["pairs_reaching_without", row["group"], row["other"]]
        pairs = f"{many(int(linked['value']), 'pair')} with a route, {number(left['value'])} without them"
        return (
            f"{percent(row['value'])} of the shortest routes between {group} organisations run through {other} ones, "
            f"{_percent(chance)} expected ({pairs}; {sure(row)})"
        )

    return _divided("routes through other groups", list(paired(rows, "routes_through")), words)


def _percent(share: float) -> str:
    return "–" if math.isnan(share) else percent(share)


def _partners(rows: Sequence[Row]) -> Said | None:
    def words(row: Row, chance: float) -> str:
        group, other = _groups(row)
        counted = next((part.strip() for part in row["note"].split(";") if "have a partner" in part), "")
        whose = "one of their own" if group == other else f"{with_article(other)} one"
        return (
            f"the strongest partner of {group} organisations is {whose} for {percent(row['value'])} of them, "
            f"{_percent(chance)} expected ({counted.replace(' have a partner', ' with a partner')}; {sure(row)})"
        )

    found = [pair for pair in paired(rows, "strongest_partner_in") if pair[0]["group"] != pair[0]["other"]]
    return _divided("strongest partners", found, words)


def _brokerage(rows: Sequence[Row]) -> Said | None:
    groups = dict.fromkeys(row["group"] for row in rows_of(rows, "brokerage"))

    def words(row: Row, chance: float) -> str:
        role = row["metric"].partition(".")[2]
        others = [spelt(group) for group in groups if group != row["group"]]
        way = ROLES[role] if len(others) > 1 else OF_TWO_GROUPS[role].format(spelt(row["group"]), *others)
        times = "once" if row["value"] == 1 else f"{number(row['value'])} times"
        told = f"never {way} ({role})" if not row["value"] else f"{way} {times} ({role})"
        return f"{spelt(row['group'])} organisations {told}, {number(chance)} expected ({sure(row)})"

    found = [pair for pair in paired(rows, "brokerage") if pair[0]["value"] or pair[1]]
    return _divided("brokerage", found, words)


def _inequality(rows: Sequence[Row], metric: str, label: str) -> Said | None:
    most = {row["metric"]: row["value"] for row in rows_of(rows, "between_share_max")}

    def words(row: Row, chance: float) -> str:
        top = most.get(row["metric"], math.nan)
        bound = "" if math.isnan(top) else f", at most {percent(top)} possible"
        return (
            f"{percent(row['value'])} of the inequality of {label} lies between the groups{bound}, {_percent(chance)} "
            f"expected ({sure(row)})"
        )

    return _divided(f"inequality of {label}", list(paired(rows, "between_share", metric)), words)
