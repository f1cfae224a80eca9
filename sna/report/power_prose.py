"""What so few organisations can show at all: how often real differences and relations are found among twelve."""

from __future__ import annotations

from collections.abc import Mapping

from sna.draw.wording import number
from sna.model import Findings

FEW = 12
"""Organisations up to which only what is large can be found."""

FOUND_GAPS: Mapping[int, int] = {2: 25, 4: 72}
"""Ties that 4 of 12 organisations receive more on average → per cent of simulated networks in which that is found."""

FOUND_RELATIONS: Mapping[float, int] = {0.2: 36, 0.4: 88}
"""Correlation of two networks of 12 organisations → per cent of simulated pairs in which that is found by QAP."""

SOURCE = "docs/calibration.md"
_GAPS = ("difference", "anova_f")
_RELATIONS = ("qap_correlation", "mrqap_coefficient", "mrqap_logit_coefficient")


def few_sentences(findings: Findings) -> list[str]:
    """Return what 12 organisations or fewer can show, once for all findings; empty where more were compared.

    Examples
    --------
    >>> row = {"quantity": "qap_correlation", "other": "advice", "value": 0.1, "p": 0.6, "method": "QAP", "n": 12}
    >>> few_sentences(Findings.of([row], {}))[0][:75]
    'Of 12 organisations or fewer, only strong relations between ties are found:'
    """
    table = findings.table[findings.table["p"].notna()]
    tested = table[table["n"] <= FEW]
    gaps = table[table["quantity"].isin(_GAPS)]
    said = []
    # A metric that is undefined for some leaves fewer; how many were compared is what most metrics have.
    if (gaps.groupby(["layer", "snapshot"])["n"].max() <= FEW).any():
        said.append(_few_gaps())
    if tested["quantity"].isin(_RELATIONS).any():
        said.append(_few_relations(several=bool((tested["quantity"] != "qap_correlation").all())))
    return said


def _few_gaps() -> str:
    (small, seldom), (large, often) = FOUND_GAPS.items()
    return (
        f"Of {FEW} organisations or fewer, only large differences between groups are found: in simulated networks of "
        f"{FEW}, 4 that receive {small} ties more on average than the other 8 are told apart in {seldom}%, with "
        f"{large} ties more in {often}% ({SOURCE}). Where the data cannot tell, groups may differ all the same."
    )


def _few_relations(*, several: bool) -> str:
    (small, seldom), (large, often) = FOUND_RELATIONS.items()
    less = ", and in fewer where terms go together" if several else ""
    return (
        f"Of {FEW} organisations or fewer, only strong relations between ties are found: in simulated networks of "
        f"{FEW}, a correlation of {number(small)} is found in {seldom}% and one of {number(large)} in {often}%{less} "
        f"({SOURCE}). Where the data cannot tell, ties may go together all the same."
    )
