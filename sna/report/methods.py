"""The methods paragraph: what was done, in words that can be pasted into a paper."""

from __future__ import annotations

from collections.abc import Iterable

from sna import __version__
from sna.draw.wording import among, many
from sna.model import Contrast, MetricRecord, Study

MISSING = (
    "Pairs that nobody could report on are missing, not zero: density and reciprocity leave them out, other measures "
    "take them as no tie and say so. An undefined value is shown as [z]."
)
TESTS = (
    "Groups ({contrast}; {pairs}) are compared by the difference of means and by Cliff's delta. Each p is the share of "
    "relabellings of these organisations that differ at least as much, two-sided: all of them where there are at most "
    "200,000, else a random sample. It speaks of these organisations, not of others like them, and is refused where "
    "the smallest p that could be had is above 0.05. An interval says how far tie noise alone moves a difference "
    "among these organisations; it answers another question than p, and the two may disagree."
)
TIES = (
    "Ties within and between the groups (mixing, net flow, E-I index, brokerage, shortest routes, strongest partners) "
    "and the share of inequality between groups are held against the same relabellings, all groups together and ties "
    "as they are: 'expected' is their mean, and findings of one kind are corrected together by step-down maxT."
)
CHANGE = (
    "A change between snapshots is tested, where a test is known to hold, by exchanging the two states of every pair "
    "of organisations at random (dyad swap; all exchanges where at most 16 pairs changed): its p speaks of these "
    "organisations and of turnover of ties alone. The second p asks, for a gap between groups, whether it hangs on "
    "the labels of the groups, and for the network whether structure changed beyond density; a gap's change is robust "
    "where both are at most 0.05. There is no p for ties made from attendance, decisions, memberships or roles, nor "
    "where five pairs or fewer changed. Only the same organisations, recorded in the same way, make a difference "
    "between snapshots a change: ties missing at random in both do no harm, but where the second is recorded less "
    "fully the tests find a change that is none, and nothing in the data shows it. Of several steps some p is at most "
    "0.05 more often than in one of twenty series; where one is, it is given for all steps together as well (Holm)."
)
ROBUST = (
    "Whether a gap between groups holds is asked by computing it again under every other reasonable choice that the "
    "data allow: other projections, strength or presence, thresholds, windows of time, boundaries, one organisation, "
    "meeting or tie left out, and what was not observed at best and at worst. Reruns have no interval; the choices are "
    "not independent, and no correction is made for them. Ranks are held against those after 5 to 30% of the "
    "organisations or ties were lost at random (Costenbader & Valente 2003, doi:10.1016/S0378-8733(03)00012-1; "
    "Borgatti, Carley & Krackhardt 2006, doi:10.1016/j.socnet.2005.05.001)."
)
LAYOUT = "Maps use stress majorisation of the ties drawn, one layout for all snapshots of a layer."
SOFTWARE = (
    "Random steps use seed {seed}. Software: sna {version} (GPL-3.0-or-later), with igraph, networkx, numpy, scipy, "
    "pandas and matplotlib; their versions are in the run record."
)


def methods_sentences(study: Study, *, contrast: Contrast | None, seed: int) -> list[str]:
    """Return the methods as sentences: window, boundary, ties, missing data, tests, software."""
    sentences = [
        _window(study),
        *_ties(study),
        MISSING,
        *([TESTS.format(contrast=contrast, pairs=many(len(contrast.pairs), "pair"))] if contrast else []),
        *([TIES] if contrast else []),
        *([ROBUST] if contrast else []),
        *([CHANGE] if len(study.snapshots) > 1 else []),
        LAYOUT,
    ]
    return [*sentences, SOFTWARE.format(seed=seed, version=__version__)]


def _window(study: Study) -> str:
    who = "every organisation that was open" if study.policy == "all" else "organisations with a record"
    when = among([str(snapshot) for snapshot in study.snapshots])
    boundary = f" Boundary: {study.boundary.rstrip('.')}." if study.boundary else ""
    if len(study.snapshots) == 1 and study.snapshots.ordered[0].start is None:
        return f"The data are one undated snapshot with {who}.{boundary}"
    cut = f" Running spells were cut off on {study.cut_off}." if study.cut_off else ""
    return f"Snapshots: {when}; each network has {who} in it.{cut}{boundary}"


def _ties(study: Study) -> list[str]:
    sentences = []
    for name in study.layers:
        layer = study.network(name, study.snapshots.names[-1]).layer
        kind = "directed" if layer.directed else "undirected"
        other = {"sender": "receiver", "receiver": "sender"}
        depends = f"; the {layer.depends} depends on the {other[layer.depends]}" if layer.depends else ""
        sentences.append(f"Layer {name} ({kind}, weight = {layer.counts}{depends}): {layer.rule}.")
    return sentences


def glossary(records: Iterable[MetricRecord]) -> list[tuple[str, str, str, str]]:
    """Return name, meaning, formula and source of metrics, in alphabetical order."""
    ordered = sorted(records, key=lambda record: record.name)
    return [(f"{record.label} ({record.name})", record.means, record.formula, record.source) for record in ordered]
