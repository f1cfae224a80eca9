"""Roles → joint roles: people in two organisations at the same time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sna.derive.columns import Texts, numbers, texts
from sna.derive.windows import as_days, spell_share
from sna.model import LayerRule, Snapshot
from sna.model.ties import Places

PAIR = ["from_organisation", "to_organisation"]


def joint_roles(frame: pd.DataFrame, *, rule: LayerRule, snapshot: Snapshot) -> pd.DataFrame:
    """Return one row per pair of organisations that share people, with the weight of the tie.

    Parameters
    ----------
    frame
        Role rows with ``person``, ``organisation``, ``first_day``, ``last_day`` (no blanks) and perhaps ``sessions``.
    rule
        ``weight = "people"`` counts people; ``"sessions"`` sums, over people, the smaller of the two sides' sessions.
    snapshot
        The two roles must run on the same days, and those days must count in the snapshot by its rule.

    Returns
    -------
    DataFrame
        ``from_organisation, to_organisation`` (in alphabetical order), ``weight`` (``NaN`` where sessions are blank).
    """
    found = _per_person(frame, rule, snapshot)
    weight = found.weight.groupby(found.pair).sum(min_count=1)
    sender, receiver = found.ends(weight.index.to_numpy(dtype=np.int64))
    return pd.DataFrame({PAIR[0]: sender, PAIR[1]: receiver, "weight": weight.to_numpy()})


def person_pairs(frame: pd.DataFrame, *, rule: LayerRule, snapshot: Snapshot) -> pd.DataFrame:
    """Return one row per person and pair of organisations: ``person``, then the columns of `joint_roles`.

    Arguments are those of `joint_roles`.
    """
    found = _per_person(frame, rule, snapshot)
    sender, receiver = found.ends(found.pair)
    who = found.people[found.person]
    return pd.DataFrame({"person": who, PAIR[0]: sender, PAIR[1]: receiver, "weight": found.weight.to_numpy()})


@dataclass(frozen=True, eq=False)
class _Shared:
    """What each person makes of each pair of organisations, as codes of sorted texts."""

    people: Texts
    organisations: Texts
    person: Places
    pair: Places
    weight: pd.Series[float]

    def ends(self, pair: Places) -> tuple[Texts, Texts]:
        """Return the two organisations of pairs."""
        sender, receiver = np.divmod(pair, max(len(self.organisations), 1))
        return self.organisations[sender], self.organisations[receiver]


def _per_person(frame: pd.DataFrame, rule: LayerRule, snapshot: Snapshot) -> _Shared:
    person, people = pd.factorize(texts(frame, "person"), sort=True)
    place, names = pd.factorize(texts(frame, "organisation"), sort=True)
    one, other = _side_by_side(person, place)
    first, last = (as_days(frame[column].to_numpy()) for column in ("first_day", "last_day"))
    begins, ends = np.maximum(first[one], first[other]), np.minimum(last[one], last[other])
    share = np.where(begins <= ends, spell_share(begins, ends, snapshot), 0.0)
    sessions = numbers(frame, "sessions")
    amount = share if rule.weight == "people" else share * np.minimum(sessions[one], sessions[other])
    pair, pairs = place[one] * len(names) + place[other], max(len(names) ** 2, 1)
    key = person[one] * pairs + pair
    # A person with two spells at one place is still one person there.
    weight = pd.Series(amount[share > 0]).groupby(key[share > 0]).max()
    who, which = np.divmod(weight.index.to_numpy(dtype=np.int64), pairs)
    return _Shared(np.asarray(people, dtype=object), np.asarray(names, dtype=object), who, which, weight)


def _side_by_side(person: Places, place: Places) -> tuple[Places, Places]:
    """Return the pairs of spells of one person at two organisations, the one that comes first in the alphabet first."""
    kept = np.flatnonzero(person >= 0)
    several = np.bincount(np.unique(np.column_stack([person[kept], place[kept]]), axis=0)[:, 0]) > 1
    kept = kept[several[person[kept]]]
    kept = kept[np.argsort(person[kept], kind="stable")]
    sizes = np.bincount(person[kept])
    many = sizes[person[kept]]
    starts = np.repeat((np.cumsum(sizes) - sizes)[person[kept]], many)
    within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    one, other = np.repeat(kept, many), kept[starts + within]
    inside = place[one] < place[other]
    return one[inside], other[inside]
