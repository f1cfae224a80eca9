"""Where the maps of a sociogram stand on the page, and where organisations stand in a map."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sna.draw.page import Box
from sna.draw.scene import Scene
from sna.draw.tokens import MARGIN, WIDE

NAMED_UP_TO = 16
ONE_NAMED_UP_TO = 40
GUTTER = 2.0
HEADING = 10.0
BARS = 44.0
STRETCH = 1.35
ROOM = WIDE - 2 * MARGIN
SWEEPS = 80
GAP_SHARE = 0.3

Places = dict[str, tuple[float, float]]


@dataclass(frozen=True)
class Frame:
    """One map on the page: its heading begins at the top of the box, the map below it."""

    panel: int
    box: Box
    named: bool
    pad: tuple[float, float]

    @property
    def map(self) -> Box:
        """The part of the box below the heading."""
        return Box(self.box.x, self.box.y + HEADING, self.box.width, self.box.height - HEADING)


def shape_of(scene: Scene) -> float:
    """Return height over width of the places of all organisations."""
    if not scene.panels:
        return 0.0
    x, y = _unit(scene).T
    across = float(np.ptp(x)) if len(x) else 0.0
    return float(np.ptp(y)) / across if across > 0 else 1.0


def frames(scene: Scene, top: float) -> list[Frame]:
    """Return where each panel goes, below ``top``."""
    n, many, shape = len(scene.identifiers), len(scene.panels), shape_of(scene)
    if n <= NAMED_UP_TO:
        columns = {1: 1, 2: 2, 3: 3, 4: 2}.get(many, 3)
        return _grid(list(range(many)), top, columns, shape, named=True)
    if n <= ONE_NAMED_UP_TO and 1 < many <= 4:  # noqa: PLR2004 - three small maps fit beside the large one
        return _beside(many, top, shape)
    if many == 2:  # noqa: PLR2004 - two large maps, each with its list
        one, width = _frame(0, MARGIN, top, ROOM - BARS, shape, named=True), ROOM - BARS
        return [one, _frame(1, MARGIN, top + one.box.height + GUTTER, width, shape, named=True)]
    above = _grid(list(range(many - 1)), top, min(3, max(many - 1, 2)), shape, named=False) if many > 1 else []
    below = max((frame.box.y + frame.box.height for frame in above), default=top - GUTTER) + GUTTER
    width = ROOM - BARS if n > ONE_NAMED_UP_TO else ROOM
    return [*above, _frame(many - 1, MARGIN, below, width, shape, named=True)]


def _grid(panels: list[int], top: float, columns: int, shape: float, *, named: bool) -> list[Frame]:
    """Return equal maps in rows."""
    width = (ROOM - GUTTER * (columns - 1)) / columns
    found = []
    for at, panel in enumerate(panels):
        frame = _frame(panel, MARGIN + at % columns * (width + GUTTER), top, width, shape, named=named)
        y = top + at // columns * (frame.box.height + GUTTER)
        found.append(Frame(panel, Box(frame.box.x, y, width, frame.box.height), named, frame.pad))
    return found


def _beside(many: int, top: float, shape: float) -> list[Frame]:
    """Return the earlier maps small in a column, and the last one large beside them."""
    narrow = 54.0 if many < 4 else 46.0  # noqa: PLR2004 - three in a column must be lower
    small = _grid(list(range(many - 1)), top, 1, shape, named=False)
    one = _frame(0, MARGIN, top, narrow, shape, named=False).box.height
    small = [
        Frame(frame.panel, Box(MARGIN, top + at * (one + GUTTER), narrow, one), named=False, pad=frame.pad)
        for at, frame in enumerate(small)
    ]
    wide = ROOM - narrow - GUTTER
    large = _frame(many - 1, MARGIN + narrow + GUTTER, top, wide, shape, named=True)
    height = max(large.box.height, (many - 1) * (one + GUTTER) - GUTTER)
    return [*small, Frame(many - 1, Box(large.box.x, top, wide, height), named=True, pad=large.pad)]


def _frame(panel: int, x: float, y: float, width: float, shape: float, *, named: bool) -> Frame:
    """Return a map of a width, as high as its organisations need."""
    pad = (6.0, 5.8) if named else (3.5, 3.5)
    inner = width - 2 * pad[0]
    low, high = (1.0, 1.3) if width < 70 and named else (0.8, 1.1) if width < 70 else (0.42, 0.72)  # noqa: PLR2004 - narrow maps may be upright
    height = inner * min(max(STRETCH * shape if named else shape, low), high) + 2 * pad[1]
    return Frame(panel, Box(x, y, width, HEADING + height), named, pad)


def places_in(scene: Scene, frame: Frame, units: npt.NDArray[np.float64]) -> Places:
    """Return where organisations stand on the page: fitted to the map, stretched by at most a third."""
    box, (pad_x, pad_y) = frame.map, frame.pad
    low, size = units.min(axis=0), np.ptp(units, axis=0)
    room = np.array([box.width - 2 * pad_x, box.height - 2 * pad_y])
    scales = [r / s for r, s in zip(room.tolist(), size.tolist(), strict=True) if s > 0]
    scale = np.minimum(
        np.where(size > 0, room / np.where(size > 0, size, 1.0), np.inf), STRETCH * min(scales, default=0)
    )
    middle = np.array([box.x + box.width / 2, box.y + box.height / 2])
    fitted = (units - low - size / 2) * np.where(size > 0, scale, 0.0) + middle
    return {identifier: (float(x), float(y)) for identifier, (x, y) in zip(scene.identifiers, fitted, strict=True)}


def separated(scene: Scene, frame: Frame, radii: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return layout units in which symbols keep a gap also in the smallest map, ``frame``."""
    units = _unit(scene)
    n = len(units)
    if n < 2:  # noqa: PLR2004 - nothing to separate
        return units
    gap = 5.5 if n <= NAMED_UP_TO else 2.0 if n <= 60 else 0.7 if n <= 150 else 0.3  # noqa: PLR2004
    gap = min(gap, GAP_SHARE * math.sqrt(frame.map.width * frame.map.height / n))
    points = np.array(list(places_in(scene, frame, units).values()))
    wanted = radii[:, None] + radii[None, :] + gap
    for _ in range(SWEEPS):
        off = points[:, None, :] - points[None, :, :]
        apart = np.hypot(off[..., 0], off[..., 1])
        np.fill_diagonal(apart, np.inf)
        short = np.clip(wanted - apart, 0.0, None)
        if short.max() < 0.05:  # noqa: PLR2004 - millimetres nobody sees
            break
        # Points in the same place part along directions of their own, so that the result is the same each time.
        turn = np.array([(math.cos(2.4 * k), math.sin(2.4 * k)) for k in range(n)])
        aim = np.where((apart < 1e-6)[..., None], turn[:, None, :] - turn[None, :, :], off)  # noqa: PLR2004
        aim = aim / np.maximum(np.hypot(aim[..., 0], aim[..., 1]), 1e-9)[..., None]
        points = points + 0.5 * (aim * short[..., None]).sum(axis=1)
    return points


def _unit(scene: Scene) -> npt.NDArray[np.float64]:
    """Return the places of the layout, in the order of ids."""
    members = scene.panels[0].members.values()
    return np.array([(member.x, member.y) for member in members], dtype=np.float64).reshape(-1, 2)
