"""One map of a sociogram: ties, then symbols, then names, everything on the scales of the whole figure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sna.draw.arrange import NAMED_UP_TO, ONE_NAMED_UP_TO, Frame, Places
from sna.draw.arrows import RECIPROCAL, Arrow, End, arrow, bend_clear, put_arrows, width_of
from sna.draw.labels import Placed, Surroundings, clashes, place_labels
from sna.draw.page import Page
from sna.draw.scene import Panel, Scene, Tie
from sna.draw.symbols import GHOST_RADIUS, put, put_ghost
from sna.draw.tokens import ABSENT_NAME, FOCAL_NAME, GAIN, LOSS, MARGIN, NAME, STRONG, TIE, WEAK, WIDE, Type
from sna.draw.typeset import width, wrap, wrap_name
from sna.draw.wording import number

Pair = tuple[str, str]

DENSE, DENSE_IF_FEW = 0.3, 0.6
STRONG_SHARE = 2 / 3
LOST_WIDTH = 0.9
WEAK_WIDTH = 0.4
MOST_BENDS = 600
MOST_COVERED = 0.07
LONGER = 1.3
TYPE_SIZES = (NAME.size, 5.9, 5.6)


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

    @property
    def ghost(self) -> float:
        """Radius of an absent organisation."""
        return min(GHOST_RADIUS, self.smallest)

    def radius(self, size: float) -> float:
        """Return the radius of a size: its square grows with the size."""
        if not math.isfinite(size) or self.most <= 0 or size <= 0:
            return self.smallest
        return math.sqrt(self.smallest**2 + (self.largest**2 - self.smallest**2) * size / self.most)


def scales_of(scene: Scene, area: float = math.inf) -> Scales:
    """Return the scales of a figure; ties are still straight, and ``area`` is that of its smallest map, in mm²."""
    n = len(scene.identifiers)
    smallest, largest = (1.1, 3.0) if n <= NAMED_UP_TO else (0.95, 2.3) if n <= ONE_NAMED_UP_TO else (0.75, 3.2)
    head = (1.7 if n <= ONE_NAMED_UP_TO else 1.3) if scene.directed else 0.0
    scales = Scales({}, smallest, largest, scene.largest, scene.heaviest, head, {}, _strong(scene))
    if n > NAMED_UP_TO:
        covered = sum(math.pi * radius**2 for radius in _largest_radii(scene.panels, scales).values())
        shrink = min(1.0, math.sqrt(MOST_COVERED * area / covered))
        scales = replace(scales, smallest=smallest * shrink, largest=largest * shrink, head=head * max(shrink, 0.6))
    return replace(scales, radii=_largest_radii(scene.panels, scales) if scene.panels else {})


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
    return replace(scales, bends=bends)


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
        radius = scales.radius(member.size) if member.present else scales.ghost
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


def draw_symbols(page: Page, scene: Scene, frame: Frame, places: Places, scales: Scales) -> dict[str, str]:
    """Draw organisations, large ones first, and return what each is by its id in the drawing."""
    tips, panel = {}, scene.panels[frame.panel]
    when = "" if scene.undated else f" · {panel.name}"
    order = sorted(panel.members.values(), key=lambda m: (-scales.radius(m.size), m.identifier))
    for k, member in enumerate(order):
        gid = f"map{frame.panel}-{k}"
        x, y = places[member.identifier]
        if member.present:
            put(page, member.role, x, y, scales.radius(member.size), gid=gid)
        else:
            put_ghost(page, member.role, x, y, scales.ghost, gid=gid)
        size = "not a member" if not member.present else number(member.size)
        tips[gid] = f"{member.name} · {member.role.label}{when}: {size}"
    return tips


@dataclass(frozen=True)
class Names:
    """Where names go, on which lines, and how they are set."""

    spots: dict[str, tuple[Placed, list[str]]]
    size: float
    bold: frozenset[str]

    def kind(self, identifier: str, *, present: bool = True) -> Type:
        """Return how a name is set."""
        kind = FOCAL_NAME if identifier in self.bold else NAME
        return replace(kind if present else ABSENT_NAME, size=self.size)


def place_names(
    panels: Sequence[Panel], frame: Frame, places: Places, scales: Scales, given: tuple[list[str], frozenset[str]]
) -> Names:
    """Return where names go (of whom, and whose are bold), most important first, the same in every one of ``panels``.

    Type is a little smaller where names would otherwise lie on each other, on symbols, or nearer to another symbol.
    """
    named, bold = given
    order = sorted(named, key=lambda identifier: (-scales.radii[identifier], identifier))
    members, wide = panels[-1].members, 24.0 if frame.box.width < 70 else 32.0  # noqa: PLR2004 - narrow maps
    radii, around = _largest_radii(panels, scales), _surroundings(panels, frame, places, scales)
    middles = np.array([places[identifier] for identifier in order]).reshape(-1, 2)
    found: list[tuple[int, Names]] = []
    for size in TYPE_SIZES:
        names = Names({}, size, bold)
        rows = {i: _settings(members[i].name, wide, names.kind(i)) for i in order}
        sizes = [[_size(setting, names.kind(i)) for setting in rows[i]] for i in order]
        placed = place_labels(middles, np.array([radii[i] for i in order]), sizes, around)
        spots = {i: (spot, rows[i][spot.setting]) for i, spot in zip(order, placed, strict=True)}
        found.append((clashes(placed, middles, around), replace(names, spots=spots)))
        if not found[-1][0] or len(order) < len(members):
            break
    return min(found, key=lambda one: one[0])[1]


def _settings(name: str, wide: float, kind: Type) -> list[list[str]]:
    """Return the ways to set a name: on as few lines as fit, on two, and on one a little longer."""
    first = wrap_name(name, kind, wide)
    second = wrap(name, kind, max(width(word, kind) for word in name.split(" ")) + 0.1)
    ways = [first, second] if len(first) == 1 and len(second) == 2 else [first]  # noqa: PLR2004 - one line, or two
    return [*ways, [name]] if len(first) > 1 and width(name, kind) <= LONGER * wide else ways


def _size(rows: list[str], kind: Type) -> tuple[float, float]:
    """Return width and height of lines of a name."""
    return max(width(row, kind) for row in rows) + 0.4, len(rows) * kind.leading - 0.3


def _largest_radii(panels: Sequence[Panel], scales: Scales) -> dict[str, float]:
    """Return the largest radius of each organisation in some maps."""
    return {i: max(scales.radius(panel.members[i].size) for panel in panels) for i in panels[0].members}


def _surroundings(panels: Sequence[Panel], frame: Frame, places: Places, scales: Scales) -> Surroundings:
    """Return what names keep off: every symbol at its largest, and every tie of any map, once."""
    largest = _largest_radii(panels, scales)
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
    # A single named map may write into the page margin.
    spare, right = 2.0 if len(panels) == 1 else 0.0, box.x + box.width
    left, right = box.x - spare * (box.x <= MARGIN), right + spare * (right > WIDE - MARGIN - 1.0)
    inside = (left, frame.map.y, right, box.y + box.height - 0.8)
    return Surroundings(
        np.hstack([spots - radii, spots + radii]),
        np.array(heads).reshape(-1, 4),
        np.vstack(pieces) if pieces else np.zeros((0, 4)),
        inside,
    )


def draw_names(page: Page, panel: Panel, names: Names, move: tuple[float, float]) -> None:
    """Write names, moved from the map they were placed for to this one."""
    for identifier, (spot, rows) in names.spots.items():
        kind = names.kind(identifier, present=panel.members[identifier].present)
        align, x = "centre", (spot.left + spot.right) / 2
        if spot.side > 0:
            align, x = "left", spot.left + 0.2
        elif spot.side < 0:
            align, x = "right", spot.right - 0.2
        for at, row in enumerate(rows):
            y = spot.top - 0.15 + (at + 0.5) * kind.leading + move[1]
            page.text(x + move[0], y, row, kind, align, halo=True, of=identifier)  # type: ignore[arg-type]
