"""What a document is made of: prose, tables and figures, in order; a renderer knows nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from sna.draw import Picture


@dataclass(frozen=True)
class Heading:
    """A heading; level 2 opens a chapter, level 3 a section."""

    text: str
    level: int = 2

    kind: str = "heading"


@dataclass(frozen=True)
class Prose:
    """One paragraph; ``role`` is ``lead`` for headline sentences, ``note`` for small print, else plain."""

    text: str
    role: str = "plain"

    kind: str = "prose"


@dataclass(frozen=True)
class Items:
    """A list of sentences."""

    sentences: tuple[str, ...]

    kind: str = "items"


@dataclass(frozen=True, eq=False)
class Shown:
    """A table for readers: cells are text already, rounded; ``file`` names the full table behind it."""

    caption: str
    table: pd.DataFrame
    file: str = ""
    folded: bool = False

    kind: str = "table"


@dataclass(frozen=True, eq=False)
class Drawn:
    """A figure, with the name of its files."""

    name: str
    picture: Picture

    kind: str = "figure"


Block = Heading | Prose | Items | Shown | Drawn
