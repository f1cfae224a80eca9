"""Shares of organisations as sorted bars, against the line at which all would have as much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.collections import PolyCollection

from sna.draw.legend import Item, legend, role_item, role_order
from sna.draw.page import Page
from sna.draw.picture import Picture
from sna.draw.spelling import capitalised, spelt
from sna.draw.symbols import put
from sna.draw.tokens import COLUMN, FOCAL_NAME, INK, MARGIN, MUTE, NAME, PANEL_LINE, WHITE, Role, role_of
from sna.draw.typeset import between_words, width, wrap
from sna.draw.wording import among, many, percent, when

if TYPE_CHECKING:
    import pandas as pd

ROW = 4.6
THICK = 2.9
NAME_ROOM = 38.0
BETWEEN = 6.0
MOST_ROWS = 40


@dataclass(frozen=True)
class Way:
    """One column of bars: a verb of one and of several (``chairs``, ``chair``), what is counted, how many are known."""

    name: str
    one: str
    several: str
    what: str
    known: int


def share_bars(
    table: pd.DataFrame,
    *,
    ways: Sequence[Way],
    snapshot: str,
    groups: Sequence[str] = (),
    names: Mapping[str, str] | None = None,
    source: str = "",
) -> Picture:
    """Draw the share of each organisation as a bar, a column for each way to lead.

    Parameters
    ----------
    table
        ``way, organisation, group, value, share``: a row for every organisation and way.
    ways
        The columns, in order; organisations are sorted by the first.
    snapshot
        When.
    groups
        The focal group first.
    names
        Organisation → name; its id where there is none.
    source
        Where the data come from.

    Returns
    -------
    Picture
        ``drawn`` holds ``shares``: the table, sorted as drawn.

    Raises
    ------
    ValueError
        If there is nothing to draw.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("chairing", "A", "", 3.0, 0.75), ("chairing", "B", "", 1.0, 0.25)]
    >>> table = pd.DataFrame(rows, columns=["way", "organisation", "group", "value", "share"])
    >>> share_bars(table, ways=[Way("chairing", "chairs", "chair", "meetings", 4)], snapshot="2025").title
    'A chairs 75% of meetings in 2025'
    """
    if not ways or table.empty:
        raise ValueError("no shares to draw")
    first = table[table["way"] == ways[0].name].sort_values(["share", "organisation"], ascending=[False, True])
    order = list(first["organisation"])
    group_of = dict(zip(first["organisation"], first["group"], strict=True))
    roles = {identifier: role_of(group_of[identifier], tuple(groups)) for identifier in order}
    called = {identifier: (names or {}).get(identifier, identifier) for identifier in order}
    page = Page(90.0 + 30.0 * len(ways))
    title = _title(first, ways[0], called, groups) + when(snapshot)
    under = f"Share of what is known, and number. Dashed: each of {len(order)} organisations leads equally often."
    page.head(title, under)
    shown = order[:MOST_ROWS]
    _columns(page, table, ways, shown, (roles, called))
    page.y += 1.0
    _legend(page, list(roles.values()))
    left = f" {len(order) - len(shown)} more are in the table." if len(order) > len(shown) else ""
    page.foot(f"{source}{left}".strip())
    picture = page.finish()
    drawn = table.set_index("organisation").loc[order].reset_index()
    picture.describe(title, under, [f"{w.name} known of {w.known} {w.what}" for w in ways], {"shares": drawn})
    return picture


def _title(first: pd.DataFrame, way: Way, names: Mapping[str, str], groups: Sequence[str]) -> str:
    """Say what each group leads; without groups who leads most, or how many lead most."""
    shares = [(group, first[first["group"] == group]) for group in groups]
    said = [(group, percent(_whole(mine["share"]))) for group, mine in shares if len(mine)]
    if len(said) > 1:
        head = f"{capitalised(spelt(said[0][0]))} organisations {way.several} {said[0][1]} of {way.what}"
        return f"{head}, {', '.join(f'{_ones(group)} {share}' for group, share in said[1:])}"
    top = first[first["share"] == first["share"].max()]
    share = float(top["share"].iloc[0])
    if len(top) == 1:
        return f"{names[top['organisation'].iloc[0]]} {way.one} {percent(share)} of {way.what}"
    if len(top) == len(first):
        return f"Every organisation {way.one} as many {way.what} as any other"
    who = [names[identifier] for identifier in top["organisation"]]
    subject = among(who) if len(who) == 2 else many(len(who), "organisation")  # noqa: PLR2004 - two names fit
    return f"{subject} each {way.several} {percent(share)} of {way.what}, most of all"


def _whole(shares: pd.Series[float]) -> float:
    """Return a sum of shares; rounding does not take it off 1."""
    return round(float(shares.sum()), 9)


def _ones(group: str) -> str:
    return spelt(group) if group == "all others" else f"{spelt(group)} ones"


def _columns(
    page: Page,
    table: pd.DataFrame,
    ways: Sequence[Way],
    shown: Sequence[str],
    who: tuple[Mapping[str, Role], Mapping[str, str]],
) -> None:
    roles, names = who
    kinds = {identifier: FOCAL_NAME if roles[identifier].focal else NAME for identifier in shown}
    labels = {i: between_words(names[i], kinds[i], NAME_ROOM, most=1)[0] for i in shown}
    left = MARGIN + 4.0 + max(width(labels[i], kinds[i]) for i in shown) + 2.0
    step = (page.width - MARGIN - left) / len(ways)
    heads = [wrap(f"{capitalised(way.name)} ({way.known} {way.what})", COLUMN, step - BETWEEN) for way in ways]
    top = page.y + max(len(head) for head in heads) * COLUMN.leading + 2.0
    most = max(float(table["share"].max()), 1e-9)
    numbers = 15.0
    for row, identifier in enumerate(shown):
        middle = top + (row + 0.5) * ROW
        put(page, roles[identifier], MARGIN + 1.4, middle, 1.1)
        page.text(MARGIN + 3.8, middle, labels[identifier], kinds[identifier])
    for at_way, way in enumerate(ways):
        x = left + at_way * step
        room = step - numbers
        head = heads[at_way]
        page.lines(x, top - 2.0 - len(head) * COLUMN.leading, head, COLUMN)
        mine = table[table["way"] == way.name].set_index("organisation")
        fair = x + room / max(len(mine), 1) / most
        for row, identifier in enumerate(shown):
            if identifier in mine.index:
                share, value = float(mine["share"][identifier]), float(mine["value"][identifier])
                _bar(page, roles[identifier], (x, top + (row + 0.5) * ROW), (room * share / most, fair), (share, value))
        points = [(fair, top - 0.5), (fair, top + len(shown) * ROW)]
        page.stroke(points, INK, 0.7, linestyle=(0, (2.2, 1.6)), zorder=3)
        page.stroke([(x, top - 0.5), (x, top + len(shown) * ROW)], MUTE, 0.6, zorder=3)
    page.y = top + len(shown) * ROW


def _bar(
    page: Page, role: Role, start: tuple[float, float], ends: tuple[float, float], numbers: tuple[float, float]
) -> None:
    """Draw a bar, and write its numbers off the dashed line."""
    (x, y), (length, fair) = start, ends
    corners = [(x, y - THICK / 2), (x + length, y - THICK / 2), (x + length, y + THICK / 2), (x, y + THICK / 2)]
    fill = role.fill
    if length > 0:
        edge = INK if role.fill != role.edge or fill == WHITE else fill
        page.add(PolyCollection([corners], facecolors=fill, edgecolors=edge, linewidths=0.4, zorder=2))
    share, value = numbers
    words = f"{percent(share)} · {value:,.0f}" if value else "0"
    end = x + length
    off = fair if end < fair < end + 1.0 + width(words, PANEL_LINE) + 1.0 else end
    page.text(off + 1.0, y, words, PANEL_LINE, halo=True)


def _legend(page: Page, roles: Sequence[Role]) -> None:
    def dashed(target: Page, x: float, y: float) -> None:
        target.stroke([(x + 1.0, y - 1.6), (x + 1.0, y + 1.6)], INK, 0.7, linestyle=(0, (2.2, 1.6)))

    items = [role_item(role) for role in sorted(set(roles), key=role_order)]
    legend(page, [[[*items, Item("all lead equally often", 2.0, dashed)]]])
