"""Members of partnerships → who shares a partnership, and what helped or hindered which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from sna.derive import fates
from sna.derive.attendance import likeness
from sna.derive.columns import Texts, blank, dates, is_in, texts
from sna.derive.fates import Selection, Sieve
from sna.derive.roles import PAIR
from sna.derive.windows import as_days, filled, spell_share
from sna.errors import Problem, UsageError
from sna.model import Affiliation, Filters, LayerRule, Roster, Snapshot, Study

if TYPE_CHECKING:
    from sna.derive.windows import Days


def member_rows(study: Study, rule: LayerRule, snapshot: Snapshot, filters: Filters) -> Selection:
    """Return the memberships that run in a snapshot, cut to the days on which the partnership itself ran."""
    frame = study.tables[rule.table].frame
    start, end = _days(study, frame)
    sieve = Sieve(frame.assign(first_day=start, last_day=end))
    if rule.only:
        sieve.drop(_of_partnership(study, frame, "status") != rule.only, fates.OTHER_LAYER)
    if "pathway" in filters:
        own, whole = texts(frame, "pathway"), _of_partnership(study, frame, "pathway")
        sieve.drop(~is_in(np.where(blank(own), whole, own), filters["pathway"]), fates.FILTERED)
    return sieve.drop(spell_share(start, end, snapshot) == 0, fates.OUTSIDE).selection()


def _days(study: Study, frame: pd.DataFrame) -> tuple[Days, Days]:
    start, end = filled(dates(frame, "start"), dates(frame, "end"), cut_off=study.cut_off)
    if "partnerships" not in study.tables:
        return start, end
    partnerships = study.tables["partnerships"].frame
    place = pd.Index(partnerships["partnership"]).get_indexer(pd.Index(frame["partnership"]))
    begun, ended = filled(dates(partnerships, "start"), dates(partnerships, "end"), cut_off=study.cut_off)
    if not len(begun):
        return start, end
    listed = place >= 0
    first = np.where(listed, np.maximum(start, begun[place]), start)
    return first, np.where(listed, np.minimum(end, ended[place]), end)


def _of_partnership(study: Study, frame: pd.DataFrame, column: str) -> Texts:
    """Return what the table of partnerships says of each row's partnership."""
    if "partnerships" not in study.tables:
        return texts(frame, "")
    partnerships = study.tables["partnerships"].frame
    known = dict(zip(partnerships["partnership"], texts(partnerships, column), strict=True))
    return np.array([known.get(partnership) for partnership in frame["partnership"]], dtype=object)


def shared_partnerships(frame: pd.DataFrame, *, rule: LayerRule, snapshot: Snapshot) -> pd.DataFrame:
    """Return one row per pair of organisations that were members of a partnership on the same days.

    Parameters
    ----------
    frame
        Memberships with ``partnership``, ``organisation``, ``first_day`` and ``last_day``.
    rule
        ``newman``, ``meetings`` (how many partnerships), ``jaccard`` or ``cosine``.
    snapshot
        The shared days must count in it by its rule; by ``overlap`` a partnership counts for the share of its days
        that is shared, except by ``jaccard`` and ``cosine``, which count partnerships whole.
    """
    partnership, _ = pd.factorize(frame["partnership"], sort=True)
    member, listed = pd.factorize(frame["organisation"], sort=True)
    place = partnership.astype(np.int64) * len(listed) + member
    size = max(len(listed), 1)
    of_partnership, of_member = np.divmod(np.unique(place), size)
    one, other = _together(partnership)
    one, other = (end[member[one] < member[other]] for end in (one, other))
    begun, ended = (as_days(frame[column].to_numpy()) for column in ("first_day", "last_day"))
    first, last = np.maximum(begun[one], begun[other]), np.minimum(ended[one], ended[other])
    share = np.where(first <= last, spell_share(first, last, snapshot), 0.0)
    counts = share > 0
    # Keys of numbers, of the partnership and of both ends, in the order of their names.
    key = place[one[counts]] * len(listed) + member[other[counts]]
    pairs, inverse = np.unique(key, return_inverse=True)
    most = np.zeros(len(pairs))
    np.maximum.at(most, inverse, share[counts])
    within, ends = np.divmod(pairs, size**2)
    if rule.rule == "newman":
        most = most / np.maximum(np.bincount(of_partnership)[within] - 1, 1)
    counted = rule.rule in ("jaccard", "cosine")
    grouped = pd.Series(np.ones(len(most)) if counted else most).groupby(ends).sum()
    from_place, to_place = np.divmod(grouped.index.to_numpy(dtype=np.int64), size)
    weight = grouped.to_numpy(dtype=np.float64)
    if counted:
        many = np.bincount(of_member, minlength=size)
        held = (np.asarray(many[end], dtype=np.float64) for end in (from_place, to_place))
        weight = likeness(np.asarray(weight, dtype=np.float64), *held, weighting=rule.rule)
    return pd.DataFrame({PAIR[0]: listed[from_place], PAIR[1]: listed[to_place], "weight": weight})


def _together(partnership: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return every pair of rows of one partnership, both ways round, each row with itself too."""
    order = np.argsort(partnership, kind="stable")
    sizes = np.bincount(partnership)
    begins = np.cumsum(sizes) - sizes
    beside = sizes[partnership[order]]
    one = np.repeat(order, beside)
    at = np.arange(len(one)) - np.repeat(np.cumsum(beside) - beside, beside)
    return one, order[np.repeat(begins[partnership[order]], beside) + at]


def partnership_factors(study: Study, valence: str | None = None) -> Affiliation:
    """Return partnerships × factors: what helped or hindered which partnership.

    Parameters
    ----------
    study
        A study with the table ``factors``.
    valence
        ``negative`` or ``success``; both where none is named.

    Returns
    -------
    Affiliation
        Weight = how many rows name the factor for the partnership.

    Raises
    ------
    UsageError
        If the study has no such table.

    Examples
    --------
    >>> from sna.derive import DERIVING
    >>> from sna.io import read_study
    >>> partnership_factors(read_study("end-of-life-partnership", deriving=DERIVING))
    Traceback (most recent call last):
        ...
    sna.errors.UsageError: E101 factors.csv: The study has no table of factors.
    """
    if "factors" not in study.tables:
        raise UsageError(Problem("E101", "The study has no table of factors.", "factors.csv"))
    frame = study.tables["factors"].frame
    if valence is not None:
        frame = frame[texts(frame, "valence") == valence]
    counted = frame.groupby(["partnership", "factor"]).size().reset_index(name="rows")
    listed = study.tables.get("partnerships")
    known = set(listed.frame["partnership"]) if listed else set()
    rows = Roster.of(sorted(known | set(counted["partnership"])), kind="partnerships")
    columns = Roster.of(sorted(set(counted["factor"])), kind="factors")
    cells = rows.places(counted["partnership"]), columns.places(counted["factor"])
    return Affiliation(rows, columns, *cells, counted["rows"].to_numpy(dtype=np.float64), "factors")
