"""One map of a sociogram: ties, then symbols, then names, everything on the scales of the whole figure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sna.draw.arrange import NAMED_UP_TO, ONE_NAMED_UP_TO, Frame, Places
from sna.draw.arrows import RECIPROCAL, Arrow, End, arrow, bend_clear, put_arrows, width_of
from sna.draw.labels import Placed, Surroundings, place_labels
from sna.draw.page import Page
from sna.draw.scene import Member, Panel, Scene, Tie
from sna.draw.symbols import GHOST_RADIUS, put, put_ghost
from sna.draw.tokens import ABSENT_NAME, FOCAL_NAME, GAIN, LOSS, MARGIN, NAME, STRONG, TIE, WEAK, Type
from sna.draw.typeset import width, wrap, wrap_name
from sna.draw.wording import number

Pair = tuple[str, str]

DENSE, DENSE_IF_FEW = 0.3, 0.6
STRONG_SHARE = 2 / 3
LOST_WIDTH = 0.9
WEAK_WIDTH = 0.4
MOST_BENDS = 600


@dataclass(frozen=True)
class Scales:
    """What is the same in every map: radii, the heaviest tie, heads, how far a tie bends, which ties are strong."""

    radii: dict[str, float]
    smallest: float
    largest: float
    most: float
    heaviest: float
    head: float
    bends: dict[Pair, float]
    strong: float | None

    def radius(self, size: float) -> float:
        """Return the radius of a size: its square grows with the size."""
        if not math.isfinite(size) or self.most <= 0 or size <= 0:
            return self.smallest
        return math.sqrt(self.smallest**2 + (self.largest**2 - self.smallest**2) * size / self.most)


def scales_of(scene: Scene) -> Scales:
    """Return the scales of a figure; ties are still straight."""
    n = len(scene.identifiers)
    smallest, largest = (1.1, 3.0) if n <= NAMED_UP_TO else (0.95, 2.3) if n <= ONE_NAMED_UP_TO else (0.75, 3.2)
    if n > 150 or (n > ONE_NAMED_UP_TO and len(scene.panels) > 2):  # noqa: PLR2004 - many symbols, or small maps
        smallest, largest = 0.7, 2.2
    head = (1.7 if n <= ONE_NAMED_UP_TO else 1.3) if scene.directed else 0.0
    scales = Scales({}, smallest, largest, scene.largest, scene.heaviest, head, {}, _strong(scene))
    radii = {
        identifier: max(scales.radius(panel.members[identifier].size) for panel in scene.panels)
        for identifier in scene.identifiers
    }
    return Scales(radii, smallest, largest, scene.largest, scene.heaviest, head, {}, scales.strong)


def with_bends(scene: Scene, scales: Scales, places: Places) -> Scales:
    """Return the scales with the bend of every tie, the same in all maps."""
    pairs = sorted({(tie.sender, tie.receiver) for panel in scene.panels for tie in panel.ties})
    both = set(pairs)
    at = {identifier: k for k, identifier in enumerate(scene.identifiers)}
    points = np.array([places[identifier] for identifier in scene.identifiers])
    radii = np.array([scales.radii[identifier] for identifier in scene.identifiers])
    bends = {}
    for sender, receiver in pairs:
        if scene.directed and (receiver, sender) in both:
            bends[sender, receiver] = RECIPROCAL
        elif scales.strong is None and len(pairs) <= MOST_BENDS:
            bends[sender, receiver] = bend_clear(points, radii, (at[sender], at[receiver]))
        else:
            bends[sender, receiver] = 0.0
    most, heaviest = scales.most, scales.heaviest
    return Scales(scales.radii, scales.smallest, scales.largest, most, heaviest, scales.head, bends, scales.strong)


def _strong(scene: Scene) -> float | None:
    """Return the weight from which a tie is strong, in figures so dense that only strong ties can stand out."""
    n = len(scene.identifiers)
    pairs = n * (n - 1) / 2
    densest = max((len({frozenset((t.sender, t.receiver)) for t in p.there}) for p in scene.panels), default=0)
    if densest <= (DENSE_IF_FEW if n <= NAMED_UP_TO else DENSE) * pairs:
        return None
    weights = sorted(tie.weight for panel in scene.panels for tie in panel.there)
    cut = weights[int(STRONG_SHARE * len(weights))]
    if cut > weights[0]:
        return cut
    return next((weight for weight in weights if weight > cut), math.inf)


def _arrows(panel: Panel, ties: list[Tie], places: Places, scales: Scales, widths: list[float]) -> list[Arrow]:
    """Return the arrows of ties in a map."""

    def end(identifier: str) -> End:
        member = panel.members[identifier]
        radius = scales.radius(member.size) if member.present else GHOST_RADIUS
        return End(*places[identifier], radius, member.role.shape)

    return [
        arrow(end(t.sender), end(t.receiver), bend=scales.bends[t.sender, t.receiver], width=w, head=scales.head)
        for t, w in zip(ties, widths, strict=True)
    ]


def draw_ties(page: Page, panel: Panel, places: Places, scales: Scales) -> None:
    """Draw lost ties, then kept, then new ones."""
    changes: dict[str, list[Tie]] = {"lost": [], "weak": [], "kept": [], "gained": []}
    for tie in panel.ties:
        weak = scales.strong is not None and tie.weight < scales.strong and tie.change in {"kept", "baseline"}
        changes["weak" if weak else "kept" if tie.change == "baseline" else tie.change].append(tie)
    colours = {"lost": LOSS, "weak": WEAK, "kept": TIE if scales.strong is None else STRONG, "gained": GAIN}
    for order, (change, ties) in enumerate(changes.items()):
        widths = [_width(change, tie, scales) for tie in ties]
        arrows = _arrows(panel, ties, places, scales, widths)
        put_arrows(page, arrows, widths, colours[change], order=2 + 0.1 * order, dashed=change == "lost")


def _width(change: str, tie: Tie, scales: Scales) -> float:
    """Return the width of a tie's line, in points."""
    if change in {"lost", "weak"}:
        return LOST_WIDTH if change == "lost" else WEAK_WIDTH
    if scales.strong is not None:
        return 0.9 if tie.weight >= scales.strong else WEAK_WIDTH
    return width_of(tie.weight, scales.heaviest)


