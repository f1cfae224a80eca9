"""A page in millimetres: y runs down from the top, and its height follows from what is on it."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import matplotlib as mpl
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D, TransformedPatchPath

from sna.draw.line import Line
from sna.draw.picture import Picture
from sna.draw.tokens import FOOT, GRID, MARGIN, MM_PER_POINT, SUBTITLE, TITLE, WHITE, Type
from sna.draw.typeset import font, plain, width, wrap

Align = Literal["left", "centre", "right"]

CENTRING = 0.365
"""From the middle of capitals down to the baseline, as a share of the type size."""
HALO = 1.8


@dataclass(frozen=True)
class Box:
    """A rectangle on the page, in millimetres; y runs down."""

    x: float
    y: float
    width: float
    height: float


class Page:
    """A sheet that figures put marks on, in millimetres; ``y`` is where the next block begins."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.y = MARGIN
        with mpl.rc_context({"text.parse_math": False, "text.usetex": False, "path.sketch": None}):
            self.picture = Picture(facecolor=WHITE)
            self.axes = self.picture.add_axes((0.0, 0.0, 1.0, 1.0))
        self.axes.set_axis_off()
        self.axes.set_xlim(0.0, width)
        # Nothing is clipped, and still matplotlib would make a path to clip by for each artist that comes with none.
        self._unused = TransformedPatchPath(self.axes.patch)
        self._halos: list[Any] = []

    @property
    def room(self) -> float:
        """Width between the margins."""
        return self.width - 2 * MARGIN

    @property
    def measure(self) -> float:
        """Width of running text: a little narrower, because screens set letters wider than paper does."""
        return 0.97 * self.room

    def add(self, artist: Any) -> None:  # noqa: ANN401 - matplotlib is untyped
        """Put an artist on the page, in millimetres."""
        artist.set_transform(self.axes.transData)
        artist.set_clip_path(self._unused)
        artist.set_clip_on(False)
        self.axes.add_artist(artist)

    def text(
        self, x: float, y: float, words: str, kind: Type, align: Align = "left", *, halo: bool = False, of: str = ""
    ) -> None:
        """Write one line whose capitals have their middle at ``y``; ``of`` is the organisation it names, if any."""
        words = plain(words)
        if not words:
            return
        left = x - {"left": 0.0, "centre": 0.5, "right": 1.0}[align] * width(words, kind)
        base = y + CENTRING * kind.height
        if halo:
            self._halos.append(_outline(words, kind, left, base))
        label = Line(left, base, words, color=kind.colour, fontproperties=font(kind), usetex=False, parse_math=False)
        label.set_zorder(6)
        label.set_label(of)
        self.add(label)

    def lines(self, x: float, y: float, rows: Sequence[str], kind: Type, align: Align = "left") -> float:
        """Write lines below each other from ``y`` as their top, and return where they end."""
        for at, row in enumerate(rows):
            self.text(x, y + (at + 0.5) * kind.leading, row, kind, align)
        return y + len(rows) * kind.leading

    def head(self, title: str, subtitle: str) -> None:
        """Write title and subtitle."""
        self.y = self.lines(MARGIN, self.y, wrap(title, TITLE, self.measure), TITLE) + 0.8
        if subtitle:
            self.y = self.lines(MARGIN, self.y, wrap(subtitle, SUBTITLE, self.measure), SUBTITLE)
        self.y += 3.0

    def rule(self) -> None:
        """Draw a thin line across the page."""
        self.stroke([(MARGIN, self.y), (self.width - MARGIN, self.y)], GRID, 0.5)

    def stroke(self, points: Sequence[tuple[float, float]], colour: str, points_wide: float, **options: Any) -> None:  # noqa: ANN401
        """Draw a line through points."""
        self.add(PathPatch(Path(points), facecolor="none", edgecolor=colour, linewidth=points_wide, **options))

    def foot(self, words: str) -> None:
        """Write source and method at the bottom."""
        self.y = self.lines(MARGIN, self.y + 1.5, wrap(words, FOOT, self.measure), FOOT)

    def finish(self) -> Picture:
        """Give the page the height of what is on it, and return it."""
        if self._halos:
            merged = Path.make_compound_path(*self._halos)
            halo = PathPatch(merged, facecolor=WHITE, edgecolor=WHITE, linewidth=HALO, joinstyle="round", zorder=5)
            self.add(halo)
        height = self.y + MARGIN
        self.picture.set_size_inches(self.width / 25.4, height / 25.4)
        self.axes.set_ylim(height, 0.0)
        return self.picture


def _outline(words: str, kind: Type, left: float, base: float) -> Path:
    """Return the outline of a line of text, in millimetres."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")
        vertices, codes = text_to_path.get_text_path(font(kind), words, ismath=False)
    scale = kind.size / text_to_path.FONT_SCALE * MM_PER_POINT
    shape = Path(vertices, codes) if len(vertices) else Path([(0.0, 0.0)])
    return shape.transformed(Affine2D().scale(scale, -scale).translate(left, base))
