"""What is left connected as organisations withdraw: in the order that happened, at random, at worst."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from matplotlib.collections import PolyCollection

from sna.draw.legend import Item, legend
from sna.draw.page import Box, Page
from sna.draw.picture import Picture
from sna.draw.scales import axis
from sna.draw.symbols import put
from sna.draw.tokens import GRID, HEADING, INK, LOSS, MARGIN, MUTE, PANEL_LINE, TICK, WHITE, WIDE, Role
from sna.draw.typeset import wrap
from sna.draw.wording import at as at_snapshot
from sna.draw.wording import layer_words, many, percent

if TYPE_CHECKING:
    import pandas as pd

HAPPENED, RANDOM, WORST = "as it happened", "at random", "at worst"
HIGH = 42.0
PER_ROW = 3
GAP = 9.0
AXIS_ROOM = 9.0
SWATCH = 9.0
HALF = 0.5
Curve = list[dict[Hashable, Any]]
DOT = Role("", "circle", INK, INK)


def removal_curves(table: pd.DataFrame, *, when: dict[str, str], source: str = "") -> Picture:
    """Draw the share of organisations that hang together against the number that withdrew, a panel a layer.

    Parameters
    ----------
    table
        Columns ``layer, order, withdrawn, value, low, high, n``: after how many withdrawals which share of all ``n``
        organisations is in the largest connected part; ``order`` is as it happened, at random (with ``low`` and
        ``high``) or at worst.
    when
        Layer → name of the snapshot it is drawn of.
    source
        Where the ties come from.

    Returns
    -------
    Picture
        ``drawn`` holds ``curves``.

    Raises
    ------
    ValueError
        If there is nothing to draw.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("trust", order, k, 1 - k / 4, 0.5, 1.0, 4) for order in (RANDOM, WORST) for k in range(5)]
    >>> columns = ["layer", "order", "withdrawn", "value", "low", "high", "n"]
    >>> removal_curves(pd.DataFrame(rows, columns=columns), when={"trust": "2019"}).title
    'Trust: losing the worst 2 of 4 leaves no more than half connected'
    """
    if table.empty:
        raise ValueError("there is no curve")
    layers = list(dict.fromkeys(table["layer"]))
    curves = {
        (str(layer), str(order)): part.sort_values("withdrawn").to_dict("records")
        for (layer, order), part in table.groupby(["layer", "order"], sort=False)
    }
    sizes = {str(row["layer"]): int(row["n"]) for row in table.to_dict("records")}
    page = Page(WIDE if len(layers) > 1 else 100.0)
    title = _title(layers, curves, sizes)
    under = (
        "Share of all organisations that are in the largest connected part, by how many organisations have withdrawn; "
        "direction and strength of ties ignored. What is on record says nothing of ties that would form instead."
    )
    page.head(title, under)
    across = min(PER_ROW, len(layers))
    wide = (page.room - GAP * (across - 1)) / across
    for begin in range(0, len(layers), PER_ROW):
        top = page.y
        for place, layer in enumerate(layers[begin : begin + PER_ROW]):
            page.y = top
            box = Box(MARGIN + place * (wide + GAP) + AXIS_ROOM, top, wide - AXIS_ROOM, HIGH)
            _panel(page, box, (layer, when.get(layer, "")), curves, sizes[layer])
        page.y = top + HEADING.leading + 2 * PANEL_LINE.leading + HIGH + 11.0
    legend(page, [[[_key(order) for order in (HAPPENED, RANDOM, WORST) if any(o == order for _, o in curves)]]])
    page.foot(f"Worst: the worst order that was found; another may be worse still. {source}".strip())
    picture = page.finish()
    lines = [_spoken(layer, curves, sizes[layer]) for layer in layers]
    picture.describe(title, under, lines, {"curves": table.reset_index(drop=True)})
    return picture


def halving(curve: Curve) -> int | None:
    """Return after how many withdrawals no more than half are connected; none if fewer than that were to begin with."""
    if not curve or curve[0]["value"] <= HALF:
        return None
    return next((int(point["withdrawn"]) for point in curve if point["value"] <= HALF), None)


def _title(layers: Sequence[str], curves: dict[tuple[str, str], Curve], sizes: dict[str, int]) -> str:
    """Return for the layer that falls apart soonest after how many withdrawals half are left."""
    found = [(halving(curves.get((layer, WORST), [])), place) for place, layer in enumerate(layers)]
    known = [(soon, place) for soon, place in found if soon is not None]
    if not known:
        if len(layers) > 1:
            return "No layer connects more than half of the organisations to begin with"
        return f"{layer_words(layers[0])}: no more than half of {sizes[layers[0]]} are connected to begin with"
    soon, place = min(known)
    layer = layers[place]
    return f"{layer_words(layer)}: losing the worst {soon} of {sizes[layer]} leaves no more than half connected"


def _panel(page: Page, box: Box, of: tuple[str, str], curves: dict[tuple[str, str], Curve], n: int) -> None:
    layer, snapshot = of
    name = layer_words(layer)
    page.lines(box.x - AXIS_ROOM, page.y, wrap(name, HEADING, box.width + AXIS_ROOM, most=1), HEADING)
    page.y += HEADING.leading
    words = f"{many(n, 'organisation')}{at_snapshot(snapshot) if snapshot and snapshot != 'all' else ''}"
    page.lines(box.x - AXIS_ROOM, page.y, wrap(words, PANEL_LINE, box.width + AXIS_ROOM, most=1), PANEL_LINE)
    page.y += PANEL_LINE.leading
    page.lines(box.x - AXIS_ROOM, page.y, [_halved(layer, curves)], PANEL_LINE)
    top = page.y + PANEL_LINE.leading + 2.0
    across = axis([0.0, float(n)], box.x, box.x + box.width)
    for share in (0.0, HALF, 1.0):
        y = top + (1 - share) * box.height
        page.stroke([(box.x, y), (box.x + box.width, y)], GRID, 0.5, zorder=1)
        page.text(box.x - 1.2, y, percent(share), TICK, "right")
    bottom = top + box.height
    for tick in (tick for tick in across.ticks if tick == int(tick)):
        page.stroke([(across.at(tick), bottom), (across.at(tick), bottom + 1.0)], MUTE, 0.6)
        page.text(across.at(tick), bottom + 2.8, f"{tick:g}", TICK, "centre")
    page.text(box.x + box.width / 2, bottom + 6.2, "organisations withdrawn", TICK, "centre")

    def at(point: Mapping[Hashable, Any], column: str = "value") -> tuple[float, float]:
        return across.at(point["withdrawn"]), top + (1 - point[column]) * box.height

    chance = curves.get((layer, RANDOM), [])
    if chance:
        band = [at(point, "high") for point in chance] + [at(point, "low") for point in reversed(chance)]
        page.add(PolyCollection([band], facecolors=[GRID], linewidths=0.0, zorder=2))
        page.stroke([at(point) for point in chance], MUTE, 1.2, zorder=3)
    if worst := curves.get((layer, WORST), []):
        page.stroke([at(point) for point in worst], LOSS, 1.4, linestyle=(0, (3.0, 1.6)), zorder=4)
    if real := curves.get((layer, HAPPENED), []):
        page.stroke([at(point) for point in real], INK, 1.6, zorder=5)
        for point in real:
            put(page, DOT, *at(point), 0.8)


def _halved(layer: str, curves: dict[tuple[str, str], Curve]) -> str:
    worst, chance = (halving(curves.get((layer, order), [])) for order in (WORST, RANDOM))
    if worst is None:
        return "half or fewer connected to begin with"
    return f"half or fewer left after {worst} at worst, {chance} at random"


def _key(order: str) -> Item:
    """Return how an order is drawn, and what it is called."""
    words = {HAPPENED: "as it happened", RANDOM: "at random: mean, and where 90% of orders lie", WORST: "at worst"}

    def draw(page: Page, x: float, y: float) -> None:
        line = [(x, y), (x + SWATCH, y)]
        if order == RANDOM:
            corners = [(x, y - 1.4), (x + SWATCH, y - 1.4), (x + SWATCH, y + 1.4), (x, y + 1.4)]
            page.add(PolyCollection([corners], facecolors=[GRID], linewidths=0.0, zorder=2))
            page.stroke(line, MUTE, 1.2, zorder=3)
        elif order == WORST:
            page.stroke(line, LOSS, 1.4, linestyle=(0, (3.0, 1.6)))
        else:
            page.stroke(line, INK, 1.6)
            put(page, Role("", "circle", INK, WHITE), x + SWATCH / 2, y, 0.8)

    return Item(words[order], SWATCH, draw)


def _spoken(layer: str, curves: dict[tuple[str, str], Curve], n: int) -> str:
    parts = [f"{layer_words(layer)}, {n} organisations: {_halved(layer, curves)}"]
    if real := curves.get((layer, HAPPENED), []):
        last = real[-1]
        parts.append(f"{percent(last['value'])} connected after the {last['withdrawn']:g} withdrawals that happened")
    return ", ".join(parts)
