"""One line of text that begins at a point: where it is drawn is known, so that nothing has to be measured."""

from __future__ import annotations

from typing import Any

from matplotlib.colors import to_rgba
from matplotlib.text import Text


class Line(Text):
    """A line of text whose baseline begins at its position: never turned, broken, boxed or read as mathematics."""

    def draw(self, renderer: Any) -> None:  # noqa: ANN401 - matplotlib is untyped
        """Draw the letters, as `Text` does for such a line, without laying them out first."""
        self._renderer = renderer
        words = self.get_text()
        if not words or not self.get_visible():
            return
        renderer.open_group("text", self.get_gid())
        x, y = self.get_transform().transform(self.get_position())
        if renderer.flipy():
            y = renderer.get_canvas_width_height()[1] - y
        pen = renderer.new_gc()
        pen.set_foreground(to_rgba(self.get_color()), isRGBA=True)
        pen.set_alpha(self.get_alpha())
        pen.set_antialiased(self.get_antialiased())
        pen.set_snap(self.get_snap())
        renderer.draw_text(pen, x, y, words, self.get_fontproperties(), 0.0, mtext=self)
        pen.restore()
        renderer.close_group("text")
        self.stale = False
