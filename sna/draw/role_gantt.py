"""Joint roles as bars over time: a row a role, by profession and organisations; nobody is named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sna.draw.legend import legend, role_item, role_order
from sna.draw.page import Page
from sna.draw.picture import Picture
from sna.draw.role_bars import POINT, Look, Record, all_whole, draw_row, looks, profession
from sna.draw.role_time import (
    Time,
    When,
    draw_edges,
    draw_running,
    one_in,
    spans,
    time_scale,
    write_snapshots,
    write_years,
)
from sna.draw.tokens import MARGIN, TICK, WIDE, role_of
from sna.draw.typeset import width
from sna.draw.wording import many

if TYPE_CHECKING:
    import pandas as pd


def role_gantt(
    table: pd.DataFrame,
    snapshots: Sequence[When],
    *,
    until: dt.date,
    groups: tuple[str, ...] = (),
    total: tuple[int, int],
    running: Mapping[str, int] | None = None,
    source: str = "",
) -> Picture:
    """Draw joint roles as bars over time.

    Organisations are named whole: in or beside their bars where all of them fit, else in a column of their own. Where
    the names of snapshots do not fit above them, one in so many is named.

    Parameters
    ----------
    table
        Columns ``profession, organisations, first, last, running, reason, group``: a row a joint role, in the order to
        draw; ``first`` and ``last`` are dates (``first`` blank where no start is on record), ``group`` that of the
        employer.
    snapshots
        Name, first and last day of each.
    until
        Last day that is observed.
    groups
        Groups of organisations, the focal one first.
    total
        How many joint roles there are, and how many of them ended; the table may hold fewer.
    running
        Snapshot → how many of all joint roles run in it; drawn where the table holds fewer.
    source
        Where the roles come from.

    Returns
    -------
    Picture
        ``drawn`` holds ``roles``.

    Raises
    ------
    ValueError
        If there is nothing to draw.

    Examples
    --------
    >>> import pandas as pd
    >>> row = ("nurse", "Albion + Bexmoor", dt.date(2015, 1, 1), dt.date(2016, 1, 1), False, "travel", "local")
    >>> columns = ["profession", "organisations", "first", "last", "running", "reason", "group"]
    >>> table = pd.DataFrame([row], columns=columns)
    >>> role_gantt(table, [], until=dt.date(2019, 3, 31), total=(1, 1)).title
    '1 of 1 joint role ended by 31 March 2019'
    """
    if table.empty:
        raise ValueError("there is no joint role")
    rows: list[Record] = [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
    page = Page(WIDE)
    look, time = _scale(page, rows, snapshots, until, grouped=bool(groups))
    found = spans(time, snapshots)
    step, left_out = one_in(found, time.right), total[0] - len(rows)
    title = f"{total[1] or 'None'} of {many(total[0], 'joint role')} ended by {_said(until)}"
    under = _subtitle(rows, look, until, step=step, left_out=left_out)
    page.head(title, under)
    edges, top = write_snapshots(page, found, step), page.y
    if left_out and running and any(span.name in running for span in found):
        draw_running(page, found, running)
    for row in rows:
        draw_row(page, time, row, role_of(row["group"], groups), look)
    draw_edges(page, edges, top)
    write_years(page, time)
    _key(page, rows, groups)
    page.foot(source)
    picture = page.finish()
    picture.describe(title, under, [_spoken(row) for row in rows], {"roles": table.reset_index(drop=True)})
    return picture


def _scale(
    page: Page, rows: Sequence[Record], snapshots: Sequence[When], until: dt.date, *, grouped: bool
) -> tuple[Look, Time]:
    """Return the look and the time: organisations at their bars, or where one would be cut, in a column."""
    begun, right = [row["first"] for row in rows if row["first"] is not None], page.width - MARGIN
    beside, apart = looks(rows, symbols=grouped)
    time = time_scale(begun, snapshots, until, (beside.left, right - POINT))
    if all_whole(rows, time, right):
        return beside, time
    return apart, time_scale(begun, snapshots, until, (apart.left, right - POINT))


def _subtitle(rows: Sequence[Record], look: Look, until: dt.date, *, step: int, left_out: int) -> str:
    alike = "" if look.professions else f" All: {profession(rows[0])}."
    dotted = "Dotted: snapshots." if step == 1 else f"Dotted: the first day of one snapshot in {step}."
    some = (
        f" Of {many(len(rows) + left_out, 'joint role')}, the {len(rows)} that began or ended last are drawn."
        if left_out
        else ""
    )
    return (
        f"A row is one person with roles in two or more organisations at the same time.{alike}{some} Pointed: still "
        f"running on {_said(until)}, or begun before the first day shown. {dotted}"
    )


def _said(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _key(page: Page, rows: Sequence[Record], groups: tuple[str, ...]) -> None:
    roles = {role_of(row["group"], groups) for row in rows} if groups else set()
    if roles:
        page.text(MARGIN, page.y + 3.4, "employed by", TICK)
        shown = [role_item(role) for role in sorted(roles, key=role_order)]
        legend(page, [[shown]], left=MARGIN + width("employed by", TICK) + 3.0)


def _spoken(row: Record) -> str:
    begun = "start not on record" if row["first"] is None else f"from {row['first'].isoformat()}"
    end = "still running" if row["running"] else f"ended {row['last'].isoformat()}, {row['reason']}"
    return f"{row['profession']}, {row['organisations']}: {begun}, {end}"
