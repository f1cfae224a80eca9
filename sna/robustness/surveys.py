"""Answers to a survey: who is kept that did not answer, whose report counts, and what an unlisted pair means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

from sna.derive.answering import answered
from sna.model.answers import NonRespondents, Reports, Unlisted
from sna.robustness.cases import Case
from sna.robustness.choices import Choice
from sna.robustness.outcomes import record_of

KEPT = {
    "full": ("those who did not answer stay, their answers unknown", "if those who did not answer stay"),
    "ties_only": ("of those who did not answer only whom others name", "if only named non-respondents stay"),
    "drop": ("without those who did not answer", "without those who did not answer"),
}
REPORTS = {
    "sent": ("each report a tie of its own", "if each report counts by itself"),
    "either": ("a tie where either side reports one", "if either side's report is enough"),
    "both": ("only ties that both sides confirm", "if only confirmed ties count"),
    "mean": ("the mean of both sides' reports", "if the mean of both reports counts"),
}
UNLISTED = {
    "no_tie": ("a pair that is not listed is no tie", "if unlisted pairs are no ties"),
    "not_asked": ("a pair that is not listed was not asked about", "if unlisted pairs were not asked about"),
}
UNDIRECTED = {"in_degree": "degree", "out_degree": "degree", "in_strength": "strength", "out_strength": "strength"}
UNDIRECTED |= {"ratings_received.mean": "joint_ratings.mean", "ratings_given.mean": "joint_ratings.mean"}
"""Metric of a directed layer → the same of one without direction."""
SYMMETRIC = {"degree": "in_degree", "strength": "in_strength", "joint_ratings.mean": "ratings_received.mean"}
"""Metric of a layer without direction → the same of reports received."""


def surveys(case: Case) -> Iterator[Choice]:
    """Yield the other ways with answers."""
    answers = case.rule.answers
    if answers is None:
        return
    who = answered(case.study, case.when)
    if who is not None and not set(case.network.roster.ids) <= who:
        for kept in get_args(NonRespondents):
            if kept != case.study.non_respondents:
                name, words = KEPT[kept]
                yield Choice("survey", name, words, lambda here, kept=kept: here.with_study(non_respondents=kept))
    for reports in get_args(Reports):
        metric = metric_for(case, reports)
        if reports != answers.reports and metric:
            name, words = REPORTS[reports]
            yield Choice(
                "survey",
                name,
                words,
                lambda here, reports=reports, metric=metric: reported(here, reports, metric),
            )
    other: Unlisted = "not_asked" if answers.unlisted == "no_tie" else "no_tie"
    name, words = UNLISTED[other]
    yield Choice("survey", name, words, lambda here: here.with_rule(answers=replace(answers, unlisted=other)))


def metric_for(case: Case, reports: str) -> str:
    """Return the metric of a case where both sides' reports are joined, or kept apart; empty where there is none."""
    directed = reports == "sent"
    record = record_of(case.metric)
    if record.layers == "any" or (record.layers == "directed") == directed:
        return case.metric
    return (SYMMETRIC if directed else UNDIRECTED).get(case.metric, "")


def reported(case: Case, reports: Reports, metric: str) -> Case:
    """Return the case with ties made of other reports."""
    assert case.rule.answers is not None  # noqa: S101
    answers = replace(case.rule.answers, reports=reports)
    return case.with_rule(answers=answers, directed=reports == "sent").having(metric=metric)
