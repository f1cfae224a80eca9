"""Two groups side by side: their means, every organisation, and how sure the difference is."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sna.draw.dumbbell_numbers import BEFORE, Gutter, gutter, write_numbers
from sna.draw.dumbbell_table import Contrasted, contrasted
from sna.draw.dumbbell_words import dumbbell_foot, dumbbell_subtitle, dumbbell_title, spoken
from sna.draw.legend import Item, legend, line_item, role_item
from sna.draw.page import Page
from sna.draw.picture import Picture
from sna.draw.scales import Axis, axis
from sna.draw.spelling import capitalised
from sna.draw.symbols import put
from sna.draw.tokens import (
    COLUMN,
    GRID,
    HEADING,
    INK,
    MARGIN,
    MUTE,
    TICK,
    WIDE,
    Role,
    role_of,
)
from sna.draw.typeset import width, wrap
from sna.draw.wording import number, undated

if TYPE_CHECKING:
    import pandas as pd

COLUMN_WIDTH = 42.0
MEAN_RADIUS, ONE_RADIUS = 1.35, 0.6
COINCIDE = 0.5


def dumbbell(
    findings: pd.DataFrame,
    scores: pd.DataFrame,
    *,
    layer: str,
    groups: tuple[str, str],
    source: str = "",
    metrics: Sequence[str] | None = None,
) -> Picture:
    """Draw the means of two groups for up to four metrics and every snapshot, with the difference, interval and p.

    Parameters
    ----------
    findings
        ``Findings.frame()`` with quantities ``mean`` and ``difference``; other rows are not read.
    scores
        ``Scores.frame()`` with the values of organisations.
    layer
        Name of the layer in both tables.
    groups
        The two groups, the focal one first; differences are first minus second.
    source
        Where the data come from.
    metrics
        Which metrics, in order; all that were tested, up to four, if not given.

    Returns
    -------
    Picture
        ``drawn`` holds ``means``, ``organisations`` and ``differences``.

    Raises
    ------
    ValueError
        If there is no difference between the two groups in the layer.

    Examples
    --------
    >>> import pandas as pd
    >>> from sna.model import FINDING_COLUMNS, SCORE_COLUMNS, Findings
    >>> one = {"layer": "mdt", "snapshot": "2025", "metric": "in_degree", "group": "specialist"}
    >>> found = Findings.of([{**one, "quantity": "mean", "value": 6.0},
    ...     {**one, "quantity": "mean", "group": "local", "value": 1.0},
    ...     {**one, "quantity": "difference", "other": "local", "value": 5.0, "p": 0.004, "method": "exact"}], {})
    >>> scores = pd.DataFrame([("2025", "mdt", "A", "specialist", "in_degree", 6.0, "")], columns=SCORE_COLUMNS)
    >>> dumbbell(found.frame(), scores, layer="mdt", groups=("specialist", "local")).title
    'In degree: specialist organisations average 6, local ones 1 (p = 0.004)'
    """
    shown = contrasted(findings, scores, layer, groups, metrics)
    if not shown.metrics:
        raise ValueError(f"no difference of {groups[0]} and {groups[1]} in layer {layer!r}")
    roles = {group: role_of(group, groups) for group in groups}
    headings = [] if undated(shown.snapshots) else shown.snapshots
    label_room = max((width(row, HEADING) for s in headings for row in wrap(s, HEADING, 22.0)), default=-2.0) + 3.0
    page = Page(min(max(2 * MARGIN + label_room + COLUMN_WIDTH * len(shown.metrics), 110.0), WIDE))
    title = dumbbell_title(shown)
    under = dumbbell_subtitle(shown)
    page.head(title, under)
    room = gutter(gap for (_, metric), gap in shown.differences.items() if metric in shown.metrics)
    bottom, axes = _columns(page, shown, label_room, room)
    drawn = _rows(page, shown, roles, axes, (label_room, room))
    page.y = bottom
    legend(page, [[_key(roles)]])
    page.foot(dumbbell_foot(shown, source))
    picture = page.finish()
    lines = [
        f"{shown.labels[m]}{_when(shown, s)}: {spoken(shown, s, m)}" for m in shown.metrics for s in shown.snapshots
    ]
    picture.describe(title, under, lines, drawn)
    return picture


def _when(shown: Contrasted, snapshot: str) -> str:
    """Return a snapshot after a comma; nothing where there is but one without a name of its own."""
    return "" if undated(shown.snapshots) else f", {snapshot}"


def _columns(page: Page, shown: Contrasted, label_room: float, room: Gutter) -> tuple[float, dict[str, Axis]]:
    """Write the heads of columns, draw their grids, and return where they end and their scales."""
    step = (page.room - label_room) / len(shown.metrics)
    heads = {metric: wrap(shown.labels[metric], COLUMN, step - 3.0) for metric in shown.metrics}
    deepest = max(len(rows) for rows in heads.values())
    top = page.y + deepest * COLUMN.leading + 2.0
    bottom = top + room.row * len(shown.snapshots)
    axes = {}
    for at, metric in enumerate(shown.metrics):
        x = MARGIN + label_room + at * step
        rows = heads[metric]
        first = capitalised(rows[0])
        page.lines(x - 1.0, top - 2.0 - len(rows) * COLUMN.leading, [first, *rows[1:]], COLUMN)
        axes[metric] = axis(shown.values(metric), x, x + step - room.width)
        for tick in axes[metric].ticks:
            place = axes[metric].at(tick)
            page.stroke([(place, top), (place, bottom)], GRID, 0.5, zorder=1)
            page.text(place, bottom + 2.4, number(tick), TICK, "centre")
        page.stroke([(x - 1.0, bottom), (x + step - room.width + 1.0, bottom)], MUTE, 0.6, zorder=1)
    page.y = top
    return bottom + 5.0, axes


def _rows(
    page: Page, shown: Contrasted, roles: dict[str, Role], axes: dict[str, Axis], rooms: tuple[float, Gutter]
) -> dict[str, pd.DataFrame]:
    """Draw every snapshot's row, and return what was drawn."""
    import pandas as pd

    label_room, room = rooms
    drawn: dict[str, list[dict[str, object]]] = {"means": [], "organisations": [], "differences": []}
    for at, snapshot in enumerate(shown.snapshots):
        top = page.y + at * room.row
        names = wrap(snapshot, HEADING, max(label_room - 2.0, 10.0))
        if not undated(shown.snapshots):
            page.lines(MARGIN, top + 4.2 - len(names) * HEADING.leading / 2, names, HEADING)
        for metric in shown.metrics:
            place = {"snapshot": snapshot, "metric": metric}
            drawn["means"] += [place | row for row in _means(page, shown, roles, axes[metric], (snapshot, metric), top)]
            drawn["organisations"] += [
                place | row for row in _strip(page, shown, roles, axes[metric], (snapshot, metric), top + 8.2)
            ]
            gap = shown.differences.get((snapshot, metric))
            write_numbers(page, gap, axes[metric].end + BEFORE, top, room.room)
            if gap is not None:
                drawn["differences"].append(place | {"value": gap.value, "low": gap.low, "high": gap.high, "p": gap.p})
    return {name: pd.DataFrame(rows) for name, rows in drawn.items()}


