"""Contacts of people as they were given: with themselves, the same twice, without or with no weight, of no snapshot."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sna.errors import Problem, nearest
from sna.io.tables import ReadTable
from sna.io.text_table import shown
from sna.model.snapshots import Snapshots

ENDS = ["from_person", "to_person"]
_WHEN = ("kind", "snapshot", "date", "start", "end")


def check_contacts(tables: Mapping[str, ReadTable], snapshots: Snapshots, present: frozenset[str]) -> list[Problem]:
    """Return what is wrong, or worth saying, of the table of contacts.

    Parameters
    ----------
    tables
        All that could be read.
    snapshots
        Of the study: a contact that names one is of one of them.
    present
        Tables that the study has, readable or not.
    """
    table = tables.get("contacts")
    if table is None or not len(table.facts):
        return []
    if "people" not in present:
        return [_nobody(table)]
    return [*_with_themselves(table), *_twice(table), *_weights(table), *_snapshots(table, snapshots)]


def _nobody(table: ReadTable) -> Problem:
    message = f"{table.facts.file} names people, and there is no table of people."
    hint = "Add people.csv with a column person, and profession or tier."
    return Problem("W204", message, table.facts.file, hint=hint)


def _with_themselves(table: ReadTable) -> list[Problem]:
    frame = table.facts.frame
    same = np.flatnonzero(frame[ENDS[0]].notna() & (frame[ENDS[0]] == frame[ENDS[1]]))
    if not len(same):
        return []
    message = f"Contacts of a person with themselves: {len(same)}, kept out of every network."
    first = int(same[0])
    return [table.problem_at("W403", message, first, ENDS[1], value=shown(str(frame[ENDS[1]].iloc[first])))]


def _twice(table: ReadTable) -> list[Problem]:
    """Return the problem of rows that say the same contact again; events are told apart by their dates and kinds."""
    frame = table.facts.frame
    keys = [column for column in (*ENDS, *_WHEN) if column in frame.columns]
    if table.spoiled & set(keys):
        return []
    again = np.flatnonzero(frame[keys].duplicated().to_numpy() & frame[ENDS].notna().all(axis=1).to_numpy())
    if not len(again):
        return []
    first = int(again[0])
    rows = "A row repeats a contact" if len(again) == 1 else f"{len(again)} rows repeat a contact"
    value = shown(" → ".join(str(frame[end].iloc[first]) for end in ENDS))
    hint = "If each row is a contact of its own, date them; else put how many there were in a column weight."
    return [table.problem_at("E404", f"{rows} of the same kind and day.", first, ENDS[1], value=value, hint=hint)]


def _weights(table: ReadTable) -> list[Problem]:
    frame = table.facts.frame
    if "weight" not in frame.columns or "weight" in table.spoiled:
        return []
    said = {
        "W315": (frame["weight"].isna().to_numpy(), "Blank weights: {}; these pairs count as not observed."),
        "W318": ((frame["weight"] == 0).to_numpy(), "Weights of zero: {}; these pairs were asked about, and no tie."),
    }
    return [
        table.problem_at(code, message.format(int(rows.sum())), int(np.argmax(rows)), "weight")
        for code, (rows, message) in said.items()
        if rows.any()
    ]


def _snapshots(table: ReadTable, snapshots: Snapshots) -> list[Problem]:
    frame = table.facts.frame
    if "snapshot" not in frame.columns:
        return []
    outside = (frame["snapshot"].notna() & ~frame["snapshot"].isin(snapshots.names)).to_numpy()
    if not outside.any():
        return []
    first, many = int(np.argmax(outside)), int(outside.sum())
    message = f"{many} {'row is' if many == 1 else 'rows are'} of no snapshot of the study."
    value = shown(str(frame["snapshot"].iloc[first]))
    return [table.problem_at("W509", message, first, "snapshot", value=value, hint=nearest(value, snapshots.names))]
