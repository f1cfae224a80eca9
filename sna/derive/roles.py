"""Roles → joint roles: people in two organisations at the same time."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sna.derive.columns import numbers
from sna.derive.windows import spell_share
from sna.model import LayerRule, Snapshot

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
    return person_pairs(frame, rule=rule, snapshot=snapshot).groupby(PAIR)["weight"].sum(min_count=1).reset_index()


def person_pairs(frame: pd.DataFrame, *, rule: LayerRule, snapshot: Snapshot) -> pd.DataFrame:
    """Return one row per person and pair of organisations: ``person``, then the columns of `joint_roles`.

    Arguments are those of `joint_roles`.
    """
    spells = frame[["person", "organisation", "first_day", "last_day"]].assign(sessions=numbers(frame, "sessions"))
    busy = spells.groupby("person")["organisation"].transform("nunique") > 1
    spells = spells[busy]
    both = spells.merge(spells, on="person", suffixes=("_a", "_b"))
    both = both[both["organisation_a"] < both["organisation_b"]]
    first = np.maximum(both["first_day_a"].to_numpy(), both["first_day_b"].to_numpy()).astype("datetime64[D]")
    last = np.minimum(both["last_day_a"].to_numpy(), both["last_day_b"].to_numpy()).astype("datetime64[D]")
    share = np.where(first <= last, spell_share(first, last, snapshot), 0.0)
    smaller = np.minimum(both["sessions_a"].to_numpy(), both["sessions_b"].to_numpy())
    amount = share if rule.weight == "people" else share * smaller
    pairs = pd.DataFrame(
        {
            "person": both["person"].to_numpy(),
            "from_organisation": both["organisation_a"].to_numpy(),
            "to_organisation": both["organisation_b"].to_numpy(),
            "weight": amount,
        }
    )[share > 0]
    # A person with two spells at one place is still one person there.
    return pairs.groupby(["person", *PAIR])["weight"].max().reset_index()
