"""A figure that knows what it says and what was drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.text import Text

from sna.terms import worded

if TYPE_CHECKING:
    import pandas as pd


class Picture(Figure):
    """A matplotlib figure with the words and the table behind it.

    Attributes
    ----------
    title, subtitle
        Sentences computed from the table.
    latest
        Of a map of several snapshots what the last says alone, without comparing it; else empty.
    alt
        What the picture says, for those who cannot see it.
    drawn
        Name → table of what was drawn.
    tips
        Id of a drawn thing → what it is, for hover and screen readers.
    """

    title: str
    subtitle: str
    latest: str
    alt: str
    drawn: dict[str, pd.DataFrame]
    tips: dict[str, str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed on to matplotlib unchanged
        super().__init__(*args, **kwargs)
        self.title, self.subtitle, self.latest, self.alt = "", "", "", ""
        self.drawn, self.tips = {}, {}

    def draw(self, renderer: Any) -> None:  # noqa: ANN401 - matplotlib is untyped
        """Draw with letters as wide on a screen as on paper, so that lines break where they were measured to."""
        with mpl.rc_context({"text.hinting": "none"}):
            super().draw(renderer)

    def say(self, kind: str) -> None:
        """Write the word for what the units are, such as people, wherever a word for organisations stands."""
        for text in self.findobj(Text):
            text.set_text(worded(text.get_text(), kind))
        for said in ("title", "subtitle", "latest", "alt"):
            setattr(self, said, worded(getattr(self, said), kind))
        self.tips = {of: worded(tip, kind) for of, tip in self.tips.items()}

    def describe(self, title: str, subtitle: str, lines: list[str], drawn: Mapping[str, pd.DataFrame]) -> None:
        """Set the words and tables."""
        self.title, self.subtitle = title, subtitle
        sentences = [title, *lines, "The numbers are in the table that goes with the figure"]
        self.alt = " ".join(f"{sentence.rstrip('.')}." for sentence in sentences if sentence)
        self.drawn = dict(drawn)
