"""How answers to a survey become a layer: which items, whose report of a tie counts, what an unlisted pair means."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Reports = Literal["sent", "either", "both", "mean"]
Unlisted = Literal["no_tie", "not_asked"]
NonRespondents = Literal["full", "ties_only", "drop"]

REPORTS = ("sent", "either", "both", "mean")
"""Which reports of a tie count: the sender's own; those of either side, of both, or the mean of the two."""
NON_RESPONDENTS = ("full", "ties_only", "drop")
"""What becomes of organisations that answered nothing in a snapshot."""
ANSWER_ENDS = ("respondent", "partner")
"""The columns of a table of answers that say who answered, and about whom."""


RATING = "rating"
"""What a tie counts where answers are numbers."""


@dataclass(frozen=True)
class Item:
    """One question as a table of answers holds it.

    Attributes
    ----------
    question
        Value of the column ``question``; empty where the table has one question, or a column for each.
    column
        Column that holds the answers; empty where a row itself is the answer.
    """

    question: str
    column: str = "value"


@dataclass(frozen=True)
class Answers:
    """What a layer takes from a table of answers.

    Attributes
    ----------
    items
        The question; of a composite all of them: its value is their mean where every one is answered.
    reports
        ``sent``: each report is a tie from respondent to partner. Otherwise a tie without direction: ``either`` the
        larger of the two reports, ``both`` the smaller (none where one side reports none), ``mean`` their mean.
    unlisted
        What a pair means that a respondent who answered does not list: ``no_tie``, or ``not_asked``.
    assumed
        Whether ``unlisted`` was concluded, not declared.

    Examples
    --------
    >>> Answers((Item("trust"),)).reports
    'sent'
    """

    items: tuple[Item, ...]
    reports: Reports = "sent"
    unlisted: Unlisted = "no_tie"
    assumed: bool = field(default=False, compare=False)