def draw_symbols(page: Page, panel: Panel, places: Places, scales: Scales, prefix: str) -> dict[str, str]:
    """Draw organisations, large ones first, and return what each is by its id in the drawing."""
    tips = {}
    order = sorted(panel.members.values(), key=lambda m: (-scales.radius(m.size), m.identifier))
    for k, member in enumerate(order):
        gid = f"{prefix}-{k}"
        x, y = places[member.identifier]
        if member.present:
            put(page, member.role, x, y, scales.radius(member.size), gid=gid)
        else:
            put_ghost(page, member.role, x, y, gid=gid)
        size = "not a member" if not member.present else number(member.size)
        tips[gid] = f"{member.name} · {member.role.label} · {panel.name}: {size}"
    return tips


def kind_of(member: Member, *, bold: bool) -> Type:
    """Return how a name is set."""
    if not member.present:
        return ABSENT_NAME
    return FOCAL_NAME if bold else NAME


def place_names(
    panels: Sequence[Panel], frame: Frame, places: Places, scales: Scales, named: list[str]
) -> dict[str, tuple[Placed, list[str]]]:
    """Return where names go, most important first, the same in every one of ``panels``."""
    order = sorted(named, key=lambda identifier: (-scales.radii[identifier], identifier))
    wide = 24.0 if frame.box.width < 70 else 32.0  # noqa: PLR2004 - narrow maps
    members = panels[-1].members
    rows = {identifier: _settings(members[identifier].name, wide) for identifier in order}
    sizes = [[_size(setting) for setting in rows[identifier]] for identifier in order]
    radii = _radii(panels, scales)
    around = _surroundings(panels, frame, places, scales)
    middles = np.array([places[identifier] for identifier in order]).reshape(-1, 2)
    placed = place_labels(middles, np.array([radii[identifier] for identifier in order]), sizes, around)
    return {i: (spot, rows[i][spot.setting]) for i, spot in zip(order, placed, strict=True)}


def _settings(name: str, wide: float) -> list[list[str]]:
    """Return the ways to set a name: on as few lines as fit, and on two."""
    first = wrap_name(name, FOCAL_NAME, wide)
    second = wrap(name, FOCAL_NAME, max(width(word, FOCAL_NAME) for word in name.split(" ")) + 0.1)
    return [first, second] if len(first) == 1 and len(second) == 2 else [first]  # noqa: PLR2004 - one line, or two


def _size(rows: list[str]) -> tuple[float, float]:
    """Return width and height of lines of a name."""
    return max(width(row, FOCAL_NAME) for row in rows) + 0.4, len(rows) * NAME.leading - 0.3


def _radii(panels: Sequence[Panel], scales: Scales) -> dict[str, float]:
    """Return the largest radius of each organisation in some maps."""
    return {i: max(scales.radius(panel.members[i].size) for panel in panels) for i in panels[0].members}


def _surroundings(panels: Sequence[Panel], frame: Frame, places: Places, scales: Scales) -> Surroundings:
    """Return what names keep off: every symbol at its largest, and every tie of any map, once."""
    largest = _radii(panels, scales)
    spots = np.array([places[identifier] for identifier in largest])
    radii = np.array(list(largest.values()))[:, None] + 0.3
    pieces, heads = [], []
    shapes = {identifier: member.role.shape for identifier, member in panels[-1].members.items()}
    ends = {i: End(*places[i], radius, shapes[i]) for i, radius in largest.items()}
    for pair in sorted({(tie.sender, tie.receiver) for panel in panels for tie in panel.ties}):
        one = arrow(ends[pair[0]], ends[pair[1]], bend=scales.bends[pair], width=1.0, head=scales.head)
        pieces.append(np.hstack([one.line[:-1], one.line[1:]]))
        if one.head is not None:
            heads.append(np.concatenate([one.head.min(axis=0), one.head.max(axis=0)]))
    box = frame.box
    # A single named map may write into the page margin; maps side by side share the gutter.
    right, spare = box.x + box.width, 2.0 if len(panels) == 1 else 0.4
    inside = (box.x - (spare if box.x <= MARGIN else 0.4), frame.map.y, right + spare, box.y + box.height - 0.8)
    return Surroundings(
        np.hstack([spots - radii, spots + radii]),
        np.array(heads).reshape(-1, 4),
        np.vstack(pieces) if pieces else np.zeros((0, 4)),
        inside,
    )


def draw_names(
    page: Page,
    panel: Panel,
    names: dict[str, tuple[Placed, list[str]]],
    move: tuple[float, float],
    bold: frozenset[str],
) -> None:
    """Write names, moved from the map they were placed for to this one."""
    for identifier, (spot, rows) in names.items():
        kind = kind_of(panel.members[identifier], bold=identifier in bold)
        align, x = "centre", (spot.left + spot.right) / 2
        if spot.side > 0:
            align, x = "left", spot.left + 0.2
        elif spot.side < 0:
            align, x = "right", spot.right - 0.2
        for at, row in enumerate(rows):
            y = spot.top - 0.15 + (at + 0.5) * NAME.leading + move[1]
            page.text(x + move[0], y, row, kind, align, halo=True)  # type: ignore[arg-type]
