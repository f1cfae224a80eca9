"""What a tie is worth, as text that is known to be a finite number; blank where it is not known."""

from __future__ import annotations

import math
import re

from sna.io.formats.network_file import refused
from sna.io.formats.text_file import MOST_NODES, shown

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_WHOLE = re.compile(r"\d{1,18}", re.ASCII)
_NOT_FINITE = re.compile(r"[+-]?(nan|inf|infinity)", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)


def checked_number(text: str, file: str, line: int, what: str = "The value of a tie") -> str:
    """Return the text of a finite number as it is.

    Raises
    ------
    DataError
        The text is not a number, or not a finite one.

    Examples
    --------
    >>> checked_number("2.50", "net.net", 4)
    '2.50'
    """
    if NUMBER.fullmatch(text):
        if math.isfinite(float(text)):
            return text
    elif not _NOT_FINITE.fullmatch(text):
        hint = "Write it with a decimal point." if _DECIMAL_COMMA.fullmatch(text) else ""
        raise refused("E319", f"{what} is not a number.", file, line, value=shown(text), expected="a number", hint=hint)
    hint = "Leave the tie out if there is none; a missing value has its own sign in most formats."
    raise refused("E316", f"{what} is not finite.", file, line, value=shown(text), hint=hint)


def is_zero(text: str) -> bool:
    """Tell whether the text of a number, or of a missing value, says zero.

    Examples
    --------
    >>> is_zero("0.00"), is_zero(""), is_zero("1e-5")
    (True, False, False)
    """
    return text == "0" or (text not in {"", "1"} and float(text) == 0)


def whole_number(text: str, file: str, line: int, what: str, most: int = MOST_NODES) -> int:
    """Return a count, at most ``most``.

    Raises
    ------
    DataError
        The text is not a whole number, or one the tool cannot hold.

    Examples
    --------
    >>> whole_number("12", "net.net", 1, "The number of vertices")
    12
    """
    if not _WHOLE.fullmatch(text):
        raise refused("E113", f"{what} is not a whole number.", file, line, value=shown(text))
    if int(text) > most:
        raise refused("E114", f"{what} is more than {most:,}.", file, line, value=text)
    return int(text)
