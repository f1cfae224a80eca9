"""Which question of a survey asks for influence, and what each organisation is said to have."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sna.derive.reported import reports_in
from sna.derive.selecting import knows
from sna.model import LayerRule, Roster, Snapshot, Study

Values = npt.NDArray[np.float64]

WORDS = ("influence", "influential", "power", "powerful", "leadership")
"""A question is about influence if its name has one of these words; the first word that any question has decides."""


@dataclass(frozen=True, eq=False)
class Perceived:
    """What organisations are said to have of influence, in one snapshot.

    Attributes
    ----------
    question
        The layer that was taken.
    received
        Mean answer about each organisation, over those who answered about it; ``NaN`` where nobody did. Whoever lists
        no partner that is not there counts as the survey says: as no tie, or as not asked.
    rating
        Mean over those alone who gave an answer about it, 0 or more; ``NaN`` where nobody did.
    raters
        How many these are.
    respondents
        How many answered at all.
    assumed, pairs
        Of how many pairs behind ``received`` nobody gave an answer, so that they count as 0; and how many pairs.
    """

    question: str
    received: Values
    rating: Values
    raters: npt.NDArray[np.int64]
    respondents: int
    assumed: int
    pairs: int

    @property
    def about(self) -> str:
        """What was asked of how many, and what of it was not said."""
        unlisted = f", {self.assumed} of {self.pairs} pairs not listed and counted as 0" if self.assumed else ""
        return f"question '{self.question}', {self.respondents} respondents{unlisted}"


def influence_layer(study: Study) -> LayerRule | None:
    """Return the layer of answers that asks for influence, by its name or that of its question; ``None`` without one.

    Whoever's question is called otherwise names its layer so: ``[layer.influence]`` with ``question = "Q7"``.

    Examples
    --------
    >>> import sna
    >>> influence_layer(sna.load("partner-survey")).name
    'influence'
    """
    asked = [rule for rule in study.layers.values() if rule.answers is not None and rule.answers.reports == "sent"]
    for word in WORDS:
        for names in (_own_name, _question):
            for rule in asked:
                if word in re.split(r"[^a-z]+", names(rule).casefold()):
                    return rule
    return None


def _own_name(rule: LayerRule) -> str:
    return rule.name


def _question(rule: LayerRule) -> str:
    """Return the one question of a layer; what is made from several is not about one thing."""
    items = rule.answers.items if rule.answers else ()
    return items[0].question or items[0].column if len(items) == 1 else ""


def perceived_in(study: Study, snapshot: Snapshot, roster: Roster) -> Perceived | None:
    """Return what was said of influence in a snapshot; ``None`` where nothing was, of what the study is narrowed to."""
    rule = influence_layer(study)
    if rule is None or not all(knows(study, rule.table, column) for column in study.filters):
        return None
    reports = reports_in(study, rule, snapshot, study.filters, roster=roster)
    values = reports.values
    if not len(values) or np.isnan(values).all():
        return None
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Mean of empty slice")
        received = np.nanmean(values, axis=0)
        rating = np.nanmean(np.where(reports.rated, values, np.nan), axis=0)
    known = ~np.isnan(values)
    many = int((known & ~reports.rated).sum()), int(known.sum())
    return Perceived(rule.name, received, rating, reports.rated.sum(axis=0), len(reports.answering), *many)
