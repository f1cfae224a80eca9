"""Roles → history: people with a role in one organisation now, and a past one in another."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sna.derive.columns import dates, numbers
from sna.derive.roles import PAIR
from sna.derive.windows import ENDING, as_days, spell_share
from sna.model import LayerRule, Snapshot

ONE_DAY = np.timedelta64(1, "D")


def past_roles(frame: pd.DataFrame, *, rule: LayerRule, snapshot: Snapshot) -> pd.DataFrame:
    """Return one row per pair of organisations joined by a person's past, with the weight of the tie.

    A person ties two organisations on every day on which a role in one runs, and a role in the other has ended and has
    not begun again. Those days count in the snapshot by its rule.

    Parameters
    ----------
    frame
        Role rows with ``person``, ``organisation``, ``first_day``, ``last_day`` (no blanks), ``end`` and perhaps
        ``sessions``; those that ended before the snapshot included. A role without ``end`` is never past.
    rule
        Weight as for joint roles: ``people``, or ``sessions`` (the smaller of the two sides, then and now).
    snapshot
        When.

    Returns
    -------
    DataFrame
        ``from_organisation, to_organisation`` (in alphabetical order), ``weight``.
    """
    spells = frame[["person", "organisation", "first_day", "last_day"]].assign(sessions=numbers(frame, "sessions"))
    spells["ended"] = ~np.isnat(dates(frame, "end"))
    spells = spells[spells.groupby("person")["organisation"].transform("nunique") > 1]
    both = spells.merge(_past(spells), on="person", suffixes=("", "_past"))
    both = both[both["organisation"] != both["organisation_past"]]
    first = as_days(np.maximum(both["first_day"].to_numpy(), both["since"].to_numpy()))
    last = as_days(np.minimum(both["last_day"].to_numpy(), both["until"].to_numpy()))
    share = np.where(first <= last, spell_share(first, last, snapshot), 0.0)
    smaller = np.minimum(both["sessions"].to_numpy(), both["sessions_past"].to_numpy())
    ends = np.sort(both[["organisation", "organisation_past"]].to_numpy(dtype=object).astype(str), axis=1)
    pairs = pd.DataFrame(
        {
            "person": both["person"].to_numpy(),
            PAIR[0]: ends[:, 0].astype(object),
            PAIR[1]: ends[:, 1].astype(object),
            "weight": share if rule.weight == "people" else share * smaller,
        }
    )[share > 0]
    per_person = pairs.groupby(["person", *PAIR])["weight"].max().reset_index()
    return per_person.groupby(PAIR)["weight"].sum(min_count=1).reset_index()


def _past(spells: pd.DataFrame) -> pd.DataFrame:
    """Return the days on which a person's role in an organisation is past: from its end until it begins again."""
    rows = []
    keyed = spells.sort_values(["person", "organisation", "first_day", "last_day"])
    for (person, organisation), own in keyed.groupby(["person", "organisation"], sort=True):
        starts, lasts = as_days(own["first_day"].to_numpy()), as_days(own["last_day"].to_numpy())
        ended, sessions = own["ended"].to_numpy(), own["sessions"].to_numpy()
        for at in np.flatnonzero(ended):
            running = (starts <= lasts[at]) & (~ended | (lasts > lasts[at]))
            if running.any():
                continue
            later = starts[starts > lasts[at]]
            until = later.min() - ONE_DAY if len(later) else ENDING
            rows.append((person, organisation, lasts[at] + ONE_DAY, until, sessions[at]))
    columns = ["person", "organisation", "since", "until", "sessions"]
    found = pd.DataFrame(rows, columns=columns)
    return found.assign(since=found["since"].astype("datetime64[s]"), until=found["until"].astype("datetime64[s]"))
