"""Numbers and short phrases as readers should see them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sna.draw.spelling import capitalised, spelt

HALF_PERCENT = 0.005
SMALL_P = 0.001


def number(value: float, *, figures: int = 3) -> str:
    """Return a number in a few figures (whole numbers in all of theirs), thousands set off, with a true minus.

    Examples
    --------
    >>> number(1323.0), number(6.125), number(-0.04), number(21.0), number(float("nan"))
    ('1,323', '6.12', '−0.04', '21', '–')
    """
    if not math.isfinite(value):
        return "–"
    size = abs(value)
    if size >= 10 ** (figures - 1) or value == round(value):
        text = f"{round(size):,}"
    else:
        text = f"{float(f'{size:.{figures}g}'):.10f}".rstrip("0").rstrip(".")
    return f"−{text}" if value < 0 and text != "0" else text


def signed(value: float) -> str:
    """Return a number in two figures with its sign, also when it is positive."""
    text = number(value, figures=2)
    return f"+{text}" if value > 0 and text != "0" else text


def layer_words(layer: str) -> str:
    """Return a layer's name as the start of a sentence.

    Examples
    --------
    >>> layer_words("mdt_links"), layer_words("joint_roles")
    ('MDT links', 'Joint roles')
    """
    return capitalised(spelt(" ".join(layer.replace("_", " ").split())))


def percent(share: float) -> str:
    """Return a share as a percentage without decimals, never rounded to none or all.

    Examples
    --------
    >>> percent(0.562), percent(0.002), percent(0.998), percent(1.0)
    ('56%', '<1%', '>99%', '100%')
    """
    if 0 < share < HALF_PERCENT:
        return "<1%"
    if 1 - HALF_PERCENT < share < 1:
        return ">99%"
    return f"{share:.0%}".replace("-", "−")


def p_value(p: float) -> str:
    """Return a p as printed.

    Examples
    --------
    >>> p_value(0.003), p_value(0.0402), p_value(0.0000123), p_value(0.21), p_value(1.0)
    ('p = 0.003', 'p = 0.040', 'p < 0.001', 'p = 0.21', 'p = 1')
    """
    if p < SMALL_P:
        return "p < 0.001"
    return f"p = {p:.3f}" if p < 0.1 else f"p = {number(round(p, 2))}"  # noqa: PLR2004 - two figures are enough above


def many(count: int, one: str, more: str | None = None) -> str:
    """Return a count with its noun.

    Examples
    --------
    >>> many(1, "tie"), many(1200, "tie"), many(0, "tie")
    ('1 tie', '1,200 ties', 'no ties')
    """
    if count == 0:
        return f"no {more or one + 's'}"
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def among(words: Sequence[str], word: str = "and") -> str:
    """Return words as a list in a sentence.

    Examples
    --------
    >>> among(["a", "b", "c"])
    'a, b and c'
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {word} {words[-1]}"


def undated(snapshots: Sequence[str]) -> bool:
    """Return whether there is but one snapshot, and it has no name of its own."""
    return list(snapshots) == ["all"]


def at(snapshot: str) -> str:
    """Return a snapshot inside a sentence: years and dates read on, other names stand in brackets.

    Examples
    --------
    >>> at("2019"), at("before")
    (' in 2019', ' (before)')
    """
    return f" in {snapshot}" if any(letter.isdigit() for letter in snapshot) else f" ({snapshot})"


def when(snapshot: str) -> str:
    """Return a snapshot inside a sentence, as `at`; nothing where there is but one without a name of its own.

    Examples
    --------
    >>> when("after"), when("all")
    (' (after)', '')
    """
    return "" if undated([snapshot]) else at(snapshot)


def compared(now: float, then: float, when: str) -> str:
    """Return the clause that sets a share against an earlier one, by what is printed of both.

    Examples
    --------
    >>> compared(0.56, 0.44, "2019"), compared(0.561, 0.559, "2019")
    (', up from 44% in 2019', ', the same as in 2019')
    >>> compared(0.56, 0.44, "before")
    ', up from 44% (before)'
    """
    if percent(now) == percent(then):
        return f", the same as{at(when)}"
    return f", {'up' if now > then else 'down'} from {percent(then)}{at(when)}"


def steps(most: float, *, whole: bool) -> list[float]:
    """Return up to three round numbers for a scale that ends at or below ``most``, smallest first.

    Examples
    --------
    >>> steps(53.0, whole=True), steps(1.0, whole=True), steps(0.8, whole=False)
    ([5.0, 20.0, 50.0], [1.0], [0.08, 0.3, 0.8])
    """
    if most <= 0:
        return []
    found = sorted({_round_down(most * part) for part in (1.0, 0.4, 0.1)})
    return [value for value in found if not whole or value >= 1]


def _round_down(value: float) -> float:
    """Return the largest number of one leading figure that is not above."""
    unit = 10.0 ** math.floor(math.log10(value) + 1e-9)
    return float(f"{math.floor(value / unit + 1e-9) * unit:.6g}")
