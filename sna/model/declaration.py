"""What study.toml declares, or what was concluded in its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sna.model.answers import Answers
from sna.model.layer import End

Duplicates = Literal["error", "sum", "max", "last", "mean"]
RosterPolicy = Literal["all", "present"]

TOGETHER_RULES = ("newman", "meetings", "jaccard", "cosine")
"""How taking part in the same things becomes ties, whatever the things are."""
TOWARDS_RULES = ("to_chair", "to_host")
"""How attendance becomes ties with a direction: towards who sets the pace."""
ATTENDANCE_RULES = (*TOGETHER_RULES, "minutes", "people", *TOWARDS_RULES)
"""How attendance becomes ties."""
TWO_MODE = {"attendance": "meetings", "decisions": "decisions", "members": "partnerships"}
"""Table of who took part in what → what it was."""
ONLY = {"cases": "missing_item", "decisions": "action", "members": "status"}
"""Table → column whose values narrow a layer; of every edge list it is ``layer``."""


@dataclass(frozen=True)
class LayerRule:
    """How a fact table becomes ties: one ``[layer.NAME]`` of study.toml.

    Attributes
    ----------
    name
        The layer's name.
    table
        The fact table: ``roles``, ``mdt_links``, ``attendance``, ``cases``, ``decisions``, ``members``, or the name
        of an edge list.
    rule
        For attendance one of `ATTENDANCE_RULES`, for decisions and members one of `TOGETHER_RULES`; otherwise empty.
    weight
        Column or quantity that weighs a tie: ``people`` or ``sessions`` for roles, ``cases`` for MDT links, any number
        column of an edge list; empty where ties carry no weight.
    directed
        Whether ties have a sender and a receiver.
    depends
        Which end depends on the other, if anyone said.
    duplicates
        What to do with the same tie twice in an edge list, or the same answer twice in a survey.
    only
        Value of the table's column of `ONLY` (of an edge list: ``layer``) that belongs to this layer; empty for all.
    history
        For roles: whether past roles, rather than those at the same time, make the ties.
    through
        For decisions: the column of what is shared, ``decision``, ``document`` or ``topic``.
    declared
        Whether study.toml says so; otherwise it is a default, and the output says that.
    answers
        For a table of answers to a survey: which items, and whose report counts.
    """

    name: str
    table: str
    rule: str = ""
    weight: str = ""
    directed: bool = True
    depends: End | None = None
    duplicates: Duplicates = "error"
    only: str = ""
    declared: bool = False
    history: bool = False
    through: str = "decision"
    answers: Answers | None = None

    @property
    def is_two_mode(self) -> bool:
        """Whether ties are made from who took part in what."""
        return self.table in TWO_MODE


@dataclass(frozen=True)
class Contrast:
    """Groups to set against each other.

    Attributes
    ----------
    column
        Attribute of organisations that holds the group.
    groups
        Values to compare, in order; ``*`` stands for all other organisations together.

    Examples
    --------
    >>> Contrast("centre", ("specialist", "local", "coordinating")).pairs
    (('specialist', 'local'), ('specialist', 'coordinating'), ('local', 'coordinating'))
    """

    column: str
    groups: tuple[str, ...]

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Every pair of groups, in order."""
        groups = self.groups
        return tuple((a, b) for place, a in enumerate(groups) for b in groups[place + 1 :])

    def assign(self, value: str | None) -> str | None:
        """Return the group that a value belongs to; ``None`` where it takes no part."""
        if value in self.groups:
            return value
        return "*" if value is not None and "*" in self.groups else None

    def __str__(self) -> str:
        return f"{self.column}: {' against '.join('all others' if g == '*' else g for g in self.groups)}"
