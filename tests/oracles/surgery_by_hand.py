"""The bundled study of centralised surgery counted from its files with nothing but the csv module."""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "datasets" / "centralised-surgery"
SNAPSHOTS = {
    "before": ("2013-04-01", "2015-03-31"),
    "during": ("2015-04-01", "2017-03-31"),
    "after": ("2017-04-01", "2019-03-31"),
}


@cache
def rows(table: str) -> list[dict[str, str]]:
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def groups() -> dict[str, str]:
    return {row["organisation"]: row["centre"] for row in rows("organisations")}


def roster(snapshot: str) -> list[str]:
    last = SNAPSHOTS[snapshot][1]
    return sorted(row["organisation"] for row in rows("organisations") if (row["opened"] or "0") <= last)


def held(snapshot: str, series: str = "") -> dict[str, dict[str, str]]:
    first, last = SNAPSHOTS[snapshot]
    return {
        row["meeting"]: row
        for row in rows("meetings")
        if first <= row["date"] <= last and row["cancelled"] != "yes" and series in ("", row["series"])
    }


@cache
def dates() -> dict[str, str]:
    return {row["meeting"]: row["date"] for row in rows("meetings")}


@cache
def works_at(person: str, day: str) -> str:
    running = {
        row["organisation"]
        for row in rows("roles")
        if row["person"] == person and (row["start"] or "0") <= day <= (row["end"] or "9")
    }
    if len(running) > 1:
        return ""
    employers = {row["person"]: row["employer"] for row in rows("people")}
    return running.pop() if running else employers.get(person, "")


def stood_for(row: dict[str, str]) -> str:
    return row["organisation"] or works_at(row["person"], dates()[row["meeting"]])


@cache
def seats() -> dict[tuple[str, str, str], set[str]]:
    """Meeting, person and organisation → what is said of them."""
    found = defaultdict(set)
    for row in rows("attendance"):
        if stood_for(row):
            found[row["meeting"], row["person"], stood_for(row)].add(row["attended"])
    return dict(found)


@cache
def said() -> dict[tuple[str, str], set[str]]:
    """Meeting and organisation → what is said of any of its people."""
    found = defaultdict(set)
    for (meeting, _, organisation), words in seats().items():
        found[meeting, organisation] |= words
    return dict(found)


def chaired(snapshot: str, series: str = "") -> Counter[str]:
    found = Counter()
    for name, meeting in held(snapshot, series).items():
        own = {o for m, p, o in seats() if (m, p) == (name, meeting["chair"])}
        found[own.pop() if len(own) == 1 else "" if own else works_at(meeting["chair"], meeting["date"])] += 1
    return found


def came(snapshot: str, organisation: str, series: str = "") -> tuple[int, int, int]:
    """Meetings it came to, those at which its attendance is not known, those it could have come to."""
    opened = {row["organisation"]: row["opened"] or "0" for row in rows("organisations")}[organisation]
    recorded = {row["meeting"] for row in rows("attendance")}
    could = [m for m, row in held(snapshot, series).items() if row["date"] >= opened and m in recorded]
    words = [said().get((meeting, organisation), set()) for meeting in could]
    yes, unknown = sum("yes" in w for w in words), sum("unknown" in w and "yes" not in w for w in words)
    return yes, unknown, len(could)


def months(snapshot: str) -> list[str]:
    return sorted({dt.date.fromisoformat(row["date"]).strftime("%Y-%m") for row in held(snapshot).values()})
