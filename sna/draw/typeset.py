"""Text in millimetres: cleaned, measured, wrapped. Names come from outside, so none is ever read as markup."""

from __future__ import annotations

import re
import unicodedata
import warnings
from functools import lru_cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from sna.draw.tokens import FAMILY, MM_PER_POINT, Type

MOST_LINES = 3
SPACES = re.compile(r"(?<![=<]) (?![=<] )")
"""Where lines may break: not inside "p = 0.04"."""
DOUBT = 0.04
"""Pairs of letters may stand closer or wider than each letter alone would have it, by much less than this share."""


def plain(text: object) -> str:
    r"""Return text on one line without control, formatting or private characters.

    Examples
    --------
    >>> plain(" a\tb\u202ec ")
    'a bc'
    """
    kept = (" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in str(text))
    return " ".join("".join(c for c in kept if unicodedata.category(c) not in {"Cf", "Cs", "Co", "Cn"}).split())


@lru_cache(maxsize=64)
def font(kind: Type) -> FontProperties:
    """Return the font of a kind of text."""
    return FontProperties(
        family=FAMILY,
        size=kind.size,
        weight="bold" if kind.bold else "normal",
        style="italic" if kind.italic else "normal",
    )


@lru_cache(maxsize=8192)
def width(text: str, kind: Type) -> float:
    """Return how wide a line of text is, in millimetres."""
    if not text:
        return 0.0
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")
        points = text_to_path.get_text_width_height_descent(text, font(kind), ismath=False)[0]
    return float(points) * MM_PER_POINT


@lru_cache(maxsize=2048)
def _step(letter: str, kind: Type) -> float:
    """Return how far a letter moves the next one, in millimetres."""
    return width(f"n{letter}n", kind) - width("nn", kind)


def fits(line: str, kind: Type, room: float) -> bool:
    """Return whether a line is no wider than ``room`` millimetres: measured where its letters' widths leave a doubt.

    Examples
    --------
    >>> fits("Public Health", Type(7), 24.0), fits("Public Health Agency", Type(7), 24.0)
    (True, False)
    """
    if line.isascii():
        about = sum(_step(letter, kind) for letter in line)
        if not (1 - DOUBT) * room - 1.0 <= about <= (1 + DOUBT) * room + 1.0:
            return about < room
    return width(line, kind) <= room


def wrap(text: str, kind: Type, room: float, *, most: int | None = None) -> list[str]:
    """Return lines no wider than ``room`` millimetres, the last of ``most`` with an ellipsis if something is left out.

    Words too long for a line are broken.

    Examples
    --------
    >>> wrap("Public Health Agency of the North", Type(7), 24.0)
    ['Public Health', 'Agency of the', 'North']
    """
    lines: list[str] = []
    for word in SPACES.split(plain(text)):
        if lines and fits(f"{lines[-1]} {word}", kind, room):
            lines[-1] += f" {word}"
            continue
        parts = _broken(word, kind, room)
        joined = f"{lines[-1]} {parts[0]}" if lines else parts[0]
        if lines and len(parts) > 1 and fits(joined, kind, room):
            lines[-1] = joined
            lines.extend(parts[1:])
        else:
            lines.extend(parts)
    if most is not None and len(lines) > most:
        return [*lines[: most - 1], _shortened(lines[most - 1], kind, room)]
    return lines


def wrap_name(name: str, kind: Type, room: float) -> list[str]:
    """Return a name on at most three lines of about equal length."""
    lines = wrap(name, kind, room, most=MOST_LINES)
    if len(lines) == 1:
        return lines
    narrow = room
    longest = max(width(word, kind) for word in lines)
    words = max((width(word, kind) for word in plain(name).split(" ") if width(word, kind) <= room), default=longest)
    while narrow - 1.0 > max(room / 2, words) and len(wrap(name, kind, narrow - 1.0, most=MOST_LINES)) == len(lines):
        if wrap(name, kind, narrow - 1.0, most=MOST_LINES)[-1].endswith("…") and not lines[-1].endswith("…"):
            break
        narrow -= 1.0
    return wrap(name, kind, narrow, most=MOST_LINES)


def between_words(name: str, kind: Type, room: float, *, most: int) -> list[str]:
    """Return a name on a few lines; where it is too long it ends after a whole word, with an ellipsis.

    Examples
    --------
    >>> between_words("Aberdeen Eiendomsfond Asia ASA", Type(7), 24.0, most=2)
    ['Aberdeen', 'Eiendomsfond …']
    """
    lines = wrap(name, kind, room)
    words = plain(name).split(" ")
    while len(lines) > most and len(words) > 1:
        words = words[:-1]
        lines = wrap(f"{' '.join(words)} …", kind, room)
    return lines if len(lines) <= most else wrap(name, kind, room, most=most)


def _broken(word: str, kind: Type, room: float) -> list[str]:
    """Return a word in pieces that fit."""
    if fits(word, kind, room):
        return [word]
    pieces = [""]
    for letter in word:
        if pieces[-1] and not fits(pieces[-1] + letter, kind, room):
            pieces.append(letter)
        else:
            pieces[-1] += letter
    return pieces


def _shortened(line: str, kind: Type, room: float) -> str:
    """Return a line that ends in an ellipsis and fits."""
    while line and not fits(line + "…", kind, room):
        line = line[:-1]
    return line.rstrip() + "…"