def _means(
    page: Page, shown: Contrasted, roles: dict[str, Role], scale: Axis, cell: tuple[str, str], top: float
) -> list[dict[str, object]]:
    """Draw the means of both groups and the line between them."""
    y = top + 4.2
    known = {group: shown.means.get((*cell, group), math.nan) for group in shown.groups}
    known = {group: value for group, value in known.items() if math.isfinite(value)}
    if len(known) == len(shown.groups):
        page.stroke([(scale.at(value), y) for value in known.values()], INK, 1.4, zorder=2)
    for group, value in reversed(known.items()):
        put(page, roles[group], scale.at(value), y, MEAN_RADIUS)
    return [{"group": g, "value": v, "x": scale.at(v), "marker": roles[g].shape} for g, v in known.items()]


def _strip(
    page: Page, shown: Contrasted, roles: dict[str, Role], scale: Axis, cell: tuple[str, str], y: float
) -> list[dict[str, object]]:
    """Draw every organisation; marks that would lie on each other are stacked downwards."""
    levels: Counter[int] = Counter()
    drawn: list[dict[str, object]] = []
    rows = sorted(shown.members.get(cell, []), key=lambda row: (row[2], row[1] != shown.groups[0], row[0]))
    for identifier, group, value in rows:
        x = scale.at(value)
        slot = round(x / (2 * ONE_RADIUS + COINCIDE / 2))
        level = levels[slot]
        levels[slot] += 1
        # Columns of more than five marks fold over themselves: closer, but still inside the row.
        high = y + level * min(1.2, 5.0 / max(sum(round(scale.at(v) / 1.45) == slot for _, _, v in rows), 1))
        put(page, roles[group], x, high, ONE_RADIUS)
        drawn.append({"organisation": identifier, "group": group, "value": value, "x": x, "y": high})
    return drawn


def _key(roles: dict[str, Role]) -> list[Item]:
    """Return the legend."""

    def small(page: Page, x: float, y: float) -> None:
        for at, role in enumerate(roles.values()):
            put(page, role, x + 0.8 + 2.0 * at, y, ONE_RADIUS)

    items = [role_item(role) for role in roles.values()]
    return [*items, line_item("difference of means", INK, 1.4), Item("one organisation each", 3.6, small)]
