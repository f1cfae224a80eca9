"""When: the cut-off and the snapshots, as declared or as the dates in the tables say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from sna.errors import Problem
from sna.io.declaration import Declaration
from sna.io.layers import makes_ties
from sna.io.tables import ReadTable
from sna.model.snapshots import Snapshot, Snapshots

MONTHS = {"year": 12, "quarter": 3, "month": 1}
SPELLS = (("start", "end"), ("period_start", "period_end"))
_MOST = 1200
"""Snapshots beyond which a date is more likely wrong than a study that long."""


def conclude_cut_off(declaration: Declaration, tables: Mapping[str, ReadTable], found: list[Problem]) -> dt.date | None:
    """Return the day on which running spells are cut off: as declared, else the last date there is.

    That the last date was taken is said where some spell has no end, so that it matters.
    """
    if declaration.cut_off is not None:
        return declaration.cut_off
    dates = _dates(tables)
    if not dates:
        return None
    last = max(last for _, last in dates.values())
    without = {table.facts.file: _without_end(table) for table in tables.values() if makes_ties(table)}
    running = sum(without.values())
    if running:
        # Said of the table with most of them: there an end may be missing.
        file = min(without, key=lambda name: (-without[name], name))
        many = "1 row without an end runs" if running == 1 else f"{running} rows without an end run"
        listed = ", ".join(f"{name} {number}" for name, number in sorted(without.items()) if number)
        where = f" ({listed})" if sum(map(bool, without.values())) > 1 else ""
        message = f"The cut-off is the last date in the data, {last}: {many} to it{where}."
        hint = f"To set it, write cut_off = {last}, or the right day, under [study] in study.toml."
        found.append(Problem("W510", message, file, value=str(last), hint=hint))
    return last


def _without_end(table: ReadTable) -> int:
    """How many spells of a table have no end; those without any date are no spells."""
    frame = table.facts.frame
    for start, end in SPELLS:
        if start in frame.columns or end in frame.columns:
            return int(frame[end].isna().sum()) if end in frame.columns else len(frame)
    return 0


def conclude_snapshots(
    declaration: Declaration, tables: Mapping[str, ReadTable], cut_off: dt.date | None, *, unread: bool = False
) -> Snapshots:
    """Return the snapshots: declared ones, calendar periods, those that edge lists name, or one of everything.

    Where a table is ``unread``, or a date in one is, it is not said that there are no dates.
    """
    if declaration.snapshots:
        return Snapshots(declaration.snapshots)
    every = declaration.text("snapshots")
    if "window" in declaration.study and not every:
        message = "A window ends with each snapshot of the calendar, and there is none."
        declaration.toml.wrong(
            "E603", message, ("study", "window"), hint='Add snapshots = "month", or take window away.'
        )
    dates = {column.name for table in tables.values() for column in table.schema.columns if column.kind == "date"}
    if every and not _dates(tables) and (unread or any(table.spoiled & dates for table in tables.values())):
        return Snapshots((Snapshot("all"),))
    if every:
        return _calendar(every, declaration, tables, cut_off)
    named = {
        value
        for table in tables.values()
        if makes_ties(table) and "snapshot" in table.facts.frame.columns
        for value in table.facts.frame["snapshot"].dropna().unique()
    }
    return Snapshots(tuple(Snapshot(name) for name in sorted(named, key=_natural)) or (Snapshot("all"),))


def _natural(name: str) -> tuple[list[tuple[int, int, str]], str]:
    """Return a sort key that puts wave 2 before wave 10."""
    parts = re.findall(r"[0-9]+|[^0-9]+", name)
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts], name


def _dates(tables: Mapping[str, ReadTable]) -> dict[str, tuple[dt.date, dt.date]]:
    """File → first and last date, of the tables whose rows make ties."""
    found = {}
    for table in tables.values():
        if not (makes_ties(table) or table.facts.name in ("meetings", "partnerships")):
            continue
        frame = table.facts.frame.select_dtypes("datetime")
        firsts, lasts = frame.min().dropna(), frame.max().dropna()
        if len(firsts):
            found[table.facts.file] = (firsts.min().date(), lasts.max().date())
    return found


def _calendar(
    every: str, declaration: Declaration, tables: Mapping[str, ReadTable], cut_off: dt.date | None
) -> Snapshots:
    dates = _dates(tables)
    at = ("study", "snapshots")
    if not dates or cut_off is None:
        message = f'snapshots = "{every}" needs dates, and no table has any.'
        declaration.toml.wrong("E603", message, at, hint="Give dates, or name periods under [[snapshot]].")
        return Snapshots((Snapshot("all"),))
    first = min(first for first, _ in dates.values())
    step = MONTHS[every]
    start = first.year * 12 + (first.month - 1) // step * step
    stop = cut_off.year * 12 + cut_off.month - 1
    if stop < start:
        message = f"The cut-off ({cut_off}) is before the first date in the data ({first})."
        declaration.toml.wrong("E506", message, ("study", "cut_off"))
        return Snapshots((Snapshot("all"),))
    if (stop - start) // step >= _MOST:
        message = f"From {first} to {cut_off} there are more than {_MOST} snapshots: is a date wrong?"
        declaration.toml.wrong("E603", message, at)
        return Snapshots((Snapshot("all"),))
    reach = _window(every, declaration)
    months = range(start + reach - step, stop + 1, step)
    if not months:
        message = f"From {first} to {cut_off} there is no window of {reach} months."
        declaration.toml.wrong("E603", message, ("study", "window"), value=str(reach))
        return Snapshots((Snapshot("all"),))
    return Snapshots(tuple(_period(month, step, cut_off, reach) for month in months))


def _window(every: str, declaration: Declaration) -> int:
    """Return how many months end with each snapshot: as declared, else those of the snapshot itself."""
    step = MONTHS[every]
    reach = declaration.study.get("window", step)
    if isinstance(reach, int) and step <= reach <= _MOST:
        return reach
    least = f"a whole number of months from {step}, as long as a {every}, to {_MOST}"
    message = "A window is at least as long as a snapshot."
    declaration.toml.wrong("E603", message, ("study", "window"), value=str(reach), expected=least)
    return step


def _period(month: int, step: int, cut_off: dt.date, reach: int) -> Snapshot:
    """Return the period from a month on (months counted from year 0), not beyond the cut-off.

    A window that reaches further back than the period ends with it, and has its name.
    """
    year, place = divmod(month, 12)
    after, rest = divmod(month + step, 12)
    end = dt.date(after, rest + 1, 1) - dt.timedelta(days=1) if after <= dt.MAXYEAR else dt.date.max
    back, began = divmod(month + step - reach, 12)
    name = {12: f"{year}", 3: f"{year} Q{place // 3 + 1}"}.get(step, f"{year}-{place + 1:02}")
    return Snapshot(name, dt.date(back, began + 1, 1), min(end, cut_off))
