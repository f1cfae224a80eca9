"""What is said once, at the foot of an output, about all of its p."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sna.contrast import headline
from sna.draw.wording import many, number
from sna.infer import how_sampled
from sna.model import Findings, Study
from sna.report.group_prose import Said, group_sentences

P_STATED = re.compile(r"\bp [=<] \d")


def how_p_was_had(found: Iterable[Findings]) -> str:
    """Say whether the p of an output are exact or from random samples, with their largest error; empty without p.

    Examples
    --------
    >>> row = {"layer": "trust", "snapshot": "all", "quantity": "qap_correlation", "value": 0.4, "p": 0.002}
    >>> how_p_was_had([Findings.of([{**row, "method": "exact, all 720 relabellings"}], {})])
    'Every p is exact: all possible ways were gone through.'
    """
    tables = [findings.table for findings in found]
    return how_sampled(method for table in tables for method in table.loc[table["p"].notna(), "method"].astype(str))


def chance_caution(
    findings: Findings, study: Study, headlines: Iterable[str], seen: Iterable[str], level: float = 0.05
) -> str:
    """Say how much was tested in an output, and how many findings chance alone would give; empty without tests.

    A topic of a layer counts once, since its p are corrected together; so do the other pairs of a headline. Every
    other p that a sentence states counts by itself.

    Parameters
    ----------
    findings, study
        From `asymmetry`, and what they are of.
    headlines, seen
        The sentences of layers, and those on attendance, leading and influence, as they are shown.
    level
        At which findings are stated.
    """
    first = [_stated(sentence) for sentence in headlines]
    other = sum(_stated(sentence) for sentence in seen)
    topics = [
        (layer, said.topic.partition(" of ")[0])
        for layer, told in _topics(findings, study).items()
        for said in told
        if said.tested
    ]
    count = sum(first) + len(topics) + other
    if not count:
        return ""
    kinds = len({topic for _, topic in topics}) + any(first)
    further = f" and {many(other, 'test')} of attendance, leading and influence" if other else ""
    return (
        f"Caution: p is corrected within one kind of finding, not across kinds and layers. Looked at here: "
        f"{many(kinds, 'kind')} of finding on {many(len(first), 'layer')} "
        f"({many(sum(first) + len(topics), 'test')}){further}. If nothing but chance were at work, up to "
        f"{number(level * count, figures=2)} of these {count} would on average still be stated as findings."
    )


def _stated(sentence: str) -> int:
    """Return how many tests a sentence states; the other pairs of a headline are one, corrected together."""
    own, _, pairs = sentence.partition("Other pairs")
    return len(P_STATED.findall(own)) + bool(P_STATED.search(pairs))


def _topics(findings: Findings, study: Study) -> dict[str, list[Said]]:
    """Return what is said of every layer with a headline and ties, topic by topic."""
    return {
        found.layer: group_sentences(findings, layer=found.layer, snapshot=found.snapshot, metric=found.metric)
        for found in headline(findings, study)
        if study.network(found.layer, found.snapshot).m
    }
