"""Answers to a survey → a network: each report a tie, or the reports of both sides made one."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sna.derive.fates import Selection
from sna.derive.reported import Reports, Values, reports_in
from sna.model import Filters, Layer, LayerRule, Network, Roster, Snapshot, Study, Ties
from sna.model.answers import RATING

WORDS = {
    "sent": "each a tie from respondent to partner",
    "either": "a tie where either side reports one, as strong as the stronger report",
    "both": "a tie where both sides report one, as strong as the weaker report",
    "mean": "a tie as strong as the mean of both sides' reports",
}


def survey_network(study: Study, rule: LayerRule, snapshot: Snapshot, filters: Filters, *, roster: Roster) -> Network:
    """Return the network that a question, or a composite, of a survey makes at a snapshot.

    A pair is observed where its respondent answered; in a layer without direction where the reports there are settle
    it: one report of a tie settles ``either``, one of none settles ``both``, ``mean`` needs the two.
    """
    return network_of_reports(study, rule, snapshot, filters, reports_in(study, rule, snapshot, filters, roster=roster))


def network_of_reports(
    study: Study, rule: LayerRule, snapshot: Snapshot, filters: Filters, reports: Reports, values: Values | None = None
) -> Network:
    """Return the network that reports make.

    Parameters
    ----------
    study, rule, snapshot, filters
        As for `survey_network`.
    reports
        From `sna.derive.reported.reports_in`.
    values
        What each organisation reports of each other, where that is not what it did report.
    """
    assert rule.answers is not None  # noqa: S101
    # What is taken from the partner's report is a rating where the partner gave one.
    given = reports.rated if values is None else reports.rated | (np.isnan(reports.values) & reports.rated.T)
    rated = _both_rated(given, rule.answers.reports)
    values = joined(reports.values if values is None else values, rule.answers.reports)
    layer, n = survey_layer(study, rule), len(reports.roster)
    pairs = ~np.eye(n, dtype=bool) if layer.directed else np.triu(np.ones(values.shape, dtype=bool), 1)
    sender, receiver = np.nonzero(pairs & (values > 0))
    weight = values[sender, receiver] if rule.weight else np.ones(len(sender))
    ties = Ties.from_arrays(sender, receiver, weight, directed=layer.directed)
    unobserved = frozenset((int(i), int(j)) for i, j in np.argwhere(pairs & np.isnan(values)))
    none = pairs & rated & (values == 0) if layer.counts == RATING else np.zeros_like(pairs)
    zeros = frozenset((int(i), int(j)) for i, j in np.argwhere(none))
    counted = reports.selection.counted()
    return Network(reports.roster, layer, ties, snapshot.name, unobserved, filters, counted, zeros)


def _both_rated(rated: npt.NDArray[np.bool_], reports: str) -> npt.NDArray[np.bool_]:
    """Return which pairs were rated as a tie is: by the sender, by either side, or by both."""
    if reports == "sent":
        return rated
    return rated | rated.T if reports == "either" else rated & rated.T


def usable_answers(study: Study, rule: LayerRule, snapshot: Snapshot, filters: Filters, *, roster: Roster) -> Selection:
    """Return the rows of a survey that make ties at a snapshot, and the fate of every row."""
    return reports_in(study, rule, snapshot, filters, roster=roster).selection


def joined(values: Values, reports: str) -> Values:
    """Return the reports of both sides as one value a pair; ``NaN`` where the reports there are do not settle it.

    Parameters
    ----------
    values
        What each row reports of each column; ``NaN`` where it was not observed.
    reports
        One of `sna.model.answers.REPORTS`.

    Examples
    --------
    >>> values = np.array([[np.nan, 3.0, 2.0], [0.0, np.nan, np.nan], [np.nan, np.nan, np.nan]])
    >>> joined(values, "either")[0].tolist(), joined(values, "both")[0].tolist(), joined(values, "mean")[0].tolist()
    ([nan, 3.0, 2.0], [nan, 0.0, nan], [nan, 1.5, nan])
    """
    other = values.T
    if reports == "sent":
        return values
    if reports == "mean":
        return (values + other) / 2
    unknown = np.isnan(values) | np.isnan(other)
    if reports == "either":
        larger = np.fmax(values, other)
        return np.where(unknown & ~(larger > 0), np.nan, larger)
    smaller = np.fmin(values, other)
    return np.where(unknown & ~(smaller == 0), np.nan, smaller)


def survey_layer(study: Study, rule: LayerRule) -> Layer:
    """Return the layer that a rule makes of answers, described in words."""
    answers, file = rule.answers, study.tables[rule.table].file
    assert answers is not None  # noqa: S101
    names = [item.question or item.column for item in answers.items]
    if len(names) > 1:
        text = f"mean of the answers to {', '.join(names)} in {file} where every one is answered"
    else:
        asked = f" to '{names[0]}'" if names[0] not in {"", "value"} else ""
        text = f"answers{asked} in {file}"
    counts = RATING if rule.weight else "ties"
    words = WORDS[answers.reports]
    return Layer(rule.name, rule.directed, counts=counts, depends=rule.depends, rule=f"{text}; {words}")
