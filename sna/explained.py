"""Every code explained: why it comes about and what to do."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib.resources import files

from sna.codes import CODES


@dataclass(frozen=True)
class Explanation:
    """One code for a person: what it means, why it comes about, what to do."""

    code: str
    meaning: str
    cause: str
    fix: str


@functools.cache
def explanations() -> dict[str, Explanation]:
    """Return every code with its explanation, in the order of the codes.

    Examples
    --------
    >>> explanations()["E506"].cause
    'Something ends before it starts.'
    """
    import tomllib

    written = tomllib.loads((files("sna") / "explained.toml").read_text(encoding="utf-8"))
    return {code: Explanation(code, CODES[code], **written[code]) for code in sorted(CODES) if code in written}
