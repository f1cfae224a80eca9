"""The map of a network: small multiples of snapshots in one layout, with what came and went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from sna.draw.arrange import BARS, ONE_NAMED_UP_TO, Frame, frames, places_in, separated
from sna.draw.bars import draw_bars, first_by_size
from sna.draw.headline import Headline, headline, latest, panel_lines
from sna.draw.legend import legend
from sna.draw.network_map import (
    Scales,
    draw_names,
    draw_symbols,
    draw_ties,
    place_names,
    scales_of,
    with_bends,
)
from sna.draw.page import Box, Page
from sna.draw.picture import Picture
from sna.draw.scene import Panel, Scene, read_members, read_ties, shown
from sna.draw.sociogram_words import drawn_tables, foot, keys, subtitle
from sna.draw.tokens import GRID, HEADING, MARGIN, NAME, PANEL_LINE, WIDE
from sna.draw.typeset import plain, width, wrap

if TYPE_CHECKING:
    import pandas as pd

FIRST = 12


def sociogram(  # noqa: PLR0913 - keyword-only words that no table holds
    organisations: pd.DataFrame,
    ties: pd.DataFrame,
    *,
    directed: bool,
    counts: str,
    layer: str,
    size_of: str,
    groups: Sequence[str],
    left_out: str = "",
    source: str = "",
    when: Mapping[str, str] | None = None,
    observed: Mapping[str, tuple[int, int]] | None = None,
    samples: Mapping[str, str] | None = None,
    title: str = "",
) -> Picture:
    """Draw one map for each snapshot, every organisation in the same place in all of them.

    Up to 16 organisations are named in every map; up to 40 in the last one, which is larger; beyond, the focal group
    (if it has at most 12 members) and the twelve largest are named, and listed beside the map. Of more than six
    snapshots the first, the last and the two with most change are drawn.

    Parameters
    ----------
    organisations
        ``panel, organisation, name, group`` (empty: unknown), ``x, y`` (y upwards, any unit), ``size`` (not negative,
        ``NaN``: unknown), ``present``. Panels are drawn in the order of their first rows.
    ties
        ``panel, sender, receiver, weight, change``: ``baseline`` (nothing before it), ``kept``, ``gained`` or ``lost``.
    directed
        Whether ties have a sender and a receiver.
    counts
        What weights count, ``ties`` where they count nothing.
    layer
        Name of the layer, as readers should see it.
    size_of
        What ``size`` is, for example ``cases received``.
    groups
        The groups that are set against each other, the focal one first; empty: no groups.
    left_out
        Sentence on ties that were left out; then shares are shares of ``size``.
    source
        Where the data come from.
    when
        Panel → its dates.
    observed
        Panel → pairs that were observed and pairs there are, for panels of which not all were.
    samples
        Panel → its sample. The title compares only panels of the sample of the last.
    title
        What the maps say together, where their ties alone do not; else a sentence is made from them.

    Returns
    -------
    Picture
        180 mm wide; ``drawn`` holds ``organisations`` and ``ties``.

    Raises
    ------
    ValueError
        If a column is missing, a change is unknown, or a tie has an end that is not among the organisations.

    Examples
    --------
    >>> import pandas as pd
    >>> who = pd.DataFrame({"panel": "2025", "organisation": ["A", "B", "C"], "name": ["Ash", "Bex", "Cray"],
    ...                     "group": "local", "x": [0, 1, 2], "y": [0, 1, 0], "size": [0, 5, 1], "present": True})
    >>> ties = pd.DataFrame({"panel": "2025", "sender": ["A", "C", "B"], "receiver": ["B", "B", "C"],
    ...                      "weight": [3, 2, 1], "change": "baseline"})
    >>> sociogram(who, ties, directed=True, counts="cases", layer="mdt", size_of="cases received", groups=[]).title
    'Bex receives 83% of all cases'
    """
    empty = Scene((), directed, counts, layer, size_of, bool(left_out), 0, dict(observed or {}), dict(samples or {}))
    scene = _scene(organisations, ties, groups, empty)
    found = Headline(title, lambda _: "") if title else headline(scene)
    page = Page(WIDE)
    under = subtitle(scene, left_out)
    page.head(found.title, under)
    spots, scales = _maps(page, scene, found, dict(when or {})) if scene.identifiers else ({}, scales_of(scene))
    legend(page, keys(scene, scales))
    page.foot(foot(scene, source))
    picture = page.finish()
    told = ["; ".join(panel_lines(scene, panel, found)) for panel in scene.panels]
    lines = told if scene.undated else [f"{p.name}: {line}" for p, line in zip(scene.panels, told, strict=True)]
    picture.describe(found.title, under, lines, drawn_tables(scene, scales, spots))
    picture.latest = found.title if title or not scene.panels else latest(scene).title
    return picture


def _scene(organisations: pd.DataFrame, ties: pd.DataFrame, groups: Sequence[str], empty: Scene) -> Scene:
    """Return what is to be drawn."""
    members = read_members(organisations, groups)
    known = {identifier for panel in members.values() for identifier in panel}
    tied = read_ties(ties, sorted(known))
    if stray := [panel for panel in tied if panel not in members]:
        raise ValueError(f"ties in panels without organisations: {', '.join(stray)}")
    panels = [Panel(name, who, tuple(tied.get(name, ()))) for name, who in members.items()]
    return replace(empty, panels=shown(panels), panels_given=len(panels))


def _maps(
    page: Page, scene: Scene, found: Headline, when: dict[str, str]
) -> tuple[dict[str, tuple[float, float]], Scales]:
    """Draw every map, and return the places and scales they share."""
    places_on = frames(scene, page.y)
    closest = min(places_on, key=_area)
    scales = scales_of(scene, _area(closest))
    radii = np.array([scales.radii[identifier] for identifier in scene.identifiers])
    units = separated(scene, closest, radii)
    scales = with_bends(scene, scales, places_in(scene, closest, units))
    named = [frame for frame in places_on if frame.named]
    who = _named(scene)
    bold = frozenset(i for i in who if len(who) < len(scene.identifiers) or scene.panels[-1].members[i].role.focal)
    panels = [scene.panels[frame.panel] for frame in named]
    names = place_names(panels, named[0], places_in(scene, named[0], units), scales, (who, bold))
    for frame in places_on:
        panel, places = scene.panels[frame.panel], places_in(scene, frame, units)
        _heading(page, scene, frame, panel_lines(scene, panel, found), when.get(panel.name, ""))
        draw_ties(page, panel, places, scales)
        page.picture.tips |= draw_symbols(page, scene, frame, places, scales)
        if frame.named:
            draw_names(page, panel, names, (frame.box.x - named[0].box.x, frame.box.y - named[0].box.y))
    _separators(page, places_on)
    page.y = max(frame.box.y + frame.box.height for frame in places_on)
    for frame in named if len(scene.identifiers) > ONE_NAMED_UP_TO else []:
        _list(page, scene, frame)
    page.rule()
    low = units.min(axis=0)
    return dict(zip(scene.identifiers, [tuple(row) for row in (units - low).tolist()], strict=True)), scales


def _area(frame: Frame) -> float:
    """Return the area of a map, in mm²."""
    return frame.map.width * frame.map.height


def _named(scene: Scene) -> list[str]:
    """Return the organisations to name in the maps that carry names."""
    if len(scene.identifiers) <= ONE_NAMED_UP_TO:
        return list(scene.identifiers)
    last = scene.panels[-1]
    focal = [member.identifier for member in last.members.values() if member.role.focal]
    first = [member.identifier for member in first_by_size(list(last.present), FIRST)]
    return sorted({*first, *(focal if len(focal) <= FIRST else [])})


def _heading(page: Page, scene: Scene, frame: Frame, lines: list[str], dates: str) -> None:
    """Write the snapshot's name, its dates, and its line."""
    name = plain(scene.panels[frame.panel].name)
    box = frame.box
    if scene.undated:
        name = ""
    title = wrap(name, HEADING, box.width, most=1)[0] if name else ""
    page.text(box.x + 1.0, box.y + HEADING.leading / 2, title, HEADING)
    after = box.x + 1.0 + width(title, HEADING) + 2.0
    if dates and box.x + box.width - after > 10:  # noqa: PLR2004 - room for at least a year
        page.text(
            after,
            box.y + HEADING.leading / 2 + 0.2,
            wrap(dates, NAME, box.x + box.width - after, most=1)[0],
            PANEL_LINE,
        )
    top = box.y + (HEADING.leading if title or dates else 0.0)
    lines = [] if scene.filtered and not title else lines  # the title and the subtitle say it already
    rows = [row for line in lines for row in wrap(line, PANEL_LINE, box.width - 2.0)]
    page.lines(box.x + 1.0, top, rows, PANEL_LINE)


def _separators(page: Page, places_on: list[Frame]) -> None:
    """Draw thin lines between maps that stand side by side."""
    for frame in places_on:
        x = frame.box.x - 1.0
        if x > MARGIN:
            page.stroke([(x, frame.box.y), (x, frame.box.y + frame.box.height)], GRID, 0.5)


def _list(page: Page, scene: Scene, frame: Frame) -> None:
    """List the largest organisations of the last snapshot beside its map."""
    box = Box(frame.box.x + frame.box.width + 1.0, frame.box.y, BARS - 1.0, frame.box.height)
    members = first_by_size(list(scene.panels[frame.panel].present), FIRST)
    draw_bars(page, box, members, f"{scene.size_of}, first {len(members)}")
    page.y = max(page.y, box.y + 8.0 + 6.4 * len(members))
