"""What kind of values a column of text holds, for formats that say so; the text itself is written as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

_WHOLE = re.compile(r"-?(0|[1-9]\d{0,14})")
_DECIMAL = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,17})?")


def kind_of(cells: Iterable[str]) -> Literal["long", "double", "string"]:
    """Return ``long`` or ``double`` where every filled cell is plainly such a number, else ``string``.

    Numbers with a leading zero or an exponent are text: ``001`` and ``5E1`` are ids more often than numbers.

    Examples
    --------
    >>> kind_of(["1", "", "-20"]), kind_of(["1", "2.5"]), kind_of(["001"]), kind_of(["5E1"]), kind_of([""])
    ('long', 'double', 'string', 'string', 'string')
    """
    filled = [cell for cell in cells if cell]
    if filled and all(_WHOLE.fullmatch(cell) for cell in filled):
        return "long"
    if filled and all(_DECIMAL.fullmatch(cell) for cell in filled):
        return "double"
    return "string"
