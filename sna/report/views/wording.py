"""Words that several views share: a group's size, how a p was had, who somebody is."""

from __future__ import annotations

import math
import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from sna.draw.wording import among, p_value
from sna.infer import is_sampled
from sna.model import Study

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[Hashable, Any]
LEVEL = 0.05
UNKNOWN = "the data cannot tell"


def chance_words(row: Row, what: str = "ways to deal out the labels") -> str:
    """Return the p of a finding and how it was had, or why it has none.

    Examples
    --------
    >>> row = {"p": 0.002, "method": "exact label permutation, two-sided, 495 splits", "resamples": 495.0, "note": ""}
    >>> chance_words(row)
    'p = 0.002, all 495 ways to deal out the labels'
    >>> chance_words({"p": float("nan"), "note": "no p: a group has one organisation; 2 left out"})
    'no p: a group has one organisation'
    """
    if math.isnan(row["p"]):
        reason = str(row["note"]).split(";")[0]
        return reason if reason.startswith("no p") else f"no p: {reason}"
    ways = "a sample of" if is_sampled(str(row["method"])) else "all"
    return f"{p_value(row['p'])}, {ways} {row['resamples']:,.0f} {what}"


def sure(row: Row) -> bool:
    """Whether a finding has a p, and one of at most 0.05."""
    return bool(row["p"] <= LEVEL)


def of_snapshot(table: pd.DataFrame, snapshot: str) -> pd.DataFrame:
    """Return the rows of one snapshot."""
    return table[table["snapshot"] == snapshot]


def groups_of(table: pd.DataFrame) -> list[str]:
    """Return the groups told apart in findings, as they are set against each other."""
    pairs = table[table["other"] != ""]
    return list(dict.fromkeys([*pairs["group"], *pairs["other"]]))


def value_of(table: pd.DataFrame, quantity: str, **same: str) -> float:
    """Return one value; ``NaN`` where there is none."""
    row = row_of(table, quantity, **same)
    return float(row["value"]) if row else math.nan


def row_of(table: pd.DataFrame, quantity: str, **same: str) -> Row:
    """Return the first row of a quantity that has these texts; columns not named may say anything."""
    found = rows_of(table, quantity, **same)
    return found[0] if found else {}


def rows_of(table: pd.DataFrame, quantity: str, **same: str) -> list[Row]:
    """Return the rows of a quantity that have these texts, in order."""
    kept = table["quantity"].to_numpy() == quantity
    for column, text in same.items():
        kept &= table[column].to_numpy() == text
    places = np.flatnonzero(kept).tolist()
    names = list(table.columns)
    return [dict(zip(names, table.iloc[place].tolist(), strict=True)) for place in places]


def pairs_of(table: pd.DataFrame, quantity: str, metric: str) -> Iterator[Row]:
    """Yield the rows of a difference between groups, in order."""
    yield from rows_of(table, quantity, metric=metric)


def listed(identifiers: Sequence[str], study: Study, most: int = 8) -> str:
    """Return organisations by name, the first few of them.

    Examples
    --------
    >>> import sna
    >>> listed(["ZA2", "007"], sna.load("centralised-surgery"), most=1)
    'Marlhaven and 1 more'
    """
    names = [study.roster.name_of.get(identifier, identifier) for identifier in identifiers]
    return among(names) if len(names) <= most else f"{', '.join(names[:most])} and {len(names) - most} more"


def tied(words: Sequence[str], most: int = 3) -> str:
    """Return all that share the first place: up to three, then how many others.

    Examples
    --------
    >>> tied(["a", "b"]), tied(["a", "b", "c", "d"]), tied(["a", "b", "c", "d", "e"])
    ('a and b', 'a, b, c and 1 other', 'a, b, c and 2 others')
    """
    rest = len(words) - most
    return among(words) if rest < 1 else f"{', '.join(words[:most])} and {rest} other{'' if rest == 1 else 's'}"


def begun(snapshot: str) -> str:
    """Return a snapshot at the start of a sentence; nothing where there is but one without a name of its own.

    Examples
    --------
    >>> begun("after"), begun("all")
    ('After: ', '')
    """
    return "" if snapshot == "all" else f"{snapshot[:1].upper()}{snapshot[1:]}: "


def sentence(snapshot: str, text: str) -> str:
    """Return a sentence on a snapshot, with a capital where it begins with its own words.

    Examples
    --------
    >>> sentence("after", "of 3 presences none was brief."), sentence("all", "of 3 presences none was brief.")
    ('After: of 3 presences none was brief.', 'Of 3 presences none was brief.')
    """
    head = begun(snapshot)
    return f"{head}{text}" if head else f"{text[:1].upper()}{text[1:]}"


def source_of(study: Study, *more: str) -> str:
    """Return the foot of a figure: the study, what it is narrowed to, and more sentences."""
    only = [f"Only {column}: {', '.join(values)}." for column, values in sorted(study.filters.items())]
    sentences = [f"{part[:1].upper()}{part[1:].rstrip('.')}." for part in more if part]
    return " ".join([f"Source: {study.title or study.name}.", *only, *sentences])


def plain_metric(metric: str) -> str:
    """Return a series or a document without the word before it.

    Examples
    --------
    >>> plain_metric("series: SMDT"), plain_metric("all meetings")
    ('SMDT', 'all meetings')
    """
    return re.sub(r"^[a-z]+: ", "", metric)
